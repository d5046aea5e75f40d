from datetime import date

import pytest

from automations.model import Source

CHECK = "minutes_missing"
HEADER = "municipality_number | municipality | annual_meeting_on | minutes"


@pytest.mark.parametrize(
    ("meeting", "minutes", "found"),
    [
        ("2026-10-27", "", False),  # thirty days ago
        ("2026-10-26", "", True),
        ("2026-10-26", "https://example.org/protokoll", False),
        ("2026-02-12", "", True),
        ("2025-05-26", "", True),  # eighteen months ago
        ("2025-05-25", "", False),
        ("2027-02-12", "", False),
        ("", "", False),
    ],
)
def test_minutes_are_asked_for_when_their_time_is_out(made, meeting, minutes, found):
    assert bool(made(CHECK, f"{HEADER}\n3101 | Halden | {meeting} | {minutes}")) is found


def test_the_days_are_settings(made):
    picture = f"{HEADER}\n3101 | Halden | 2026-10-26 |"
    assert made(CHECK, picture, minutes_after_days=31) == []
    assert len(made(CHECK, picture, for_months=1)) == 1
    assert made(CHECK, picture, on=date(2026, 11, 27), for_months=1) == []


def test_the_secretary_is_asked_first(made, told):
    picture = f"{HEADER} | leader | secretary\n3101 | Halden | 2026-02-12 | | Lise Lund | Sara Sund"
    (found,) = made(CHECK, picture)
    assert (found.source, found.suggested) == (Source("local_parties", 2, 3), ("Sara Sund", "Lise Lund"))
    assert (found.facts["held"], found.due) == ("2026-02-12", date(2026, 3, 14))
    assert told(found, "task") == "Legg inn lenke til protokollen fra årsmøtet i Halden."
    told(found, "why")


@pytest.mark.parametrize("column", ["annual_meeting_on", "minutes"])
def test_a_tab_that_lacks_one_of_the_columns_is_not_judged(made, column):
    picture = f"""
        # Nord
        {HEADER}
        3101 | Halden | 2026-02-12 |
        # Sør
        municipality_number | {column}
        3103                | {"2026-02-12" if column == "annual_meeting_on" else ""}
    """
    assert [f.facts["municipality_number"] for f in made(CHECK, picture)] == ["3101"]
