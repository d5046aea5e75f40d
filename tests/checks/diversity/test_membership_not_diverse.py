"""A membership that does not mirror the society around it, in aggregate alone."""

from datetime import date

import pytest

from automations.checks.diversity.membership_not_diverse import membership_not_diverse


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        membership_not_diverse(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


def members(women=0, men=0, unknown=0, young=0):
    genders = ["woman"] * women + ["man"] * men + [""] * unknown
    rows = [f"Navn {i} | {g} | {2005 if i < young else 1970} | 3101" for i, g in enumerate(genders)]
    return "name | gender | birth_year | municipality_number\n" + "\n".join(rows)


@pytest.fixture
def groups(table):
    def names(**counts):
        return [f.facts["group"] for f in findings(table, members(**counts), "2026-06-20")]

    return names


@pytest.mark.parametrize(
    ("women", "men", "found"), [(16, 24, []), (15, 25, ["woman"]), (24, 16, []), (25, 15, ["man"])]
)
def test_a_group_below_its_goal_is_found(groups, women, men, found):
    assert groups(women=women, men=men, young=20) == found


def test_too_few_young_people_are_found(groups):
    assert groups(women=20, men=20, young=6) == []
    assert groups(women=20, men=20, young=5) == ["young"]


def test_who_is_not_known_may_be_of_the_group(groups):
    assert groups(women=15, men=24, unknown=1, young=20) == []


def test_a_small_membership_is_not_judged(groups):
    assert groups(men=29, young=20) == []
    assert groups(men=30, young=20) == ["woman"]


def test_a_municipality_with_too_few_members_is_named_among_those_of_the_list(table):
    parties = "municipality_number | municipality\n3101 | Halden\n3103 | Moss\n3105 | Sarpsborg"
    rows = [f"Navn {i} | {n}" for i, n in enumerate([3101] * 9 + [3103] * 5 + [3105] * 4)]
    found = findings(
        table, "name | municipality_number\n" + "\n".join(rows), "2026-06-20", local_parties=parties
    )
    assert [(f.facts["group"], f.private["places"]) for f in found] == [("place", "Sarpsborg")]


def test_facts_hold_the_goal_and_nobody(table):
    (finding,) = findings(table, members(women=10, men=30, young=20), "2026-06-20")
    assert finding.facts == {"group": "woman", "goal": 40}
    assert "Navn" not in str(finding.private)
