"""Members who wish to be active, and whom nobody has invited."""

import pytest

from automations.checks.participation.member_not_invited import member_not_invited
from automations.model import Source

SOMEBODY_IS_INVITED = "Liv Lie | active | 01.05.2026 | 03.05.2020 | | |"
HEAD = "name | activity_level | last_invited | joined | offer_given | may_contact | can_contribute"


@pytest.fixture
def rows(judged):
    def found(row, on="2026-05-20", more=None, **settings):
        pictures = {"members": f"{HEAD}\n{row}\n{SOMEBODY_IS_INVITED}", **(more or {})}
        return [f.source.row for f in judged(member_not_invited, on, pictures, **settings)]

    return found


@pytest.mark.parametrize(
    ("row", "before", "day"),
    [
        ("Kari | active | 01.02.2026 | 03.05.2020 | | |", "2026-05-01", "2026-05-02"),
        ("Kari | sometimes | 01.02.2026 | 03.05.2020 | | |", "2026-07-30", "2026-07-31"),
        ("Kari | active | | 01.02.2025 | | |", "2025-05-01", "2025-08-02"),  # new for six months
        ("Kari | active | 01.01.2026 | 03.05.2020 | 01.02.2026 | |", "2026-05-01", "2026-05-02"),
    ],
)
def test_a_member_is_found_from_the_day_and_not_the_day_before(rows, row, before, day):
    assert 2 not in rows(row, on=before)
    assert 2 in rows(row, on=day)


def test_who_wishes_for_campaigns_is_asked_before_one_and_at_no_other_time(rows, judged):
    row = "Kari | campaign | 01.06.2026 | 03.05.2020 | | |"
    days = ["2027-06-01", "2027-06-02", "2027-09-13", "2027-09-14"]
    assert [2 in rows(row, on=day) for day in days] == [False, True, True, False]
    assert 2 not in rows("Kari | campaign | 02.06.2027 | 03.05.2020 | | |", on="2027-07-01")
    (finding, *_) = judged(member_not_invited, "2027-06-20", {"members": f"{HEAD}\n{row}"})
    assert (finding.due.isoformat(), finding.severity) == ("2027-08-01", "medium")


@pytest.mark.parametrize(
    "row",
    [
        "Kari | supporting | | 03.05.2020 | | |",
        "Kari | not_asked | | 03.05.2020 | | |",
        "Kari | | | 03.05.2020 | | |",
        "Kari | active | | 03.05.2020 | | no |",
        "Kari | active | 01.05.2026 | 03.05.2020 | | |",
        "Kari | active | | 03.05.2020 | 01.05.2026 | |",
        "Kari | active | | 03.05.2020 | x | |",  # an offer without a day is one
        "Kari | active | | 03.05.2026 | | |",
    ],
)
def test_nothing_is_asked_where_it_is_not_wished_or_done(rows, row):
    assert 2 not in rows(row)


def test_no_calls_is_no_reason_not_to_be_invited(rows):
    assert 2 in rows("Kari | active | | 03.05.2020 | | no_call |")


@pytest.mark.parametrize(
    ("kind", "picture", "busy"),
    [
        ("campaign", "role | name\nSoMe | Kari Berg", True),
        ("local_parties", "municipality_number | secretary\n3101 | KARI BERG", True),
        ("officers", "office | name | elected_until\nLeder | Kari Berg | 19.05.2026", False),
        ("officers", "office | name | elected_until\nLeder | Kari Berg | 20.05.2026", True),
    ],
)
def test_a_role_is_a_way_of_taking_part(rows, kind, picture, busy):
    row = "Kari Berg | active | | 03.05.2020 | | |"
    assert (2 not in rows(row, more={kind: picture})) is busy


def test_a_column_that_is_blank_for_everybody_is_not_in_use(judged):
    picture = "name | activity_level | last_invited | joined\nKari | active | | 03.05.2020"
    assert judged(member_not_invited, "2026-05-20", {"members": picture}) == []


def test_who_has_said_what_they_can_do_waits_for_an_offer_and_is_found_there(judged):
    picture = f"""
        {HEAD}
        Kari | active | | 03.05.2020 |            | | stand
        Liv  | active | | 03.05.2020 |            | | nei
        Ola  | active | 01.05.2026 | 03.05.2020 | 01.05.2026 | |
    """
    assert [f.source.row for f in judged(member_not_invited, "2026-05-20", {"members": picture})] == [3]


def test_the_finding_names_the_cell_and_nobody_in_its_facts(judged, sentences):
    picture = f"""
        {HEAD} | municipality_number
        Kari Berg | active | 01.02.2026 | 03.05.2020 | | | | 3101
    """
    parties = "municipality_number | leader | membership_officer\n3101 | Lise Lund | Kari Berg"
    tabs = {"members": picture, "local_parties": parties}
    finding = judged(member_not_invited, "2026-05-20", {"members": picture})[0]
    assert finding.source == Source("members", 2, 2)
    assert finding.facts == {"municipality_number": "3101", "level": "active", "last_invited": "2026-02-01"}
    assert finding.severity == "medium"
    assert all("Kari Berg" in text for text in sentences(member_not_invited, finding))
    assert judged(member_not_invited, "2026-05-20", tabs) == []  # a membership officer has a role
    tabs["local_parties"] = parties.replace("Kari Berg", "Mona Moe")
    assert judged(member_not_invited, "2026-05-20", tabs)[0].suggested == ("Mona Moe", "Lise Lund")
