# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""Likely doubles: who is shown together, and who is not. Everybody here is made up."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.duplicates.same_person_twice import same_person_twice
from automations.election_calendar import ElectionCalendar
from automations.settings import Organisation

ON = date(2026, 11, 23)


@pytest.fixture(scope="session")
def find(table):
    """`find(members=picture, …)` → the findings."""

    def found(*, on=ON, codes=(), **pictures):
        kinds = ("members", "supporters", "volunteers", "youth_transition", "candidates")
        kinds += ("local_parties", "officers")
        tables = [table(kind, pictures[kind]) if kind in pictures else None for kind in kinds]
        organisation = Organisation(party_codes=codes)
        return list(same_person_twice(*tables, on=on, organisation=organisation, calendar=ElectionCalendar()))

    return found


@pytest.fixture(scope="session")
def pairs(find):
    """`pairs(members=picture)` → the sheet rows of each finding, and its reason."""

    def found(**asked):
        told = []
        for finding in find(**asked):
            rows = sorted([finding.source.row, *(source.row for source in finding.also)])
            told.append((*rows, finding.facts["reason"]))
        return sorted(told)

    return found


def test_members_who_are_likely_one_are_shown_together_with_what_says_so(pairs):
    assert pairs(
        members="""
        member_number | name             | birth_year | phone        | email          | municipality_number
        1             | Åse Hansen       | 1960       |              |                | 3101
        2             | Aase Hanssen     | 1960       |              |                | 3101
        3             | Kari Moen        |            | +4790000001  |                | 3101
        4             | Moen Kari        | 1980       | 900 00 001   |                | 3103
        5             | Per O. Dahl      |            |              | Per@example.no |
        6             | Per Olav Dahl    | 1970       |              | per@example.no |
        7             | Kari Berg        | 1990       |              |                | 3101
        8             | Kari Berg Holm   | 1990       |              |                | 3101
        9             | Liv Strand       | 1955       |              |                | 3101
        0009          | Liv Strand       | 1955       |              |                | 3101
        """
    ) == [
        (2, 3, "birth_year"),
        (4, 5, "phone"),
        (6, 7, "email"),
        (8, 9, "birth_year"),
        (10, 11, "number"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "1 | Kari Moen | 1980 | woman | 91111111 | k@example.no | 3101\n2 | Kari Moen | 1955 | woman | 91111111 | k@example.no | 3101",
        "1 | Kari Moen | 1980 | woman |          |              | 3101\n2 | Kari Moen | 1980 | woman |          |              | 3103",
        "1 | Kari Moen |      | woman |          |              | 3101\n2 | Kari Moen |      | woman |          |              | 3101",
        "1 | Kari Moen | 1980 | woman | 91111111 | k@example.no | 3101\n2 | Ola Moen  | 1980 | man   | 91111111 | k@example.no | 3101",
        "1 | Kari Moen |      |       | 91111111 | k@example.no | 3101\n2 | Ola Moen  |      |       | 91111111 | k@example.no | 3101",
        "1 | Oda Moen  | 1999 | woman |          |              | 3101\n2 | Ida Moen  | 1999 | woman |          |              | 3101",
        "1 | Kristian Moen | 1999 | | 91111111 |              | 3101\n2 | Kristina Moen | 1999 | | 91111111 |          | 3101",
        "1 | Kim Moen  | 1999 | woman | 91111111 |              | 3101\n2 | Kim Moen  | 1999 | man   | 91111111 |              | 3101",
    ],
    ids=[
        "another birth year",
        "another municipality",
        "a name alone",
        "a couple",
        "a household",
        "twins",
        "twins with one phone",
        "another gender",
    ],
)
def test_namesakes_households_and_twins_are_no_doubles(find, rows):
    header = "member_number | name | birth_year | gender | phone | email | municipality_number"
    assert find(members=f"{header}\n{rows}") == []


def test_one_person_on_a_tab_of_all_and_one_of_new_members_is_as_it_should_be(pairs):
    row = "member_number | name | birth_year | municipality_number\n7 | Kari Moen | 1980 |"
    assert pairs(members=f"# Medlemmer\n{row} 3101\n# Nye\n{row} 3101") == []
    assert pairs(members=f"# Halden\n{row} 3101\n# Moss\n{row} 3103") == [(2, 2, "number")]  # has moved
    assert pairs(members=f"{row} 3101\n7 | Kari Moen | 1980 | 3101") == [(2, 3, "number")]


