"""Whom tasks are suggested to: by office or skill, place and room; fewest first; and it does not hop."""

from dataclasses import replace
from datetime import date, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.checks.registry import check
from automations.model import Finding, Source, Subject
from automations.people.responsible import Officer
from automations.people.volunteers import Volunteers
from automations.plan.life import Patience
from automations.plan.limits import admit
from automations.plan.load import Share, Suggestions, above_capacity, open_tasks
from automations.plan.memory import Memory
from automations.plan.reconcile import grouped, reconcile
from automations.plan.tasks import Task, TaskTab

ON = date(2026, 5, 20)
DAYS = 7


@check(needs=(), serves=(1,), work={"call": "calling"})
def a_check():
    """Findings are made by hand here."""
    yield from ()


def line(text):
    """`Mona, Mari > Lise` is two who share an office, and one of the next."""
    offices = [[name.strip() for name in office.split(",")] for office in text.split(">") if office.strip()]
    return tuple(Officer(name, f"office {i}") for i, office in enumerate(offices) for name in office)


def finding(name, people, *, stage="", place="3101", about="", severity="medium", row=2):
    return Finding(
        "a_check",
        Subject((name,)),
        Source("Ark", row),
        severity,
        {"municipality_number": place},
        stage,
        private={"name": about} if about else {},
        suggested=line(people),
    )


class Desk:
    """Findings, the task tab and what is remembered, taken from run to run."""

    def __init__(self, volunteers=None, *, most=10, a_run=50, a_person=10):
        self.share = Share(Volunteers(volunteers), most, DAYS)
        self.limits = {"a_run": a_run, "a_person": a_person}
        self.memory = Memory("salt")
        self.tasks = {}
        self.names = {}
        self.own_rows = ()
        self.last = ()

    def run(self, findings, on=ON, **more):
        """Take the day; what has changed in the tab or in memory, as (task, person)."""
        groups = grouped(findings, self.memory, self.tasks)
        outcomes = reconcile(
            groups,
            TaskTab(self.tasks),
            self.memory,
            on=on,
            judged={"a_check"},
            closable={"a_check"},
            patience=Patience(),
            days_to_act=DAYS,
        )
        checks = {"a_check": a_check}
        suggestions = Suggestions(outcomes, self.own_rows, checks, self.share, on=on, **more)
        self.last = admit(suggestions, self.memory, on=on, **self.limits).outcomes
        changed = []
        remembered = {}
        for place, outcome in enumerate(self.last, 2):
            key = outcome.step.memory.key
            if outcome.group:
                self.names[key] = outcome.group.first.subject.identities[0]
            before = self.tasks.get(key, Task(key, place))
            after = replace(before, ours={"suggested": outcome.suggested})
            if self.tasks.get(key) != after or self.memory.tasks.get(key) != outcome.step.memory:
                changed.append((self.names[key], outcome.suggested))
            self.tasks[key] = after
            remembered[key] = outcome.step.memory
        self.memory = replace(self.memory, tasks=remembered)
        return changed

    def who(self):
        return {self.names[o.step.memory.key]: o.suggested for o in self.last}

    def type_in(self, name, **cells):
        (key,) = [key for key, its in self.names.items() if its == name]
        self.tasks[key] = replace(self.tasks[key], **cells)

    def loads(self):
        return open_tasks(self.last, self.own_rows)


def drawn(picture):
    """Draw findings: task | stage | place | line | about."""
    rows = [[cell.strip() for cell in row.split("|")] for row in dedent(picture).strip().splitlines()[1:]]
    return [
        finding(name, people, stage=stage, place=place or None, about=about, row=n)
        for n, (name, stage, place, people, about) in enumerate(rows, 2)
    ]


HELPERS = """
    name      | municipality_number | can_contribute    | max_tasks
    Vera Vik  | 3101                | ringe             | 2
    Aud Aas   | 3101                | ringe, kurs       |
    Odd Olsen | 3103                | ringe             |
    Kai Krog  | 3101                | stand             |
"""


@pytest.fixture
def helpers(table):
    return table("volunteers", HELPERS)


# ---- a new task


def test_it_is_suggested_to_the_first_in_line():
    desk = Desk()
    desk.run([finding("a", "Mona > Lise > Siri")])
    assert desk.who() == {"a": "Mona"}


