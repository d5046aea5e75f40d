"""Floods are held back, surprises refused, and a tab that lost its rows is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.plan.limits import count_rows, lost_rows, still_remembered

rows = st.dictionaries(
    st.tuples(st.sampled_from(["members", "partners"]), st.sampled_from(["A", "B", "C"])).map("|".join),
    st.integers(0, 20),
)


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ({"members|A": 10}, {"members|A": 5}, {}),
        ({"members|A": 10}, {"members|A": 4}, {"members": ("A",)}),
        ({"members|A": 10}, {}, {"members": ("A",)}),
        ({"members|A": 10}, {"members|B": 10}, {}),
        ({"members|A": 10}, {"members|B": 4}, {"members": ("A",)}),
        ({"members|A": 10, "members|B": 90}, {"members|B": 90}, {"members": ("A",)}),
        ({"members|A": 10, "members|B": 90}, {"members|A": 60, "members|B": 40}, {"members": ("B",)}),
        ({"members|A": 1}, {"members|A": 0}, {"members": ("A",)}),
        ({"members|A": 0}, {"members|A": 0}, {}),
        ({}, {"members|A": 4}, {}),
    ],
)
def test_a_tab_lost_its_rows_when_less_than_half_are_left(before, now, lost):
    assert lost_rows(before, now) == lost


@given(rows)
def test_nothing_is_lost_where_nothing_changed(before):
    assert lost_rows(before, before) == {}


@given(rows, rows)
def test_what_is_lost_stays_lost_until_it_is_accepted_or_back(before, now):
    lost = lost_rows(before, now)
    assert lost_rows(still_remembered(before, now, lost), now) == lost


def test_rows_are_counted_by_tab(table):
    members = table("members", "name\nKari\nOla\n# Nye\nname\nAne")
    assert count_rows({"members": members}) == {"members|members": 2, "members|Nye": 1}
