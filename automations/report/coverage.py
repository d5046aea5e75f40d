"""The coverage matrix for the page: which municipality has a contact with whom, and how fresh it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from automations.figures.partners import COVERAGE_KINDS
from automations.figures.workbook import Figures
from automations.people.municipalities import every_municipality
from automations.report.plots import Stack, stack
from automations.words import fill

STATES = ("fresh", "stale", "partly", "none")  # the best first
STATE = {
    "ok": "fresh",
    "stale": "stale",
    "expired": "stale",
    "too_few": "partly",
    "no_person": "partly",
    "nobody_ours": "partly",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How a municipality stands with one kind of partner: the state as drawn, the verdict in words."""

    state: str
    told: str


@dataclass(frozen=True, slots=True)
class County:
    """The municipalities of a county, in the order of their numbers. Without a name where all are of one."""

    name: str | None
    rows: Sequence[tuple[str, Sequence[Cell | None]]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix, and a stacked bar for each kind of partner."""

    heads: Sequence[str]
    counties: Sequence[County]
    stacks: Sequence[Stack]
    legend: Sequence[Cell]


def coverage(figures: Figures, language: str) -> Coverage | None:
    """Lay the matrix out; None where no partners are kept."""
    if not figures.coverage:
        return None
    kinds = [fill(language, f"summary.kind.{kind}") for kind in COVERAGE_KINDS]
    stacks = []
    for kind, name in zip(COVERAGE_KINDS, kinds, strict=True):
        found = Counter(STATE[verdict] for (_, its), verdict in figures.coverage.items() if its == kind)
        counts = {state: found[state] for state in STATES}
        if found:
            stacks.append(stack(fill(language, "report.coverage_plot", kind=name), counts, language))
    heads = [fill(language, f"report.head.{kind}") for kind in COVERAGE_KINDS]
    legend = [Cell(state, fill(language, f"report.state.{state}")) for state in STATES]
    return Coverage(heads, _counties(figures, language), stacks, legend)


def _counties(figures: Figures, language: str) -> list[County]:
    county_of = {place.number: place.county for place in every_municipality()}
    rows: dict[str, list[tuple[str, Sequence[Cell | None]]]] = {}
    elsewhere = fill(language, "report.other_county")
    for number in sorted({number for number, _ in figures.coverage}):
        cells = [_cell(figures, number, kind, language) for kind in COVERAGE_KINDS]
        row = figures.municipalities.get(number, number), cells
        rows.setdefault(county_of.get(number, elsewhere), []).append(row)
    alone = len(rows) == 1
    return [County(None if alone else name, its) for name, its in rows.items()]


def _cell(figures: Figures, number: str, kind: str, language: str) -> Cell | None:
    verdict = figures.coverage.get((number, kind))
    return Cell(STATE[verdict], fill(language, f"summary.coverage.{verdict}")) if verdict else None
