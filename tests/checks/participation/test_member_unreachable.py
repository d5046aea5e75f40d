"""Members with neither e-mail nor phone."""

import pytest

from automations.checks.participation.member_unreachable import member_unreachable
from automations.model import Source

HEAD = "name | joined | email | phone | may_contact | status | birth_year"
REACHED = "Liv | 03.05.2020 | liv@example.org | | | |"


@pytest.fixture
def rows(judged):
    def found(*lines, on="2026-05-20"):
        picture = "\n".join([HEAD, *lines])
        return [f.source.row for f in judged(member_unreachable, on, {"members": picture})]

    return found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("| | | |", [2]),
        ("| | no_call | |", [2]),  # a letter or mail is allowed
        ("| | | | 2010", [2]),
        ("kari@example.org | | | |", []),
        ("| +4790000000 | | |", []),
        ("| | no | |", []),
        ("| | | supporting |", []),
        ("| | | resigned |", []),
        ("| | | | 2014", []),
    ],
)
def test_who_may_be_contacted_and_cannot_be_is_found(rows, cells, found):
    assert rows(f"Kari | 03.05.2020 | {cells}", REACHED) == found


def test_a_tab_where_fewer_than_half_are_known_keeps_them_elsewhere(rows):
    assert rows("Kari | 03.05.2020 | | | | |", "Ola | 03.05.2020 | | | | |", REACHED) == []
    assert rows("Kari | 03.05.2020 | | | | |", REACHED) == [2]


def test_reached_on_one_of_two_rows_is_reached(judged):
    picture = """
        name      | birth_year | joined     | email
        Kari Berg | 1980       | 03.05.2020 |
        # Nye
        name      | birth_year | joined     | phone
        Kari Berg | 1980       | 03.05.2020 | +4790000000
    """
    assert judged(member_unreachable, "2026-05-20", {"members": picture}) == []


def test_a_sheet_without_the_columns_is_not_judged(judged):
    assert judged(member_unreachable, "2026-05-20", {"members": "name | joined\nKari | 03.05.2020"}) == []


def test_the_cell_is_where_the_address_would_stand(judged, sentences):
    picture = f"{HEAD}\nKari Berg | 03.05.2020 | | | | |\n{REACHED}"
    (finding,) = judged(member_unreachable, "2026-05-20", {"members": picture})
    assert (finding.source, finding.severity) == (Source("members", 2, 2), "low")
    assert finding.facts == {"municipality_number": None}
    assert sentences(member_unreachable, finding)
