"""A workbook on its first day: people's tabs ready to type in, and the job's own tabs, still empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from automations.errors import Refused
from automations.model import Grid, Plan, Reading
from automations.plan.assemble import Made, assemble
from automations.recognise import recognise
from automations.settings import Settings
from automations.sheets.local.create import NewTab
from automations.tabs import TABS, Tab
from automations.tabs.declaration import Column
from automations.words import fill, has


def ready_tabs(language: str) -> tuple[NewTab, ...]:
    """Lay out every tab that people keep, empty, with a list to pick from where there is one."""
    return tuple(_empty(tab, language) for tab in TABS.values() if not tab.ours)


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
        notes={place: note for place, column in enumerate(tab.columns) if (note := _note(column, language))},
    )


def _note(column: Column, language: str) -> str:
    """What to type in a column: by the kind of its cells, else that there is a list to pick from."""
    for name in (column.kind, *(["choices"] if column.choices else [])):
        if has(language, f"notes.{name}"):
            return fill(language, f"notes.{name}")
    return ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Tabs made of other files: `unknown` are taken over as they were, `left` are the job's own."""

    tabs: tuple[NewTab, ...]
    unknown: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def filled_tabs(readings: Sequence[Reading], language: str, *, on: date) -> Filled:
    """Take over every tab with something in it, as it was typed; add those that nobody keeps, empty.

    Refused where a tab cannot be read: nothing shall be left behind in silence.
    """
    taken: list[NewTab] = []
    kinds: set[str] = set()
    unknown: list[str] = []
    left: list[str] = []
    titles = {fill(language, f"tabs.{tab.name}.title").casefold() for tab in TABS.values() if tab.ours}
    for reading in readings:
        if reading.unread:
            raise Refused("errors.source_unread", place=reading.name, tab=reading.unread[0].tab)
        read_as = {tab.tab: tab for tab in recognise(reading, on=on).tabs}
        for grid in reading.grids:
            tab = read_as.get(grid.tab)
            kind = tab.recognised_as if tab else "memory"
            if kind is not None and TABS[kind].ours:
                left.append(grid.tab)
            elif grid.cells:
                known = fill(language, f"tabs.{kind}.title") if kind else grid.tab
                title = _free(known, titles)
                header_row = (tab.header_row if tab else None) or 1
                taken.append(NewTab(title, rows=_rows(grid), header_row=header_row))
                kinds |= {kind} if kind else set()
                unknown += [] if kind else [title]
    empty = [_empty(t, language) for t in TABS.values() if not t.ours and t.name not in kinds]
    return Filled((*taken, *empty), tuple(unknown), tuple(left))


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
