"""Plots as shapes: the right length, nothing for what is hidden, and no slope for one person."""

from datetime import date

import pytest

from automations.figures.workbook import Figures
from automations.report.plots import WIDTH, bars, curve, is_trend, stack

DAYS = [date(2026, month, 1) for month in (1, 4, 7, 10)]


def drawn(*values, language="nb"):
    return curve("members", list(zip(DAYS, values, strict=False)), Figures(), language)


def test_the_longest_bar_is_as_wide_as_the_plot_and_a_hidden_one_has_no_length():
    names = ["members_by_gender:woman", "members_by_gender:man", "members_by_gender:other"]
    values = dict.fromkeys(((names[0], ""),), 40) | {(names[1], ""): 20, (names[2], ""): None}
    made = bars(Figures(values, hidden=frozenset({(names[2], "")})), names, "nb", title="Kjønn").bars
    assert [(bar.name, bar.told, bar.length) for bar in made] == [
        ("Kvinner", "40", WIDTH),
        ("Menn", "20", WIDTH / 2),
        ("Annet", "skjult", None),
    ]


def test_groups_of_nobody_are_bars_without_length():
    assert [bar.length for bar in bars(Figures({("members_by_gender:man", ""): 0}), ["members_by_gender:man"],
                                       "nb", title="Kjønn").bars] == [0]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(20, 21, False), (20, 18, False), (20, 23, True), (1000, 1015, False), (1000, 1030, True), (0, 3, True)],
)
def test_a_change_of_a_person_or_two_or_of_a_small_part_is_no_trend(before, after, moved):
    assert is_trend(before, after) is moved


def test_a_curve_says_whence_and_how_far_or_that_it_stands():
    assert drawn(80, 90, 95).told == "Fra 80 til 95 siden 1. januar 2026."
    assert drawn(80, 85, 81).told == "Om lag som 1. januar 2026: 81."
    assert drawn(1200, 1500, language="en").told == "From 1,200 to 1,500 since 1 January 2026."


def test_a_curve_rises_with_its_figure_and_stays_within_the_plot():
    places = [point.at for point in drawn(0, 5, 50, 20).points]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert places[0][1] > places[1][1] > places[3][1] > places[2][1]
    assert all(0 <= x <= WIDTH and 0 < y < 152 for x, y in places)


def test_one_person_more_is_no_slope():
    (_, first), (_, last) = (point.at for point in drawn(214, 215).points)
    assert 0 < first - last < 6


def test_a_hidden_day_breaks_the_curve():
    made = drawn(5, 6, None, 8)
    assert [point.told for point in made.points] == ["5", "6", "skjult", "8"]
    assert made.points[2].at is None
    assert len(made.lines) == 1
    assert made.lines[0].count(",") == 2


def test_fewer_than_two_days_are_no_curve():
    assert drawn(5) is None
    assert drawn(None, 5) is None
    assert drawn() is None


def test_a_figure_that_stands_at_nought_has_a_place():
    assert all(point.at for point in drawn(0, 0).points)


def test_the_parts_of_a_stack_fill_it_in_order_without_those_of_none():
    made = stack("LO", {"fresh": 3, "stale": 0, "none": 1}, "nb")
    assert [(part.state, part.start, part.length) for part in made.parts] == [
        ("fresh", 0, WIDTH * 0.75),
        ("none", WIDTH * 0.75, WIDTH * 0.25),
    ]
    assert made.told == "3 av 4 i orden"
    assert made.parts[1].told == "1 av 4: ingen"
