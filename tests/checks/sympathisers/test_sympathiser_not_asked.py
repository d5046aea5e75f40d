"""Sympathisers who are ready to become members."""

import pytest

from automations.checks.sympathisers.sympathiser_not_asked import sympathiser_not_asked

HEAD = (
    "name | phone | consent | consent_on | interest | last_contacted | may_contact | birth_year | consent_for"
)
ROW = "Kari Berg | 90000000 | ja | 03.05.2026"


@pytest.fixture
def rows(judged):
    def found(*lines, on="2026-06-01", more=None, **settings):
        pictures = {"supporters": "\n".join([HEAD, *lines]), **(more or {})}
        return [f.source.row for f in judged(sympathiser_not_asked, on, pictures, **settings)]

    return found


@pytest.mark.parametrize(
    ("interest", "ready"),
    [
        ("medlem", True),
        ("Medlemskap", True),
        ("vil gjerne bli medlem", True),
        ("stand, bli medlem", True),
        ("klima og medlemskap", True),
        ("kan tenke seg å melde seg inn", True),
        ("would like to become a member", True),
        ("ikke medlem", False),
        ("vil ikke bli medlem", False),
        ("medlem i Fagforbundet", False),
        ("medlemsmøte", False),
        ("stand", False),
        ("", False),
    ],
)
def test_the_interest_says_who_is_ready(rows, interest, ready):
    assert rows(f"{ROW} | {interest} | | | |") == ([2] if ready else [])


@pytest.mark.parametrize(("on", "found"), [("2026-05-09", []), ("2026-05-10", [2]), ("2028-05-03", [])])
def test_from_the_day_until_the_consent_has_ended(rows, on, found):
    assert rows(f"{ROW} | medlem | | | |", on=on) == found


@pytest.mark.parametrize(
    "row",
    [
        f"{ROW} | medlem | 05.05.2026 | | |",
        f"{ROW} | medlem | | no | |",
        f"{ROW} | medlem | | | 2014 |",
        f"{ROW} | medlem | | | | nyhetsbrev",
        "Kari | 90000000 | nei | 03.05.2026 | medlem | | | |",
        "Kari | 90000000 | | | medlem | | | |",
    ],
)
def test_nobody_is_asked_against_their_wish_or_twice(rows, row):
    assert rows(row) == []


def test_who_has_joined_is_not_asked(rows):
    assert rows(f"{ROW} | medlem | | | |", more={"members": "name | joined\nKari Berg | 20.05.2026"}) == []


def test_the_task_says_whom_to_ask_and_no_reason_of_theirs(judged, sentences):
    pictures = {"supporters": f"{HEAD}\n{ROW} | klima, medlem | | | |"}
    (finding,) = judged(sympathiser_not_asked, "2026-06-01", pictures)
    assert finding.facts == {
        "municipality_number": None,
        "consented": "2026-05-03",
        "deadline": "2026-05-10",
    }
    told = sentences(sympathiser_not_asked, finding)
    assert told[0] == "Spør Kari Berg om medlemskap."
    assert not any("klima" in text for text in told)
