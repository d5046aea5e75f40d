"""Members who have said what they can contribute with, and have not been offered anything."""

from datetime import date

import pytest

from automations.checks.participation.willing_member_waiting import willing_member_waiting


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, campaign=None, **settings):
    return list(
        willing_member_waiting(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            campaign and table("campaign", campaign),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = (
    "name | joined | contacted | can_contribute | offer_given | last_invited | may_contact"
    " | municipality_number"
)


def one(row):
    return f"{HEAD}\n{row}"


def test_a_member_is_found_a_month_after_the_talk(found):
    picture = one("Kari Moen | 01.01.2020 | 01.05.2026 | stand | | | | 3101")
    assert found(picture, "2026-05-30") == []
    assert found(picture, "2026-05-31") == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari Moen | 01.01.2020 | 01.01.2026 | stand | 02.02.2026 | | | 3101",
        "Kari Moen | 01.01.2020 | 01.01.2026 | stand | ja | | | 3101",
        "Kari Moen | 01.01.2020 | 01.01.2026 | stand | | 02.02.2026 | | 3101",
        "Kari Moen | 01.05.2026 | 02.05.2026 | stand | | | | 3101",
        "Kari Moen | 01.01.2020 | 01.01.2026 | | | | | 3101",
        "Kari Moen | 01.01.2020 | 01.01.2026 | ingenting | | | | 3101",
        "Kari Moen | 01.01.2020 | 01.01.2026 | stand | | | no | 3101",
    ],
    ids=["offered", "offered, no day", "invited since", "new", "said nothing", "said no", "no contact"],
)
def test_who_was_offered_something_is_new_or_wishes_nothing_is_left_alone(found, row):
    assert found(one(row), "2026-06-20") == []


def test_who_has_a_role_in_the_campaign_takes_part(found):
    picture = one("Kari Moen | 01.01.2020 | 01.01.2026 | stand | | | | 3101")
    assert found(picture, "2026-06-20", campaign="role | name\nStand | Kari Moen") == []


def test_the_facts_say_since_when_and_name_nobody(table):
    (finding,) = findings(
        table, one("Kari Moen | 01.01.2020 | 01.01.2026 | stand | | | | 3101"), "2026-06-20"
    )
    assert finding.facts == {"municipality_number": "3101", "said_by": "2026-01-01"}
    assert finding.column == "offer_given"
