"""Whatever people do after a run: once it is taken back, every cell is as if it had not been."""

import os
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from automations.model import Grid
from automations.pipeline import examine
from automations.plan.undo import undoing, wrote
from automations.recognise import recognise
from automations.settings import load
from automations.sheets.local.create import NewTab, create
from automations.sheets.local.workbook import LocalWorkbook
from automations.sheets.memory import MemoryWorkbook
from automations.tabs import TABS

BEFORE, TODAY = date(2026, 5, 19), date(2026, 5, 20)
COLUMNS = [column.name for column in TABS["tasks"].columns]
OURS = [column.name for column in TABS["tasks"].columns if column.ours]
THEIRS = [name for name in COLUMNS if name not in OURS]
SETTINGS = load(None)
MEMBERS = [
    ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet"],
    *([str(1001 + i), f"Kari Moen{i}", f"0{1 + i % 9}.05.2026", None, None] for i in range(6)),
]
LISTS = [
    ["Plass", "Navn", "Kjønn", "Kommune"],
    *([i + 1, f"Per Dal{i}", "M", "Halden"] for i in range(4)),
]


TABS_OF_PEOPLE = (("Medlemmer", MEMBERS), ("Kandidatliste", LISTS))


def in_memory():
    return MemoryWorkbook("bok", [Grid(title, range(1, len(r) + 1), r) for title, r in TABS_OF_PEOPLE])


class File:
    """A real .xlsx file, in which people type with another programme than the job's."""

    def __init__(self, path):
        create(path, [NewTab(title, rows=rows) for title, rows in TABS_OF_PEOPLE])
        self._path = path
        self._book = LocalWorkbook(path)
        self._typed = []

    def type_in(self, tab, row, column, value):
        self._typed.append((tab, row, column, value))

    def read(self):
        if self._typed:
            opened = load_workbook(self._path)
            for tab, row, column, value in self._typed:
                sheet = opened[tab] if tab in opened.sheetnames else opened.create_sheet(tab)
                sheet.cell(row, column + 1).value = value
            opened.save(self._path)
            self._typed = []
        return self._book.read()

    def write(self, plan):
        return self._book.write(plan)


class Sheet:
    """A workbook, what people do in it, and what the job does and takes back."""

    def __init__(self, book=None):
        self.book = book or in_memory()
        self.rows = {}

    def examined(self, on):
        return examine(
            self.book.read(), SETTINGS, on=on, fresh_salt="salt", accepted={"large-change", "lost-rows"}
        )

    def run(self, on):
        examined = self.examined(on)
        self.book.write(examined.plan)
        return wrote(examined.plan, examined.recognised)

    def take_back(self, done):
        undone = undoing(done, recognise(self.book.read(), on=TODAY))
        self.book.write(undone.plan)
        return undone

    def tasks(self):
        """The rows of the task tab: number → cells by column."""
        grid = next((g for g in self.book.read().grids if g.tab == "Oppgaver"), None)
        return {
            number: dict(zip(COLUMNS, [*cells, *[None] * len(COLUMNS)], strict=False))
            for number, cells in zip(grid.numbers, grid.cells, strict=True)
            if number > 1
        } if grid else {}  # fmt: skip

    def keys(self):
        return sorted(row["task_id"] for row in self.tasks().values() if row["task_id"])

    def do(self, act):
        what, where, column, text = act
        if what == "member":
            self.book.type_in("Medlemmer", 2 + where % 6, column % 5, text)
        elif what == "list":
            self.book.type_in("Kandidatliste", 2 + where % 4, 2, text)
        elif what == "own":
            self.book.type_in("Oppgaver", 60 + where, COLUMNS.index("own_task"), text)
        else:
            row = next((n for n, cells in self.tasks().items() if cells["task_id"] == where), None)
            if row is None:  # without the run there is no such task: it is a row of one's own
                row = self.rows.setdefault(where, 200 + len(self.rows))
            self.book.type_in("Oppgaver", row, COLUMNS.index(column), text)

    def content(self):
        """People's cells and the job's, so that it does not matter in which row a task stands."""
        cells = Counter()
        for grid in self.book.read().grids:
            if grid.tab not in {"Oppgaver", "_automations"}:
                for number, row in zip(grid.numbers, grid.cells, strict=True):
                    cells.update((grid.tab, number, i, v) for i, v in enumerate(row) if v is not None)
        for row in self.tasks().values():
            for name, value in row.items():
                if value is not None:
                    cells[row["task_id"], name, value] += 1
        return cells


TEXTS = st.sampled_from(["Ferdig", "Liv Lie", "notat", "03.05.2026", "K", "M", "Ikke aktuelt"])
NUMBERS = st.integers(0, 9)
OUTSIDE = st.one_of(
    st.tuples(st.just("member"), NUMBERS, st.sampled_from([2, 3, 4]), TEXTS),
    st.tuples(st.just("list"), NUMBERS, NUMBERS, TEXTS),
    st.tuples(st.just("own"), NUMBERS, NUMBERS, TEXTS),
)


