"""Plots as shapes on a page 400 wide, ready to be drawn: what is hidden has no shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.figures.workbook import Figures
from automations.plan.summary import figure_title
from automations.report.shown import now
from automations.words import fill
from automations.words.dates import day
from automations.words.numbers import number

WIDTH = 400
STEADY = 2  # so many people more or fewer are no trend
STEADY_SHARE = 0.02  # nor is so small a part of them
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 394, 26, 126  # where a curve runs


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its number as text, and how long it is; None where it is hidden."""

    name: str
    told: str
    length: float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one measure, below each other."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Point:
    """A day of a curve: `at` is its place on the page, None where it is hidden."""

    day: str
    told: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure over time. `lines` are the stretches between hidden days, as SVG's own points."""

    title: str
    told: str
    points: Sequence[Point]
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar."""

    state: str
    count: int
    told: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar made of parts."""

    title: str
    told: str
    parts: Sequence[Part]


def bars(figures: Figures, names: Sequence[str], language: str, *, title: str) -> Bars:
    """Lay out the groups of a breakdown, each against the largest."""
    values = {name: figures.values.get((name, "")) for name in names}
    numbers = {name: float(v) for name, v in values.items() if isinstance(v, (int, float))}
    largest = max(numbers.values(), default=0) or 1
    made = []
    for name in names:
        length = round(WIDTH * numbers[name] / largest, 1) if name in numbers else None
        made.append(Bar(_group(name, language), now(figures, (name, ""), language), length))
    return Bars(title, made)


def _group(name: str, language: str) -> str:
    said = fill(language, f"summary.kind.{name.partition(':')[2]}")
    return said[0].upper() + said[1:]


def curve(
    name: str, days: Sequence[tuple[date, float | None]], figures: Figures, language: str
) -> Curve | None:
    """Lay out a figure over time; None where fewer than two days are shown."""
    known = [(when, value) for when, value in days if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a curve has two ends
        return None
    first, last = days[0][0], days[-1][0]
    span = max((last - first).days, 1)
    low, high = _range([value for _, value in known])
    points: list[Point] = []
    lines: list[list[str]] = [[]]
    for when, value in days:
        at = None
        if value is None:
            lines.append([])
        else:
            x = _LEFT + (_RIGHT - _LEFT) * (when - first).days / span
            at = round(x, 1), round(_BOTTOM - (_BOTTOM - _TOP) * (value - low) / (high - low), 1)
            lines[-1].append(f"{at[0]},{at[1]}")
        told = fill(language, "report.hidden") if value is None else number(language, value)
        points.append(Point(day(language, when), told, at))
    stretches = [" ".join(line) for line in lines if len(line) > 1]
    return Curve(figure_title(name, language, figures), _told(known, language), points, stretches)


def is_trend(before: float, after: float) -> bool:
    """Tell whether a change is more than a person or two, or than a small part of them."""
    return abs(after - before) > max(STEADY, STEADY_SHARE * before)


def _told(known: Sequence[tuple[date, float]], language: str) -> str:
    (since, before), (_, after) = known[0], known[-1]
    facts = {"day": day(language, since), "now": number(language, after)}
    if not is_trend(before, after):
        return fill(language, "report.steady", **facts)
    return fill(language, "report.moved", before=number(language, before), **facts)


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Span the values from nought, unless that would flatten them; never so that one person is a slope."""
    low, high = min(values), max(values)
    if low >= high / 2:
        room = max(high - low, 0.1 * high, 10) / 2
        return max(0, low - room), high + room
    return min(0, low), high


def stack(title: str, counts: Mapping[str, int], language: str) -> Stack:
    """Lay out how many are in each state; a state of none has no part."""
    whole = sum(counts.values())
    parts: list[Part] = []
    start = 0.0
    for state, count in counts.items():
        if count:
            length = round(WIDTH * count / whole, 1)
            said = fill(language, f"report.state.{state}")
            facts = {"count": number(language, count), "whole": number(language, whole), "state": said}
            parts.append(Part(state, count, fill(language, "report.coverage_told", **facts), start, length))
            start = round(start + length, 1)
    fresh = number(language, counts.get("fresh", 0))
    told = fill(language, "report.coverage_fresh", count=fresh, whole=number(language, whole))
    return Stack(title, told, parts)
