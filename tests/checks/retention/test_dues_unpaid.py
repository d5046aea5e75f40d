"""Members whose dues have fallen due and are not paid."""

from datetime import date

import pytest

from automations.checks.retention.dues_unpaid import dues_unpaid

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
        dues_unpaid(
            table("members", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | joined | dues_paid | may_contact | status | municipality_number"
PAID = "Ola Berg | 01.01.2020 | 2026 | | | 3101"


@pytest.fixture
def unpaid(table):
    """(row, stage) of each finding on a tab where somebody has paid for 2026; `paid` is the member's cell."""

    def stages(on, paid=2025, joined="01.01.2020", wish="", status=""):
        row = f"Kari Moen | {joined} | {paid} | {wish} | {status} | 3101"
        members = table("members", f"{HEAD}\n{row}\n{PAID}")
        years = [
            int(v) if str(v).isdecimal() else {"ja": True, "nei": False}.get(v)
            for v in members.columns["dues_paid"]
        ]
        members.columns["dues_paid"][:] = years
        return [(f.source.row, f.stage) for f in dues_unpaid(members, None, None, on=date.fromisoformat(on))]

    return stages


@pytest.mark.parametrize(
    ("on", "stages"),
    [
        ("2026-04-13", []),
        ("2026-04-14", [(2, "remind")]),
        ("2026-09-29", [(2, "remind")]),
        ("2026-09-30", [(2, "delete")]),
    ],
)
def test_a_reminder_comes_after_two_weeks_and_the_row_is_to_go_after_six_months(unpaid, on, stages):
    assert unpaid(on) == stages


@pytest.mark.parametrize(
    "asked",
    [{"paid": 2026}, {"paid": "ja"}, {"joined": "20.04.2026", "paid": ""}, {"status": "resigned"}],
    ids=["paid", "yes", "joined late", "resigned"],
)
def test_who_has_paid_or_has_time_yet_is_left_alone(unpaid, asked):
    assert unpaid("2026-05-10", **asked) == []


def test_no_reminder_goes_to_who_may_not_be_written_to_but_the_row_is_deleted_in_time(unpaid):
    assert unpaid("2026-05-10", wish="no") == []
    assert unpaid("2026-10-10", wish="no") == [(2, "delete")]


def test_deletion_names_nobody_and_is_the_treasurer_s(table):
    members = table("members", f"{HEAD}\nKari Moen | 01.01.2020 | 2025 | | | 3101\n{PAID}")
    members.columns["dues_paid"][:] = [2025, 2026]
    (finding,) = dues_unpaid(members, table("local_parties", PARTY), None, on=date(2026, 10, 10))
    assert (finding.severity, finding.private) == ("high", {})
    assert finding.suggested[0] == "Tor Tveit"
