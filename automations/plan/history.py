"""Historikk: the figures of each day on which something changed. Figures only, no people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automations.model import CellValue, Line, OwnTab, SheetContent
from automations.plan.tasks import as_written
from automations.words import fill


def history_content(
    titled: Mapping[str, float | None], tab: OwnTab | None, language: str, *, on: date
) -> SheetContent:
    """Lay out the tab: at most one row a day; today's is made anew, earlier ones stay as they are.

    `titled` are today's figures by their title. Columns that are there stay where they are, also
    those of another language; a new figure gets a column at the end.
    """
    first = fill(language, "tabs.history.columns.date")
    header: list[str] = [first]
    days: dict[date, list[CellValue]] = {}
    if tab is not None:
        for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
            written = [as_written(cell) for cell in cells]
            if number == tab.header_row:
                header = [first, *(str(cell or "") for cell in written[1:])]
            elif number > tab.header_row and written and isinstance(written[0], date):
                days[written[0]] = list(written[1:])
    header += [title for title in titled if title not in header]
    days[on] = [titled.get(title) for title in header[1:]]
    width = len(header)
    lines = [Line(tuple(header), "header")]
    for day, figures in sorted(days.items()):
        lines.append(Line((day, *figures, *[None] * (width - 1 - len(figures)))))
    return SheetContent("history", fill(language, "tabs.history.title"), tuple(lines))


def history_series(
    tab: OwnTab | None, names: Mapping[str, str], *, on: date
) -> Mapping[str, Mapping[date, float]]:
    """Read the days before `on` back: figures by name and day. `names` gives a figure's name by its title.

    What a person has typed there that is no number is passed over.
    """
    series: dict[str, dict[date, float]] = {}
    if tab is None:
        return series
    header: list[str | None] = []
    for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
        written = [as_written(cell) for cell in cells]
        if number == tab.header_row:
            header = [names.get(str(cell or "")) for cell in written]
        elif number > tab.header_row and written and isinstance(day := written[0], date) and day < on:
            for name, value in zip(header, written, strict=False):
                if name and isinstance(value, (int, float)) and not isinstance(value, bool):
                    series.setdefault(name, {})[day] = value
    return series