WORK = (
    st.booleans(),
    st.lists(OUTSIDE, max_size=6),
    st.lists(OUTSIDE, max_size=4),
    st.lists(st.tuples(NUMBERS, st.sampled_from(COLUMNS[1:]), TEXTS), max_size=6),
)


@settings(max_examples=150, deadline=None, derandomize=bool(os.environ.get("CI")))
@given(*WORK)
def test_after_undo_every_cell_is_as_if_the_run_had_not_been(established, first, later, in_tasks):
    as_if_it_had_not_been(Sheet(), Sheet(), established, first, later, in_tasks)


@settings(max_examples=12, deadline=None, derandomize=bool(os.environ.get("CI")))
@given(*WORK)
def test_after_undo_every_cell_of_a_file_is_as_if_the_run_had_not_been(
    tmp_path_factory, established, first, later, in_tasks
):
    folder = tmp_path_factory.mktemp("files")
    with_run, without = (Sheet(File(folder / name)) for name in ("med.xlsx", "uten.xlsx"))
    as_if_it_had_not_been(with_run, without, established, first, later, in_tasks)


def as_if_it_had_not_been(with_run, without, established, first, later, in_tasks):
    if established:
        for sheet in (with_run, without):
            sheet.run(BEFORE)
    for act in first:
        if established or act[0] != "own":  # before the first run there is no task tab to type in
            with_run.do(act)
            without.do(act)
    done = with_run.run(TODAY)
    acts = list(later)
    keys = with_run.keys()
    acts += [("task", keys[n % len(keys)], column, text) for n, column, text in in_tasks if keys]
    for act in acts:
        with_run.do(act)
        without.do(act)
    note(f"{acts}")
    undone = with_run.take_back(done)
    made_now = set(keys) - set(without.keys())
    assert not made_now & set(with_run.keys())
    after, wanted = with_run.content(), without.content()
    there = {grid.tab for grid in without.book.read().grids}
    made = {grid.tab for grid in with_run.book.read().grids} - there
    for key in [key for key in after if key[0] in made and key[1] == 1]:
        del after[key]  # a tab that the run made stays, with its header
    # A cell of ours that somebody typed over is named, and stays as it is.
    assert len(undone.left) <= len({(key, column) for _, key, column, _ in acts if column in OURS})
    assert after == wanted, (after - wanted, wanted - after)
    again = undoing(done, recognise(with_run.book.read(), on=TODAY))
    assert not again.plan.changes


def test_what_was_taken_back_is_not_written_again_until_its_facts_change():
    sheet = Sheet()
    done = sheet.run(TODAY)
    taken = sheet.keys()
    assert taken
    sheet.take_back(done)
    assert sheet.keys() == []
    sheet.run(TODAY)
    assert sheet.keys() == []
    assert sheet.examined(TODAY).plan.empty
    sheet.run(date(2026, 5, 21))
    assert sheet.keys() == []
    for i in range(6):  # everybody joined two days later than it said
        sheet.book.type_in("Medlemmer", 2 + i, 2, f"0{1 + i}.04.2026")
    sheet.run(date(2026, 5, 22))
    assert sheet.keys()


def test_a_task_that_was_closed_is_open_again_and_stays_so():
    sheet = Sheet()
    sheet.run(BEFORE)
    open_before = {row["task_id"]: row["state"] for row in sheet.tasks().values()}
    for i in range(6):
        sheet.book.type_in("Medlemmer", 2 + i, 4, "19.05.2026")
    done = sheet.run(TODAY)
    assert Counter(each.action for each in done.tasks)["close"]
    sheet.take_back(done)
    assert {row["task_id"]: row["state"] for row in sheet.tasks().values()} == open_before
    sheet.run(date(2026, 5, 21))
    assert {row["task_id"]: row["state"] for row in sheet.tasks().values()} == open_before


@pytest.mark.parametrize("column", ["task", "due", "task_id"])
def test_a_cell_that_somebody_has_typed_over_is_left_and_named(column):
    sheet = Sheet()
    done = sheet.run(TODAY)
    row = min(sheet.tasks())
    sheet.book.type_in("Oppgaver", row, COLUMNS.index(column), "mitt")
    undone = sheet.take_back(done)
    assert sheet.tasks()[row][column] == "mitt"
    if column == "task_id":  # without its key nobody knows whose row it is
        assert len(undone.gone) == 1
    else:
        assert [(source.row, source.column) for source in undone.left] == [(row, COLUMNS.index(column))]
        assert sheet.tasks()[row]["task_id"] is None


def test_the_text_that_archiving_takes_away_is_not_kept_to_bring_it_back():
    sheet = Sheet()
    sheet.run(BEFORE)
    for i in range(6):
        sheet.book.type_in("Medlemmer", 2 + i, 4, "19.05.2026")
    sheet.run(TODAY)
    done = sheet.run(date(2026, 6, 20))
    archived = [each for each in done.tasks if each.action == "archive"]
    assert archived
    assert "Moen" not in str(archived)
    sheet.take_back(done)
    rows = {row["task_id"]: row for row in sheet.tasks().values()}
    for each in archived:
        row = rows[each.key]
        assert (row["state"], row["task"], row["why"], row["suggested"]) == (
            "Løst automatisk",
            None,
            None,
            None,
        )
