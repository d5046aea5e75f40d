"""The daily job on a spreadsheet of Google's."""

from datetime import date

import pytest
from google_job import TABS, OnGoogle
from sheets_on_loopback import Behaviour, SheetsService, people


def test_first_run_makes_the_tabs_and_the_tasks_in_one_write(on_google):
    worked = on_google.work("2026-06-01")
    assert worked.refused is None
    assert (worked.reads + worked.receipt.reads, worked.receipt.writes) == (2, 1)
    tasks = on_google.tasks()
    assert {task["Gjelder"] for task in tasks} >= {"Medlemmer, rad 2", "Medlemmer, rad 4"}
    assert all(task["Oppgave-ID"].startswith("T") and task["Tilstand"] for task in tasks)


@pytest.mark.parametrize("counts", [False, True])
def test_tasks_are_appended_once_whether_or_not_a_list_to_pick_from_counts_as_data(counts):
    with SheetsService(Behaviour(validation_counts_as_data=counts)) as service:
        job = OnGoogle(service)
        job.book.add_sheet("Medlemmer", TABS["Medlemmer"])
        for day in ("2026-06-01", "2026-06-20", "2026-06-20"):
            worked = job.work(day)
            assert worked.refused is None
        assert worked.examined.plan.empty
        keys = [task["Oppgave-ID"] for task in job.tasks()]
        assert len(keys) == len(set(keys)) == len(worked.examined.assembled.groups)


def test_the_same_day_again_costs_one_read_and_writes_nothing(on_google):
    on_google.work("2026-06-01")
    on_google.service.log.clear()
    worked = on_google.work("2026-06-01")
    assert worked.examined.plan.empty, worked.examined.plan
    assert [method for method, _, _ in on_google.service.log] == ["GET"]


def test_a_hidden_tab_that_somebody_renames_is_looked_up_under_its_new_name(on_google):
    on_google.work("2026-06-01")
    hidden = on_google.book.sheet("_automations")
    assert people.rename_tab(on_google.book, on_google.book.owner, hidden, "Jobb'ens 2026!")
    for column, value in enumerate(["1004", "Eva Hol", date(2026, 5, 20)]):
        people.type_in(
            on_google.book, on_google.book.owner, on_google.book.sheet("Medlemmer"), 5, column, value
        )
    worked = on_google.work("2026-06-02")
    assert worked.refused is None
    assert any("Eva Hol" in task["Oppgave"] for task in on_google.tasks())
    assert {task["Tilstand"] for task in on_google.tasks()} == {"Åpen"}
    assert "_automations" not in {sheet.title for sheet in on_google.book.sheets}
    assert on_google.work("2026-06-02").examined.plan.empty


def test_a_task_that_is_archived_leaves_nothing_about_anybody_behind(on_google):
    on_google.work("2026-06-01")
    members = on_google.book.sheet("Medlemmer")
    keys = {task["Oppgave-ID"] for task in on_google.tasks() if task["Gjelder"] == "Medlemmer, rad 4"}
    assert keys
    for column, value in ((3, date(2026, 5, 11)), (4, date(2026, 6, 1)), (5, "ja"), (6, "ja")):
        assert people.type_in(on_google.book, on_google.book.owner, members, 4, column, value)
    on_google.work("2026-06-02")
    assert on_google.work("2026-07-20").refused is None
    left = [task for task in on_google.tasks() if task["Oppgave-ID"] in keys]
    assert left
    assert all(set(task) <= {"Oppgave-ID", "Tilstand", "Løst dato"} for task in left)
    hidden = [row for row in on_google.service.shown(on_google.book)["_automations"] if row[25] in keys]
    assert hidden
    assert not any("#gid" in str(value) for row in hidden for value in row)
    rows = on_google.service.shown(on_google.book)["Oppgaver"]
    for number in [n for n, row in enumerate(rows) if row[0] in keys][::-1]:
        on_google.book.delete_row(on_google.book.sheet("Oppgaver"), number)
    on_google.work("2026-07-21")
    shown = on_google.service.shown(on_google.book)["_automations"]
    assert not any(key in row[25:] for key in keys for row in shown)


def test_tabs_that_have_lost_their_marks_are_known_by_their_headers_and_marked_again(on_google):
    on_google.work("2026-06-01")
    before = [task["Oppgave-ID"] for task in on_google.tasks()]
    own = [sheet for sheet in on_google.book.sheets if sheet.marks]
    assert len(own) == 7
    for sheet in own:
        sheet.marks = []
    assert on_google.work("2026-06-20").refused is None
    assert [task["Oppgave-ID"] for task in on_google.tasks()][: len(before)] == before
    assert [sheet.title for sheet in on_google.book.sheets if "Oppgaver" in sheet.title] == ["Oppgaver"]
    written = [sheet.title for sheet in own if sheet.marks]
    assert {"Oppgaver", "Oppsummering", "_automations"} <= set(written)


def test_the_proposal_for_a_list_stands_in_a_tab_of_its_own_that_is_protected(on_google):
    on_google.work("2026-06-01")
    header, about, *places = on_google.service.shown(on_google.book)["Listeforslag"]
    assert header[:4] == ["Liste", "Plass", "I dag", "Forslag"]
    assert about[0] == "Halden"
    assert [place[3] for place in places] == ["Per Dal", "Liv Nes", "Pål Vik", "Jon Rud"]
    assert on_google.book.sheet("Listeforslag").protections
    workbook = on_google.workbook()
    assert "list_proposal" in {grid.kind for grid in workbook.read().grids}


def test_a_persons_tab_of_lists_keeps_its_title_beside_ours(on_google):
    rows = [["Plass", "Navn", "Kjønn", "Kommune"], [1, "Kim By", "M", "Moss"], [2, "Jan By", "M", "Moss"]]
    on_google.book.add_sheet("Listeforslag", [*rows, [3, "Eva By", "K", "Moss"]])
    before = on_google.service.shown(on_google.book)["Listeforslag"]
    on_google.work("2026-06-01")
    after = on_google.service.shown(on_google.book)
    assert after["Listeforslag"] == before
    assert {row[0] for row in after["Listeforslag fra jobben"]} == {"Liste", "Halden", "Moss"}
    assert on_google.work("2026-06-01").examined.plan.empty
