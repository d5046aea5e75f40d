"""The report as one value: every text and shape of the page, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.figures.hidden import LEAST
from automations.figures.workbook import Figures
from automations.plan.summary import figure_title
from automations.report.coverage import Coverage, coverage
from automations.report.gathered import TRENDS, Gathered
from automations.report.in_short import InShort, in_short
from automations.report.plots import WIDTH, Bars, Curve, bars, curve
from automations.report.shown import goal, is_share, now
from automations.words import fill
from automations.words.dates import day

TILES = ("members", "joined_12_months", "net_12_months", "open_tasks")
# Groups of one whole, which are drawn together; all else stands in a row of its theme's table.
BREAKDOWNS = ("members_by_gender", "members_by_age", "members_by_level", "partners_by_level")
BY_MUNICIPALITY = (
    *("members", "new_members", "waiting", "joined_12_months", "left_12_months", "net_12_months"),
    "points_in_order",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: how far it has come towards its goal, and where that stands, as parts of `WIDTH`."""

    title: str
    now: str
    goal: str | None = None
    length: float | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of Oppsummering: its figures as rows, and its breakdowns as bars."""

    id: str
    title: str
    rows: Sequence[Row]
    plots: Sequence[Bars]


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities side by side: a row each, a figure a column."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page says."""

    language: str
    title: str
    as_of: str
    whole: str | None
    in_short: InShort
    tiles: Sequence[Row]
    curves: Sequence[Curve]
    themes: Sequence[Theme]
    coverage: Coverage | None
    places: Places | None
    notes: Mapping[str, Sequence[str]]
    reading: Sequence[str]
    made: str


def page(gathered: Gathered, *, on: date, language: str) -> Page:
    """Write down what was gathered for a reader of a language."""
    figures, today = gathered.figures, day(language, on)
    count = gathered.workbooks
    curves = (curve(name, gathered.series.get(name, ()), figures, language) for name in TRENDS)
    return Page(
        language,
        fill(language, "report.title", place=gathered.place),
        fill(language, "report.as_of", day=today),
        fill(language, "report.whole", count=count) if count > 1 else None,
        in_short(figures, language),
        [_row(figures, name, language) for name in TILES if (name, "") in figures.values],
        [each for each in curves if each],
        list(_themes(figures, language)),
        coverage(figures, language),
        _places(figures, language),
        gathered.notes,
        [
            fill(language, "report.reading_source"),
            fill(language, "report.reading_hidden", least=LEAST),
            fill(language, "report.reading_gross"),
            fill(language, "report.reading_well"),
        ],
        fill(language, "report.made", day=today),
    )


def _themes(figures: Figures, language: str) -> Iterator[Theme]:
    for theme, names in figures.sections.items():
        rows = [_row(figures, name, language) for name in names if _group_of(name) not in BREAKDOWNS]
        plots = []
        for group in BREAKDOWNS:
            its = [name for name in names if _group_of(name) == group]
            if its:
                plots.append(bars(figures, its, language, title=fill(language, f"report.plot.{group}")))
        if names:
            yield Theme(theme, fill(language, f"summary.section.{theme}"), rows, plots)


def _group_of(name: str) -> str:
    return name.partition(":")[0]


def _row(figures: Figures, name: str, language: str) -> Row:
    key = name, ""
    title, told = figure_title(name, language, figures), now(figures, key, language)
    value, wanted = figures.values.get(key), figures.goals.get(key)
    if not isinstance(value, (int, float)) or not wanted:
        return Row(title, told, goal(figures, key, language))
    whole = max(100.0, value) if is_share(figures, key) else max(wanted, value)
    mark = round(WIDTH * wanted / whole, 1) if wanted < whole else None
    return Row(title, told, goal(figures, key, language), round(WIDTH * value / whole, 1), mark)


def _places(figures: Figures, language: str) -> Places | None:
    """Put the municipalities side by side, in the order of their numbers: nobody is ranked."""
    numbers = sorted({number for _, number in figures.values if number})
    names = [name for name in BY_MUNICIPALITY if any(key[0] == name and key[1] for key in figures.values)]
    if not numbers or not names:
        return None
    months = figures.new_for_months
    heads = [fill(language, f"report.column.{name}", months=months) for name in names]
    rows = [
        (
            figures.municipalities.get(number, number),
            [now(figures, (name, number), language) for name in names],
        )
        for number in numbers
    ]
    return Places(heads, rows)
