from datetime import date

import pytest

from automations.checks.registry import registry
from automations.election_calendar import ElectionCalendar
from automations.model import Source

CHECK = "local_party_not_followed_up"
HEADER = "municipality_number | municipality | last_followed_up | next_follow_up | follow_up_by"


@pytest.fixture
def found(made):
    def find(last, planned="", on="2026-11-26", **settings):
        picture = f"{HEADER}\n3101 | Halden | {last} | {planned} | Fia Fadder\n3103 | Moss | 2099-01-01 | |"
        return made(
            CHECK, picture, on=date.fromisoformat(on), calendar=ElectionCalendar.of_year(2027), **settings
        )

    return find


@pytest.mark.parametrize(
    ("last", "planned", "on", "reason"),
    [
        ("2026-08-28", "", "2026-11-26", None),  # ninety days ago
        ("2026-08-27", "", "2026-11-26", "old"),
        ("2026-12-02", "", "2027-01-01", None),  # thirty days ago, in the year of the election
        ("2026-12-01", "", "2027-01-01", "old"),
        ("2026-12-01", "", "2026-12-31", None),
        ("2027-08-01", "", "2027-09-13", "old"),  # the day of the election
        ("2027-08-01", "", "2027-09-14", None),
        ("2026-11-01", "2026-11-26", "2026-11-26", None),
        ("2026-11-01", "2026-11-25", "2026-11-26", "passed"),
        ("2026-11-25", "2026-11-25", "2026-11-26", None),
        ("", "2026-11-25", "2026-11-26", "passed"),
        ("", "2026-12-01", "2026-11-26", None),
        ("", "", "2026-11-26", "never"),
    ],
)
def test_who_has_not_been_followed_up_in_time_or_as_agreed(found, last, planned, on, reason):
    assert [f.facts["reason"] for f in found(last, planned, on)] == ([reason] if reason else [])


def test_the_days_are_settings(found):
    assert found("2026-08-27", follow_up_days=91) == []
    assert found("2026-12-01", on="2027-01-01", follow_up_days_election_year=31) == []


def test_where_nobody_fills_in_the_column_a_blank_says_nothing(made):
    picture = f"{HEADER}\n3101 | Halden | | | Fia Fadder\n3103 | Moss | | |"
    assert made(CHECK, picture, calendar=ElectionCalendar()) == []


@pytest.mark.parametrize(
    ("last", "planned", "column", "due"),
    [
        ("2026-08-01", "", 2, date(2026, 10, 30)),
        ("2026-08-01", "2026-11-01", 3, date(2026, 11, 1)),
        ("", "", 2, None),
    ],
)
def test_who_follows_the_party_up_is_asked(found, told, last, planned, column, due):
    (finding,) = found(last, planned)
    assert finding.suggested == ("Fia Fadder",)
    assert (finding.source, finding.due) == (Source("local_parties", 2, column), due)
    assert told(finding, "task") == "Ta en prat med kommunepartiet i Halden, og skriv inn datoen."
    told(finding, "why")


def test_neither_column_is_said(table):
    parties, officers = table("local_parties", "municipality_number"), table("officers", "office")
    assert [s.reason for s in registry()[CHECK].not_judged(parties, officers)] == ["no_column"]
