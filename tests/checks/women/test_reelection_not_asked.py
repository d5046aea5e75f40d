from datetime import date

import pytest

from automations.checks.women.reelection_not_asked import not_judged, reelection_not_asked
from automations.election_calendar import ElectionCalendar
from automations.model import Source

CALENDAR = ElectionCalendar()  # lists are due on 31 March 2027
AUTUMN = date(2026, 10, 1)
HEADER = "name | gender | municipality_number | elected_until | reelection"


@pytest.fixture
def findings(table):
    def find(elected, on=AUTUMN, **others):
        kinds = ("members", "candidates", "local_parties", "officers")
        tables = [table(kind, others[kind]) if kind in others else None for kind in kinds]
        return list(reelection_not_asked(table("elected", elected), *tables, on=on, calendar=CALENDAR))

    return find


@pytest.fixture
def found(findings):
    def names(*rows, **asked):
        return [f.private["name"] for f in findings("\n".join([HEADER, *rows]), **asked)]

    return names


ANNE, BO, KIM = "Anne A | woman | 3101 | |", "Bo B | man | 3101 | |", "Kim K | | 3101 | |"


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2026, 3, 30), []),
        (date(2026, 3, 31), ["Anne A", "Kim K"]),
        (date(2026, 9, 29), ["Anne A", "Kim K"]),
        (date(2026, 9, 30), ["Anne A", "Bo B", "Kim K"]),
        (date(2027, 3, 31), ["Anne A", "Bo B", "Kim K"]),
        (date(2027, 4, 1), []),  # the lists are in
    ],
)
def test_women_and_those_of_unknown_gender_are_asked_a_year_before_and_men_half_a_year(found, day, names):
    assert found(ANNE, BO, KIM, on=day) == names


@pytest.mark.parametrize(
    ("answer", "asked"),
    [("", False), ("not_asked", False), ("asked", True), ("yes", True), ("no", True)],
)
def test_an_answer_or_a_question_is_enough(found, answer, asked):
    assert found(f"Anne A | woman | 3101 | | {answer}") == ([] if asked else ["Anne A"])


def test_a_person_on_two_rows_is_asked_once_and_an_answer_on_one_counts(findings, found):
    (one,) = findings(f"{HEADER}\n{ANNE}\nAnne A | | 3101 | | not_asked")
    assert (one.source, one.also) == (Source("elected", 2, 4), (Source("elected", 3),))
    assert found(ANNE, "Anne A | | 3101 | | yes") == []


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("1 | Anne A | 3101 | accepted", True),
        ("1 | Anne A | 3101 | declined", True),
        ("1 | Anne A | 3101 |", True),
        ("1 | Anne A | | adopted", True),
        ("1 | Anne A | 3101 | proposed", False),
        ("1 | Anne A | 3103 | accepted", False),  # a namesake elsewhere
    ],
)
def test_who_stands_on_a_list_has_been_asked(found, row, asked):
    candidates = f"place | name | municipality_number | status\n{row}"
    assert found(ANNE, candidates=candidates) == ([] if asked else ["Anne A"])


def test_who_has_left_the_council_is_not_asked(found):
    assert found("Anne A | woman | 3101 | 30.09.2026 |") == []
    assert found("Anne A | woman | 3101 | 01.10.2026 |") == ["Anne A"]


@pytest.mark.parametrize(
    "wish",
    [
        "no | | |",
        "| ja | |",
        "| | resigned |",
        "| | delete |",
        "| | supporting |",
        "| | | nei",
    ],
)
def test_who_wants_no_contact_as_a_member_is_left_alone(found, wish):
    header = "name | municipality_number | may_contact | protected_address | status | consent"
    assert found(ANNE, members=f"{header}\nAnne A | 3101 | {wish}") == []
    assert found(ANNE, members=f"{header}\nAnne A | 3103 | {wish}") == ["Anne A"]  # a namesake elsewhere


def test_a_member_who_wants_no_calls_may_be_asked(found):
    header = "name | municipality_number | may_contact"
    assert found(ANNE, members=f"{header}\nAnne A | 3101 | no_call") == ["Anne A"]


def test_the_nomination_leader_is_asked_and_nobody_about_themselves(findings):
    officers = (
        "office | name | municipality_number\nNominasjonsleder | Nils Nom | 3101\nLeder | Anne A | 3101"
    )
    (one,) = findings(f"{HEADER}\n{ANNE}", officers=officers)
    assert one.suggested == ("Nils Nom",)


def test_a_woman_presses_more_and_everybody_in_the_last_weeks(findings):
    picture = f"{HEADER}\n{ANNE}\n{BO}"
    assert [f.severity for f in findings(picture)] == ["medium", "low"]
    assert [f.severity for f in findings(picture, on=date(2027, 2, 14))] == ["high", "medium"]


def test_facts_hold_no_person(findings):
    (one,) = findings(f"{HEADER}\n{ANNE}")
    assert one.facts == {"municipality_number": "3101", "lists_due": "2027-03-31"}
    assert one.due == CALENDAR.lists_due


def test_a_tab_without_the_column_is_not_judged_and_said(table, findings):
    picture = f"{HEADER}\n{ANNE}\n# Gruppa\nname | gender\nBente B | woman"
    assert [f.private["name"] for f in findings(picture)] == ["Anne A"]
    said = [s.facts["column_names"] for s in not_judged(table("elected", picture)) if s.reason == "stage"]
    assert said == [["reelection"]]
