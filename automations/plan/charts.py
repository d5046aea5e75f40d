"""The charts of Oppsummering: which cells they draw. A figure that is hidden is no number, and not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from automations.figures.workbook import Figures
from automations.model import Chart, SheetContent
from automations.plan.summary import figure_title
from automations.words import fill

_OVER_TIME = {
    "growth": ("joined_12_months", "net_12_months"),
    "follow_up": ("contacted_in_time", "welcomed_in_time", "offered_in_time"),
}
_IN_PERCENT = {"follow_up"}
_AGAINST_GOAL = {"women": "women_at_top", "partners": "covered"}
_NOW, _GOAL = 1, 4


def charts(
    summary: SheetContent, history: SheetContent, figures: Figures, language: str
) -> tuple[Chart, ...]:
    """Find the cells of each chart; one without any is left out."""
    return (*_over_time(history, figures, language), *_against_goal(summary, figures, language))


def _over_time(history: SheetContent, figures: Figures, language: str) -> Iterator[Chart]:
    header = history.lines[0].cells
    for name, shown in _OVER_TIME.items():
        titles = [figure_title(figure, language, figures) for figure in shown]
        columns = [header.index(title) for title in titles if title in header]
        drawn = tuple(column for column in columns if _numbers(history, column))
        if drawn:
            title = fill(language, f"summary.chart.{name}")
            yield Chart(
                name,
                title,
                history.title,
                1,
                len(history.lines),
                drawn,
                over_time=True,
                percent=name in _IN_PERCENT,
            )


def _against_goal(summary: SheetContent, figures: Figures, language: str) -> Iterator[Chart]:
    for name, figure in _AGAINST_GOAL.items():
        shown = [key for key, number in figures.values if not number and key.startswith(f"{figure}:")]
        titles = {figure_title(key, language, figures) for key in shown}
        rows = [n for n, line in enumerate(summary.lines, 1) if line.cells and line.cells[0] in titles]
        numbers = [n for n in rows if len(summary.lines[n - 1].cells) > _NOW and _is_number(summary, n)]
        if run := _first_run(numbers):
            title = fill(language, f"summary.chart.{name}")
            yield Chart(name, title, summary.title, run[0], run[-1], (_NOW, _GOAL))


def _numbers(content: SheetContent, column: int) -> bool:
    rows = (line.cells[column] for line in content.lines[1:] if column < len(line.cells))
    return any(isinstance(cell, int | float) for cell in rows)


def _is_number(content: SheetContent, row: int) -> bool:
    return isinstance(content.lines[row - 1].cells[_NOW], int | float)


def _first_run(rows: Sequence[int]) -> Sequence[int]:
    """Rows that stand below each other: a chart draws one piece of a tab."""
    return [row for at, row in enumerate(rows) if row - at == rows[0]]
