"""One theme of Oppsummering: what its figures are reckoned from, and what they come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from automations.election_calendar import ElectionCalendar
from automations.figures.hidden import without_small
from automations.model import Finding, Table

FigureKey = tuple[str, str]  # a figure's name, and a municipality number; "" is the whole workbook
Value = float | date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a theme may look at.

    `made` are the checks that were made: what rests on the verdicts of another stays as it was `last`.
    `checks` are the settings of every check by its name.
    """

    tables: Mapping[str, Table]
    findings: Sequence[Finding]
    on: date
    made: Collection[str]
    last: Mapping[FigureKey, float]
    checks: Mapping[str, Mapping[str, Any]]
    organisation: Any
    calendar: ElectionCalendar = field(default_factory=ElectionCalendar)


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of a theme. `order` names the whole workbook's in reading order.

    None is a figure that nobody can give; those in `hidden` are kept back because they count too few.
    `of` says of how many people a share is.
    """

    name: str
    order: Sequence[str]
    values: Mapping[FigureKey, Value]
    goals: Mapping[FigureKey, float] = field(default_factory=dict)
    hidden: frozenset[FigureKey] = frozenset()
    of: Mapping[FigureKey, int] = field(default_factory=dict)


def by_place(name: str, counts: Mapping[str, int], total: int) -> dict[FigureKey, int | None]:
    """Break a count of people down by municipality number, small groups hidden (None).

    Those of no municipality are a group as well: they too could be reckoned from the total.
    """
    groups = {number: count for number, count in counts.items() if number}
    groups[""] = total - sum(groups.values())
    shown = without_small({number: count for number, count in groups.items() if number or count})
    return {(name, number): count for number, count in shown.items() if number}