def test_nobody_in_line_is_nobody():
    desk = Desk()
    desk.run([finding("a", "")])
    assert desk.who() == {"a": None}
    assert desk.run([finding("a", "")]) == []


def test_volunteers_of_the_place_who_do_that_work_stand_beside_the_first_in_line(helpers):
    desk = Desk(helpers)
    desk.run(
        drawn("""
            task | stage | place | line        | about
            a    | call  | 3101  | Mona > Lise |
            b    | call  | 3101  | Mona > Lise |
            c    | call  | 3101  | Mona > Lise |
            d    | call  | 3101  | Mona > Lise |
            e    | call  | 3101  | Mona > Lise |
            f    | call  | 3101  | Mona > Lise |
            g    | call  | 3101  | Mona > Lise |
            h    | call  | 3101  | Mona > Lise |
            i    |       | 3101  | Mona > Lise |
            j    | call  | 3105  | Mona > Lise |
            k    | call  | 3103  | Mona > Lise |
        """)
    )
    # Vera has said two; Kai does other work, Odd lives elsewhere, and nobody has offered to do i.
    assert list(desk.who().values()) == [
        *("Mona", "Aud Aas", "Vera Vik", "Mona", "Aud Aas", "Vera Vik", "Mona", "Aud Aas"),
        *("Mona", "Mona", "Odd Olsen"),
    ]


def test_those_who_share_an_office_share_its_tasks_fewest_first_then_by_name():
    desk = Desk()
    desk.own_rows = ("Bo",)
    desk.run([finding(name, "Mona, Mari, Bo > Lise", row=n) for n, name in enumerate("abcdef", 2)])
    assert "".join(name[:2] for name in desk.who().values()) == "MaMoBoMaMoBo"


def test_who_has_no_room_is_passed_over_and_the_first_keeps_what_nobody_has_room_for():
    desk = Desk(most=2)
    desk.run([finding(name, "Mona > Lise", row=n) for n, name in enumerate("abcde", 2)])
    assert list(desk.who().values()) == ["Mona", "Mona", "Lise", "Lise", "Mona"]
    assert above_capacity(desk.last, (), desk.share) == 1


def test_a_volunteer_is_never_asked_for_more_than_there_is_room_for(table):
    helper = table("volunteers", "name | can_contribute | max_tasks\nVera | ringe | 1")
    desk = Desk(helper)
    desk.run([finding(name, "", stage="call", row=n) for n, name in enumerate("ab", 2)])
    assert desk.who() == {"a": "Vera", "b": None}


def test_an_officer_who_has_said_how_much_is_enough_is_believed(table):
    helper = table("volunteers", "name | can_contribute | max_tasks\nmona | | 0\nLise | | 50")
    desk = Desk(helper, most=2)
    desk.run([finding(name, "Mona > Lise > Siri", row=n) for n, name in enumerate("abcd", 2)])
    assert list(desk.who().values()) == ["Lise", "Lise", "Siri", "Siri"]


def test_nobody_is_suggested_a_task_about_themselves(helpers):
    desk = Desk(helpers)
    desk.run(
        drawn("""
            task | stage | place | line               | about
            a    | call  | 3101  | mona moe > Lise    | Mona Moe
            b    | call  | 3101  |                    | Aud Aas
            c    |       | 3101  | Mona Moe           | Mona Moe
        """)
    )
    assert desk.who() == {"a": "Lise", "b": "Vera Vik", "c": None}


def test_the_most_urgent_are_given_out_first():
    desk = Desk(most=1)
    desk.run(
        [finding("mild", "Mona > Lise", row=2), finding("urgent", "Mona > Lise", severity="high", row=9)]
    )
    assert desk.who() == {"mild": "Lise", "urgent": "Mona"}


def test_a_volunteer_who_also_has_the_office_is_asked_as_an_officer(table):
    helper = table("volunteers", "name | can_contribute\nMona | ringe\nLise | ringe")
    desk = Desk(helper)
    desk.run([finding(name, "Mona > Lise", stage="call", row=n) for n, name in enumerate("ab", 2)])
    assert desk.who() == {"a": "Mona", "b": "Mona"}


# ---- what counts as load


