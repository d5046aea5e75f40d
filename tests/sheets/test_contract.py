"""What every backend keeps to: a file, a spreadsheet of Google's and memory mean the same by one plan."""

from datetime import date

import pytest
from google_job import OnGoogle
from sheets_on_loopback import SheetsService, people

from automations.errors import Refused
from automations.fleet import Programme, work_on
from automations.model import Grid, Plan
from automations.pipeline import examine
from automations.settings import load
from automations.sheets.local.create import NewTab, create
from automations.sheets.local.workbook import LocalWorkbook
from automations.sheets.memory import MemoryWorkbook

TABS = {
    "Medlemmer": [
        ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet"],
        ["1001", "Kari Moen", date(2026, 5, 3), date(2026, 5, 4), None],
        ["1002", "Ola Berg", "4. mai 2026", "5.5.26", "ikke svar"],
        ["0003", "=A1+1", date(2026, 5, 10), None, None],
    ],
    "Kandidatliste": [
        ["Plass", "Navn", "Kjønn", "Kommune", "Sikker plass"],
        [1, "Per Dal", "M", "Halden", True],
        [2, "Pål Vik", "M", "Halden", True],
        [3, "Liv Nes", "K", "Halden", False],
        [4, "Jon Rud", None, "Halden", False],
    ],
    "Kontakter": [
        ["Kommune", "Type", "Organisasjon", "Kontaktperson", "Siste kontakt"],
        ["Halden", "LO", "Fagforbundet Halden", "Eva Hol", date(2026, 4, 1)],
        ["Moss", "AUF", "AUF Moss", None, None],
    ],
}


class Local:
    """A file, typed in through the same tables."""

    def __init__(self, folder):
        self.path = folder / "Fylket.xlsx"
        create(self.path, [NewTab(title, rows=rows) for title, rows in TABS.items()])

    def open(self):
        return LocalWorkbook(self.path, name="Fylket")


class Memory:
    def __init__(self, _):
        grids = [Grid(title, list(range(1, len(rows) + 1)), rows) for title, rows in TABS.items()]
        self.book = MemoryWorkbook("Fylket", grids)

    def open(self):
        return self.book


class Google:
    def __init__(self, _):
        self.service = SheetsService().__enter__()
        self.job = OnGoogle(self.service)
        for title, rows in TABS.items():
            sheet = self.job.book.add_sheet(title, [[None] * len(rows[0]) for _ in rows])
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    self._type(sheet, number, column, value)

    def _type(self, sheet, row, column, value):
        from sheets_on_loopback import Cell

        if isinstance(value, str):
            sheet.put(row - 1, column, Cell(value or None))  # as text, also where it begins with =
        else:
            people.type_in(self.job.book, self.job.book.owner, sheet, row, column, value)

    def open(self):
        return self.job.workbook()


@pytest.fixture(params=[Local, Memory, Google], ids=["file", "memory", "google"])
def backend(request, tmp_path):
    made = request.param(tmp_path)
    yield made
    if isinstance(made, Google):
        made.service.__exit__()


def work(backend, on, *, write=True):
    programme = Programme(load(None), date.fromisoformat(on), lambda _: "salt", write)
    worked = work_on(backend.open(), programme)
    if worked.refused:
        raise worked.refused
    return worked.examined.plan


def shown(backend):
    return {
        grid.tab: {
            number: tuple(values)
            for number, cells in zip(grid.numbers, grid.cells, strict=True)
            if (values := [v for v in cells if v is not None])
        }
        for grid in backend.open().read().grids
    }


def test_what_is_read_is_what_was_typed(backend):
    read = shown(backend)
    assert list(read) == list(TABS)
    for title, rows in TABS.items():
        typed = {n: tuple(v for v in row if v not in (None, "")) for n, row in enumerate(rows, 1)}
        assert read[title] == typed


def test_an_empty_plan_writes_nothing(backend):
    before = shown(backend)
    book = backend.open()
    book.read()
    receipt = book.write(Plan())
    assert (receipt.writes, shown(backend)) == (0, before)


def test_a_plan_stops_before_the_writing(backend):
    before = shown(backend)
    assert not work(backend, "2026-06-01", write=False).empty
    assert shown(backend) == before


def test_the_same_day_again_there_is_nothing_to_write(backend):
    work(backend, "2026-06-01")
    after = shown(backend)
    assert work(backend, "2026-06-01").empty
    assert shown(backend) == after
    assert {title: after[title] for title in TABS} == {
        title: {n: tuple(v for v in row if v not in (None, "")) for n, row in enumerate(rows, 1)}
        for title, rows in TABS.items()
    }


def test_a_tab_that_only_bears_our_title_is_not_written_over(tmp_path):
    grids = [
        Grid("Medlemmer", [1, 2], [["Navn", "Innmeldt", "Kontaktet"], ["Kari Moen", "3.5.2026", None]]),
        Grid("Oppsummering", [1, 2, 3], [["Referat"], ["Møtet var bra"], ["Kaffe"]]),
    ]
    create(tmp_path / "x.xlsx", [NewTab(g.tab, rows=g.cells) for g in grids])
    with SheetsService() as service:
        job = OnGoogle(service)
        for grid in grids:
            job.book.add_sheet(grid.tab, grid.cells)
        books = [LocalWorkbook(tmp_path / "x.xlsx"), MemoryWorkbook("x", grids), job.workbook()]
        for book in books:
            programme = Programme(load(None), date(2026, 6, 1), lambda _: "salt", write=True)
            assert work_on(book, programme).refused.code == "errors_local.tab_taken"


def test_a_plan_of_another_reading_is_refused(backend):
    stale = backend.open()
    plan = examine(stale.read(), load(None), on=date(2026, 6, 1), fresh_salt="salt").plan
    work(backend, "2026-06-01")
    before = shown(backend)
    with pytest.raises(Refused):
        stale.write(plan)
    assert shown(backend) == before


def test_the_checks_give_equal_plans_on_all_of_them(tmp_path):
    plans = []
    for kind in (Local, Memory, Google):
        backend = kind(tmp_path)
        try:
            first = work(backend, "2026-06-01")
            second = work(backend, "2026-06-20")
            third = work(backend, "2026-08-01")
        finally:
            if kind is Google:
                backend.service.__exit__()
        plans.append([(plan.changes, plan.sheets) for plan in (first, second, third)])
    assert plans[0][0][0]
    assert {change.check for change in plans[0][0][0]} == {
        "new_member_not_followed_up",
        "candidate_list_unbalanced",
        "partner_contact_missing",
    }
    assert plans[0] == plans[1] == plans[2]
