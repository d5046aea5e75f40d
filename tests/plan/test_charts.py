"""The charts of Oppsummering: the cells they draw, and that nothing hidden is drawn."""

from automations.figures.workbook import Figures
from automations.model import Line, SheetContent
from automations.plan.charts import charts
from automations.plan.summary import figure_title

FIGURES = Figures(
    {("covered:lo", ""): 3, ("covered:auf", ""): None, ("women_at_top:county_leaders", ""): 40.0},
    {("covered:lo", ""): 5},
)


def said(name):
    return figure_title(name, "nb", FIGURES)


def drawn(history_rows=(), *summary_lines):
    titles = (said("joined_12_months"), said("contacted_in_time"))
    history = (Line(("Dato", *titles), "header"), *(Line(cells) for cells in history_rows))
    summary = (Line(("Måltall", "Nå", "Forrige", "Endring", "Mål"), "header"), *summary_lines)
    found = charts(
        SheetContent("summary", "Oppsummering", summary),
        SheetContent("history", "Historikk", history),
        FIGURES,
        "nb",
    )
    percent = {chart.name for chart in found if chart.percent}
    assert percent == {"follow_up"}.intersection(chart.name for chart in found)
    return [(chart.name, chart.tab, chart.first, chart.last, chart.columns) for chart in found]


def test_what_goes_on_over_time_is_drawn_from_the_history():
    assert drawn([("mai", 4, None), ("juni", 6, 50.0)]) == [
        ("growth", "Historikk", 1, 3, (1,)),
        ("follow_up", "Historikk", 1, 3, (2,)),
    ]


def test_a_figure_that_is_hidden_every_day_is_not_drawn():
    assert drawn([("mai", None, None), ("juni", None, None)]) == []


def test_what_has_a_goal_is_drawn_from_the_rows_that_hold_a_number():
    lines = [
        Line((said("covered:lo"), 3, None, None, 5), "figure"),
        Line((said("covered:auf"), "skjult (under 5 i en gruppe)"), "figure"),
        Line((said("women_at_top:county_leaders"), 40.0, None, None, 50), "figure"),
    ]
    assert drawn((), *lines) == [
        ("women", "Oppsummering", 4, 4, (1, 4)),
        ("partners", "Oppsummering", 2, 2, (1, 4)),
    ]
