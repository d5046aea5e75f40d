"""Members who wish to be active, and whom nobody has invited to anything for long."""

from datetime import date

import pytest

from automations.checks.participation.member_not_invited import member_not_invited
from automations.election_calendar import ElectionCalendar

CALENDAR = ElectionCalendar()
PARTY = """
    municipality_number | leader   | membership_officer | treasurer
    3101                | Lise Lie | Mona Moe           | Tor Tveit
"""


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, campaign=None, **settings):
    return list(
        member_not_invited(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            campaign and table("campaign", campaign),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | joined | activity_level | last_invited | offer_given | may_contact | municipality_number"
USED = "Fyll Fylling | 01.01.2020 | | 01.06.2026 | | | 3101"


def one(row):
    return f"{HEAD}\n{row}\n{USED}"


@pytest.mark.parametrize(
    ("level", "before", "on_time"),
    [("active", "2026-03-31", "2026-04-01"), ("sometimes", "2026-06-29", "2026-06-30")],
)
def test_a_member_is_found_from_the_day_the_time_since_the_last_invitation_is_out(
    found, level, before, on_time
):
    picture = one(f"Kari Moen | 01.01.2020 | {level} | 01.01.2026 | | | 3101")
    assert found(picture, before, calendar=CALENDAR) == []
    assert 2 in found(picture, on_time, calendar=CALENDAR)


@pytest.mark.parametrize(
    "row",
    [
        "Kari Moen | 01.01.2020 | active | 01.06.2026 | | | 3101",
        "Kari Moen | 01.01.2020 | active | 01.01.2026 | 01.06.2026 | | 3101",
        "Kari Moen | 01.01.2020 | active | 01.01.2026 | ja | | 3101",
        "Kari Moen | 01.06.2026 | active | | | | 3101",
        "Kari Moen | 01.01.2020 | supporting | 01.01.2025 | | | 3101",
        "Kari Moen | 01.01.2020 | | 01.01.2025 | | | 3101",
        "Kari Moen | 01.01.2020 | active | 01.01.2025 | | no | 3101",
    ],
    ids=["invited", "offered", "offered, no day", "new", "supporting", "no level", "no contact"],
)
def test_who_was_asked_is_new_or_wishes_nothing_is_left_alone(found, row):
    assert found(one(row), "2026-06-20", calendar=CALENDAR) == []


def test_who_has_a_role_already_takes_part(found):
    picture = one("Kari Moen | 01.01.2020 | active | 01.01.2025 | | | 3101")
    officers = "office | name | municipality_number\nKasserer | Kari Moen | 3101"
    assert found(picture, "2026-06-20", calendar=CALENDAR, officers=officers) == []


def test_who_wishes_to_take_part_in_campaigns_is_asked_when_one_draws_near(found):
    picture = one("Kari Moen | 01.01.2020 | campaign | 01.01.2025 | | | 3101")
    for day, rows in (
        ("2027-06-01", False),
        ("2027-06-02", True),
        ("2027-09-13", True),
        ("2027-09-14", False),
    ):
        assert (2 in found(picture, day, calendar=CALENDAR)) is rows, day


def test_a_column_that_nobody_uses_is_not_judged(found):
    assert (
        found(f"{HEAD}\nKari Moen | 01.01.2020 | active | | | | 3101", "2026-06-20", calendar=CALENDAR) == []
    )


def test_the_membership_officer_is_asked_and_the_facts_name_nobody(table):
    picture = one("Kari Moen | 01.01.2020 | active | 01.01.2025 | | | 3101")
    finding = findings(table, picture, "2026-06-20", local_parties=PARTY, calendar=CALENDAR)[0]
    assert finding.suggested[:2] == ("Mona Moe", "Lise Lie")
    assert "Kari" not in str(finding.facts)
    assert finding.private["name"] == "Kari Moen"