def test_a_task_that_somebody_has_taken_is_theirs_and_what_is_suggested_stays():
    desk = Desk(most=2)
    found = [finding(name, "Mona > Lise", row=n) for n, name in enumerate("ab", 2)]
    desk.run(found)
    desk.type_in("a", responsible="Lise og Jo Dahl")
    assert desk.run(found) == []
    assert desk.loads() == {"lise": 1, "jo dahl": 1, "mona": 1}
    desk.run([*found, finding("c", "Mona > Lise", row=4)])
    assert desk.who()["c"] == "Mona"


@pytest.mark.parametrize(
    ("cells", "load"),
    [
        ({}, 1),
        ({"status": "started"}, 1),
        ({"status": "done"}, 0),
        ({"status": "dismissed"}, 0),
        ({"deferred_until": ON + timedelta(1)}, 0),
        ({"deferred_until": ON}, 1),
    ],
)
def test_what_is_put_off_or_said_done_burdens_nobody(cells, load):
    desk = Desk()
    desk.run([finding("a", "Mona > Lise")])
    desk.type_in("a", **cells)
    desk.run([finding("a", "Mona > Lise")])
    assert desk.loads()["mona"] == load
    assert desk.who() == {"a": "Mona"}


def test_a_solved_task_burdens_nobody():
    desk = Desk(most=1)
    desk.run([finding("a", "Mona > Lise")])
    desk.run([finding("b", "Mona > Lise")])
    assert desk.who() == {"a": "Mona", "b": "Mona"}
    assert desk.loads() == {"mona": 1}


# ---- when time is out


@pytest.mark.parametrize(
    ("days", "asked"), [(7, "A"), (8, "B"), (14, "B"), (15, "C"), (21, "C"), (22, "C"), (99, "C")]
)
@pytest.mark.parametrize("every_day", [True, False])
def test_each_week_that_it_is_overdue_the_next_is_asked_and_the_last_is_asked_for_good(
    days, asked, every_day
):
    desk = Desk()
    found = [finding("a", "A > B > C")]
    for day in range(days + 1) if every_day else (0, 8, 15, 22, 99):
        if day <= days:
            desk.run(found, ON + timedelta(day))
            assert desk.run(found, ON + timedelta(day)) == []
    assert desk.who() == {"a": asked}


def test_where_nothing_tells_who_was_asked_the_days_do():
    for days, asked in [(7, "A"), (8, "B"), (14, "B"), (15, "C"), (22, "C"), (99, "C")]:
        desk = Desk()
        desk.run([finding("a", "A > B > C")])
        desk.type_in("a", ours={})
        desk.run([finding("a", "A > B > C")], ON + timedelta(days))
        assert desk.who() == {"a": asked}


def test_whoever_is_asked_late_has_as_many_days_as_the_others():
    desk = Desk()
    found = [finding("a", "A > B > C")]
    desk.run(found)
    for days, asked in [(20, "B"), (26, "B"), (27, "C")]:  # no run before the twentieth day
        desk.run(found, ON + timedelta(days))
        assert desk.who() == {"a": asked}


def test_after_a_volunteer_the_officers_are_asked_in_turn(table):
    helper = table("volunteers", "name | can_contribute\nVera | ringe")
    desk = Desk(helper)
    desk.own_rows = ("Mona",)
    found = [finding("a", "Mona > Lise > Siri", stage="call")]
    for days, asked in [(0, "Vera"), (7, "Vera"), (8, "Mona"), (15, "Lise"), (22, "Siri"), (29, "Siri")]:
        desk.run(found, ON + timedelta(days))
        assert desk.who() == {"a": asked}


def test_the_next_office_may_be_full_too():
    desk = Desk(most=1)
    found = [finding("b", "Lise", row=9), finding("a", "Mona > Lise > Siri")]
    desk.run(found)
    desk.run(found, ON + timedelta(8))
    assert desk.who() == {"a": "Siri", "b": "Lise"}


def test_who_has_taken_an_overdue_task_is_not_asked_to_take_it_over():
    desk = Desk()
    found = [finding("a", "Mona > Lise > Siri")]
    desk.run(found)
    desk.type_in("a", responsible="Lise")
    desk.run(found, ON + timedelta(8))
    assert desk.who() == {"a": "Siri"}
    alone = Desk()
    alone.run([finding("a", "Mona > Lise")])
    alone.type_in("a", responsible="Lise")
    alone.run([finding("a", "Mona > Lise")], ON + timedelta(8))
    assert alone.who() == {"a": "Mona"}
    assert alone.run([finding("a", "Mona > Lise")], ON + timedelta(9)) == []


