"""Municipalities where more members left than joined."""

from datetime import date

import pytest

from automations.checks.growth.membership_shrinking import membership_shrinking
from automations.figures.growth import movements
from automations.model import Source

HEAD = "name | municipality_number | municipality | joined | resigned_on | status"


def people(count, joined, resigned="", number="3101", name="Halden", status=""):
    return [
        f"{number} {joined} {resigned} {i} | {number} | {name} | {joined} | {resigned} | {status}"
        for i in range(count)
    ]


@pytest.fixture
def shrinking(judged):
    def found(*groups, on="2026-06-01", more=None, **settings):
        picture = "\n".join([HEAD, *(line for group in groups for line in group)])
        return judged(membership_shrinking, on, {"members": picture, **(more or {})}, **settings)

    return found


STAY = people(20, "01.01.2015")


@pytest.mark.parametrize(
    ("left", "joined", "found"), [(2, 0, False), (3, 0, True), (3, 1, False), (5, 2, True), (0, 0, False)]
)
def test_a_loss_of_one_or_two_is_no_trend(shrinking, left, joined, found):
    groups = people(left, "01.01.2016", "01.05.2026"), people(joined, "02.05.2026")
    assert bool(shrinking(STAY, *groups)) is found


@pytest.mark.parametrize(
    ("resigned", "found"),
    [("28.02.2026", False), ("01.03.2026", True), ("01.06.2026", True), ("02.06.2026", False)],
)
def test_the_months_reach_back_from_the_day(shrinking, resigned, found):
    assert bool(shrinking(STAY, people(4, "01.01.2016", resigned))) is found


def test_who_resigned_on_an_unknown_day_is_not_counted(shrinking):
    assert shrinking(STAY, people(6, "01.01.2016", status="resigned")) == []


def test_a_loss_of_less_than_one_in_a_hundred_is_no_trend(shrinking):
    left = people(3, "01.01.2016", "01.05.2026")
    assert shrinking(people(297, "01.01.2015"), left)
    assert shrinking(people(298, "01.01.2015"), left) == []
    assert shrinking(people(298, "01.01.2015"), left, least_loss_percent=0)


def test_who_joined_and_left_again_is_counted_as_both(table):
    picture = "\n".join(
        [HEAD, *people(4, "01.04.2026", "01.05.2026"), *people(2, "01.01.2016", "01.05.2026")]
    )
    (moved,) = movements(table("members", picture), on=date(2026, 6, 1), months=3)
    assert (moved.joined, moved.left, moved.net, moved.members) == (4, 6, -2, 0)


def test_each_municipality_is_judged_by_itself(shrinking):
    moss = people(9, "01.05.2026", number="3103", name="Moss")
    (finding,) = shrinking(STAY, people(4, "01.01.2016", "01.05.2026"), moss)
    assert finding.subject.identities == ("members:3101",)
    assert finding.facts == {"municipality_number": "3101", "months": 3}


def test_those_of_no_municipality_are_no_municipality(shrinking):
    nowhere = people(4, "01.01.2016", "01.05.2026", number="", name="")
    assert shrinking(STAY, nowhere) == []
    (finding,) = shrinking(people(20, "01.01.2015", number="", name=""), nowhere)
    assert finding.subject.identities == ("members:",)
    assert finding.facts == {"municipality_number": None, "months": 3}


def test_the_leader_is_asked_at_the_row_of_the_local_party_and_no_number_is_told(shrinking, sentences):
    parties = "municipality_number | municipality | leader\n3103 | Moss |\n3101 | Halden | Lise Lund"
    (finding,) = shrinking(STAY, people(4, "01.01.2016", "01.05.2026"), more={"local_parties": parties})
    assert finding.source == Source("local_parties", 3, 0)
    assert finding.suggested == ("Lise Lund",)
    told = sentences(membership_shrinking, finding)
    assert any("Halden" in text for text in told)
    assert not any(digit in text.replace("3", "") for text in told for digit in "0123456789")


def test_without_local_parties_it_stands_at_a_row_of_the_place(shrinking):
    (finding,) = shrinking(STAY, people(4, "01.01.2016", "01.05.2026"))
    assert (finding.source, finding.private) == (Source("members", 2, 1), {"municipality": "Halden"})
