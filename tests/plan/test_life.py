"""What happens to a task from day to day, as the table in automations/plan/life.py has it."""

from datetime import date, timedelta

import pytest

from automations.plan.life import Patience, Step, found, gone, state_of
from automations.plan.memory import TaskMemory
from automations.plan.tasks import Task

DAY = date(2026, 5, 20)
PATIENCE = Patience(believe_done=7, archive_after=30)


def task(status="new", deferred_until=None):
    return Task("T1", 2, status, deferred_until)


def known(**changed):
    return TaskMemory("T1", "a_check", fingerprint="F", created=DAY, opened=DAY, **changed)


def live(statuses, fingerprints=None, start=DAY):
    """Take a task through days on which people have typed `statuses`: (action, state) of each day."""
    memory, told = known(), []
    for i, status in enumerate(statuses):
        on = start + timedelta(days=i)
        step = found(task(status), memory, (fingerprints or {}).get(i, "F"), on=on, patience=PATIENCE)
        memory = step.memory
        told.append((step.action, state_of(step, task(status), due=DAY + timedelta(days=99), on=on)))
    return told


def test_an_open_task_stays_open():
    assert live(["new", "started", "waiting"]) == [("update", "open")] * 3


def test_done_is_believed_for_seven_days_and_then_reopened_once():
    told = live(["done"] * 12)
    assert told[:7] == [("update", "said_done")] * 7
    assert told[7] == ("reopen", "reopened")
    assert told[8:] == [("update", "reopened")] * 4


def test_done_ticked_again_is_believed_for_as_long_as_the_facts_stand():
    told = live(["done"] * 8 + ["started"] + ["done"] * 30)
    assert told[8] == ("update", "reopened")
    assert told[9:] == [("update", "said_done")] * 30


def test_done_ticked_again_is_reopened_when_the_facts_change():
    statuses = ["done"] * 8 + ["started"] + ["done"] * 3
    told = live(statuses, fingerprints={11: "G"})
    assert told[10] == ("update", "said_done")
    assert told[11] == ("reopen", "reopened")


def test_a_tick_taken_back_before_seven_days_counts_as_none():
    told = live(["done", "done", "new", "new"])
    assert told[2:] == [("update", "open")] * 2


def test_not_relevant_is_believed_until_the_facts_change():
    told = live(["dismissed"] * 40, fingerprints={38: "G", 39: "G"})
    assert told[:38] == [("update", "dismissed")] * 38
    assert told[38] == ("reopen", "reopened")
    assert told[39] == ("update", "reopened")


def test_a_finding_that_is_gone_is_solved_today():
    step = gone(known(), on=DAY, patience=PATIENCE)
    assert (step.action, step.memory.state, step.memory.solved) == ("close", "solved", DAY)


@pytest.mark.parametrize(("days", "action"), [(1, None), (30, None), (31, "archive")])
def test_a_solved_task_is_archived_after_more_than_thirty_days(days, action):
    solved = known(state="solved", solved=DAY)
    assert gone(solved, on=DAY + timedelta(days=days), patience=PATIENCE).action == action


def test_an_archived_task_is_left_alone():
    archived = known(state="archived", solved=DAY)
    assert gone(archived, on=DAY + timedelta(days=99), patience=PATIENCE) == Step(None, archived)


@pytest.mark.parametrize("state", ["solved", "archived"])
def test_a_finding_that_is_back_reopens_its_task_whatever_was_ticked_last_time(state):
    later = DAY + timedelta(days=3)
    before = known(state=state, solved=DAY, ticked="done", ticked_on=DAY, ticks=1)
    step = found(task("done"), before, "F", on=later, patience=PATIENCE)
    assert step.action == "reopen"
    assert (step.memory.state, step.memory.solved, step.memory.opened) == ("open", None, later)
    assert state_of(step, task("done"), due=None, on=later) == "reopened"
    again = found(task("done"), step.memory, "F", on=later + timedelta(days=1), patience=PATIENCE)
    assert (again.action, again.memory) == ("update", step.memory)


def test_a_task_put_off_is_quiet_until_that_day():
    until = DAY + timedelta(days=5)
    step = found(task(), known(), "F", on=DAY, patience=PATIENCE)
    assert state_of(step, task(deferred_until=until), due=DAY, on=until - timedelta(days=1)) == "deferred"
    assert state_of(step, task(deferred_until=until), due=DAY, on=until) == "overdue"


def test_a_task_is_overdue_the_day_after_it_was_due():
    step = found(task(), known(), "F", on=DAY, patience=PATIENCE)
    assert state_of(step, task(), due=DAY, on=DAY) == "open"
    assert state_of(step, task(), due=DAY, on=DAY + timedelta(days=1)) == "overdue"


def test_the_story_keeps_the_latest_of_what_became_of_a_task_and_why():
    memory = known()
    for i, (status, fingerprint) in enumerate([("dismissed", "F"), ("dismissed", "G"), *[("done", "G")] * 8]):
        on = DAY + timedelta(days=i)
        memory = found(task(status), memory, fingerprint, on=on, patience=PATIENCE).memory
    memory = gone(memory, on=DAY + timedelta(days=20), patience=PATIENCE).memory
    memory = gone(memory, on=DAY + timedelta(days=60), patience=PATIENCE).memory
    told = ("2026-05-21:changed", "2026-05-29:not_done", "2026-06-09:solved", "2026-07-19:archived")
    assert memory.story == told
    for i in range(20):
        memory = found(task(), memory, "G", on=DAY + timedelta(days=70 + i), patience=PATIENCE).memory
        memory = gone(memory, on=DAY + timedelta(days=70 + i), patience=PATIENCE).memory
    assert len(memory.story) == 12
    assert memory.story[-2:] == ("2026-08-17:back", "2026-08-17:solved")
