"""Where a person with tasks is written to."""

from datetime import date

import pytest

from automations.people.addresses import AddressBook
from automations.people.names import folded

ON = date(2026, 5, 20)


@pytest.fixture
def found(table):
    def ask(name, number="3101", **pictures):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        answer = AddressBook(tables, on=ON).find(folded(name), number)
        return answer.why or answer.address

    return ask


OFFICERS = """
    office   | name      | level    | municipality_number | email           | elected_until
    leder    | Ola Berg  | local    | 3101                | ola@example.org |
    kasserer | Ola  Berg | local    | 3101                |                 |
    leder    | Eva Lie   | local    | 3103                | eva@example.org | 19.05.2026
    sekretær | Per Vik   | regional | 5601                | per@example.org | 20.05.2026
"""


@pytest.mark.parametrize(
    ("name", "number", "answer"),
    [
        ("ola berg", "3101", "ola@example.org"),
        ("Ola Berg", None, "ola@example.org"),
        ("Ola Berg", "3103", "no_address"),
        ("Ola B", "3101", "no_address"),
        ("Eva Lie", "3103", "no_address"),  # the term ended the day before
        ("Per Vik", "3101", "per@example.org"),  # the county's own, and the last day of the term
    ],
)
def test_a_name_is_matched_whole_in_its_municipality(found, name, number, answer):
    assert found(name, number, officers=OFFICERS) == answer


def test_two_addresses_of_a_name_are_none(found):
    volunteers = """
        name     | municipality_number | email
        Ola Berg | 3101                | annen@example.org
        Liv Dal  | 3101                | liv@example.org
        Liv Dal  | 3101                | LIV@example.org
    """
    assert found("Ola Berg", officers=OFFICERS, volunteers=volunteers) == "two_addresses"
    assert found("Liv Dal", officers=OFFICERS, volunteers=volunteers) == "liv@example.org"


def test_the_party_s_own_address_is_for_those_with_a_role_there_whom_no_tab_knows(found):
    parties = """
        municipality_number | leader   | deputy  | public_email
        3101                | Ola Berg | Liv Dal | post@example.org
    """
    assert found("Liv Dal", officers=OFFICERS, local_parties=parties) == "post@example.org"
    assert found("Liv Dal", "3103", officers=OFFICERS, local_parties=parties) == "no_address"
    assert found("Ola Berg", officers=OFFICERS, local_parties=parties) == "ola@example.org"


@pytest.mark.parametrize(
    "wish",
    [
        "may_contact: nei",
        "protected_address: ja",
        "member_status: resigned",
        "activity_level: supporting",
        "birth_year: 2013",
    ],
)
def test_who_has_asked_to_be_left_alone_as_a_member_is_sent_nothing(table, wish):
    column, said = wish.split(": ")
    value = {"nei": "no"}.get(said, said)
    column = {"member_status": "status"}.get(column, column)
    members = f"""
        name     | municipality_number | {column}
        Ola Berg | 3101                | {value}
    """
    tables = {"members": table("members", members), "officers": table("officers", OFFICERS)}
    assert AddressBook(tables, on=ON).find("ola berg", "3101").why == "left_alone"


def test_no_calls_is_no_reason_not_to_write(found):
    members = """
        name     | municipality_number | may_contact
        Ola Berg | 3101                | no_call
    """
    assert found("Ola Berg", members=members, officers=OFFICERS) == "ola@example.org"
