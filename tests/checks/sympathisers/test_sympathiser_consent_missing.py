"""Sympathisers of whom nothing may be kept as it is."""

from datetime import date

import pytest

from automations.checks.sympathisers.sympathiser_consent_missing import sympathiser_consent_missing


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, **settings):
    return list(
        sympathiser_consent_missing(
            table("supporters", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | consent | consent_on | delete_after | may_contact | birth_year"


@pytest.fixture
def reasons(table):
    def told(row, on="2026-06-20"):
        return [f.facts["reason"] for f in findings(table, f"{HEAD}\n{row}", on)]

    return told


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Kari Moen | | | | |", "missing"),
        ("Kari Moen | nei | 01.05.2026 | | |", "withdrawn"),
        ("Kari Moen | ja | | | |", "undated"),
        ("Kari Moen | ja | 01.05.2020 | | |", "expired"),
        ("Kari Moen | ja | 01.05.2026 | 01.06.2026 | |", "delete_after"),
        ("Kari Moen | | | | no |", "no_contact"),
        ("Kari Moen | ja | 01.05.2026 | | | 2014", "guardian_consent"),
    ],
)
def test_each_reason_is_found(reasons, row, reason):
    assert reasons(row) == [reason]


@pytest.mark.parametrize(
    "row", ["Kari Moen | ja | 01.05.2026 | | |", "Kari Moen | ja | 01.05.2026 | 01.07.2026 | |"]
)
def test_a_valid_consent_is_in_order(reasons, row):
    assert reasons(row) == []


@pytest.mark.parametrize(("on", "found"), [("2028-04-30", []), ("2028-05-01", ["expired"])])
def test_a_consent_holds_for_two_years(reasons, on, found):
    assert reasons("Kari Moen | ja | 01.05.2026 | | |", on) == found


def test_the_day_of_deletion_is_the_last_day(reasons):
    row = "Kari Moen | ja | 01.05.2026 | 20.06.2026 | |"
    assert (reasons(row, "2026-06-20"), reasons(row, "2026-06-21")) == ([], ["delete_after"])


def test_the_task_names_nobody(table):
    (finding,) = findings(table, f"{HEAD}\nKari Moen | nei | 01.05.2026 | | |", "2026-06-20")
    assert (finding.private, finding.severity) == ({}, "high")
