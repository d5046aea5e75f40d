from datetime import date

import pytest

from automations.model import Source

CHECK = "annual_meeting_missing"
HEADER = "municipality_number | municipality | annual_meeting_on"
OTHERS = "\n3103 | Moss | 2027-02-10"


@pytest.mark.parametrize(
    ("meeting", "reason"),
    [
        ("2025-11-26", None),  # twelve months ago
        ("2025-10-26", None),  # and the margin
        ("2025-10-25", "old"),
        ("2026-02-12", None),
        ("2026-11-26", None),
        ("2027-02-12", None),  # dated
        ("          ", "none"),
    ],
)
def test_a_meeting_counts_for_a_year_and_a_margin(made, meeting, reason):
    found = made(CHECK, f"{HEADER}\n3101 | Halden | {meeting}{OTHERS}")
    assert [f.facts["reason"] for f in found] == ([reason] if reason else [])


def test_the_margin_is_a_setting(made):
    assert made(CHECK, f"{HEADER}\n3101 | Halden | 2025-10-25", margin_days=32) == []


def test_a_blank_counts_where_others_have_a_day_or_where_there_are_no_others(made):
    assert [f.facts["reason"] for f in made(CHECK, f"{HEADER}\n3101 | Halden |")] == ["none"]
    assert made(CHECK, f"{HEADER}\n3101 | Halden |\n3103 | Moss |") == []  # nobody uses the column


@pytest.mark.parametrize(
    ("on", "severity", "due"),
    [
        ("2026-09-15", "low", "2027-02-28"),
        ("2027-01-13", "low", "2027-02-28"),
        ("2027-01-14", "medium", "2027-02-28"),
        ("2027-02-28", "medium", "2027-02-28"),
        ("2027-03-01", "high", "2027-02-28"),
        ("2027-08-01", "high", "2027-02-28"),
        ("2027-09-15", "low", "2028-02-29"),
    ],
)
def test_it_is_a_hint_in_autumn_and_urgent_when_february_has_passed(made, on, severity, due):
    (found,) = made(CHECK, f"{HEADER}\n3101 | Halden | 2025-02-01", on=date.fromisoformat(on))
    assert (found.severity, found.due) == (severity, date.fromisoformat(due))


def test_the_month_is_a_setting(made):
    (found,) = made(CHECK, f"{HEADER}\n3101 | Halden | 2025-02-01", on=date(2027, 3, 1), month=3)
    assert (found.severity, found.due) == ("medium", date(2027, 3, 31))


def test_the_cell_the_people_and_the_words(made, told):
    picture = f"{HEADER} | leader | secretary\n3101 | Halden | 2025-02-01 | Lise Lund | Sara Sund"
    (found,) = made(CHECK, picture)
    assert found.source == Source("local_parties", 2, 2)
    assert found.suggested == ("Lise Lund", "Sara Sund")
    assert told(found, "task") == "Sett dato for årsmøtet i Halden, eller skriv inn når det ble holdt."
    assert found.facts["held"] == "2025-02-01"
    told(found, "why")


def test_the_latest_day_of_several_rows_counts(made):
    assert made(CHECK, f"{HEADER}\n3101 | Halden | 2025-02-01\n3101 | Halden | 2026-02-01") == []
