"""A workbook in memory, drawn as it is typed, and the daily job on it."""

import itertools
from datetime import date
from textwrap import dedent

import pytest

from automations.fleet import Programme, work_on
from automations.model import Grid
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook


def grid(tab, picture):
    """Draw a tab as typed: every cell text, the first line in row 1, a line with only `|` blank."""
    numbers, cells = [], []
    for number, line in enumerate(dedent(picture).strip("\n").splitlines(), 1):
        row = [cell.strip() or None for cell in line.split("|")]
        if any(row):
            numbers.append(number)
            cells.append(row)
    return Grid(tab, numbers, cells)


class Job:
    """The workbook, and what people and the job do with it from day to day."""

    def __init__(self, tabs, settings=None):
        self.book = MemoryWorkbook("bok", [grid(tab, picture) for tab, picture in tabs.items()])
        self.settings = settings or load(None)
        self.salts = itertools.count()

    def work(self, on, *, write=True, **asked):
        programme = Programme(
            self.settings, date.fromisoformat(on), lambda _: f"salt{next(self.salts)}", write, **asked
        )
        return work_on(self.book, programme)

    def run(self, on, **asked):
        """Run the job; the tasks' changes as (action, row)."""
        worked = self.work(on, **asked)
        if worked.refused:
            raise worked.refused
        return [(change.action, change.row) for change in worked.examined.plan.changes]

    def grids(self):
        return {
            g.tab: {n: tuple(row) for n, row in zip(g.numbers, g.cells, strict=True)}
            for g in self.book.read().grids
        }

    def tasks(self):
        """The task tab as records by header, in the order of the rows."""
        rows = self.grids().get("Oppgaver", {})
        header = rows.get(1, ())
        return [
            {"row": number, **dict(itertools.zip_longest(header, cells))}
            for number, cells in rows.items()
            if number > 1
        ]

    def type_task(self, row, header, value):
        """Type into the task tab, in the column under a header."""
        header_row = self.grids()["Oppgaver"][1]
        self.book.type_in("Oppgaver", row, header_row.index(header), value)


@pytest.fixture(scope="session")
def job():
    """`job({"Medlemmer": picture})` → the workbook with the daily job at hand."""
    return Job


@pytest.fixture(scope="session")
def settings_with():
    """`settings_with(new_tasks_per_run=3)` → the defaults with other settings of the job."""

    def make(**changed):
        settings = load(None)
        return settings.model_copy(update={"job": settings.job.model_copy(update=changed)})

    return make
