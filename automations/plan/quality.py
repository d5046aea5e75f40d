"""Datakvalitet: every cell that could not be read, where it is, and what would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from automations.model import CellValue, Line, Link, OwnTab, Problem, SheetContent
from automations.plan.tasks import as_written
from automations.tabs import TABS
from automations.words import fill, has

SHOWN_A_COLUMN = 50  # of one kind in one column; the rest is a count, or nobody would read on

_Row = tuple[str, str, str]  # tab, cell, what is wrong


def quality_content(
    problems: Sequence[Problem], tab: OwnTab | None, language: str, *, on: date
) -> SheetContent:
    """Lay out the tab. A line keeps the day it was first seen, also when its row has moved."""
    columns = [column.name for column in TABS["data_quality"].columns]
    lines = [Line(tuple(fill(language, f"tabs.data_quality.columns.{name}") for name in columns), "header")]
    rows = [(problem, *_said(problem, language)) for problem in _ordered(problems)]
    shown: Counter[tuple[str, int | None, str]] = Counter()
    listed = []
    for problem, text, suggestion in rows:
        which = (problem.source.tab, problem.source.column, problem.code)
        shown[which] += 1
        if shown[which] <= SHOWN_A_COLUMN:
            listed.append((problem.source, text, suggestion))
    seen = _first_seen([(source.tab, source.a1, text) for source, text, _ in listed], tab, on=on)
    for (source, text, suggestion), first in zip(listed, seen, strict=True):
        cells: tuple[CellValue, ...] = (source.tab, Link(source.a1, source), text, suggestion, first)
        lines.append(Line(cells))
    for (name, _column, _code), count in shown.items():
        if count > SHOWN_A_COLUMN:
            lines.append(Line((name, None, fill(language, "quality.more", count=count - SHOWN_A_COLUMN))))
    return SheetContent("data_quality", fill(language, "tabs.data_quality.title"), tuple(lines))


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    unique = {(p.source, p.code, str(p.facts.get("column", ""))): p for p in problems}
    return [unique[which] for which in sorted(unique)]


def _said(problem: Problem, language: str) -> tuple[str, str]:
    if has(language, f"quality.{problem.code}"):
        return tuple(fill(language, f"quality.{problem.code}{end}") for end in ("", "_suggestion"))  # type: ignore[return-value]  # two parts
    facts = dict(problem.facts)
    if "kind" in facts and "column" in facts:
        facts["column"] = fill(language, f"tabs.{facts['kind']}.columns.{facts['column']}")
    return (
        fill(language, f"problems.{problem.code}.problem", **facts),
        fill(language, f"problems.{problem.code}.suggestion", **facts),
    )


def _first_seen(rows: Sequence[_Row], tab: OwnTab | None, *, on: date) -> list[date]:
    """Give each row the day it was first seen: the same cell's, else one that has lost its cell.

    Rows of people's tabs move; of problems alike in one column nobody can tell which moved where,
    so the oldest day goes to the first.
    """
    exact: dict[_Row, date] = {}
    if tab is not None:
        for cells in tab.grid.cells:
            padded = [as_written(cell) for cell in cells] + [None] * 5
            name, cell, text, first = padded[0], padded[1], padded[2], padded[4]
            if isinstance(first, date):
                exact[str(name), str(cell), str(text)] = first
    days: list[date | None] = [exact.pop(row, None) for row in rows]
    spare: dict[tuple[str, str, str], list[date]] = defaultdict(list)
    for (name, cell, text), first in sorted(exact.items(), key=lambda item: item[1], reverse=True):
        spare[name, cell.rstrip("0123456789"), text].append(first)
    for i, (name, cell, text) in enumerate(rows):
        if days[i] is None and (left := spare[name, cell.rstrip("0123456789"), text]):
            days[i] = left.pop()
    return [day or on for day in days]
