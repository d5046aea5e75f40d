"""Members whom nobody can reach: neither an e-mail address nor a phone number."""

from datetime import date

import pytest

from automations.checks.participation.member_unreachable import member_unreachable


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        member_unreachable(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | email | phone | may_contact | status"
OTHERS = (
    "Ola Berg | ola@example.org | | |\nLiv Nes | | 40000000 | |\nJon Rud | jon@example.org | 40000001 | |"
)


def with_others(row):
    return f"{HEAD}\n{row}\n{OTHERS}"


def test_a_member_without_either_is_found(found):
    assert found(with_others("Kari Moen | | | |"), "2026-06-20") == [2]


@pytest.mark.parametrize(
    "row", ["Kari Moen | kari@example.org | | |", "Kari Moen | | 40000009 | |", "Kari Moen | | | no |",
            "Kari Moen | | | | resigned"],
)  # fmt: skip
def test_who_can_be_reached_or_must_not_be_is_left_alone(found, row):
    assert found(with_others(row), "2026-06-20") == []


def test_a_tab_that_keeps_them_elsewhere_is_not_judged(found):
    assert (
        found(f"{HEAD}\nKari Moen | | | |\nOla Berg | ola@example.org | | |\nLiv Nes | | | |", "2026-06-20")
        == []
    )
