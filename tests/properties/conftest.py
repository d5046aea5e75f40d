"""A workbook that people and the job take turns in, and what people do to it."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from automations.fleet import Programme, work_on
from automations.model import Grid
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook
from automations.tabs import TABS

COLUMNS = tuple(column.name for column in TABS["tasks"].columns)
NO_ACCEPT = frozenset()


class World:
    """The workbook as lists of rows, so that people can sort, insert and delete as they do in a sheet.

    `owners` follows each column of the task tab, wherever it is moved: the job's name for it, or None
    for a column that people have made or renamed. So what is whose is known without asking the job.
    """

    def __init__(self, tabs):
        self.tabs = {title: [list(row) for row in rows] for title, rows in tabs.items()}
        self.hidden = {"_automations"}
        self.tasks = None  # the title of the task tab
        self.owners = []
        self.header = 0  # where its header stands, from 0
        self.salts = itertools.count()
        self.settings = load(None)

    # ---- what people do

    def type_in(self, tab, row, column, value):
        rows = self.tabs[tab]
        while len(rows) <= row:
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value

    def insert_column(self, tab, at, header=None, header_row=0):
        for row in self.tabs[tab]:
            if at < len(row):
                row.insert(at, None)
        self.type_in(tab, header_row, at, header)

    def move_column(self, tab, start, to):
        width = max(map(len, self.tabs[tab]), default=0)
        for row in self.tabs[tab]:
            row.extend([None] * (width - len(row)))
            row.insert(to, row.pop(start))

    def rename(self, tab, title):
        if title in self.tabs:
            return
        self.tabs = {title if name == tab else name: rows for name, rows in self.tabs.items()}
        if tab == self.tasks:
            self.tasks = title

    # ---- what the job does

    def read(self):
        return {title: [list(row) for row in rows] for title, rows in self.tabs.items()}

    def grids(self):
        return [
            Grid(
                title,
                [n for n, row in enumerate(rows, 1) if any(v is not None for v in row)],
                [row for row in rows if any(v is not None for v in row)],
                title in self.hidden,
            )
            for title, rows in self.tabs.items()
        ]

    def work(self, on: date, *, write=True, accepted=NO_ACCEPT, only=()):
        book = MemoryWorkbook("bok", self.grids())
        programme = Programme(
            self.settings, on, lambda *_: f"salt{next(self.salts)}", write, only=only, accepted=accepted
        )
        worked = work_on(book, programme)
        for grid in book.read().grids:
            rows = [[] for _ in range(grid.numbers[-1] if grid.numbers else 0)]
            for number, cells in zip(grid.numbers, grid.cells, strict=True):
                rows[number - 1] = list(cells)
            # Blank rows below the last one are nothing in a file either.
            self.tabs[grid.tab] = rows
        plan = worked.examined.plan if worked.examined else None
        if worked.receipt and plan.tasks is None and any(sheet.kind == "tasks" for sheet in plan.sheets):
            self.tasks = next(sheet.title for sheet in plan.sheets if sheet.kind == "tasks")
            self.owners, self.header = list(COLUMNS), 0
        return worked

    # ---- how the task tab stands

    def place(self, name):
        return self.owners.index(name) if name in self.owners else None

    def task_rows(self):
        """Rows below the header (from 0) with the key each bears, if any."""
        at = self.place("task_id")
        rows = self.tabs.get(self.tasks, [])
        return {
            number: row[at] if at is not None and at < len(row) else None
            for number, row in enumerate(rows)
            if number > self.header
        }


@pytest.fixture(scope="session")
def world():
    """`world({"Medlemmer": rows})` → the workbook that people and the job take turns in."""
    return World
