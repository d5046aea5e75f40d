# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""The examples of docs/own-checks.md do what they say."""

import re
from datetime import date
from pathlib import Path

import pytest

from automations.settings import load

PAGE = Path(__file__).parents[3] / "docs" / "own-checks.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the documentation lies in the checkout only")
ON = date(2026, 11, 23)
PLACES = "municipality_number | municipality | leader\n3101 | Halden | Liv Lie\n3103 | Moss | Per Vik"
PARTNERS = """
    organisation | type     | last_contact | agreement_until | our_contact
    LO i Halden  | lo       | 2026-09-23   | 2027-01-22      | Liv Lie
    NTL          | lo_union | 2026-09-24   | 2027-01-23      |
    AUF          | auf      | 2026-11-01   | 2026-12-01      |
"""
PICTURES = {
    "own_quiet_partner": ({"partners": PARTNERS}, [2]),
    "own_no_email": (
        {
            "members": "name | email | joined\nKari Moen | | 2026-05-27\nOla Vik | | 2026-05-26\nLiv Lie | l@example.no | 2026-06-01"
        },
        [2],
    ),
    "own_term_ends": (
        {
            "officers": "office | name | level | elected_until\nLeder | Kari Moen | local | 2027-02-28\n"
            "Leder | Ola Vik | local | 2027-03-01\nLeder | Liv Lie | national | 2027-01-01"
        },
        [2],
    ),
    "own_two_stalls": (
        {
            "activities": "date | type | municipality_number\n2026-08-25 | stall | 3101\n2026-11-01 | stall | 3101\n"
            "2026-08-24 | stall | 3103\n2026-11-01 | stall | 3103",
            "local_parties": PLACES,
        },
        [3],
    ),
    "own_agreement_soon": ({"partners": PARTNERS}, [2]),
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    path = tmp_path_factory.mktemp("own") / "automations.toml"
    path.write_text("\n".join(blocks), "utf-8")
    return load(path)


def test_there_are_five(settings):
    assert {written.key for written in settings.own_check} == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_an_example_finds_what_it_says(settings, table, name):
    pictures, expected = PICTURES[name]
    check = settings.known[name]
    tables = [table(kind, pictures[kind]) if kind in pictures else None for kind in check.reads]
    assert [finding.source.row for finding in check(*tables, on=ON)] == expected


def test_every_key_of_an_entry_is_on_the_page():
    from automations.checks.own.entry import OwnCheck

    text = PAGE.read_text("utf-8")
    assert [key for key in OwnCheck.model_fields if f"`{key}" not in text] == []
