"""Which task a finding belongs to, and what becomes of tasks that nothing was found for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.errors import Refused
from automations.model import Finding, Source, Subject, Unread
from automations.plan.keys import task_key
from automations.plan.life import Patience
from automations.plan.memory import Memory, TaskMemory
from automations.plan.reconcile import grouped, reconcile
from automations.plan.tasks import Task, TaskTab

ON = date(2026, 5, 20)
MEMBERS = """
    Medlemsnr | Navn      | Innmeldt   | Velkomst sendt | Kontaktet | Tilbud gitt | Introkurs tilbudt
    1001      | Kari Moen | 03.05.2026 | 04.05.2026     |           |             |
    1002      | Ola Berg  | 04.05.2026 | 05.05.2026     |           |             |
"""
PARTNERS = """
    Organisasjon | Type | Kommune | Kontaktperson | Ansvarlig hos oss | Siste kontakt
    LO Halden    | LO   | Halden  | Lo Li         | Liv Lie           | 01.05.2025
"""
NAME, CALLED = 1, 4


def finding(*identities, stage="", severity="medium", row=2, **more):
    facts = more.pop("facts", {})
    return Finding("a_check", Subject(identities), Source("Ark", row), severity, facts, stage, **more)


def key(identity, stage=""):
    return task_key("salt", "a_check", stage, identity)


def known(own, *aliases, **more):
    return TaskMemory(own, "a_check", aliases=aliases, created=ON, opened=ON, **more)


def memory(*tasks):
    return Memory("salt", tasks={task.key: task for task in tasks})


def keys(findings, remembered=None, taken=()):
    """The key that each group was given, by its strongest identity."""
    groups = grouped(findings, remembered or memory(), taken)
    return {group.first.subject.identities[0]: group.key for group in groups}


# ---- which task


IDENTITIES = st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True).map(tuple)
SUBJECTS = st.lists(IDENTITIES, max_size=6, unique=True)


@given(SUBJECTS, st.randoms(use_true_random=False))
def test_what_was_found_once_and_is_found_again_is_the_same_task_whatever_it_shares_with_others(each, chance):
    findings = [finding(*identities) for identities in each]
    before = grouped(findings, memory(), ())
    tasks = [known(group.key, *group.aliases) for group in before]
    chance.shuffle(tasks)
    chance.shuffle(findings)
    after = grouped(findings, memory(*tasks), [task.key for task in tasks])
    assert {g.first.subject: (g.key, {*g.aliases}) for g in after} == {
        g.first.subject: (g.key, {*g.aliases}) for g in before
    }


def test_findings_about_the_same_are_one_task_that_the_most_severe_one_speaks_for():
    mild, late, early = (
        finding("a", severity="low", row=2, due=ON),
        finding("a", severity="high", row=9, due=None),
        finding("a", severity="high", row=3, due=ON + timedelta(1)),
    )
    (group,) = grouped([mild, late, early], memory(), ())
    assert group.findings == (early, late, mild)
    assert group.first is early
    assert group.due == ON
    assert group.key == key("a")


def test_another_stage_or_subject_is_another_task():
    groups = grouped([finding("a", stage="call"), finding("a", stage="offer"), finding("b")], memory(), ())
    assert [group.key for group in groups] == [key("a", "call"), key("a", "offer"), key("b")]


def test_without_a_day_there_is_none():
    (group,) = grouped([finding("a")], memory(), ())
    assert group.due is None


def test_a_new_task_bears_the_strongest_identity_and_remembers_the_others():
    (group,) = grouped([finding("number", "name")], memory(), ())
    assert (group.key, group.aliases) == (key("number"), (key("number"), key("name")))


def test_a_task_is_found_again_under_any_identity_it_had_and_keeps_its_key():
    before = known(key("name"), key("name"), key("phone"))
    assert keys([finding("number", "phone")], memory(before)) == {"number": key("name")}
    (group,) = grouped([finding("number", "phone")], memory(before), ())
    assert (group.key, group.aliases) == (key("name"), (key("number"), key("phone")))
    later = known(group.key, *group.aliases)
    assert keys([finding("name")], memory(later)) == {"name": key("name")}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_that_could_be_the_task_the_stronger_identity_wins(turned):
    before = known(key("number 1"), key("number 1"), key("Kari"))
    found = [finding("number 2", "Kari"), finding("number 1", "Kari")]
    assert keys(found[::-1] if turned else found, memory(before)) == {
        "number 1": key("number 1"),
        "number 2": key("number 2"),
    }


def test_of_two_with_the_same_claim_the_first_has_the_task_and_the_other_is_new():
    before = known("T-OLD", key("Kari"))
    assert keys([finding("1", "Kari"), finding("2", "Kari")], memory(before)) == {"1": "T-OLD", "2": key("2")}


def test_a_key_that_another_task_bears_is_not_given_again():
    # the task was made under the number 1, which now stands on somebody else
    before = known(key("1"), key("1"), key("Kari"))
    told = keys([finding("1", "Ola"), finding("2", "Kari")], memory(before))
    assert told == {"1": key("1"), "2": key("2")}  # the stronger identity decides

    mixed = memory(known(key("x"), key("Kari")), known("T-OTHER", key("x"), key("Ola")))
    told = keys([finding("Kari"), finding("x", "Ola")], mixed)
    assert told == {"Kari": key("x"), "x": "T-OTHER"}


def test_a_key_that_stands_in_the_tab_without_being_remembered_is_left_alone():
    assert keys([finding("a", "b")], taken={key("a")}) == {"a": key("b")}


def test_when_all_identities_are_taken_the_key_is_numbered():
    taken = {key("a"), key("b"), key("a") + "2"}
    assert keys([finding("a", "b")], taken=taken) == {"a": key("a") + "3"}


def test_two_new_tasks_never_share_a_key():
    told = keys([finding("a", "b"), finding("a")])
    assert told == {"a": key("a") + "2"}  # by identity the later one; the first has the plain key
    assert len({group.key for group in grouped([finding("a", "b"), finding("a")], memory(), ())}) == 2


def test_the_reason_is_told_by_the_facts_alone():
    one, same, other = (
        grouped([finding("a", facts=facts, row=row)], memory(), ())[0].fingerprint
        for facts, row in [({"n": 1}, 2), ({"n": 1}, 7), ({"n": 2}, 2)]
    )
    assert one == same != other


def test_check_stage_and_identity_never_run_together_in_a_key():
    told = {
        task_key("salt", "a_check", "ab", "c"),
        task_key("salt", "a_check", "a", "bc"),
        task_key("salt", "a_checka", "b", "c"),
        task_key("salt", "a_check", "", "abc"),
    }
    assert len(told) == 4


# ---- what becomes of it


def outcomes(findings=(), tasks=(), remembered=(), *, on=ON, judged=True, closable=True, days_to_act=7):
    tab = TaskTab({task.key: task for task in tasks})
    groups = grouped(findings, memory(*remembered), tab.tasks)
    return reconcile(
        groups,
        tab,
        memory(*remembered),
        on=on,
        judged={"a_check"} if judged else set(),
        closable={"a_check"} if closable else set(),
        patience=Patience(),
        days_to_act=days_to_act,
    )


def test_a_new_finding_is_a_task_from_today():
    (outcome,) = outcomes([finding("a", "b", stage="call")])
    made = outcome.step.memory
    assert (outcome.step.action, outcome.state, outcome.task) == ("create", "open", None)
    assert (made.check, made.stage, made.created, made.opened) == ("a_check", "call", ON, ON)
    assert made.aliases == (key("a", "call"), key("b", "call"))


def test_identities_that_are_added_later_are_remembered_too():
    before = known(key("a"), key("a"))
    (outcome,) = outcomes([finding("a", "b")], [Task(key("a"), 2)], [before])
    assert outcome.step.action == "update"
    assert outcome.step.memory.aliases == (key("a"), key("b"))


def test_people_have_their_days_from_when_they_are_told_and_never_less_than_asked_for():
    for due, expected in [(None, 7), (ON - timedelta(99), 7), (ON + timedelta(7), 7), (ON + timedelta(8), 8)]:
        (outcome,) = outcomes([finding("a", due=due)])
        assert outcome.due == ON + timedelta(expected)


def test_what_is_not_found_any_more_is_closed():
    (outcome,) = outcomes(tasks=[Task(key("a"), 2)], remembered=[known(key("a"))])
    assert (outcome.step.action, outcome.state, outcome.group) == ("close", "solved", None)
    assert outcome.step.memory.solved == ON


@pytest.mark.parametrize(("judged", "closable"), [(False, False), (True, False)])
def test_silence_that_cannot_be_believed_closes_nothing(judged, closable):
    before = known(key("a"))
    (outcome,) = outcomes(tasks=[Task(key("a"), 2)], remembered=[before], judged=judged, closable=closable)
    assert (outcome.step.action, outcome.step.memory, outcome.state) == (None, before, "open")


def test_what_is_solved_is_archived_in_time_also_while_its_tab_is_doubted():
    before = known(key("a"), state="solved", solved=ON - timedelta(31))
    (outcome,) = outcomes(tasks=[Task(key("a"), 2)], remembered=[before], closable=False)
    assert (outcome.step.action, outcome.state) == ("archive", "archived")


def test_what_is_solved_stays_while_its_check_is_not_made():
    before = known(key("a"), state="solved", solved=ON - timedelta(99))
    (outcome,) = outcomes(tasks=[Task(key("a"), 2)], remembered=[before], judged=False, closable=False)
    assert (outcome.step.action, outcome.step.memory) == (None, before)


@pytest.mark.parametrize(
    ("state", "closable", "remembered"),
    [
        ("open", True, 0),
        ("open", False, 1),
        ("solved", True, 0),
        ("solved", False, 0),
        ("archived", False, 0),
    ],
)
def test_a_task_with_neither_row_nor_finding_is_forgotten_once_that_is_certain(state, closable, remembered):
    before = known(key("a"), state=state, solved=None if state == "open" else ON)
    assert len(outcomes(remembered=[before], closable=closable)) == remembered


def test_a_row_somebody_deleted_is_made_again_from_today():
    later = ON + timedelta(9)
    (outcome,) = outcomes([finding("a")], remembered=[known(key("a"))], on=later)
    assert (outcome.step.action, outcome.step.memory.key) == ("create", key("a"))
    assert (outcome.step.memory.created, outcome.due) == (later, later + timedelta(7))


# ---- seen in the sheet


def test_two_members_of_one_name_are_told_apart_once_their_numbers_are_typed(job):
    picture = """
        Medlemsnr | Navn      | Innmeldt   | Mobil    | Velkomst sendt | Kontaktet
                  | Kari Moen | 03.05.2026 | 90090900 | 04.05.2026     |
                  | Kari Moen | 04.05.2026 | 90090901 | 05.05.2026     |
    """
    book = job({"Medlemmer": picture})
    book.run("2026-05-20")
    before = {task["Gjelder"]: task["Oppgave-ID"] for task in book.tasks()}
    book.book.type_in("Medlemmer", 2, 0, "1001")
    book.book.type_in("Medlemmer", 3, 0, "1002")
    assert book.run("2026-05-21") == []
    assert {task["Gjelder"]: task["Oppgave-ID"] for task in book.tasks()} == before
    assert len(set(before.values())) == len(before)


def test_a_task_follows_its_member_when_the_tab_is_sorted(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    kari = book.tasks()[0]
    book.type_task(2, "Kommentar", "ringer fredag")
    cells = {row: list(book.grids()["Medlemmer"][row]) for row in (2, 3)}
    for row, other in ((2, 3), (3, 2)):
        for column in range(4):
            book.book.type_in("Medlemmer", row, column, cells[other][column])
    assert book.run("2026-05-21") == [("update", 2), ("update", 3)]
    after = book.tasks()[0]
    assert (after["Oppgave-ID"], after["Kommentar"]) == (kari["Oppgave-ID"], "ringer fredag")
    assert after["Gjelder"] == "Medlemmer, rad 3"
    assert "Kari" in after["Oppgave"]


def test_a_run_of_one_check_leaves_the_tasks_of_the_others(job):
    book = job({"Medlemmer": MEMBERS, "Samarbeidspartnere": PARTNERS})
    book.run("2026-05-20")
    for row in (2, 3):
        book.book.type_in("Medlemmer", row, CALLED, "ja")
    before = book.tasks()
    assert book.run("2026-05-21", only={"partner_contact_missing"}) == []
    assert book.tasks() == before
    closed = book.run("2026-05-22", accepted={"large-change"})
    assert [action for action, _ in closed] == ["close", "close"]


def test_a_tab_that_is_gone_leaves_its_tasks_and_is_said_to_have_been_there(job):
    book = job({"Medlemmer": MEMBERS, "Samarbeidspartnere": PARTNERS})
    book.run("2026-05-20")
    before = book.tasks()
    for row in (1, 2, 3):
        for column in range(7):
            book.book.type_in("Medlemmer", row, column, None)
    assert book.run("2026-05-21") == []
    assert book.tasks() == before
    told = [row[1] for row in book.grids()["Oppsummering"].values() if len(row) > 1]
    assert "Fanen Medlemmer fantes sist, men ikke nå. Oppgavene står som før til den er tilbake." in told


def test_what_people_set_as_status_is_heard(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")

    def states(day):
        book.run(day)
        return [task["Tilstand"] for task in book.tasks()]

    book.type_task(2, "Status", "Ferdig")
    book.type_task(3, "Status", "Ikke aktuelt")
    assert states("2026-05-21") == ["Meldt ferdig", "Ikke aktuelt"]
    counted = {row[0]: row[1] for row in book.grids()["Oppsummering"].values() if len(row) > 1}
    assert (counted["Åpne oppgaver"], counted["Meldt ferdig"]) == (0, 1)
    assert states("2026-05-27") == ["Meldt ferdig", "Ikke aktuelt"]
    book.type_task(3, "Status", None)
    assert states("2026-05-28")[1] == "Forfalt"
    reopened = book.tasks()[0]
    assert (reopened["Tilstand"], str(reopened["Frist"])) == ("Gjenåpnet", "2026-06-04")
    assert reopened["Hvorfor"].startswith("Oppgaven var løst eller avkrysset, men det mangler fortsatt noe")
    assert reopened["Status"] == "Ferdig"  # people's cell stays as they left it


def test_every_tab_that_lost_its_rows_is_named(job):
    many = "Navn | Innmeldt | Kontaktet\n" + "\n".join(f"Navn {i}sen | 03.05.2026 |" for i in range(4))
    book = job({"Medlemmer": many, "Nye medlemmer": many.replace("Navn ", "Ny ").replace("Ny |", "Navn |")})
    book.run("2026-05-20")
    for tab in ("Medlemmer", "Nye medlemmer"):
        for row in range(2, 6):
            for column in range(3):
                book.book.type_in(tab, row, column, None)
    assert book.run("2026-05-21") == []
    told = [row[1] for row in book.grids()["Oppsummering"].values() if len(row) > 1]
    assert [text for text in told if str(text).startswith("Fanen Medlemmer, Nye medlemmer har mistet mer")]


def test_who_knows_an_organisation_is_asked_before_the_leader_and_nobody_is_never_asked(job):
    parties = "Kommunenr | Kommune | Leder\n3101 | Halden | Liv Lie"
    partners = """
        Organisasjon | Type      | Kommune | Kontaktperson | Ansvarlig hos oss | Sist kontakt
        LO Halden    | LO        | Halden  |               |                   |
        AUF Halden   | AUF       | Halden  |               | Jon Dahl          |
        Huseierne    | Interesse | Halden  | Hu Si         | Per Sand          | 01.05.2026
    """
    book = job({"Kommunepartier": parties, "Samarbeidspartnere": partners})
    book.run("2026-05-20")
    asked = {task["Gjelder"]: task["Foreslått"] for task in book.tasks()}
    assert asked["Samarbeidspartnere, rad 2"] == "Liv Lie"
    assert asked["Samarbeidspartnere, rad 3"] == "Jon Dahl"
    assert asked["Samarbeidspartnere, rad 4"] == "Liv Lie"  # one more is wanted, of whatever organisation


def test_the_task_tab_is_made_first_so_that_it_stands_first(job):
    plan = job({"Medlemmer": MEMBERS}).work("2026-05-20").examined.plan
    assert [sheet.kind for sheet in plan.sheets] == [
        *("tasks", "summary", "data_quality", "history", "memory", "guide")
    ]


def test_solved_tasks_are_counted_for_thirty_days(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, CALLED, "20.5.26")

    def solved(day):
        book.run(day)
        rows = book.grids()["Oppsummering"].values()
        return next(row[1] for row in rows if row[0] == "Løst siste 30 dager")

    assert [solved(day) for day in ("2026-05-21", "2026-06-20", "2026-06-21")] == [1, 1, 0]


# ---- what is refused, before anything is written


def refused(book, on="2026-05-21"):
    before = book.grids()
    with pytest.raises(Refused) as caught:
        book.run(on)
    assert book.grids() == before
    assert (caught.value.status, caught.value.place) == ("refused", "bok")
    return caught.value.code


def test_a_surprising_plan_is_refused_with_all_its_numbers(job):
    rows = [f"{i} | Navn {i}sen | 03.05.2026 | 4.5.2026 |" for i in range(1000, 1012)]
    header = "Medlemsnr | Navn | Innmeldt | Velkomst sendt | Kontaktet"
    book = job({"Medlemmer": "\n".join([header, *rows])})
    book.run("2026-05-20")
    for row in (2, 3, 4):
        book.book.type_in("Medlemmer", row, CALLED, "ja")
    assert len(book.run("2026-05-21")) == 3
    book.book.type_in("Medlemmer", 2, CALLED, None)
    for row in (5, 6):
        book.book.type_in("Medlemmer", row, CALLED, "ja")
    with pytest.raises(Refused) as caught:
        book.run("2026-06-21")  # two of the three that were solved are archived
    assert caught.value.facts == {
        "total": 5, "rows": 12, "share": "42", "limit": "30", "close": 2, "reopen": 1, "archive": 2,
    }  # fmt: skip


def test_tasks_without_the_hidden_tab_are_not_touched(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    there = book.book.read
    book.book.read = lambda: replace(
        there(), grids=tuple(grid for grid in there().grids if grid.tab != "_automations")
    )
    assert refused(book) == "errors.memory_missing"


def test_an_own_task_tab_without_keys_needs_no_hidden_tab(job):
    book = job(
        {"Medlemmer": MEMBERS, "Oppgaver": "Oppgave-ID | Oppgave | Ansvarlig | Status\n | Kaffe | Liv |"}
    )
    assert book.run("2026-05-20") == [("create", None), ("create", None)]
    assert [task["row"] for task in book.tasks()] == [2, 3, 4]


@pytest.mark.parametrize(
    ("row", "column", "value"), [(2, 2, None), (3, 2, "i går"), (4, 2, "mange"), (-1, 5, "lukket")]
)
def test_a_hidden_tab_that_somebody_changed_is_not_believed(job, row, column, value):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    rows = list(book.grids()["_automations"])
    book.book.type_in("_automations", rows[-1] if row < 0 else row, column, value)
    assert refused(book) == "errors.memory_broken"


def test_a_task_tab_that_lost_its_key_column_is_not_touched(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.type_task(1, "Oppgave-ID", "Nr.")
    assert refused(book) == "errors.no_task_id"


@pytest.mark.parametrize("missing", ["Oppgaver", "_automations"])
def test_nothing_is_made_anew_while_a_tab_that_may_be_ours_cannot_be_read(job, missing):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    there = book.book.read
    book.book.read = lambda: replace(
        there(),
        grids=tuple(grid for grid in there().grids if grid.tab != missing),
        unread=(Unread(missing, "broken"),),
    )
    assert refused(book) == "errors.own_tab_unread"
