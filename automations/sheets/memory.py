"""A workbook in memory: the same meaning as the files, for trying the whole programme without any."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from automations.errors import Refused
from automations.model import Change, Grid, Link, OwnTab, Plan, Reading, Receipt, Scalar, SheetContent
from automations.sheets.local.cells import as_kept
from automations.sheets.local.layout import OURS
from automations.sheets.local.sparse import row_of
from automations.sheets.tables import appended_rows, ours_by_header, remembered, with_new_tasks

_Cells = dict[int, dict[int, Scalar]]


class MemoryWorkbook:
    """A workbook made of the grids it is given. After `write`, `read` shows the plan in them."""

    remote = False

    def __init__(self, name: str, grids: Iterable[Grid] = ()) -> None:
        self.name = name
        self.links: dict[tuple[str, int, int], Link] = {}
        self.reads = 0
        self.writes = 0
        self._tabs: dict[str, tuple[bool, _Cells]] = {grid.tab: (grid.hidden, _cells(grid)) for grid in grids}

    def read(self) -> Reading:
        """Give the grids as they stand, and a version that any change of them changes."""
        self.reads += 1
        return Reading(self.name, self._grids(), version=self._version())

    def refuse(self, plan: Plan) -> None:
        """Refuse what a file would refuse: the workbook changed since it was read, or a tab is people's."""
        if plan.empty:
            return
        if plan.version != self._version():
            raise Refused("errors_local.changed_since_read", place=self.name, status="refused")
        known = remembered(self._grids())
        for sheet in plan.sheets:
            self._refuse_taken(sheet, known=known)

    def write(self, plan: Plan) -> Receipt:
        """Apply the plan, or refuse it with nothing changed."""
        if plan.empty:
            return Receipt()
        self.refuse(plan)
        sheets = [with_new_tasks(sheet, plan) for sheet in plan.sheets]
        counts = {}
        for sheet in sheets:
            self._replace(sheet)
            counts[sheet.kind] = len(sheet.lines)
        if plan.tasks is not None:
            self._change(plan.tasks, plan.changes)
        for change in plan.changes:
            counts[change.action] = counts.get(change.action, 0) + 1
        self.writes += 1
        return Receipt(reads=1, writes=1, written=counts)

    def type_in(self, tab: str, row: int, column: int, value: Scalar) -> None:
        """Do what a person does: put a value into a cell (row from 1, column from 0)."""
        cells = self._tabs.setdefault(tab, (False, {}))[1]
        _put(cells, row, column, value)

    def remove(self, tab: str) -> None:
        """Do what a person does: delete a tab."""
        del self._tabs[tab]

    def _grids(self) -> tuple[Grid, ...]:
        return tuple(_grid(tab, hidden, cells) for tab, (hidden, cells) in self._tabs.items())

    def _version(self) -> str:
        held = [(g.tab, g.hidden, list(g.numbers), [list(row) for row in g.cells]) for g in self._grids()]
        return hashlib.sha256(repr(held).encode()).hexdigest()

    def _title(self, title: str) -> str:
        return next((tab for tab in self._tabs if tab.casefold() == title.casefold()), title)

    def _refuse_taken(self, sheet: SheetContent, *, known: bool) -> None:
        title = self._title(sheet.title)
        if title in self._tabs and not ours_by_header(_grid(title, *self._tabs[title]), sheet, known=known):
            raise Refused("errors_local.tab_taken", place=self.name, status="refused", tab=title)

    def _replace(self, sheet: SheetContent) -> None:
        title = self._title(sheet.title)
        hidden = self._tabs[title][0] if title in self._tabs else sheet.kind == "memory"
        cells: _Cells = {}
        self.links = {key: link for key, link in self.links.items() if key[0] != title}
        self._tabs[title] = (hidden, cells)
        for number, line in enumerate(sheet.lines, start=1):
            for column, value in enumerate(line.cells):
                self._set(title, number, column, value)

    def _change(self, tasks: OwnTab, changes: tuple[Change, ...]) -> None:
        title = self._title(tasks.grid.tab)
        last = max([tasks.header_row, *self._tabs[title][1]])
        new = appended_rows(changes, last)
        for change in changes:
            row = new[change.key] if change.row is None else change.row
            for name, value in change.values.items():
                if name in OURS and name in tasks.letters:
                    self._set(title, row, tasks.letters[name], value)

    def _set(self, tab: str, row: int, column: int, value: Scalar | Link) -> None:
        self.links.pop((tab, row, column), None)
        if isinstance(value, Link):
            self.links[tab, row, column] = value
        _put(self._tabs[tab][1], row, column, as_kept(value))


def _cells(grid: Grid) -> _Cells:
    cells: _Cells = {}
    for number, row in zip(grid.numbers, grid.cells, strict=True):
        for column, value in enumerate(row):
            _put(cells, number, column, value)
    return cells


def _put(cells: _Cells, row: int, column: int, value: Scalar) -> None:
    if value is not None:
        cells.setdefault(row, {})[column] = value
    elif row in cells:
        cells[row].pop(column, None)
        if not cells[row]:
            del cells[row]


def _grid(tab: str, hidden: bool, cells: _Cells) -> Grid:  # noqa: FBT001 - a field of what it makes
    numbers = sorted(cells)
    return Grid(tab, numbers, [row_of(cells[number]) for number in numbers], hidden)
