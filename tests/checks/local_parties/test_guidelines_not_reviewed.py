import pytest

from automations.model import Source

CHECK = "guidelines_not_reviewed"
HEADER = "municipality_number | municipality | leader | guidelines_reviewed_on"


@pytest.mark.parametrize(
    ("reviewed", "reason"),
    [("2026-01-01", None), ("2025-11-26", None), ("2025-11-25", "old"), ("", "never")],
)
def test_a_review_counts_for_a_year(made, reviewed, reason):
    found = made(CHECK, f"{HEADER}\n3101 | Halden | Lise Lund | {reviewed}")
    assert [f.facts["reason"] for f in found] == ([reason] if reason else [])


def test_the_months_are_a_setting(made):
    picture = f"{HEADER}\n3101 | Halden | Lise Lund | 2025-11-25"
    assert made(CHECK, picture, review_months=24) == []
    assert len(made(CHECK, picture, review_months=6)) == 1


@pytest.mark.parametrize("reviewed", ["2025-11-25", ""])
def test_the_leader_is_asked_and_nothing_is_said_but_the_day(made, told, reviewed):
    (found,) = made(CHECK, f"{HEADER}\n3101 | Halden | Lise Lund | {reviewed}")
    assert (found.source, found.suggested) == (Source("local_parties", 2, 3), ("Lise Lund",))
    assert set(found.facts) == {"municipality_number", "municipality", "reason", "reviewed"}
    assert "Halden" in told(found, "task")
    told(found, "why")
