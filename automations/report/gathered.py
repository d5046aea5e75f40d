"""What the page tells of: the figures of one workbook, or of many as if they were one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from automations.errors import Refused
from automations.figures.for_others import for_others, shown_to_others
from automations.figures.section import Asked
from automations.figures.together import together
from automations.figures.workbook import Figures, workbook_figures
from automations.fleet import Worked
from automations.model import OwnTab, Recognised
from automations.people.municipalities import every_municipality
from automations.pipeline import Examined, make
from automations.plan.history import history_series
from automations.plan.summary import figure_title, skipped_told
from automations.report.text import sentence
from automations.settings import Settings
from automations.sheets import TEXT_SUFFIXES
from automations.words import LANGUAGES, fill

TRENDS = ("members", "new_members", "open_tasks", "overdue_tasks")  # counts: shares cannot be added up
Series = Mapping[str, Sequence[tuple[date, float | None]]]  # by figure, from the first day to today


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to tell. `notes` are what is not in the figures, each with the sentences that say why."""

    place: str
    workbooks: int
    figures: Figures
    series: Series
    notes: Mapping[str, Sequence[str]]


def readable(worked: Worked) -> bool:
    """Tell whether its figures are known: what was refused after that is a matter of writing."""
    return worked.examined is not None and bool(worked.examined.recognised.tables)


def gather(worked: Sequence[Worked], settings: Settings, *, on: date, language: str) -> Gathered:
    """Count what could be read of the workbooks, at least one, and say what could not."""
    those = [each.examined for each in worked if each.examined is not None and readable(each)]
    figures = those[0].assembled.summary.figures if len(those) == 1 else _together(those, settings, on=on)
    shown = for_others(figures)
    history = [examined.recognised.own.get("history") for examined in those]
    names = [name_of(each) for each in worked if readable(each)]
    many = _county(figures) or fill(language, "report.many", count=len(names))
    place = names[0] if len(names) == 1 else many
    notes: dict[str, list[str]] = {}
    for what, reason in (*_failed(worked, language), *_not_checked(those, language)):
        notes.setdefault(what, []).append(reason)
    return Gathered(place, len(those), shown, _series(history, shown, on=on), notes)


def name_of(worked: Worked) -> str:
    """What people call the workbook: no folder, no suffix."""
    path = Path(worked.name)
    return path.stem if path.suffix.lower() in (".xlsx", *TEXT_SUFFIXES) else worked.name


def _together(those: Sequence[Examined], settings: Settings, *, on: date) -> Figures:
    """Count the workbooks as one: the same figures, from the rows of all. Tasks are added up."""
    tables = together([examined.recognised.tables for examined in those])
    made = make(Recognised("", tables, (), ()), settings, on=on)
    tasks: Counter[str] = Counter()
    for examined in those:
        figures = examined.assembled.summary.figures
        for name in figures.sections.get("tasks", ()):
            value = figures.values[name, ""]
            tasks[name] += int(value) if isinstance(value, (int, float)) else 0
    asked = Asked(
        tables,
        made.findings,
        on,
        made.checks.keys(),
        {},
        settings.checks,
        settings.organisation,
        settings.calendar,
    )
    return workbook_figures(asked, tasks)


def _county(figures: Figures) -> str | None:
    """Name the county that all the municipalities lie in."""
    numbers = {number for _, number in figures.values} | {number for number, _ in figures.coverage}
    counties = {place.county for place in every_municipality() if place.number in numbers}
    return counties.pop() if len(counties) == 1 else None


def _series(tabs: Sequence[OwnTab | None], figures: Figures, *, on: date) -> Series:
    """Follow what is told over time from day to day; the figures of many workbooks are added up.

    A workbook stands still between two of its days. A sum begins on the day from which all are known.
    """
    titles = {figure_title(name, language, figures): name for name in TRENDS for language in LANGUAGES}
    kept = [history_series(tab, titles, on=on) for tab in tabs]
    series: dict[str, list[tuple[date, float | None]]] = {}
    for name in TRENDS:
        now = figures.values.get((name, ""))
        if any(name not in each for each in kept) or isinstance(now, date):
            continue
        since = max(min(each[name]) for each in kept)
        days = sorted({day for each in kept for day in each[name] if day >= since})
        sums = ((day, sum(_standing(each[name], day) for each in kept)) for day in days)
        series[name] = [(day, shown_to_others(name, value)) for day, value in sums] + [(on, now)]
    return series


def _standing(known: Mapping[date, float], day: date) -> float:
    """What a figure was on a day: as on the last day before it that is known."""
    return known[max(each for each in known if each <= day)]


def _failed(worked: Sequence[Worked], language: str) -> Iterator[tuple[str, str]]:
    title = fill(language, "report.not_in_workbook")
    for each in worked:
        if not readable(each) and each.refused:
            named = Refused(each.refused.code, place=name_of(each))
            named.facts.update(each.refused.facts)
            yield title, sentence(named, language)


def _not_checked(those: Sequence[Examined], language: str) -> Iterator[tuple[str, str]]:
    """Say once what several workbooks have in common."""
    told = Counter(
        said
        for examined in those
        for said in dict.fromkeys(
            skipped_told(examined.assembled.summary.skipped, examined.made.known, language)
        )
    )
    for (what, reason), count in told.items():
        if count > 1:
            yield what, fill(language, "report.not_in_count", reason=reason, count=count)
        else:
            yield what, reason
