import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.people.names import folded, people_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse Bjørnæs", "aase bjornaes"),
        ("Anne-Marie Høyer", "ANNE MARIE  HÖYER"),
        ("Á. Nystø", "a nysto"),
        ("A\u030ase Berg", "Åse Berg"),  # å in two code points, as some systems write it
        ("D'Ark", "Dark"),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Kari Berg", "Kari Berge"), ("Åse", "Ase"), ("Bår", "Bør")])
def test_different_names_stay_different(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize("blank", [None, "", "  ", " . "])
def test_nothing_folds_to_nothing(blank):
    assert folded(blank) == ""


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


def test_a_cell_may_name_several_people():
    assert people_in("Kari Moen / Ola Berg og Per Lie\nSiri Dahl") == (
        "kari moen",
        "ola berg",
        "per lie",
        "siri dahl",
    )
    assert people_in("Kari Moen, Ola Berg, kari moen") == ("kari moen", "ola berg")
    assert people_in(None) == people_in(" / ") == ()