@pytest.mark.parametrize(("days", "asked"), [(10, "Mona"), (16, "Mona"), (17, "Lise"), (24, "Siri")])
def test_who_has_put_a_task_off_has_some_days_from_then(days, asked):
    desk = Desk()
    found = [finding("a", "Mona > Lise > Siri")]
    desk.run(found)
    desk.type_in("a", deferred_until=ON + timedelta(10))
    for day in range(days + 1):
        desk.run(found, ON + timedelta(day))
    assert desk.who() == {"a": asked}


@pytest.mark.parametrize("status", ["done", "dismissed"])
def test_what_people_say_is_done_is_asked_of_nobody_else(status):
    desk = Desk()
    found = [finding("a", "Mona > Lise")]
    desk.run(found)
    desk.run(found, ON + timedelta(6))
    desk.type_in("a", status=status)
    desk.run(found, ON + timedelta(7))
    desk.run(found, ON + timedelta(13))
    assert desk.who() == {"a": "Mona"}


def test_what_is_opened_again_begins_with_the_first_in_line():
    desk = Desk()
    found = [finding("a", "Mona > Lise")]
    desk.run(found)
    desk.run(found, ON + timedelta(8))
    assert desk.who() == {"a": "Lise"}
    desk.run([], ON + timedelta(9))
    desk.run(found, ON + timedelta(10))
    assert desk.who() == {"a": "Mona"}
    assert desk.run(found, ON + timedelta(10)) == []
    desk.run(found, ON + timedelta(17))
    assert desk.who() == {"a": "Mona"}
    desk.run(found, ON + timedelta(18))
    assert desk.who() == {"a": "Lise"}


# ---- it does not hop


def test_who_is_asked_stays_when_others_have_more_room():
    desk = Desk(most=1)
    desk.run([finding("a", "Mona > Lise"), finding("b", "Mona > Lise", row=3)])
    assert desk.who() == {"a": "Mona", "b": "Lise"}
    desk.run([finding("b", "Mona > Lise")], ON + timedelta(1))
    assert desk.who()["b"] == "Lise"


def test_who_has_left_the_line_is_followed_by_whom_it_would_have_come_to():
    desk = Desk()
    desk.run([finding("a", "Mona > Lise > Siri")])
    desk.run([finding("a", "Mona > Lise > Siri")], ON + timedelta(8))
    desk.run([finding("a", "Mona > Liv > Siri")], ON + timedelta(9))
    assert desk.who() == {"a": "Liv"}
    desk.run([finding("a", "Mona > Liv > Siri")], ON + timedelta(15))
    assert desk.who() == {"a": "Liv"}
    desk.run([finding("a", "Mona > Liv > Siri")], ON + timedelta(16))
    assert desk.who() == {"a": "Siri"}


def test_a_volunteer_who_does_other_work_now_is_not_asked_any_more(table):
    desk = Desk(table("volunteers", "name | can_contribute\nVera | ringe"))
    desk.own_rows = ("Mona",)
    desk.run([finding("a", "Mona", stage="call")])
    assert desk.who() == {"a": "Vera"}
    desk.share = replace(
        desk.share, volunteers=Volunteers(table("volunteers", "name | can_contribute\nVera | kurs"))
    )
    desk.run([finding("a", "Mona", stage="call")])
    assert desk.who() == {"a": "Mona"}


def test_a_tab_that_has_lost_its_rows_moves_no_suggestion():
    desk = Desk()
    desk.run([finding("a", "Mona > Lise")])
    assert desk.run([finding("a", "")], whole=False) == []
    desk.run([finding("a", "")])
    assert desk.who() == {"a": None}


def test_without_the_column_the_first_in_line_is_meant_whatever_the_loads():
    desk = Desk(most=1)
    found = [finding(name, "Mona > Lise", row=n) for n, name in enumerate("abc", 2)]
    desk.run(found, shown=False)
    assert set(desk.who().values()) == {"Mona"}


@pytest.mark.parametrize("there", ["mona  MOE", 7, "=SUM(A1)", "Lise"])
def test_what_somebody_has_typed_over_the_suggestion_is_a_suggestion_only_if_in_line(there):
    desk = Desk()
    found = [finding("a", "Mona Moe > Lise")]
    desk.run(found)
    desk.type_in("a", ours={"suggested": there})
    desk.run(found)
    assert desk.who() == {"a": there if there in ("mona  MOE", "Lise") else "Mona Moe"}
    assert desk.run(found) == []


