"""Figures as a reader of a language sees them on the page: a number, a share, a day, or that it is hidden."""

from __future__ import annotations

from datetime import date

from automations.figures.section import FigureKey
from automations.figures.workbook import Figures
from automations.words import fill
from automations.words.dates import day
from automations.words.numbers import number, per_cent

# Shares of things; those of people are in `Figures.of`.
_SHARES = frozenset({"open_activities", "auf_invited_share", "routine_share"})


def is_share(figures: Figures, key: FigureKey) -> bool:
    """Tell whether a figure is given in per cent."""
    return key in figures.of or key[0] in _SHARES


def now(figures: Figures, key: FigureKey, language: str) -> str:
    """Write what a figure is now; what is hidden says so, and the page says once why."""
    value = figures.values.get(key)
    if value is None:
        return fill(language, "report.hidden" if key in figures.hidden else "summary.never")
    if isinstance(value, date):
        return day(language, value)
    return per_cent(language, value) if is_share(figures, key) else number(language, value)


def goal(figures: Figures, key: FigureKey, language: str) -> str | None:
    """Write the goal of a figure, where it has one."""
    wanted = figures.goals.get(key)
    if wanted is None:
        return None
    return per_cent(language, wanted) if is_share(figures, key) else number(language, wanted)
