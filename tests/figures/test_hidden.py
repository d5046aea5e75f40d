"""Small groups are hidden, and nobody can reckon them from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from automations.figures.hidden import without_small

counts = st.dictionaries(st.text(max_size=3), st.integers(0, 40), min_size=1, max_size=8)


def test_groups_of_five_and_more_are_shown_and_so_is_nought():
    assert without_small({"a": 5, "b": 0, "c": 40}) == {"a": 5, "b": 0, "c": 40}


def test_a_small_group_takes_the_smallest_other_with_it():
    assert without_small({"a": 3, "b": 9, "c": 20}) == {"a": None, "b": None, "c": 20}


def test_two_small_groups_hide_each_other_when_they_are_many_enough():
    assert without_small({"a": 3, "b": 2, "c": 20}) == {"a": None, "b": None, "c": 20}


def test_two_small_groups_that_are_few_together_take_a_third():
    assert without_small({"a": 1, "b": 2, "c": 20, "d": 30}) == {"a": None, "b": None, "c": None, "d": 30}


@given(counts)
def test_what_is_hidden_cannot_be_reckoned_from_the_total(given_counts):
    shown = without_small(given_counts)
    hidden = {name for name, count in shown.items() if count is None}
    assert all(not 0 < count < 5 for count in shown.values() if count is not None)
    assert all(shown[name] == given_counts[name] for name in shown.keys() - hidden)
    if hidden and len(given_counts) > 1 and sum(given_counts.values()) >= 5:
        rest = sum(given_counts[name] for name in hidden)
        assert len(hidden) >= 2
        assert rest >= 5
