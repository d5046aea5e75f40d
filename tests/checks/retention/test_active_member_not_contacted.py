"""Active members whom nobody has talked with for a year."""

from datetime import date

import pytest

from automations.checks.retention.active_member_not_contacted import active_member_not_contacted


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        active_member_not_contacted(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | activity_level | contacted | offer_given | may_contact"


def one(row):
    return f"{HEAD}\n{row}"


def test_a_member_is_found_a_year_after_the_last_contact(found):
    picture = one("Kari Moen | active | 01.06.2025 | |")
    assert found(picture, "2026-05-31") == []
    assert found(picture, "2026-06-01") == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari Moen | active | 01.01.2026 | |",
        "Kari Moen | active | 01.06.2024 | 01.01.2026 |",
        "Kari Moen | active | ja | |",
        "Kari Moen | active | | |",
        "Kari Moen | sometimes | 01.06.2024 | |",
        "Kari Moen | supporting | 01.06.2024 | |",
        "Kari Moen | active | 01.06.2024 | | no",
    ],
    ids=["contacted", "offered since", "no day", "never", "sometimes", "supporting", "no contact"],
)
def test_others_are_left_alone(found, row):
    assert found(one(row), "2026-06-20") == []


@pytest.mark.parametrize(("wish", "channel"), [("", "call"), ("no_call", "letter")])
def test_who_shall_not_be_called_gets_a_letter(table, wish, channel):
    (finding,) = findings(table, one(f"Kari Moen | active | 01.06.2024 | | {wish}"), "2026-06-20")
    assert finding.facts["channel"] == channel
