"""New members who were contacted, and not asked how active they wish to be."""

import pytest

from automations.checks.participation.activity_level_unknown import activity_level_unknown

OTHER = "Liv | 03.05.2020 | x | active | |"
HEAD = "name | joined | contacted | activity_level | may_contact | status"


@pytest.fixture
def rows(judged):
    def found(row, on="2026-05-20", **settings):
        picture = f"{HEAD}\n{row}\n{OTHER}"
        return [f.source.row for f in judged(activity_level_unknown, on, {"members": picture}, **settings)]

    return found


@pytest.mark.parametrize(
    ("row", "before", "day"),
    [
        ("Kari | 01.05.2026 | 06.05.2026 | | |", "2026-05-19", "2026-05-20"),
        ("Kari | 01.05.2026 | 06.05.2026 | not_asked | |", "2026-05-19", "2026-05-20"),
        ("Kari | 01.05.2026 | x | | |", "2026-05-14", "2026-05-15"),
    ],
)
def test_a_member_is_found_from_the_day_and_not_the_day_before(rows, row, before, day):
    assert rows(row, on=before) == []
    assert rows(row, on=day) == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari | 01.05.2026 | | | |",  # the welcome asks for a contact first
        "Kari | 01.05.2026 | ikke svar | | |",
        "Kari | 01.05.2026 | 02.05.2026 | sometimes | |",
        "Kari | 01.05.2026 | 02.05.2026 | | no |",
        "Kari | 01.05.2026 | 02.05.2026 | | | supporting",
        "Kari | 01.05.2026 | 02.05.2026 | | | resigned",
        "Kari | 19.11.2025 | 20.11.2025 | | |",
        "Kari | | 20.11.2025 | | |",
    ],
)
def test_others_are_not_asked(rows, row):
    assert rows(row) == []


def test_a_member_is_new_for_as_long_as_set(rows):
    row = "Kari | 20.11.2025 | 21.11.2025 | | |"
    assert rows(row) == [2]
    assert rows(row, new_for_months=5) == []


def test_a_column_that_is_blank_for_everybody_is_not_in_use(judged):
    picture = f"{HEAD}\nKari | 01.05.2026 | 02.05.2026 | | |"
    assert judged(activity_level_unknown, "2026-06-20", {"members": picture}) == []


def test_it_is_a_question_and_no_hurry(judged, sentences):
    picture = f"{HEAD}\nKari Berg | 01.05.2026 | 02.05.2026 | | |\n{OTHER}"
    (finding,) = judged(activity_level_unknown, "2026-06-20", {"members": picture})
    assert (finding.severity, finding.column) == ("low", "activity_level")
    assert finding.facts == {"municipality_number": None, "deadline": "2026-05-16"}
    assert all("Kari Berg" in text for text in sentences(activity_level_unknown, finding))