def test_a_name_that_no_sheet_can_hold_is_known_again():
    desk = Desk(most=1)
    found = [finding(name, "Mo\x01na > Lise", row=n) for n, name in enumerate("ab", 2)]
    desk.run(found)
    assert desk.who() == {"a": "Mona", "b": "Lise"}
    assert desk.run(found) == []


# ---- laws

PEOPLE = ("Mona", "Mari", "Lise", "Siri", "Bo", "Gro")
lines = st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2).map(", ".join), max_size=3).map(
    " > ".join
)


@st.composite
def workloads(draw):
    """Findings, volunteers and limits of one workbook."""
    findings = [
        finding(
            f"task {n}",
            draw(lines),
            stage=draw(st.sampled_from(["", "call"])),
            place=draw(st.sampled_from(["3101", "3103"])),
            severity=draw(st.sampled_from(["high", "low"])),
            about=draw(st.sampled_from(["", *PEOPLE])),
            row=n,
        )
        for n in range(2, draw(st.integers(2, 14)))
    ]
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(PEOPLE), st.sampled_from(["3101", "3103"]), st.sampled_from(["", 0, 1, 3])
            )
        )
    )
    picture = "name | municipality_number | max_tasks | can_contribute\n" + "\n".join(
        f"{name} | {place} | {most} | ringe" for name, place, most in rows
    )
    limits = {key: draw(st.integers(1, 5)) for key in ("most", "a_run", "a_person")}
    return findings, picture, limits


def desk_of(table, picture, limits):
    return Desk(table("volunteers", picture), **limits)


@settings(deadline=None)
@given(workload=workloads())
def test_a_second_run_of_the_day_changes_nothing_and_lets_nothing_more_in(table, workload):
    findings, picture, limits = workload
    desk = desk_of(table, picture, limits)
    for days in (0, 1, 8, 15, 16):
        on = ON + timedelta(days)
        desk.run(findings, on)
        assert desk.run(findings, on) == []
        assert desk.run(findings[::-1], on) == []


@settings(deadline=None)
@given(workload=workloads())
def test_nobody_has_more_than_there_is_room_for_unless_nobody_in_line_has_room(table, workload):
    findings, picture, limits = workload
    desk = desk_of(table, picture, limits | {"a_run": 99, "a_person": 99})
    desk.run(findings)
    loads, capacity = desk.loads(), desk.share.capacity
    for outcome in desk.last:
        given = (outcome.suggested or "").lower()
        if loads[given] > capacity(given) and not _given_before_it_was_full(desk, given, outcome):
            first = outcome.group.first
            others = {name.lower() for name in first.suggested} - {first.private.get("name", "").lower()}
            assert given in others  # an officer: volunteers keep to what they have said
            assert [key for key in others if loads[key] < capacity(key)] == []


def _given_before_it_was_full(desk, key, outcome):
    """Of a person's tasks the first were given while there was room: those that are too many come last."""
    ranked = sorted(
        (o for o in desk.last if o.suggested and o.suggested.lower() == key),
        key=lambda o: (o.group.first.severity != "high", o.group.first.source),
    )
    return ranked.index(outcome) < desk.share.capacity(key)


@settings(deadline=None)
@given(
    workload=workloads(),
    more=st.lists(lines, max_size=6),
    gone=st.sets(st.integers(0, 13)),
    days=st.integers(0, 7),
)
def test_other_people_s_tasks_that_come_and_go_move_no_suggestion(table, workload, more, gone, days):
    findings, picture, limits = workload
    desk = desk_of(table, picture, limits)
    desk.run(findings)
    before = desk.who()
    added = [finding(f"more {n}", people, severity="high", row=n) for n, people in enumerate(more, 90)]
    left = [each for n, each in enumerate(findings) if n not in gone]
    desk.own_rows = ("Mona", "Lise") * 9
    desk.run([*added, *left], ON + timedelta(days))
    after = desk.who()
    names = {each.subject.identities[0] for each in left}
    stood = {name: who for name, who in before.items() if name in names and who}
    assert {name: after[name] for name in stood} == stood
