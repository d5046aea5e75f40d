"""Which rows are one list, what it is called, and in which order its candidates stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.balance.lists import lists_of
from automations.model import Table
from automations.settings import Organisation

NAMES = ("A", "Ap", "Arbeiderpartiet", "Det norske arbeiderparti")
ALL = Organisation(party_codes=(), party_names=NAMES)
OWN = Organisation(party_codes=("A",), party_names=NAMES)


@pytest.fixture
def gathered(table):
    """`gathered(picture)` → {name: genders in order} of one's own lists."""

    def lists(picture, organisation=ALL):
        those = lists_of(table("candidates", picture), organisation)
        named = {each.name: each.genders for each in those}
        assert len(named) == len(those), "two lists share a name"
        return named

    return lists


@pytest.fixture
def one(table):
    """`one(picture)` → the only list of the picture."""

    def only(picture):
        (those,) = lists_of(table("candidates", picture), ALL)
        return those

    return only


# ---------------------------------------------------------------- which rows


def test_municipalities_of_one_name_are_kept_apart_by_their_number(gathered):
    assert gathered("""
        municipality_number | municipality | party | place | gender
        1515                | Herøy        | Ap    | 1     | man
        1818                | Herøy        | Ap    | 1     | woman
    """) == {"1515:Ap": "m", "1818:Ap": "w"}


def test_a_municipality_without_a_number_is_named_by_itself_and_its_area(gathered):
    assert gathered("""
        area     | municipality | party | place | gender
        Nordland | Herøy        | Ap    | 1     | man
        Møre     | Herøy        | Ap    | 1     | woman
        Møre     |              | Ap    | 1     | woman
    """) == {"Herøy, Nordland:Ap": "m", "Herøy, Møre:Ap": "w", "Møre:Ap": "w"}


def test_a_county_list_is_the_areas_wherever_its_candidates_live(gathered):
    assert gathered("""
        election | area    | municipality_number | party | place | gender
        county   | Østfold | 3101                | Ap    | 1     | man
        county   | Østfold | 3103                | Ap    | 2     | woman
    """) == {"Østfold:Ap": "mw"}


def test_a_heading_above_a_block_names_the_list(gathered):
    assert gathered("""
        list   | place | gender
        Halden | 1     | man
        Moss   | 1     | woman
        Moss   | 2     | man
    """) == {"Halden": "m", "Moss": "wm"}


def test_a_heading_and_a_party_name_the_list_together(gathered):
    assert gathered("""
        list   | party | place | gender
        Halden | Ap    | 1     | man
        Halden | SV    | 1     | woman
    """) == {"Halden:Ap": "m", "Halden:SV": "w"}


def test_the_name_of_a_list_goes_before_its_partys(gathered):
    assert gathered("""
        municipality_number | list        | party | place | gender
        3101                | Felleslista | Ap    | 1     | man
        3101                |             | Ap    | 1     | woman
    """) == {"3101:Felleslista": "m", "3101:Ap": "w"}


def test_a_code_names_the_party_where_nothing_else_does(gathered):
    assert gathered("""
        municipality_number | party_code | place | gender
        3101                | SV         | 1     | man
    """) == {"3101:SV": "m"}


def test_a_list_of_a_municipality_alone_is_the_municipalitys(gathered):
    assert gathered("""
        municipality_number | place | gender
        3101                | 1     | man
    """) == {"3101": "m"}


def test_ones_own_party_is_one_whatever_it_is_called(gathered):
    assert gathered("""
        municipality_number | party           | place | gender
        3101                | Ap              | 1     | man
        3101                | Arbeiderpartiet | 2     | woman
        3101                | ARBEIDERPARTIET | 3     | woman
        3101                | SV              | 1     | woman
    """) == {"3101:Ap": "mww", "3101:SV": "w"}


def test_a_row_that_names_no_list_belongs_to_the_one_above(gathered):
    assert gathered("""
        municipality_number | party | place | gender
        3101                | Ap    | 1     | man
                            |       | 2     | woman
        3103                | Ap    | 1     | woman
                            |       | 2     | woman
    """) == {"3101:Ap": "mw", "3103:Ap": "ww"}


