"""Many workbooks as one: rows below each other, each in its own place."""

import pytest

from automations.balance.lists import lists_of
from automations.figures.together import together
from automations.people.municipalities import Municipalities
from automations.settings import load


@pytest.fixture
def joined(table):
    """`joined({kind: picture}, ...)` → the tables of these workbooks as one's."""
    return lambda *books: together(
        [{kind: table(kind, picture) for kind, picture in book.items()} for book in books]
    )


def test_rows_stand_below_each_other_and_columns_that_one_lacks_are_blank(joined):
    members = joined(
        {"members": "name | email\nAnne A | a@example.org"}, {"members": "name | joined\nBo B | 03.05.2026"}
    )["members"]
    assert list(members.column("name")) == ["Anne A", "Bo B"]
    assert list(members.column("email")) == ["a@example.org", None]
    assert len(members) == 2


def test_tabs_of_one_name_stay_two_and_keep_their_own_columns(joined):
    members = joined({"members": "name | email\nAnne A |"}, {"members": "name\nBo B"})["members"]
    assert len(set(members.tabs)) == 2
    assert ["email" in members.letters[tab] for tab in members.tabs] == [True, False]


def test_a_row_without_a_place_is_of_its_workbook_s_only_one(joined):
    party = "municipality_number | municipality\n{} | {}"
    tables = joined(
        {"members": "name\nAnne A", "local_parties": party.format("3101", "Halden")},
        {"members": "name | municipality_number\nBo B | 3103\nCato C |"},
        {"members": "name | municipality_number\nDina D | 3105\nEva E | 3107\nFinn F |"},
    )
    numbers = list(tables["members"].column("municipality_number"))
    assert numbers == ["3101", "3103", "3103", "3105", "3107", None]
    assert [place.number for place in Municipalities(tables["local_parties"])] == ["3101"]


def test_lists_that_bear_the_name_of_their_tab_stay_two(joined):
    book = {"candidates": "place | name | gender | list\n1 | Anne A | woman | Lista\n2 | Bo B | man | Lista"}
    found = lists_of(joined(book, book)["candidates"], load(None).organisation)
    assert [len(each) for each in found] == [2, 2]
