"""Which roles of the campaign are filled, and how many volunteers we have thanked."""

from datetime import date

import pytest

from automations.figures.campaign import section
from automations.figures.section import Asked
from automations.settings import load

SETTINGS = load(None)


@pytest.fixture
def figures(table):
    def count(**pictures):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        asked = Asked(
            tables, (), date(2026, 6, 30), SETTINGS.checks, {}, SETTINGS.checks, SETTINGS.organisation
        )
        return section(asked)

    return count


def test_roles_are_held_against_those_of_every_municipality(figures):
    found = figures(
        campaign="""
            role                | name | municipality_number
            Valgkampleder       | Vera | 3101
            Stand og materiell  | Stig | 3101
            Stand               | Stig | 3101
            Husbesøk            |      | 3101
        """,
        local_parties="municipality_number | municipality\n3101 | Halden\n3103 | Moss",
    )
    key = ("campaign_roles_filled", "")
    assert (found.values[key], found.goals[key]) == (3, 12)


def test_volunteers_thanked_are_persons_thanked_of_late(figures):
    picture = "name | last_thanked\nAnne A | 01.06.2026\nBo B | 01.06.2025\nCato C |\nAnne A | ja"
    found = figures(volunteers=picture)
    key = ("volunteers_thanked", "")
    assert (found.values[key], found.goals[key]) == (1, 3)


def test_what_is_not_kept_is_left_out(figures):
    assert figures(campaign="role\nValgkampleder", volunteers="name | last_thanked\nAnne A |") is None
