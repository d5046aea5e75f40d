"""Members who have said what they can contribute with, and wait for an offer."""

import pytest

from automations.checks.participation.willing_member_waiting import willing_member_waiting
from automations.model import Source

HEAD = (
    "name | can_contribute | offer_given | contacted | joined | last_invited | may_contact | activity_level"
)


@pytest.fixture
def rows(judged):
    def found(*lines, on="2026-05-20", more=None, **settings):
        pictures = {"members": "\n".join([HEAD, *lines]), **(more or {})}
        return [f.source.row for f in judged(willing_member_waiting, on, pictures, **settings)]

    return found


@pytest.mark.parametrize(
    ("row", "before", "day"),
    [
        ("Kari | stand | | 01.05.2026 | 03.05.2020 | | |", "2026-05-30", "2026-05-31"),
        ("Kari | stand | | x | 03.05.2025 | | |", "2025-10-31", "2025-11-04"),  # no longer new
        ("Kari | stand | nei | 01.05.2026 | 03.05.2020 | | |", "2026-05-30", "2026-05-31"),
        ("Kari | stand | | 01.05.2026 | 03.05.2020 | 30.04.2026 | |", "2026-05-30", "2026-05-31"),
    ],
)
def test_a_member_is_found_from_the_day_and_not_the_day_before(rows, row, before, day):
    assert rows(row, on=before) == []
    assert rows(row, on=day) == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari | | | 01.01.2026 | 03.05.2020 | | |",
        "Kari | nei | | 01.01.2026 | 03.05.2020 | | |",
        "Kari | vil ikke stå på stand | | 01.01.2026 | 03.05.2020 | | |",
        "Kari | vet ikke | | 01.01.2026 | 03.05.2020 | | |",
        "Kari | stand | 01.02.2026 | 01.01.2026 | 03.05.2020 | | |",
        "Kari | stand | x | 01.01.2026 | 03.05.2020 | | |",
        "Kari | stand | | 01.01.2026 | 03.05.2020 | 02.01.2026 | |",
        "Kari | stand | | 01.01.2026 | 01.12.2025 | | |",  # new: the welcome asks
        "Kari | stand | | 01.01.2026 | 03.05.2020 | | no |",
        "Kari | stand | | 01.01.2026 | 03.05.2020 | | | supporting",
    ],
)
def test_nothing_is_asked_where_it_is_not_wished_or_done(rows, row):
    assert rows(row) == []


def test_an_unknown_day_of_joining_is_long_ago(rows):
    assert rows("Kari | stand | | | | | |") == [2]


def test_a_role_in_the_campaign_is_an_offer(rows):
    row = "Kari Berg | stand | | 01.01.2026 | 03.05.2020 | | |"
    assert rows(row, more={"campaign": "role | name\nStand | Kari Berg"}) == []


def test_a_tab_without_the_column_of_offers_is_not_judged(judged):
    picture = """
        name | can_contribute | offer_given | joined
        Kari | stand          |             | 03.05.2020
        # Nye
        name | can_contribute | joined
        Ola  | stand          | 03.05.2020
    """
    (finding,) = judged(willing_member_waiting, "2026-05-20", {"members": picture})
    assert finding.source == Source("members", 2, 2)


def test_what_a_person_can_do_stays_in_the_sheet(judged, sentences):
    picture = f"{HEAD}\nKari Berg | synge i kor | | 01.01.2026 | 03.05.2020 | | |"
    (finding,) = judged(willing_member_waiting, "2026-05-20", {"members": picture})
    assert finding.facts == {"municipality_number": None, "said_by": "2026-01-01"}
    assert not any("kor" in text for text in sentences(willing_member_waiting, finding))
