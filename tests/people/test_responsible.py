from datetime import date

import pytest

from automations.model import Table
from automations.people.names import people_in
from automations.people.responsible import Responsible, in_turn
from automations.words import LANGUAGES, theme

ON = date(2026, 6, 1)
ROLES = ("membership_officer", "leader")


@pytest.fixture
def parties(table):
    return table(
        "local_parties",
        """
        municipality_number | leader    | membership_officer
        3101                | Lise Lund | Mona Moe
        3103                | Lars Li   |
        """,
    )


@pytest.fixture
def officers(table):
    return table(
        "officers",
        """
        office           | name       | level    | municipality_number | elected_from | elected_until
        Leder            | Odd Olsen  |          | 3103                |              | 2026-05-31
        Nestleder        | Nina Nes   |          | 3103                |              |
        MEDLEMSANSVARLEG | Mari Myhre | local    | 3103                |              | 2026-06-01
        Medlemsansvarlig | Per Pihl   | regional | 3103                |              |
        Medlemsansvarlig | Kim Krog   |          | 3103                | 2026-06-02   |
        Leder            | lise lund  |          | 3101                |              |
        """,
    )


def test_local_party_s_own_officer_is_asked_first_then_its_leader(parties, officers):
    assert in_turn(parties, officers, "3101", ROLES) == ("Mona Moe", "Lise Lund")


def test_officers_are_asked_where_the_local_party_names_nobody(parties, officers):
    assert in_turn(parties, officers, "3103", ROLES, on=ON) == ("Mari Myhre", "Lars Li")


def test_term_counts_until_its_last_day_and_from_its_first(officers):
    both = ("membership_officer", "leader")
    assert Responsible(None, officers, date(2026, 5, 31)).in_turn("3103", both) == ("Mari Myhre", "Odd Olsen")
    assert Responsible(None, officers, date(2026, 6, 2)).in_turn("3103", both) == ("Kim Krog",)


def test_several_municipalities_and_none_known_suggests_nobody(parties, officers):
    assert in_turn(parties, officers, None, ROLES) == ()


def test_unknown_municipality_suggests_nobody(parties, officers):
    assert in_turn(parties, officers, "5501", ROLES) == ()


def test_only_local_party_is_asked_when_no_municipality_is_known(table):
    one = table("local_parties", "municipality_number | leader\n3101 | Lise Lund")
    officers = table("officers", "office | name\nMedlemsansvarlig | Mona Moe")
    assert in_turn(one, officers, None, ROLES) == ("Mona Moe", "Lise Lund")
    assert in_turn(one, officers, "3101", ROLES) == ("Mona Moe", "Lise Lund")


@pytest.mark.parametrize("number", ["3101", "3103", None])
def test_an_officer_of_no_municipality_is_nobody_s_where_there_are_several(table, number):
    officers = table(
        "officers", "office | name | municipality_number\nLeder | Eva Eng |\nLeder | Odd Olsen | 3105"
    )
    two = table("local_parties", "municipality_number | leader\n3101 |\n3103 |")
    assert in_turn(two, officers, number, ROLES) == ()
    more = table(
        "officers", "office | name | municipality_number\nLeder | Eva |\nLeder | A | 1\nLeder | B | 2"
    )
    assert in_turn(None, more, number, ROLES) == ()


def test_officers_alone_are_enough(table):
    officers = table("officers", "office | name\nMedlemsansvarlig | Mona Moe\nLeder | Lise Lund")
    assert in_turn(None, officers, None, ROLES) == ("Mona Moe", "Lise Lund")


def test_no_tab_suggests_nobody():
    assert in_turn(None, None, "3101", ROLES) == ()


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("Faglig-politisk leder", "union_liaison"),
        ("Fagleg politisk leiar", "union_liaison"),
        ("leder/medlemsansvarlig", "membership_officer"),
        ("Leder og medlemsansvarlig", "leader"),
        ("OKONOMIANSVARLIG", "treasurer"),
        ("Chair", "leader"),
    ],
)
def test_offices_are_known_by_the_words_people_use(table, office, role):
    assert in_turn(None, table("officers", f"office | name\n{office} | Eva Eng"), None, (role,)) == (
        "Eva Eng",
    )


@pytest.mark.parametrize("office", ["Leder av valgkomiteen", "Vaktmester"])
def test_other_offices_are_nobody_s(table, office):
    assert in_turn(None, table("officers", f"office | name\n{office} | Eva Eng"), None, ("leader",)) == ()


def test_all_languages_have_words_for_the_same_offices():
    keys = {frozenset(theme(language, "offices")["offices"]) for language in LANGUAGES}
    assert len(keys) == 1


