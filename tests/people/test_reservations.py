from datetime import date

import pytest

from automations.people.reservations import Reservations

ON = date(2026, 6, 1)
MEMBERS = """
    name    | municipality_number | may_contact | status     | birth_year
    Anne A  | 3101                | no          |            |
    Bo B    | 3101                | no_call     |            |
    Cato C  |                     |             | resigned   |
    Dina D  | 3101                |             | supporting |
    Erik E  | 3101                |             |            | 2013
    Finn F  | 3101                |             |            |
"""


@pytest.mark.parametrize(
    ("name", "number", "alone"),
    [
        ("Anne A", "3101", True),
        ("anne  a", "3101", True),
        ("Anne A", None, True),
        ("Anne A", "3103", False),
        ("Bo B", "3101", False),
        ("Cato C", "3103", True),
        ("Dina D", "3101", True),
        ("Erik E", "3101", True),
        ("Finn F", "3101", False),
        ("Nobody", "3101", False),
        (None, None, False),
    ],
)
def test_a_member_s_wishes_hold_in_every_tab(table, name, number, alone):
    assert Reservations(table("members", MEMBERS), on=ON).leaves_alone(name, number) is alone


@pytest.mark.parametrize(
    ("said", "alone"),
    [("ja | | ", False), ("nei | |", True), ("| |", True), ("ja | no |", True), ("ja | | ja", True)],
)
def test_a_sympathiser_must_have_consented(table, said, alone):
    picture = f"name | consent | may_contact | protected_address\nAnne A | {said}"
    assert Reservations(None, table("supporters", picture), on=ON).leaves_alone("Anne A", "3101") is alone


def test_without_tabs_nobody_has_asked_for_anything():
    assert not Reservations(None, on=ON).leaves_alone("Anne A", None)
