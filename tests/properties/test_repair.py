"""Whatever the job's tabs of a file have lost comes back, and every value stands where it stood."""

import shutil
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidationList
from traces import part_of, parts

from automations.errors import Refused
from automations.model import Repairs
from automations.pipeline import examine
from automations.plan.repair import repairs, words
from automations.recognise import recognise
from automations.settings import load
from automations.sheets.local.create import NewTab, create
from automations.sheets.local.workbook import LocalWorkbook
from automations.tabs import TABS

TODAY = date(2026, 5, 20)
SETTINGS = load(None)
COLUMNS = [column.name for column in TABS["tasks"].columns if column.name != "task_id"]
OURS = [column.name for column in TABS["tasks"].columns if column.ours]
PICKED = ("responsible", "status", "deferred_until")
GUARDED = ("Oppsummering", "Datakvalitet", "Historikk", "Les meg", "_automations")
MEMBERS = [
    ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet"],
    *([str(1001 + i), f"Kari Moen{i}", f"0{1 + i % 9}.05.2026", None, None] for i in range(4)),
]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A workbook that the job has been in."""
    path = tmp_path_factory.mktemp("fresh") / "bok.xlsx"
    create(path, [NewTab("Medlemmer", rows=MEMBERS)])
    ran(path)
    return path


def ran(path):
    book = LocalWorkbook(path)
    plan = examine(book.read(), SETTINGS, on=TODAY, fresh_salt="salt").plan
    book.write(plan)
    return plan


def lacking(path):
    book = LocalWorkbook(path)
    recognised = recognise(book.read(), on=TODAY)
    titles = words(recognised, "nb", on=TODAY)
    return book, repairs(recognised, book.fittings(recognised.own, titles), titles, "nb")


def cells(path):
    return {
        (grid.tab, row, column): value
        for grid in LocalWorkbook(path).read().grids
        for row, values in zip(grid.numbers, grid.cells, strict=True)
        for column, value in enumerate(values)
        if value is not None
    }


@settings(max_examples=25, deadline=None)
@given(
    columns=st.sets(st.sampled_from(COLUMNS), max_size=4),
    unruled=st.sets(st.sampled_from(COLUMNS), max_size=4),
    unnoted=st.sets(st.sampled_from(COLUMNS), max_size=3),
    colours=st.booleans(),
    open_tabs=st.sets(st.sampled_from(GUARDED)),
)
def test_what_is_lost_comes_back_once_and_no_value_moves(
    tmp_path_factory, fresh, columns, unruled, unnoted, colours, open_tabs
):
    path = tmp_path_factory.mktemp("lost") / "bok.xlsx"
    shutil.copy(fresh, path)
    lose(path, columns, unruled, unnoted, colours, open_tabs)
    before = cells(path)
    book, found = lacking(path)
    assert set(found.columns) == columns
    assert set(found.picked) == {*PICKED} & unruled - columns
    assert {*found.noted} == unnoted - columns
    assert set(found.coloured) == ({"overdue", "closed", "ours"} if colours else set()) | (
        {"overdue", "closed"} if "state" in columns else set()
    )
    if found:
        book.repair(found)
        after = cells(path)
        assert after.items() >= before.items()
        new = {at: value for at, value in after.items() if at not in before}
        assert list(new.values()) == list(found.columns.values())
        assert {at[:2] for at in new} <= {("Oppgaver", 1)}
    assert not lacking(path)[1]
    ran(path)
    filled(path)
    assert not lacking(path)[1]


def filled(path):
    """Every task has its text in every column of ours again; what people typed elsewhere is theirs."""
    tab = recognise(LocalWorkbook(path).read(), on=TODAY).own["tasks"]
    assert set(tab.letters) == {*COLUMNS, "task_id"}
    for row in tab.grid.cells[1:]:
        shown = {name: row[at] if at < len(row) else None for name, at in tab.letters.items()}
        for name in ("task_id", "task", "why", "state", "created", "priority"):
            assert shown[name], name


def lose(path, columns, unruled, unnoted, colours, open_tabs):
    """Do what people do to a tab, by accident or with another programme."""
    book = load_workbook(path)
    sheet = book["Oppgaver"]
    place = {name: at for at, name in enumerate(["task_id", *COLUMNS], 1)}
    for name in columns:
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, place[name]).value = None
    gone = {(place[name], below) for names, below in ((unruled, True), (unnoted, False)) for name in names}
    gone |= {(place[name], below) for name in columns for below in (True, False)}
    kept = [
        rule
        for rule in sheet.data_validations.dataValidation
        if not any((area.min_col, area.min_row > 1) in gone for area in rule.sqref.ranges)
    ]
    sheet.data_validations = DataValidationList(dataValidation=kept)
    if colours:
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
    for title in open_tabs:
        book[title].protection.sheet = False
    book.save(path)


def test_the_task_tab_keeps_its_bytes_where_only_another_tab_has_lost_something(tmp_path, fresh):
    path = tmp_path / "bok.xlsx"
    shutil.copy(fresh, path)
    lose(path, set(), set(), set(), False, {"Historikk"})
    title = part_of(path, "Oppgaver")
    before = parts(path)[title]
    book, found = lacking(path)
    book.repair(found)
    assert found.protected == ("history",)
    assert parts(path)[title] == before


def test_a_tab_with_a_width_that_is_no_number_is_refused_and_left(tmp_path, fresh):
    path = tmp_path / "bok.xlsx"
    shutil.copy(fresh, path)
    lose(path, {"why"}, set(), set(), False, set())
    title = part_of(path, "Oppgaver")
    held = {
        name: data.replace(b'min="1"', b'min="x"') if name == title else data
        for name, data in parts(path).items()
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, data in held.items():
            package.writestr(name, data)
    before = path.read_bytes()
    book, found = lacking(path)
    with pytest.raises(Refused, match="damaged_tab"):
        book.repair(found)
    assert path.read_bytes() == before


def test_nothing_is_written_where_nothing_is_lost(tmp_path, fresh):
    path = tmp_path / "bok.xlsx"
    shutil.copy(fresh, path)
    book, found = lacking(path)
    assert not found
    assert book.repair(found).writes == book.repair(Repairs()).writes == 0
    assert path.read_bytes() == fresh.read_bytes()


def test_the_filter_reaches_a_column_that_has_come_back_so_that_rows_are_sorted_whole(tmp_path, fresh):
    path = tmp_path / "bok.xlsx"
    shutil.copy(fresh, path)
    lose(path, {"why"}, set(), set(), False, set())
    book, found = lacking(path)
    book.repair(found)
    sheet = load_workbook(path)["Oppgaver"]
    assert sheet["P1"].value == "Hvorfor"
    assert sheet.auto_filter.ref.startswith("A1:P")


def test_people_s_own_lists_notes_and_widths_stand_as_they_are(tmp_path, fresh):
    path = tmp_path / "bok.xlsx"
    shutil.copy(fresh, path)
    lose(path, set(), {"status"}, set(), False, {"Historikk"})
    opened = load_workbook(path)
    people, tasks = opened["Medlemmer"], opened["Oppgaver"]
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    mine = DataValidation("list", formula1='"Moss,Halden"', sqref="D2:D50")
    people.add_data_validation(mine)
    tasks.add_data_validation(DataValidation("list", formula1='"Ja,Nei"', sqref="I2:I50"))
    people["A1"].comment = Comment("Vårt notat", "Kari")
    people.column_dimensions["B"].width = tasks.column_dimensions["C"].width = 61
    opened.save(path)
    book, found = lacking(path)
    assert found.protected == ("history",)
    assert not found.picked  # the list that somebody has put there is theirs
    book.repair(found)
    after = load_workbook(path)
    assert after["Medlemmer"].data_validations.dataValidation[0].formula1 == '"Moss,Halden"'
    assert [
        r.formula1 for r in after["Oppgaver"].data_validations.dataValidation if "I2" in str(r.sqref)
    ] == ['"Ja,Nei"']
    assert after["Medlemmer"]["A1"].comment.text == "Vårt notat"
    assert after["Medlemmer"].column_dimensions["B"].width == 61
    assert after["Oppgaver"].column_dimensions["C"].width == 61
    assert after["Historikk"].protection.sheet
