"""The past of the example: the job's own tabs as they stand when it has counted for some weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from automations.demo.content import DemoTab, as_it_stood
from automations.model import Grid, Plan, Reading
from automations.settings import Settings
from automations.start import own_tabs_plan

WEEKS = (10, 8, 6, 4, 2)  # before the day of the example
_KEPT = ("history", "memory")  # what one day's run takes over from the one before


def past(tabs: Sequence[DemoTab], settings: Settings, language: str, *, on: date, salt: str) -> Plan:
    """Plan the job's own tabs, with Historikk as it stands after those days and still without a task.

    What is counted on each is the example as it stood then.
    """
    plan = Plan()
    for day in (on - timedelta(weeks=weeks) for weeks in WEEKS):
        grids = [_grid(tab.title, tab.rows) for tab in as_it_stood(tabs, day, on)]
        grids += [
            _grid(sheet.title, [line.cells for line in sheet.lines])
            for sheet in plan.sheets
            if sheet.kind in _KEPT
        ]
        plan = own_tabs_plan(Reading("", tuple(grids)), settings, on=day, language=language, salt=salt)
    return plan


def _grid(title: str, rows: Sequence[Sequence[Any]]) -> Grid:
    there = [(number, row) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    return Grid(title, [number for number, _ in there], [row for _, row in there])
