"""Active members whom nobody has talked with for a year."""

import pytest

from automations.checks.retention.active_member_not_contacted import active_member_not_contacted

HEAD = "name | joined | activity_level | contacted | offer_given | last_invited | may_contact | status"


@pytest.fixture
def rows(judged):
    def found(*lines, on="2026-05-20", **settings):
        picture = "\n".join([HEAD, *lines])
        return [
            f.source.row for f in judged(active_member_not_contacted, on, {"members": picture}, **settings)
        ]

    return found


@pytest.mark.parametrize(
    ("row", "before", "day"),
    [
        ("Kari | 03.05.2020 | active | 20.05.2025 | | | |", "2026-05-19", "2026-05-20"),
        ("Kari | 03.05.2020 | active | 29.02.2024 | | | |", "2025-02-27", "2025-02-28"),
        ("Kari | 03.05.2020 | active | 20.05.2024 | 20.05.2025 | | |", "2026-05-19", "2026-05-20"),
        ("Kari | 03.05.2020 | active | 20.05.2024 | | 20.05.2025 | |", "2026-05-19", "2026-05-20"),
    ],
)
def test_a_member_is_found_from_the_day_and_not_the_day_before(rows, row, before, day):
    assert rows(row, on=before) == []
    assert rows(row, on=day) == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari | 03.05.2020 | active | | | | |",  # counted, not tasked
        "Kari | 03.05.2020 | active | x | | | |",
        "Kari | 03.05.2020 | active | 01.01.2020 | x | | |",
        "Kari | 03.05.2020 | sometimes | 01.01.2020 | | | |",
        "Kari | 03.05.2020 | | 01.01.2020 | | | |",
        "Kari | 03.05.2020 | active | 01.01.2020 | | | no |",
        "Kari | 03.05.2020 | active | 01.01.2020 | | | | supporting",
        "Kari | 03.05.2020 | active | 01.01.2020 | | | | resigned",
    ],
)
def test_others_are_not_found(rows, row):
    assert rows(row) == []


def test_the_latest_contact_of_two_rows_counts(rows):
    assert (
        rows(
            "Kari | 03.05.2020 | active | 01.01.2020 | | | |",
            "Kari | 03.05.2020 | active | 01.01.2026 | | | |",
        )
        == []
    )


def test_the_months_can_be_set(rows):
    assert rows("Kari | 03.05.2020 | active | 01.11.2025 | | | |", contact_after_months=6) == [2]


@pytest.mark.parametrize(("wish", "channel"), [("", "call"), ("yes", "call"), ("no_call", "letter")])
def test_who_shall_not_be_called_gets_a_letter(judged, sentences, wish, channel):
    picture = f"{HEAD}\nKari Berg | 03.05.2020 | active | 20.05.2025 | | | {wish} |"
    (finding,) = judged(active_member_not_contacted, "2026-05-20", {"members": picture})
    assert finding.facts == {"municipality_number": None, "last_contact": "2025-05-20", "channel": channel}
    assert (finding.stage, finding.due.isoformat()) == ("", "2026-05-20")
    assert all(
        "Kari Berg" in text or "2025" in text for text in sentences(active_member_not_contacted, finding)
    )