def test_three_rows_of_one_person_are_one_finding_and_a_namesake_between_two_joins_nobody(pairs):
    header = "member_number | name | birth_year | phone\n"
    assert pairs(members=header + "\n".join(f"{n} | Kari Moen | 1980 | 9111111{n}" for n in (1, 2, 3))) == [
        (2, 3, 4, "birth_year")
    ]
    # Father and son of one name and phone, and a row that may be either's.
    three = "1 | Per Vik | 1950 | 91111111\n2 | Per Vik | 1985 | 91111111\n3 | Per Vik | | 91111111"
    assert pairs(members=header + three) == [(2, 4, "phone"), (3, 4, "phone")]


def test_an_imported_row_is_known_by_the_day_of_joining(pairs):
    header = "member_number | name | joined | municipality_number\n"
    assert pairs(members=header + "1 | Kari Moen | 3.5.2026 | 3101\n | kari moen | 3.5.2026 | 3101") == [
        (2, 3, "joined")
    ]
    assert pairs(members=header + "1 | Kari Moen | 3.5.2026 | 3101\n2 | Kari Moen | 4.5.2026 | 3101") == []


MEMBER = "member_number | name | birth_year | phone | status\n1 | Kari Moen | 1980 | 91111111 |"
SUPPORTER = "name | phone | consent_on | consent | may_contact | delete_after\nKari Moen | +47 911 11 111 | 2026-01-01 |"


def test_a_supporter_who_is_a_member_already_is_shown_at_the_supporter_s_row(find):
    (finding,) = find(members=MEMBER, supporters=f"{SUPPORTER} ja | |")
    assert (finding.source.tab, [source.tab for source in finding.also]) == ("supporters", ["members"])
    assert finding.private == {"names": "Kari Moen", "words": "supporter"}
    assert finding.facts["kinds"] == ["members", "supporters"]


@pytest.mark.parametrize("said", ["nei | |", "| |", "nei | nei |", "ja | | 22.11.2026"])
def test_a_supporter_whose_consent_is_gone_is_left_to_that_check(find, said):
    assert find(members=MEMBER, supporters=f"{SUPPORTER} {said}") == []


def test_a_supporter_is_looked_at_until_the_day_it_is_to_be_deleted(find):
    assert len(find(members=MEMBER, supporters=f"{SUPPORTER} ja | | 23.11.2026")) == 1


def test_a_consent_that_has_run_out_is_no_consent(find):
    told = SUPPORTER.replace("2026-01-01", "2024-11-{}") + " ja | |"
    assert len(find(members=MEMBER, supporters=told.format(24))) == 1
    assert find(members=MEMBER, supporters=told.format(23)) == []


@pytest.mark.parametrize("status", ["resigned", "delete"])
def test_a_row_that_is_to_be_deleted_is_no_double(find, status):
    assert find(members=f"{MEMBER}\n1 | Kari Moen | 1980 | 91111111 | {status}") == []
    assert find(members=MEMBER + status, supporters=f"{SUPPORTER} ja | |") == []


def test_volunteers_are_doubles_by_mail_and_those_from_the_youth_league_only_with_consent(pairs):
    volunteers = "name | email\nKari Moen | k@example.no\nKari Moen |\nMoen Kari | K@example.no"
    assert pairs(volunteers=volunteers) == [(2, 4, "email")]
    youth = "name | birth_year | transfer_consent\nKari Moen | 2005 | ja\nKari Moen | 2005 |"
    assert pairs(youth_transition=f"{youth} ja") == [(2, 3, "birth_year")]
    assert pairs(youth_transition=f"{youth} nei") == []


def test_a_member_who_holds_an_office_and_stands_on_a_list_is_no_double(find):
    assert (
        find(
            members=MEMBER,
            officers="office | name\nLeder | Kari Moen",
            candidates="place | name | birth_year | list\n1 | Kari Moen | 1980 | Halden",
            volunteers="name | email\nKari Moen | k@example.no",
        )
        == []
    )


@pytest.mark.parametrize(
    ("protected", "year"),
    [("ja", "1980"), ("", "2012"), ("", "2011")],
    ids=["secret address", "14", "15 today?"],
)
def test_nobody_is_named_who_has_a_secret_address_or_may_be_under_15(find, protected, year):
    (finding,) = find(
        members=f"""
        member_number | name      | birth_year | protected_address
        1             | Kari Moen | {year}     |
        2             | Kari Moen | {year}     | {protected}
        """
    )
    assert finding.private == {}
    assert len(finding.also) == 1


