"""Oppsummering: the figures, what was not checked and why, and how the tabs were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from automations.checks.registry import Check
from automations.figures.hidden import LEAST
from automations.figures.partners import COVERAGE_KINDS
from automations.figures.workbook import Figures
from automations.model import CellValue, Line, SheetContent, Skipped, TabReading
from automations.plan.memory import FigureKey, Snapshot
from automations.tabs import TABS
from automations.words import fill
from automations.words.dates import readable


@dataclass(frozen=True, slots=True)
class Summary:
    """What the tab says today. `notes` are things said once, such as a stage that is not judged."""

    figures: Figures
    skipped: Sequence[Skipped] = ()
    tabs: Sequence[TabReading] = ()
    checks: Mapping[str, Check] = field(default_factory=dict)
    previous: Snapshot = field(default_factory=Snapshot)
    last_run: date | None = None


def summary_content(summary: Summary, language: str) -> SheetContent:
    """Lay out the tab from row 1."""
    columns = [column.name for column in TABS["summary"].columns]
    lines = [Line(tuple(fill(language, f"tabs.summary.columns.{name}") for name in columns), "header")]
    lines.append(Line((fill(language, "summary.figure.last_run"), summary.last_run), "figure"))
    for section, names in summary.figures.sections.items():
        lines += _section(language, section)
        lines += [_figure(summary, name, "", language) for name in names]
    lines += _municipalities(summary, language)
    lines += _coverage(summary.figures, language)
    lines += _skipped(summary, language)
    lines += _tabs(summary.tabs, language)
    return SheetContent("summary", fill(language, "tabs.summary.title"), tuple(lines))


def figure_title(name: str, language: str, figures: Figures) -> str:
    """Name a figure for the reader; `covered:lo` is the figure `covered` of a kind."""
    figure, _, kind = name.partition(":")
    facts: dict[str, object] = {"months": figures.new_for_months}
    if kind:
        facts["kind"] = fill(language, f"summary.kind.{kind}")
    return fill(language, f"summary.figure.{figure}", **facts)


def _section(language: str, name: str) -> list[Line]:
    return [Line((), "empty"), Line((fill(language, f"summary.section.{name}"),), "section")]


def _figure(summary: Summary, name: str, number: str, language: str) -> Line:
    figures = summary.figures
    title = figure_title(name, language, figures)
    if number:
        municipality = figures.municipalities.get(number, number)
        title = fill(language, "summary.municipality_figure", municipality=municipality, figure=title)
    now = figures.values.get((name, number))
    if isinstance(now, date):
        return Line((title, now), "figure")
    if now is None:
        hidden = (name, number) in figures.hidden
        text = fill(language, "summary.hidden", least=LEAST) if hidden else fill(language, "summary.never")
        return Line((title, text), "figure")
    before = summary.previous.figures.get((name, number))
    change = None if before is None else now - before
    return Line((title, now, before, change, figures.goals.get((name, number))), "figure")


def _municipalities(summary: Summary, language: str) -> Iterator[Line]:
    rows: list[FigureKey] = [key for key in summary.figures.values if key[1]]
    if rows:
        yield from _section(language, "municipality")
        for name, number in sorted(rows, key=lambda key: (key[1], summary.figures.order(key[0]))):
            yield _figure(summary, name, number, language)


def _coverage(figures: Figures, language: str) -> Iterator[Line]:
    if not figures.coverage:
        return
    yield from _section(language, "coverage")
    heads = [fill(language, f"summary.kind.{kind}") for kind in COVERAGE_KINDS]
    yield Line((fill(language, "summary.coverage.municipality"), *heads), "header")
    for number in sorted({number for number, _ in figures.coverage}):
        cells: list[CellValue] = [figures.municipalities.get(number, number)]
        cells += [
            fill(language, f"summary.coverage.{figures.coverage[number, kind]}")
            if (number, kind) in figures.coverage
            else None
            for kind in COVERAGE_KINDS
        ]
        yield Line(tuple(cells), "figure")


def _skipped(summary: Summary, language: str) -> Iterator[Line]:
    if not summary.skipped:
        return
    yield from _section(language, "skipped")
    yield from (Line(told, "text") for told in skipped_told(summary.skipped, summary.checks, language))


def skipped_told(
    skipped: Sequence[Skipped], checks: Mapping[str, Check], language: str
) -> Iterator[tuple[str, str]]:
    """Say what was not checked, and why: (what, the sentence).

    Tabs and columns that a workbook does not keep are no fault: they are named once, however many checks
    read them.
    """
    not_kept = [item for item in skipped if item.reason == "no_tab"]
    if not_kept:
        kinds = {kind for item in not_kept for kind in _kinds(item)}
        tabs = ", ".join(fill(language, f"tabs.{kind}.title") for kind in TABS if kind in kinds)
        count = len({item.check for item in not_kept})
        told = fill(language, "summary.skipped.no_tab", tabs=tabs, count=count)
        yield fill(language, "summary.skipped.not_kept"), told
    suggestions = {kind for item in skipped if item.reason == "uses" for kind in _kinds(item)}
    if suggestions:
        tabs = ", ".join(fill(language, f"tabs.{kind}.title") for kind in TABS if kind in suggestions)
        yield fill(language, "summary.skipped.suggestions"), fill(language, "summary.skipped.uses", tabs=tabs)
    columns = [item for item in skipped if item.reason == "no_column"]
    for kind in TABS:
        of_kind = [item for item in columns if kind in _kinds(item)]
        if of_kind:
            names = dict.fromkeys(name for item in of_kind for name in _names(item))
            facts = {"tab": fill(language, f"tabs.{kind}.title"), "count": len(of_kind)}
            facts["columns"] = ", ".join(fill(language, f"tabs.{kind}.columns.{name}") for name in names)
            yield (
                fill(language, "summary.skipped.columns_not_kept"),
                fill(language, "summary.skipped.no_column", **facts),
            )
    for item in skipped:
        if item.reason not in {"no_tab", "no_column", "uses"}:
            yield checks[item.check].text(language, "title"), skipped_text(item, language)


def _kinds(item: Skipped) -> Sequence[str]:
    return _listed(item, "kinds")


def _names(item: Skipped) -> Sequence[str]:
    return _listed(item, "column_names")


def _listed(item: Skipped, fact: str) -> Sequence[str]:
    found = item.facts.get(fact)
    return [str(each) for each in found] if isinstance(found, (list, tuple)) else []


def skipped_text(item: Skipped, language: str) -> str:
    """Say in a sentence why a check, or a part of it, was not made."""
    facts: dict[str, object] = {name: readable(language, value) for name, value in item.facts.items()}
    kinds = item.facts.get("kinds")
    if isinstance(kinds, (list, tuple)):
        facts["tabs"] = ", ".join(fill(language, f"tabs.{kind}.title") for kind in kinds)
    columns = item.facts.get("column_names")
    if isinstance(columns, (list, tuple)) and isinstance(kinds, (list, tuple)):
        facts["columns"] = ", ".join(fill(language, f"tabs.{kinds[0]}.columns.{name}") for name in columns)
    return fill(language, f"summary.skipped.{item.reason}", **facts)


def _tabs(tabs: Sequence[TabReading], language: str) -> Iterator[Line]:
    theirs = [t for t in tabs if t.recognised_as is None or not TABS[t.recognised_as].ours]
    if not theirs:
        return
    yield from _section(language, "tabs")
    names = ("header", "read", "rows", "skipped", "note")
    yield Line(tuple(fill(language, f"summary.tab.{name}") for name in names), "header")
    for tab in theirs:
        kind = fill(language, f"tabs.{tab.recognised_as}.title") if tab.recognised_as else None
        yield Line((tab.tab, kind, tab.rows, tab.skipped_rows, _note(tab, language)), "figure")


def _note(tab: TabReading, language: str) -> str | None:
    if tab.note:
        return fill(language, f"summary.tab.{tab.note}")
    if tab.missing and tab.recognised_as:
        names = [fill(language, f"tabs.{tab.recognised_as}.columns.{name}") for name in tab.missing]
        return fill(language, "summary.tab.missing_columns", columns=", ".join(names))
    return None


def snapshot_figures(figures: Figures) -> Mapping[FigureKey, float]:
    """The figures to remember for the next day's comparison: those that are shown, as numbers."""
    return {key: value for key, value in figures.values.items() if isinstance(value, (int, float))}


def history_figures(figures: Figures, language: str) -> dict[str, float | None]:
    """The whole workbook's figures by title, for Historikk."""
    return {
        figure_title(name, language, figures): value
        for (name, number), value in figures.values.items()
        if not number and (value is None or isinstance(value, (int, float)))
    }
