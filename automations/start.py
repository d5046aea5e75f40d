"""A workbook on its first day: people's tabs ready to type in, and the job's own tabs, still empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from automations.model import Grid, Plan, Reading
from automations.plan.assemble import Made, assemble
from automations.recognise import recognise
from automations.settings import Settings
from automations.sheets.local.create import NewTab
from automations.tabs import TABS, Tab
from automations.words import fill


def ready_tabs(language: str) -> list[NewTab]:
    """Lay out every tab that people keep, empty, with a list to pick from where there is one."""
    return [_empty(tab, language) for tab in TABS.values() if not tab.ours]


def _empty(tab: Tab, language: str) -> NewTab:
    headers = tuple(fill(language, f"tabs.{tab.name}.columns.{column.name}") for column in tab.columns)
    choices = {
        place: tuple(fill(language, f"tabs.choices.{column.kind}.{name}") for name in column.choices)
        for place, column in enumerate(tab.columns)
        if column.choices
    }
    return NewTab(
        fill(language, f"tabs.{tab.name}.title"),
        rows=(headers,),
        widths=tuple(column.width for column in tab.columns),
        choices=choices,
    )


def filled_tabs(readings: Sequence[Reading], language: str, *, on: date) -> list[NewTab]:
    """Take over every tab that is recognised, as it was typed; add the others empty."""
    taken: list[NewTab] = []
    kinds: set[str] = set()
    titles: set[str] = set()
    for reading in readings:
        read_as = {tab.tab: tab for tab in recognise(reading, on=on).tabs}
        for grid in reading.grids:
            tab = read_as.get(grid.tab)
            if tab is None or tab.recognised_as is None or TABS[tab.recognised_as].ours:
                continue
            kinds.add(tab.recognised_as)
            title = _free(fill(language, f"tabs.{tab.recognised_as}.title"), titles)
            taken.append(NewTab(title, rows=_rows(grid), header_row=tab.header_row or 1))
    return taken + [_empty(t, language) for t in TABS.values() if not t.ours and t.name not in kinds]


def _free(title: str, used: set[str]) -> str:
    free, number = title, 2
    while free.casefold() in used:
        free, number = f"{title} {number}", number + 1
    used.add(free.casefold())
    return free


def _rows(grid: Grid) -> tuple[tuple[object, ...], ...]:
    by_number = dict(zip(grid.numbers, grid.cells, strict=True))
    return tuple(tuple(by_number.get(number, ())) for number in range(1, (grid.numbers or [0])[-1] + 1))


def own_tabs_plan(reading: Reading, settings: Settings, *, on: date, language: str, salt: str) -> Plan:
    """Plan the job's own tabs of a new workbook: no check is made before a person has looked."""
    recognised = recognise(reading, on=on)
    return assemble(recognised, Made({}, ()), settings, on=on, language=language, fresh_salt=salt).plan
