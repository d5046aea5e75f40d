"""The task tab as people meet it in Google Sheets: lists, notes, a filter, and views of it."""

from copy import deepcopy

import pytest
from google_job import OnGoogle
from sheets_on_loopback import people

from automations.plan.look import MOST_VIEWS


def place(sheet, header):
    return next(i for i, cell in enumerate(sheet.rows[0]) if cell.value == header)


def take(job, row, name, header="Ansvarlig"):
    sheet = job.book.sheet("Oppgaver")
    assert people.type_in(job.book, job.book.owner, sheet, row + 1, place(sheet, header), name)


def views(job):
    return [view["title"] for view in job.book.sheet("Oppgaver").views]


def test_a_new_task_tab_says_at_each_header_what_to_write_and_has_lists_to_pick_from(on_google):
    names = [
        ["Navn", "Kommune", "Kan bidra med"],
        ["Åse Vik", "Halden", "ringe"],
        ["Bo Lie", "Halden", "stand"],
    ]
    on_google.book.add_sheet("Frivillige", names)
    on_google.work("2026-06-01")
    sheet = on_google.book.sheet("Oppgaver")
    assert all(cell.note for cell in sheet.rows[0])
    assert sheet.filter == {
        "range": {"sheetId": sheet.id, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 15}
    }
    rules = {cell.value: sheet.rows[3][i].validation for i, cell in enumerate(sheet.rows[0])}
    assert {header for header, rule in rules.items() if rule} == {"Ansvarlig", "Status", "Utsatt til"}
    assert not any(rule["strict"] for rule in rules.values() if rule)
    assert rules["Ansvarlig"]["condition"] == {
        "type": "ONE_OF_RANGE",
        "values": [{"userEnteredValue": "='_automations'!$AL$2:$AL"}],
    }
    hidden = on_google.book.sheet("_automations")
    assert [row[37].value for row in hidden.rows if row[37].value] == ["names", "Bo Lie", "Åse Vik"]
    assert on_google.work("2026-06-01").examined.plan.empty


def test_there_are_views_of_what_is_overdue_what_nobody_has_and_what_each_has(on_google):
    on_google.work("2026-06-01")
    assert views(on_google) == ["Forfalt", "Uten ansvarlig"]
    take(on_google, 1, "Kim By")
    take(on_google, 2, "Ada Li")
    on_google.service.log.clear()
    assert on_google.work("2026-06-01").examined.plan.empty  # views come along, and are no reason to write
    on_google.work("2026-06-02")
    assert [method for method, _, _ in on_google.service.log] == ["GET", "GET", "POST", "GET"]
    assert views(on_google) == ["Forfalt", "Uten ansvarlig", "Ada Li", "Kim By"]
    on_google.service.log.clear()
    assert on_google.work("2026-06-02").examined.plan.empty
    assert [method for method, _, _ in on_google.service.log] == ["GET"]
    take(on_google, 2, None)
    on_google.work("2026-06-03")
    assert views(on_google) == ["Forfalt", "Uten ansvarlig", "Kim By"]


def test_a_view_that_somebody_made_copied_or_renamed_is_never_touched(on_google):
    sheet_of = on_google.book.sheet
    on_google.work("2026-06-01")
    take(on_google, 1, "Kim By")
    on_google.work("2026-06-02")
    sheet = sheet_of("Oppgaver")
    sheet.views.append({"filterViewId": 7, "title": "Ada Li", "range": {"sheetId": sheet.id}})
    sheet.views.append(deepcopy(sheet.views[0]) | {"filterViewId": 8})
    kim = next(view for view in sheet.views if view["title"] == "Kim By")
    kim["title"] = "Mine"
    theirs = deepcopy([view for view in sheet.views if view["title"] in {"Ada Li", "Mine"}])
    take(on_google, 2, "Ada Li")
    assert on_google.work("2026-06-03").refused is None
    take(on_google, 1, None)
    take(on_google, 2, None)
    assert on_google.work("2026-06-04").refused is None
    assert [view for view in sheet_of("Oppgaver").views if view["title"] in {"Ada Li", "Mine"}] == theirs
    assert sorted(views(on_google)) == ["Ada Li", "Forfalt", "Forfalt", "Mine", "Uten ansvarlig"]


def test_a_filter_that_somebody_has_set_stays_as_it_is(on_google):
    on_google.work("2026-06-01")
    on_google.book.sheet("Oppgaver").filter = "somebody's"
    take(on_google, 1, "Kim By")
    on_google.work("2026-06-02")
    assert on_google.book.sheet("Oppgaver").filter == "somebody's"


def test_a_column_that_is_moved_takes_the_views_with_it(on_google):
    on_google.work("2026-06-01")
    sheet = on_google.book.sheet("Oppgaver")
    on_google.book.move_column(sheet, place(sheet, "Tilstand"), 0)
    on_google.work("2026-06-02")
    view = next(view for view in on_google.book.sheet("Oppgaver").views if view["title"] == "Forfalt")
    assert [spec["columnIndex"] for spec in view["filterSpecs"]] == [0]


@pytest.mark.parametrize("name", ["=IMPORTXML(1)", "+4798765432"])
def test_what_would_be_a_formula_is_no_view(on_google, name):
    on_google.work("2026-06-01")
    on_google.book.sheet("Oppgaver").rows[1][7] = type(on_google.book.sheet("Oppgaver").rows[1][7])(name)
    assert on_google.work("2026-06-02").refused is None
    assert views(on_google) == ["Forfalt", "Uten ansvarlig"]


def test_no_more_views_than_somebody_can_look_through(service):
    job = OnGoogle(service)
    rows = [["Medlemsnr", "Navn", "Innmeldt"]]
    rows += [[f"{1000 + i}", f"Navn{i} Etternavn{i}", "03.05.2026"] for i in range(MOST_VIEWS + 5)]
    job.book.add_sheet("Medlemmer", rows)
    job.work("2026-06-01")
    for row in range(1, 1 + MOST_VIEWS + 5):
        take(job, row, f"Hjelper {row}")
    assert job.work("2026-06-02").refused is None
    assert len(views(job)) == 2 + MOST_VIEWS
