"""What a plan means for rows, the same in every backend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from automations.model import Change, Grid, Line, Plan, Scalar, SheetContent
from automations.sheets.local.cells import as_kept
from automations.sheets.local.layout import COLUMNS, OURS
from automations.tabs import TABS
from automations.words import LANGUAGES, fill

_HEADER_WITHIN = 15


def appended_rows(changes: Iterable[Change], last_row: int) -> dict[str, int]:
    """Give each new task its row (from 1) below the last one that holds something."""
    new = dict.fromkeys(change.key for change in changes if change.row is None)
    return {key: last_row + i for i, key in enumerate(new, start=1)}


def with_new_tasks(sheet: SheetContent, plan: Plan) -> SheetContent:
    """Put the new tasks of a plan into a task tab that is made now, unless its lines hold them."""
    if sheet.kind != "tasks" or plan.tasks is not None:
        return sheet
    there = {line.cells[0] for line in sheet.lines if line.cells}
    new = [
        Line(tuple(change.values.get(name) if name in OURS else None for name in COLUMNS))
        for change in plan.changes
        if change.row is None and change.key not in there
    ]
    return replace(sheet, lines=(*sheet.lines, *new))


def remembered(grids: Iterable[Grid]) -> bool:
    """Tell whether the job has been in a workbook before: its hidden tab is there, and not empty."""
    title = fill(LANGUAGES[0], "tabs.memory.title")  # the same in every language
    return any(grid.tab.casefold() == title and grid.numbers for grid in grids)


def ours_by_header(grid: Grid, content: SheetContent, *, known: bool) -> bool:
    """Tell whether a tab that bears our title is ours to write over.

    A tab is ours where it is empty or holds nothing but our own header. Any other is somebody's in a
    workbook that is not `known` to the job; in one that is, most of our headers must stand near its top.
    """
    if content.kind == "memory" or not grid.numbers:
        return True
    headers = _headers(content)
    if len(grid.numbers) == 1:
        (row,) = grid.cells
        if [value for value in row if value is not None] in headers:
            return True
    return known and any(
        2 * len(set(header) & set(row)) >= len(header)
        for number, row in zip(grid.numbers, grid.cells, strict=True)
        for header in headers
        if number <= _HEADER_WITHIN
    )


def _headers(content: SheetContent) -> list[list[Scalar]]:
    headers = [[as_kept(v) for v in line.cells] for line in content.lines if line.style == "header"]
    declared = TABS[content.kind].columns if content.kind in TABS else ()
    headers += [  # it may have been written in another language
        [fill(language, f"tabs.{content.kind}.columns.{column.name}") for column in declared]
        for language in LANGUAGES
    ]
    return [[value for value in header if value is not None] for header in headers if any(header)]