def test_who_is_surely_15_may_be_named(find):
    (finding,) = find(members="member_number | name | birth_year\n1 | Kari Moen | 2010\n2 | Kari Moen | 2010")
    assert finding.private["names"] == "Kari Moen"


def test_facts_are_safe_and_nobody_is_asked_whether_they_are_two(find):
    (finding,) = find(
        members="""
        member_number | name       | birth_year | municipality_number
        1             | Kari Moen  | 1980       | 3101
        2             | Kari Moen  | 1980       | 3101
        """,
        local_parties="""
        municipality_number | membership_officer | leader
        3101                | kari moen          | Liv Lie
        """,
    )
    assert finding.suggested == ("Liv Lie",)
    assert finding.facts == {
        "kinds": ["members"],
        "reason": "birth_year",
        "rows": 2,
        "municipality_number": "3101",
    }
    assert finding.severity == "low"


ROWS = [
    "1 | Kari Moen  | 1980 | 91111111",
    "2 | Kari Moenn | 1980 |",
    "  | Ola Vik    |      | 92222222",
    "  | Ola Vik    | 1970 | 92222222",
    "3 | Kari Moen  | 1980 | 91111111",
]


@given(st.permutations(ROWS))
def test_however_rows_are_sorted_the_doubles_are_the_same(find, rows):
    def told(order):
        found = find(members="member_number | name | birth_year | phone\n" + "\n".join(order))
        return sorted((f.subject.identities, f.facts["rows"], f.facts["reason"]) for f in found)

    assert told(rows) == told(ROWS)
    assert len(told(ROWS)) == 2


def test_a_number_that_is_added_finds_the_same_task_again(find):
    header = "member_number | name | phone | email\n"
    (before,) = find(members=header + " | Kari Moen | 91111111 | k@example.no\n2 | Kari Moen | 91111111 |")
    (after,) = find(members=header + "1 | Kari Moen | 91111111 | k@example.no\n2 | Kari Moen | 91111111 |")
    assert set(before.subject.identities) & set(after.subject.identities)


LISTS = """
    place | name        | birth_year | municipality_number | municipality | party | election
    1     | Kari Moen   | 1980       | 3101                | Halden       | {3}   | {0}
    2     | Liv Lie     | 1970       | 3101                | Halden       | {3}   | {0}
    1     | Kari Moen   | 1980       | 3103                | Moss         | {2}   | {1}
    2     | Liv Lie     | 1971       | 3103                | Moss         | {2}   | {1}
"""


@pytest.mark.parametrize(
    ("elections", "parties", "codes", "found"),
    [
        (("municipal", "municipal"), "AA", (), 1),
        (("", "municipal"), "AA", (), 1),  # a list without an election is municipal
        (("municipal", "county"), "AA", (), 0),
        (("municipal", "municipal"), "AV", ("A",), 1),  # on ours and on another party's
        (("municipal", "municipal"), "HV", ("A",), 0),
    ],
)
def test_a_candidate_on_two_lists_of_one_election_is_told(find, elections, parties, codes, found):
    findings = find(candidates=LISTS.format(*elections, *parties[::-1]), codes=codes)
    assert len(findings) == found
    for finding in findings:
        assert (finding.facts["reason"], finding.severity) == ("lists", "low")
        assert "Halden" in finding.private["lists"]
        assert "Moss" in finding.private["lists"]


def test_a_candidate_twice_on_one_list_is_more_and_both_press_before_lists_are_due(find):
    twice = "place | name | birth_year | list\n1 | Kari Moen | 1980 | Halden\n4 | kari moen | 1980 | Halden"
    (finding,) = find(candidates=twice)
    assert (finding.facts["reason"], finding.severity) == ("one_list", "medium")
    due = ElectionCalendar().lists_due
    (pressing,) = find(candidates=twice, on=due)
    assert (pressing.severity, pressing.due) == ("high", due)


def test_who_has_declined_stands_on_one_list(find):
    assert (
        find(
            candidates="""
        place | name      | birth_year | list   | status
        1     | Kari Moen | 1980       | Halden | declined
        1     | Kari Moen | 1980       | Moss   | accepted
        """
        )
        == []
    )


def test_many_rows_with_one_phone_or_one_number_are_a_mistake_that_is_soon_read(find):
    chance = random.Random(1)
    words = ["Kari", "Ola", "Liv", "Per", "Åse", "Nils", "Tor", "Siv"]
    rows = "\n".join(
        f"ny | {chance.choice(words)} {chance.choice(words)}{n} | 1980 | 22000000" for n in range(2000)
    )
    assert find(members=f"member_number | name | birth_year | phone\n{rows}") == []
