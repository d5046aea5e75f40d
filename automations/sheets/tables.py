"""What a plan means for rows, the same in every backend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from automations.model import Change, Grid, Line, Plan, SheetContent
from automations.sheets.local.cells import as_kept
from automations.sheets.local.layout import COLUMNS, OURS
from automations.tabs import TABS
from automations.words import LANGUAGES, fill

_HEADER_WITHIN = 15
_ENOUGH = 3  # one header in three is ours: a language or a version later most others may differ


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


def ours_by_header(grid: Grid, content: SheetContent) -> bool:
    """Tell whether a tab that bears our title is ours: empty, or with our headers near its top."""
    headers = [{as_kept(v) for v in line.cells} - {None} for line in content.lines if line.style == "header"]
    headers += [  # it may have been written in another language
        {
            fill(language, f"tabs.{content.kind}.columns.{column.name}")
            for column in TABS[content.kind].columns
        }
        for language in LANGUAGES
        if content.kind in TABS and TABS[content.kind].columns
    ]
    if content.kind == "memory" or not grid.numbers or not headers:
        return True
    return any(
        len(header & set(row)) * _ENOUGH >= len(header)
        for number, row in zip(grid.numbers, grid.cells, strict=True)
        for header in headers
        if number <= _HEADER_WITHIN
    )
