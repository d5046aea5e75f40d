"""Sympathisers who wish to take part, and wait to hear from us."""

import pytest

from automations.checks.sympathisers.sympathiser_not_contacted import sympathiser_not_contacted
from automations.model import Source

HEAD = (
    "name | phone | consent | consent_on | interest | last_contacted | may_contact | birth_year | consent_for"
)
ROW = "Kari Berg | 90000000 | ja | 03.05.2026"


@pytest.fixture
def rows(judged):
    def found(*lines, on="2026-06-01", more=None, **settings):
        pictures = {"supporters": "\n".join([HEAD, *lines]), **(more or {})}
        return [f.source.row for f in judged(sympathiser_not_contacted, on, pictures, **settings)]

    return found


@pytest.mark.parametrize(("on", "found"), [("2026-05-16", []), ("2026-05-17", [2]), ("2028-05-03", [])])
def test_from_the_day_until_the_consent_has_ended(rows, on, found):
    assert rows(f"{ROW} | stand | | | |", on=on) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"{ROW} | stand | ikke svar | | |", [2]),
        (f"{ROW} | stand | | | | kontakt og nyhetsbrev", [2]),
        (f"{ROW} | stand | 20.05.2026 | | |", []),
        (f"{ROW} | stand | x | | |", []),
        (f"{ROW} | | | | |", []),
        (f"{ROW} | nei | | | |", []),
        (f"{ROW} | vil bli medlem | | | |", []),  # is asked about that
        (f"{ROW} | stand | | no | |", []),
        (f"{ROW} | stand | | | 2014 |", []),
        (f"{ROW} | stand | | | | nyhetsbrev", []),
        ("Kari | 90000000 | | 03.05.2026 | stand | | | |", []),
        ("Kari | 90000000 | nei | 03.05.2026 | stand | | | |", []),
        ("Kari | 90000000 | ja | | stand | | | |", []),
    ],
)
def test_only_with_a_valid_consent_and_a_wish(rows, row, found):
    assert rows(row) == found


@pytest.mark.parametrize(
    ("row", "member"),
    [
        ("Kari Berg | 03.05.2026 | |", True),
        ("Kari Berg | 03.05.2026 | | 90000000", True),
        ("Kari Bakke | 03.05.2026 | | 90000000", True),  # a new surname
        ("Ola Berg | 03.05.2026 | | 90000000", False),  # one phone in the family
        ("Kari Dahl | 03.05.2026 | |", False),
    ],
)
def test_who_is_a_member_by_now_is_let_be(rows, row, member):
    more = {"members": f"name | joined | birth_year | phone\n{row}"}
    assert (rows(f"{ROW} | stand | | | |", more=more) == []) is member


@pytest.mark.parametrize(
    ("cells", "channel"),
    [
        ("| | |", "call"),
        ("ikke svar | | |", "call"),
        ("ikke svar x2 | | |", "letter"),
        ("| no_call | |", "letter"),
        ("| | 2010 |", "letter"),
    ],
)
def test_a_letter_stands_in_for_a_call(judged, sentences, cells, channel):
    pictures = {"supporters": f"{HEAD}\n{ROW} | stand | {cells}"}
    (finding,) = judged(sympathiser_not_contacted, "2026-06-01", pictures)
    assert finding.facts == {
        "municipality_number": None,
        "consented": "2026-05-03",
        "deadline": "2026-05-17",
        "channel": channel,
    }
    assert (finding.source, finding.severity) == (Source("supporters", 2, 5), "medium")
    told = sentences(sympathiser_not_contacted, finding)
    assert all("Kari Berg" in text for text in told)
    assert not any("90000000" in text or "stand" in text.split() for text in told)


def test_a_tab_without_interest_is_not_judged_by_it(judged):
    pictures = {"supporters": "name | phone | consent | consent_on\nKari | 90000000 | ja | 03.05.2026"}
    assert judged(sympathiser_not_contacted, "2026-06-01", pictures) == []
