"""Gender and age in numbers, small groups hidden, nothing guessed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.figures.diversity import GENDERS, groups, section

HEAD = "name | joined | gender | birth_year | status"


def people(count, gender="", born="", status=""):
    return [
        f"M {gender} {born} {status} {i} | 01.01.2015 | {gender} | {born} | {status}" for i in range(count)
    ]


def picture(*groups_):
    return "\n".join([HEAD, *(row for group in groups_ for row in group)])


def test_members_are_counted_by_gender_and_by_age(section_of):
    drawn = picture(
        people(10, "woman", 1997), people(6, "man", 1996), people(7, "man", 1981), people(8, "woman", 1959),
        people(50, "man", 1950, "resigned"),
    )  # fmt: skip
    found = section_of(section, {"members": drawn})
    assert {name: found.values[name, ""] for name in found.order} == {
        "members_by_gender:woman": 18,
        "members_by_gender:man": 13,
        "members_by_age:under_30": 10,
        "members_by_age:30_to_44": 6,
        "members_by_age:45_to_66": 7,
        "members_by_age:from_67": 8,
    }
    assert not found.hidden


def test_a_small_group_takes_another_with_it(section_of):
    drawn = picture(people(40, "woman"), people(20, "man"), people(2, "other"))
    found = section_of(section, {"members": drawn})
    assert {name: value for (name, _), value in found.values.items() if "gender" in name} == {
        "members_by_gender:woman": 40,
        "members_by_gender:man": None,
        "members_by_gender:other": None,
    }
    assert found.hidden >= {("members_by_gender:man", ""), ("members_by_gender:other", "")}


def test_rows_of_one_person_that_differ_say_nothing(section_of):
    drawn = """
        member_number | name | joined     | gender
        7             | Kari | 01.01.2015 | woman
        7             | Kari | 01.01.2015 | man
    """
    found = section_of(section, {"members": drawn})
    assert found.values["members_by_gender:unknown", ""] is None
    assert ("members_by_gender:unknown", "") in found.hidden


@pytest.mark.parametrize("drawn", [{}, {"members": "name | joined\nKari | 01.01.2015"}])
def test_a_column_that_nobody_keeps_gives_no_section(section_of, drawn):
    assert section_of(section, drawn) is None


@given(st.dictionaries(st.sampled_from(GENDERS), st.integers(0, 30)))
def test_no_small_group_is_ever_shown(counts):
    shown = groups("members_by_gender", GENDERS, Counter(counts))
    assert all(value is None or value == 0 or value >= 5 for value in shown.values())
