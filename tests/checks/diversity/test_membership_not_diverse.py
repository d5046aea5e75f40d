"""A membership that does not mirror society: shares and places, never anybody."""

import pytest

from automations.checks.diversity.membership_not_diverse import membership_not_diverse
from automations.model import Source

HEAD = "name | joined | gender | birth_year | municipality_number | status"


def people(count, gender="", born="", number="", status=""):
    return [
        f"{gender} {born} {number} {status} {i} | 01.01.2015 | {gender} | {born} | {number} | {status}"
        for i in range(count)
    ]


@pytest.fixture
def groups(judged):
    def found(*rows, more=None, **settings):
        picture = "\n".join([HEAD, *(line for group in rows for line in group)])
        pictures = {"members": picture, **(more or {})}
        return [f.facts["group"] for f in judged(membership_not_diverse, "2026-06-01", pictures, **settings)]

    return found


@pytest.mark.parametrize(
    ("women", "men", "found"),
    [(40, 60, []), (39, 61, ["woman"]), (60, 40, []), (61, 39, ["man"]), (0, 100, ["woman"]), (11, 18, [])],
)
def test_a_share_under_its_goal_is_found(groups, women, men, found):
    assert groups(people(women, "woman", 2000), people(men, "man", 2000)) == found


@pytest.mark.parametrize("unknown", ["", "other"])
def test_those_of_unknown_or_other_gender_could_turn_it_and_so_it_is_not_judged(groups, unknown):
    assert groups(people(35, "woman", 2000), people(60, "man", 2000), people(5, unknown, 2000)) == []
    assert groups(people(34, "woman", 2000), people(61, "man", 2000), people(5, unknown, 2000)) == ["woman"]


@pytest.mark.parametrize(
    ("young", "old", "found"),
    [
        (people(15, born=1997), people(85, born=1960), []),
        (people(14, born=1997), people(86, born=1960), ["young"]),
        (people(15, born=1996), people(85, born=1960), ["young"]),
        (people(14, born=1997), [*people(85, born=1960), *people(1)], []),
    ],
)
def test_the_young_are_those_who_are_29_that_year_at_most(groups, young, old, found):
    assert groups(young, old) == found


def test_who_has_resigned_is_no_member(groups):
    gone = people(50, "woman", 2000, status="resigned")
    assert groups(people(20, "woman", 2000), people(40, "man", 2000), gone) == ["woman"]


def test_a_small_membership_is_not_judged_and_goals_can_be_set(groups):
    assert groups(people(29, "man", 1960)) == []
    assert groups(people(29, "man", 1960), least_members=29) == ["woman", "young"]
    assert groups(people(40, "man", 1960), least_women_percent=0, least_young_percent=0) == []


def test_a_column_that_nobody_keeps_is_not_judged(judged):
    rows = "\n".join(f"Medlem {i} | 01.01.2015" for i in range(40))
    assert judged(membership_not_diverse, "2026-06-01", {"members": f"name | joined\n{rows}"}) == []


PARTIES = {
    "local_parties": """
        municipality_number | municipality | leader
        3101                | Halden       | Lise Lund
        3103                | Moss         |
        3105                | Sarpsborg    |
    """
}


def test_municipalities_with_too_few_are_one_reason_together(groups, judged):
    halden, moss = people(5, number=3101), people(4, number=3103)
    assert groups(halden, moss, more=PARTIES) == ["place"]
    assert groups(halden, people(5, number=3103), people(5, number=3105), more=PARTIES) == []
    assert groups(halden, more=PARTIES) == []  # fewer than half: not the register of them all
    picture = "\n".join([HEAD, *halden, *moss])
    (finding,) = judged(membership_not_diverse, "2026-06-01", {"members": picture, **PARTIES})
    assert finding.private["places"] == "Moss, Sarpsborg"
    assert finding.source == Source("local_parties", 3, 0)


def test_all_reasons_are_one_task_and_tell_goals_and_no_counts(judged, sentences):
    halden, moss = people(37, "man", 1960, 3101), people(4, "woman", 1960, 3103)
    tabs = {"members": "\n".join([HEAD, *halden, *moss]), **PARTIES}
    findings = judged(membership_not_diverse, "2026-06-01", tabs)
    assert [f.facts for f in findings] == [
        {"group": "woman", "goal": 40},
        {"group": "young", "goal": 15},
        {"group": "place", "goal": 5},
    ]
    assert {f.subject for f in findings} == {findings[0].subject}
    assert {(f.stage, f.severity) for f in findings} == {("", "low")}
    told = [text for finding in findings for text in sentences(membership_not_diverse, finding)]
    assert not any(number in text for text in told for number in ("37", "41", " 4 "))
    by_cell = {f.facts["group"]: f.source.column for f in findings}
    assert by_cell == {"woman": 2, "young": 3, "place": 0}