def test_the_row_above_in_another_tab_names_nothing(gathered):
    assert gathered("""
        # Halden
        municipality_number | place | gender
        3101                | 1     | man
        # Moss
        municipality_number | place | gender
                            | 1     | woman
    """) == {"3101": "m", "Moss": "w"}


def test_a_list_may_stand_in_several_tabs(gathered):
    assert gathered("""
        # Topp
        municipality_number | place | gender
        3101                | 1     | man
        # Resten
        municipality_number | place | gender
        3101                | 2     | woman
    """) == {"3101": "mw"}


def test_tabs_that_do_not_say_whose_list_they_hold_are_a_list_each(gathered):
    picture = """
        # Halden
        party | place | gender
        Ap    | 1     | man
        # Moss
        party | place | gender
        Ap    | 1     | woman
    """
    assert sorted(gathered(picture).values()) == ["m", "w"]


def test_two_elections_are_two_lists_and_an_unknown_one_is_municipal(gathered):
    assert gathered("""
        municipality_number | party | election  | place | gender
        0301                | Ap    | municipal | 1     | man
        0301                | Ap    |           | 2     | man
        0301                | Ap    | national  | 1     | woman
    """) == {"0301:Ap": "mm", "0301:Ap:national": "w"}


def test_areas_of_a_municipality_with_a_first_place_each_are_a_list_each(gathered):
    assert gathered("""
        municipality_number | area    | party | place | gender
        0301                | Sagene  | Ap    | 1     | man
        0301                | Sagene  | Ap    | 2     | woman
        0301                | Frogner | Ap    | 1     | woman
    """) == {"0301:Ap:Sagene": "mw", "0301:Ap:Frogner": "w"}


def test_areas_that_candidates_of_one_list_live_in_do_not_part_it(gathered):
    assert gathered("""
        municipality_number | area    | party | place | gender
        0301                | Sagene  | Ap    | 1     | man
        0301                | Frogner | Ap    | 2     | woman
        0301                |         | Ap    | 3     | woman
    """) == {"0301:Ap": "mww"}


@pytest.mark.parametrize(
    ("party", "code", "own"),
    [
        ("Det norske Arbeiderparti", "A", True),
        ("Høyre", "H", False),
        ("Høyre", "", False),
        ("", "a", True),
        ("", "H", False),
        ("A", "", True),
        ("ap", "", True),
        ("Halden Ap", "", True),
        ("Bygdelista A", "", False),
        ("Fellesliste Arbeiderpartiet / SV", "", False),
        ("Arbeiderpartiet", "X", False),
        ("", "", True),
    ],
)
def test_a_file_of_many_parties_is_limited_to_ones_own_lists(gathered, party, code, own):
    picture = f"""
        municipality_number | party   | party_code | place | gender
        3101                | {party} | {code}     | 1     | man
    """
    assert bool(gathered(picture, OWN)) == own
    assert gathered(picture)


# ---------------------------------------------------------------- in which order


def test_candidates_stand_by_place_and_not_by_row(one):
    those = one("""
        list | place | gender
        Moss | 3     | woman
        Moss | 1     | man
        Moss | 2     | man
    """)
    assert (those.genders, those.rows, those.places, those.unclear) == ("mmw", (1, 2, 0), (1, 2, 3), None)


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_who_has_declined_does_not_count_and_the_others_keep_their_numbers(one, status):
    those = one(f"""
        list | place | gender | status
        Moss | 1     | man    | accepted
        Moss | 2     | woman  | {status}
        Moss | 3     | man    | proposed
        Moss | 4     | woman  |
    """)
    assert (those.genders, those.places) == ("mmw", (1, 3, 4))


def test_a_list_that_everybody_has_left_is_still_a_list(one):
    those = one("""
        list | place | gender | status
        Moss | 1     | man    | declined
    """)
    assert (len(those), those.anchor, those.name) == (0, 0, "Moss")


def test_other_and_blank_are_unknown(one):
    those = one("""
        list | place | gender
        Moss | 1     | other
        Moss | 2     |
        Moss | 3     | woman
    """)
    assert those.genders == "??w"


