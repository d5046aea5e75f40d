"""Which names can be one person's. Everybody here is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.people.likeness import likeness, spelt


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("Åse Hansen", "Aase Hanssen", "same"),
        ("Bjørn Sæther", "bjorn saether", "same"),
        ("Cathrine Thorsen", "Katrine Torsen", "same"),
        ("John Smedstad", "Jon Smedstad", "same"),
        ("Moen, Kari", "Kari Moen", "same"),
        ("Per O. Dahl", "Per Olav Dahl", "same"),
        ("P. Dahl", "Per Dahl", "same"),
        ("Anne-Marie Vik", "Anne Marie Vik", "same"),
        ("Kari Berg", "Kari Berg Holm", "near"),  # a surname added
        ("Kari Nordahl", "Kari Nordal", "near"),
        ("Sondre Vik", "Sindre Vik", "first_name"),
        ("Kari Berg", "Ola Berg", None),
        ("Kristian Berg", "Kristina Berg", None),  # twins
        ("Martin Berg", "Martine Berg", None),
        ("Stein Berg", "Svein Berg", None),
        ("Jon Berg", "Jan Berg", None),
        ("Kari Lie", "Kari Lia", None),
        ("Kari Berg", "Kari Holm", None),
        ("Kari", "Kari Berg", None),
        ("Karin Mydland", "Karin Margun Mundal", None),
        ("", "Kari Berg", None),
    ],
)
def test_how_near_two_names_are(one, other, like):
    assert likeness(spelt(one), spelt(other)) == like
    assert likeness(spelt(other), spelt(one)) == like


@given(st.text(), st.text())
def test_any_text_is_compared_both_ways_alike_and_with_itself(one, other):
    assert likeness(spelt(one), spelt(other)) == likeness(spelt(other), spelt(one))
    assert likeness(spelt(one), spelt(one)) == ("same" if spelt(one) else None)
