"""New members whom somebody has talked with, and nobody has asked how active they wish to be."""

from datetime import date

import pytest

from automations.checks.participation.activity_level_unknown import activity_level_unknown


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        activity_level_unknown(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | joined | contacted | activity_level | may_contact"
USED = "Fyll Fylling | 01.01.2020 | 01.01.2020 | active |"


def one(row):
    return f"{HEAD}\n{row}\n{USED}"


def test_a_new_member_is_found_two_weeks_after_the_talk(found):
    picture = one("Kari Moen | 01.05.2026 | 04.05.2026 | |")
    assert found(picture, "2026-05-17") == []
    assert found(picture, "2026-05-18") == [2]
    assert found(one("Kari Moen | 01.05.2026 | 04.05.2026 | not_asked |"), "2026-05-18") == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari Moen | 01.05.2026 | 04.05.2026 | sometimes |",
        "Kari Moen | 01.05.2026 | 04.05.2026 | supporting |",
        "Kari Moen | 01.05.2026 | | |",
        "Kari Moen | 01.05.2024 | 04.05.2024 | |",
        "Kari Moen | 01.05.2026 | 04.05.2026 | | no",
    ],
    ids=["asked", "supporting", "not contacted yet", "not new", "no contact"],
)
def test_who_is_asked_or_must_not_be_asked_is_left_alone(found, row):
    assert found(one(row), "2026-06-20") == []


def test_a_column_that_nobody_uses_is_not_judged(found):
    assert found(f"{HEAD}\nKari Moen | 01.05.2026 | 04.05.2026 | |", "2026-06-20") == []
