"""The rules of list law."""

import pytest


@pytest.mark.parametrize(("size", "said"), [(6, "broken 6"), (7, "met"), (8, "met")])
def test_a_list_has_at_least_seven(lists, size, said):
    assert lists.told("K" * size, "law_least") == said


def test_a_list_that_everybody_has_left_is_too_short_and_breaks_nowhere(lists):
    outcome = lists.judged("", "law_least")
    assert (outcome.verdict, outcome.position) == ("broken", None)


@pytest.mark.parametrize(("size", "said"), [(17, "met"), (18, "broken 18"), (20, "broken 18")])
def test_a_list_has_at_most_six_more_than_the_council_has_seats(lists, size, said):
    assert lists.told("K" * size, "law_most", around=lists.Around(2027, seats=11)) == said


def test_how_long_a_list_may_be_is_not_judged_without_the_number_of_seats(lists):
    assert lists.told("K" * 99, "law_most") == "met"


def test_every_candidate_has_a_year_of_birth(lists):
    outcome = lists.judged("KMKM", "birth_year", those={"birth_years": (1960, None, 1970, None)})
    assert (outcome.position, outcome.numbers["count"]) == (1, 2)
    assert lists.told("KM", "birth_year", those={"birth_years": (1960, 1970)}) == "met"


def test_years_of_birth_are_not_missed_where_nobody_keeps_the_column(lists):
    assert lists.told("KM", "birth_year") == "met"


def test_candidates_are_eighteen_by_the_end_of_the_year_of_the_election(lists):
    years = {"birth_years": (1960, None, 2009, 2010, 2011)}
    assert lists.told("KMKMK", "age", those=years) == "broken 4"
    assert lists.told("KMKMK", "age", those=years, around=lists.Around(2029)) == "met"
    assert lists.judged("KMKMK", "age", those=years).numbers == {"count": 2, "least": 18, "latest": 2009}


@pytest.mark.parametrize(
    ("extra", "said"),
    [("JJNN", "met"), ("NNNN", "met"), ("JJJJ", "met"), ("JNJN", "broken 2"), ("NNJN", "broken 1")],
)
def test_the_precumulated_are_the_first_ones(lists, extra, said):
    votes = {"extra_votes": tuple(letter == "J" for letter in extra)}
    assert lists.told("KMKM", "precumulated_prefix", those=votes) == said


def test_nobody_is_precumulated_where_nobody_keeps_the_column(lists):
    assert lists.told("KMKM", "precumulated_prefix") == "met"


@pytest.mark.parametrize(
    ("seats", "most"), [(9, None), (11, 4), (23, 4), (25, 6), (53, 6), (55, 10), (77, 10), (None, None)]
)
def test_how_many_may_be_precumulated_follows_the_council(lists, seats, most):
    def said(number):
        votes = {"extra_votes": (True,) * number + (False,) * (15 - number)}
        return lists.told("K" * 15, "precumulated_most", those=votes, around=lists.Around(2027, seats=seats))

    if most is None:
        assert said(15) == "met"
    else:
        assert (said(most), said(most + 2)) == ("met", f"broken {most + 1}")


def test_too_many_precumulated_are_told_with_the_seats_of_the_council(lists):
    votes = {"extra_votes": (True,) * 5}
    outcome = lists.judged("KKKKK", "precumulated_most", those=votes, around=lists.Around(2027, seats=11))
    assert outcome.numbers == {"count": 5, "most": 4, "seats": 11}


def test_a_place_number_is_there_once(lists):
    assert lists.told("KMK", "place_numbers", those={"unclear": 1}) == "broken 2"
    assert lists.told("KMK", "place_numbers") == "met"
