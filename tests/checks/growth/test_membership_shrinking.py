"""Municipalities where more members have left than joined."""

from datetime import date

import pytest

from automations.checks.growth.membership_shrinking import membership_shrinking

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


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        membership_shrinking(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


def members(left, joined=0, staying=20, number="3101"):
    rows = [f"Blir {i} | 01.01.2020 | | {number}" for i in range(staying)]
    rows += [f"Gikk {i} | 01.01.2020 | 01.05.2026 | {number}" for i in range(left)]
    rows += [f"Kom {i} | 01.05.2026 | | {number}" for i in range(joined)]
    return "name | joined | resigned_on | municipality_number\n" + "\n".join(rows)


@pytest.mark.parametrize(
    ("left", "joined", "found"), [(2, 0, False), (3, 0, True), (5, 3, False), (6, 3, True), (0, 9, False)]
)
def test_a_loss_of_three_is_found_and_a_change_of_one_or_two_is_no_trend(table, left, joined, found):
    assert bool(findings(table, members(left, joined), "2026-06-20")) is found


def test_a_loss_that_is_small_for_a_large_municipality_is_no_trend(table):
    assert findings(table, members(3, staying=400), "2026-06-20") == []
    assert findings(table, members(5, staying=400), "2026-06-20")


def test_only_the_last_three_months_count(table):
    assert findings(table, members(5), "2026-08-01")
    assert findings(table, members(5), "2026-08-02") == []


def test_the_finding_is_the_municipality_s_and_says_no_number(table):
    (finding,) = findings(table, members(5), "2026-06-20", local_parties=PARTY)
    assert finding.facts == {"municipality_number": "3101", "months": 3}
    assert finding.suggested[0] == "Lise Lie"
    assert not any("5" in text for text in finding.private.values())