def test_places_at_the_end_that_nobody_is_proposed_for_do_not_count(one):
    those = one("""
        list | place | name     | gender
        Moss | 1     | Ola Berg | man
        Moss | 2     |          |
        Moss | 3     | Kari Li  | woman
        Moss | 4     |          |
        Moss | 5     |          |
    """)
    assert those.genders == "m?w"


def test_without_a_column_for_places_the_rows_are_the_order(one):
    those = one("""
        list | gender
        Moss | woman
        Moss | man
    """)
    assert (those.genders, those.places, those.unclear) == ("wm", (1, 2), None)


def test_a_blank_place_is_the_one_after_the_row_above(one):
    those = one("""
        list | place | gender
        Moss |       | man
        Moss |       | woman
        Moss | 4     | man
        Moss | 3     | woman
    """)
    assert (those.genders, those.places, those.unclear) == ("mwwm", (1, 2, 3, 4), 0)


def test_a_blank_place_goes_last_where_the_next_number_is_taken(one):
    those = one("""
        list | place | gender
        Moss | 1     | man
        Moss |       | woman
        Moss | 2     | man
        Moss |       | woman
    """)
    assert (those.genders, those.places, those.unclear) == ("mmww", (1, 2, 3, 4), 2)


def test_of_two_with_one_number_the_upper_row_comes_first(one):
    those = one("""
        list | place | gender
        Moss | 2     | man
        Moss | 1     | man
        Moss | 2     | woman
    """)
    assert (those.genders, those.rows, those.unclear) == ("mmw", (1, 0, 2), 1)


def test_a_number_that_only_somebody_who_declined_has_as_well_is_clear(one):
    those = one("""
        list | place | gender | status
        Moss | 1     | man    | declined
        Moss | 1     | woman  | accepted
        Moss | 2     | man    |
    """)
    assert (those.genders, those.unclear) == ("wm", None)


def test_marks_follow_the_candidate(one):
    those = one("""
        list | place | gender | birth_year | extra_vote | safe_place
        Moss | 2     | man    |            | nei        | ja
        Moss | 1     | woman  | 1980       | ja         |
    """)
    assert (those.birth_years, those.extra_votes, those.safe) == ((1980, None), (True, False), (False, True))


@given(st.permutations(range(6)))
def test_however_rows_are_sorted_the_list_is_the_same(order):
    rows = [
        ("3101", "Ap", 1, "woman"),
        ("3101", "Arbeiderpartiet", 2, "man"),
        ("3101", "A", 4, "woman"),
        ("3103", "Ap", 1, "man"),
        ("3103", "Ap", 2, None),
        ("3103", "SV", 1, "man"),
    ]
    names = ("municipality_number", "party", "place", "gender")
    columns = dict(zip(names, zip(*(rows[i] for i in order), strict=True), strict=True))
    candidates = Table("candidates", ["Liste"] * 6, range(2, 8), columns, {"Liste": {}})
    assert {each.name: (each.genders, each.places) for each in lists_of(candidates, ALL)} == {
        "3101:Ap": ("wmw", (1, 2, 4)),
        "3103:Ap": ("m?", (1, 2)),
        "3103:SV": ("m", (1,)),
    }


# ---------------------------------------------------------------- what people call it


@pytest.mark.parametrize(
    ("header", "row", "label"),
    [
        ("municipality_number | municipality | party", "3101 | Halden | Ap", "Halden (Ap)"),
        ("municipality_number | municipality | list", "3101 | Halden | Felleslista", "Halden (Felleslista)"),
        ("municipality_number", "3101", "3101"),
        ("list", "Halden", "Halden"),
        ("list | party", "Halden | Ap", "Halden (Ap)"),
        ("election | area | municipality | party", "county | Østfold | Halden | Ap", "Østfold (Ap)"),
        ("party_code", "A", "A"),
    ],
)
def test_a_list_is_called_what_people_call_it(one, header, row, label):
    assert one(f"{header} | place | gender\n{row} | 1 | man").label == label


def test_a_list_that_nothing_names_is_called_its_tab(one):
    those = one("place | gender\n1 | man")
    assert (those.name, those.label) == ("candidates", "candidates")
