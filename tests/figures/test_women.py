"""How many women lead, stand first and are asked to stand again: the same judgement as the tasks'."""

from datetime import date

import pytest

from automations.figures.section import Asked
from automations.figures.women import section
from automations.settings import load

SETTINGS = load(None)
OFFICERS = """
    office                     | name | gender | level    | municipality_number | unit         | elected_until
    Fylkespartileder           | A    | man    |          |                     |              |
    Leder                      | B    | woman  |          | 3101                |              |
    Leder                      | C    | man    |          | 3103                |              |
    Leder                      | D    |        |          | 3105                |              |
    Leder                      | E    | man    |          | 3107                |              | 31.05.2026
    Leder                      | F    | man    |          | 3101                | Valgkomiteen |
    Medlem                     | G    | man    |          | 3101                | Valgkomiteen |
    Medlem                     | H    | man    |          | 3101                | Valgkomiteen |
    Kvinnenettverksleder       | J    | woman  |          | 3103                |              |
"""


@pytest.fixture
def figures(table):
    def count(**pictures):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        asked = Asked(
            tables, (), date(2026, 6, 1), SETTINGS.checks, {}, SETTINGS.checks, SETTINGS.organisation
        )
        return section(asked)

    return count


def test_shares_are_of_the_known_in_per_cent_and_of_terms_that_run(figures):
    found = figures(officers=OFFICERS)
    assert list(found.order) == [
        "women_share:regional",
        "women_share:local",
        "women_at_top:municipal_leaders",
        "bodies_in_balance",
    ]
    assert [found.values[name, ""] for name in found.order] == [0, 33, 50, 0]
    assert found.goals == {("women_at_top:municipal_leaders", ""): 50, ("bodies_in_balance", ""): 1}


def test_first_candidates_are_those_of_one_s_own_lists(figures):
    picture = "place | name | gender | municipality_number\n" + "\n".join(
        f"{place} | K {n} | {gender} | {n}"
        for n, first in ((3101, "woman"), (3103, "man"), (3105, "woman"))
        for place, gender in ((2, "man"), (1, first))
    )
    found = figures(candidates=picture)
    assert dict(found.values) == {("women_at_top:first_candidates", ""): 67}


def test_who_is_asked_to_stand_again_is_told_for_women_and_men_apart(figures):
    found = figures(
        elected="""
            name | gender | reelection
            A    | woman  | asked
            B    | woman  | yes
            C    | woman  |
            D    | man    | not_asked
            E    |        | yes
        """
    )
    assert dict(found.values) == {("reelection_asked:woman", ""): 67, ("reelection_asked:man", ""): 0}
    assert set(found.goals.values()) == {100}


def test_network_leaders_are_counted_by_municipality(figures):
    parties = """
        municipality_number | womens_network_leader
        3101                | Nora
        3103                |
        3105                |
    """
    found = figures(local_parties=parties, officers=OFFICERS)
    assert (found.values["womens_network_leaders", ""], found.goals["womens_network_leaders", ""]) == (2, 3)


def test_what_no_column_keeps_is_left_out(figures):
    assert (
        figures(officers="office | name\nLeder | A", elected="name\nA", local_parties="municipality\nMoss")
        is None
    )


def test_a_share_of_nobody_known_is_no_figure(figures):
    found = figures(officers="office | name | gender\nLeder | A |")
    assert dict(found.values) == {("women_share:local", ""): None}