def test_a_list_with_a_former_number_asks_todays_people():
    columns = {"municipality_number": ["3101", "3103"], "leader": ["Kari Hansen", "Ola Berg"]}
    letters = {"Kommunepartier": {name: place for place, name in enumerate(columns)}}
    parties = Table("local_parties", ["Kommunepartier"] * 2, [2, 3], columns, letters)
    assert in_turn(parties, None, "0101", ["leader"]) == ("Kari Hansen",)


# ---- the county's secretary


@pytest.fixture
def counties(table):
    return table(
        "local_parties",
        """
        municipality_number | county               | leader    | membership_officer
        3101                | Østfold              | Lise Lund | Mona Moe
        3407                | Oppland              | Gro Gran  |
        3403                | Hedmark Arbeiderparti | Hans Ham |
        """,
    )


def secretaries(table, rows):
    return table("officers", f"office | name | level | unit | municipality_number\n{rows}")


@pytest.mark.parametrize(
    "row",
    [
        "Fylkessekretær | Siri Sand | | | ",
        "fylkespartisekretær | Siri Sand | regional | | ",
        "Sekretær | Siri Sand | regional | Østfold Ap | ",
        "County secretary | Siri Sand | | | 3103",
    ],
)
def test_the_line_ends_with_the_county_s_secretary(table, counties, row):
    responsible = Responsible(counties, secretaries(table, row))
    assert responsible.in_turn("3101", ROLES) == ("Mona Moe", "Lise Lund", "Siri Sand")
    assert [name.office for name in responsible.in_turn("3101", ROLES)] == [*ROLES, "county_secretary"]


@pytest.mark.parametrize(
    "row",
    [
        "Fylkessekretær | Siri Sand | national | | ",
        "Sekretær | Siri Sand | | Østfold | ",
        "Leder | Siri Sand | regional | Østfold | ",
        "Fylkessekretær | Siri Sand | regional | Oppland | ",
        "Fylkessekretær | Siri Sand | regional | | 3403",
    ],
)
def test_no_other_officer_of_a_county_or_the_nation_ends_it(table, counties, row):
    assert Responsible(counties, secretaries(table, row)).in_turn("3101", ROLES) == ("Mona Moe", "Lise Lund")


def test_each_county_has_its_own_and_one_of_no_county_is_nobody_s(table, counties):
    rows = "\n".join(
        f"Fylkessekretær | {name} | regional | {unit} | "
        for name, unit in [("Siri", "Østfold"), ("Ola", "Oppland"), ("Hege", "Hedmark"), ("Nils", "Styret")]
    )
    responsible = Responsible(counties, secretaries(table, rows))
    assert [responsible.in_turn(number, ("leader",))[-1] for number in ("3101", "3407", "3403")] == [
        *("Siri", "Ola", "Hege"),
    ]
    assert responsible.in_turn("3101", ("leader",)) == ("Lise Lund", "Siri")
    assert responsible.in_turn(None, ROLES) == ()


def test_a_municipality_s_number_tells_the_county_that_nobody_has_written(table, parties):
    rows = "Fylkessekretær | Siri | | Østfold |\nFylkessekretær | Alf | | Akershus |"
    assert Responsible(parties, secretaries(table, rows)).in_turn("3101", ROLES)[-1] == "Siri"


def test_without_a_municipality_the_workbook_s_only_secretary_is_asked(table, counties):
    rows = "Fylkessekretær | Siri Sand | | |"
    assert Responsible(counties, secretaries(table, rows)).in_turn(None, ROLES) == ("Siri Sand",)


def test_the_secretary_s_term_counts_as_any_other(table):
    officers = table("officers", "office | name | elected_until\nFylkessekretær | Siri | 2026-05-31")
    assert Responsible(None, officers, date(2026, 5, 31)).in_turn("3101", ROLES) == ("Siri",)
    assert Responsible(None, officers, ON).in_turn("3101", ROLES) == ()


def test_a_secretary_who_is_also_the_leader_is_asked_once_as_the_leader(table, parties):
    officers = table("officers", "office | name\nFylkessekretær | lise lund")
    assert Responsible(parties, officers).in_turn("3101", ("leader",)) == ("Lise Lund",)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Kari Moen", ("kari moen",)),
        ("Moen, Kari", ("kari moen",)),
        ("Kari Moen og Ola Berg", ("kari moen", "ola berg")),
        ("Kari Moen, Ola Berg", ("kari moen", "ola berg")),
        ("Kari / Ola", ("kari", "ola")),
        ("–", ()),
    ],
)
def test_a_cell_may_name_several_people(typed, people):
    assert people_in(typed) == people


def test_officers_of_a_level_are_asked_by_it_wherever_they_live(officers):
    regional = Responsible(None, officers, ON, level="regional")
    assert regional.in_turn(None, ("membership_officer",)) == ("Per Pihl",)
    assert Responsible(None, officers, ON, level="national").in_turn(None, ("membership_officer",)) == ()
