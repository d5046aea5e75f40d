"""What others than the editors may see: no fewer than five people, and nothing that reveals them."""

from datetime import date

import pytest

from automations.figures.for_others import (
    DIFFERENCES,
    PARTS,
    THINGS,
    counts_people,
    for_others,
    shown_to_others,
)
from automations.figures.workbook import Figures
from automations.words import theme


def shown(values, *, goals=None, of=None, hidden=()):
    """The figures that are left, by name; those of the whole workbook are given by name alone."""
    keyed = {key if isinstance(key, tuple) else (key, ""): value for key, value in values.items()}
    at = {(name, ""): value for name, value in (goals or {}).items()}
    figures = Figures(
        keyed,
        at,
        {"members": [name for name, number in keyed if not number]},
        frozenset((name, "") for name in hidden),
        of={(name, ""): count for name, count in (of or {}).items()},
    )
    told = for_others(figures)
    for key, value in told.values.items():
        assert (value is None) == (key in told.hidden or keyed[key] is None)
    return {key if key[1] else key[0]: value for key, value in told.values.items() if value is not None}


@pytest.mark.parametrize("count", [1, 4])
def test_fewer_than_five_people_are_hidden_also_in_the_whole(count):
    assert shown({"members": 80, "unreachable": count}) == {"members": 80}


@pytest.mark.parametrize("count", [0, 5])
def test_nobody_and_five_are_told(count):
    assert shown({"members": 80, "unreachable": count}) == {"members": 80, "unreachable": count}


def test_what_is_not_people_is_told_however_small():
    few = {"open_tasks": 2, "lists": 1, "covered:lo": 3, "role_filled:auf_contact": 1, "points_in_order": 4}
    assert shown(few) == few


def test_a_part_that_leaves_few_of_its_whole_is_hidden():
    assert shown({"members": 80, "new_members": 77}) == {"members": 80}
    assert shown({"members": 80, "new_members": 80}) == {"members": 80, "new_members": 80}
    assert shown({"members": 80, "new_members": 75}) == {"members": 80, "new_members": 75}


def test_a_goal_that_is_the_whole_counts_as_the_whole():
    assert shown({"volunteers_thanked": 38}, goals={"volunteers_thanked": 40}) == {}
    assert shown({"volunteers_thanked": 20}, goals={"volunteers_thanked": 40}) == {"volunteers_thanked": 20}


def test_net_falls_with_either_of_what_it_is_made_of():
    whole = {"joined_3_months": 7, "left_3_months": 2, "net_3_months": 5}
    assert shown(whole) == {"joined_3_months": 7}
    whole = {"joined_3_months": 9, "left_3_months": 6, "net_3_months": 3}
    assert shown(whole) == whole


def test_net_of_a_place_falls_with_it_too():
    values = {("joined_12_months", "3101"): None, ("left_12_months", "3101"): 9, ("net_12_months", "3101"): 3}
    figures = Figures(values, hidden=frozenset({("joined_12_months", "3101")}))
    assert for_others(figures).values["net_12_months", "3101"] is None


def test_a_share_of_fewer_than_five_is_hidden_and_keeps_its_goal():
    figures = Figures(
        {("women_at_top:municipal_leaders", ""): 67},
        {("women_at_top:municipal_leaders", ""): 50},
        of={("women_at_top:municipal_leaders", ""): 3},
    )
    told = for_others(figures)
    assert told.values["women_at_top:municipal_leaders", ""] is None
    assert told.goals["women_at_top:municipal_leaders", ""] == 50
    assert shown({"asked_share": 3}, of={"asked_share": 30}) == {"asked_share": 3}


def test_a_day_is_of_one_person():
    assert shown({"waiting_since": date(2026, 5, 3), "waiting": 9}) == {"waiting": 9}


def test_open_work_by_place_is_hidden_where_it_is_little_and_other_places_with_it():
    values = {
        "waiting": 29,
        ("waiting", "1"): 2,
        ("waiting", "2"): 7,
        ("waiting", "3"): 20,
        ("waiting", "4"): 0,
    }
    assert shown(values) == {"waiting": 29, ("waiting", "3"): 20}


def test_breakdowns_that_are_hidden_already_stay_so_and_hide_no_more():
    values = {"members": 30, ("members", "1"): None, ("members", "2"): None, ("members", "3"): 20}
    figures = Figures(
        {key if isinstance(key, tuple) else (key, ""): value for key, value in values.items()},
        hidden=frozenset({("members", "1"), ("members", "2")}),
    )
    told = for_others(figures)
    assert told.values["members", "3"] == 20
    assert told.hidden == figures.hidden


def test_a_goal_of_what_is_hidden_is_not_told():
    figures = Figures({("sympathisers_with_consent", ""): 2}, {("sympathisers_with_consent", ""): 40})
    assert for_others(figures).goals == {}


def test_earlier_days_are_told_by_the_same_measure():
    assert shown_to_others("members", 4) is None
    assert shown_to_others("members", 5) == 5
    assert shown_to_others("members", 0) == 0
    assert shown_to_others("open_tasks", 2) == 2
    assert shown_to_others("members", None) is None


def test_every_figure_is_told_to_be_of_things_or_of_people():
    """A new figure counts as people until it is written down as things."""
    known = set(theme("nb", "summary")["figure"]) - {"last_run"}
    assert known >= THINGS
    assert {*PARTS, *PARTS.values(), *DIFFERENCES} <= known
    assert all(counts_people(name) for name in ("members", "members_by_age:under_30", "a_new_one"))
