from datetime import date

import pytest

from automations.checks.volunteers.volunteer_not_thanked import volunteer_not_thanked
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 6, 30)
HEADER = "name | municipality_number | municipality | last_thanked"
RECENT = "Rita R | 3101 | Halden | 01.06.2026"


@pytest.fixture
def findings(table):
    def find(*rows, members=None, supporters=None, local_parties=None, **settings):
        others = {"members": members, "supporters": supporters, "local_parties": local_parties}
        tables = [table(kind, picture) if picture else None for kind, picture in others.items()]
        picture = "\n".join([HEADER, *rows])
        return list(volunteer_not_thanked(table("volunteers", picture), *tables, None, on=ON, **settings))

    return find


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("", True),
        ("nei", True),
        ("01.01.2026", False),  # 180 days ago
        ("31.12.2025", True),
        ("ja", False),
        ("01.07.2026", True),  # a plan
    ],
)
def test_who_has_not_been_thanked_for_long_is_found(findings, said, waits):
    assert bool(findings(RECENT, f"Anne A | 3101 | Halden | {said}")) is waits


def test_where_nobody_has_ever_been_thanked_the_column_is_not_in_use(findings):
    assert findings("Anne A | 3101 | Halden |", "Bo B | 3101 | Halden | nei") == []


def test_those_of_a_municipality_are_one_friendly_task(findings):
    parties = "municipality_number | municipality | leader | membership_officer\n3101 | Halden | Kari | Mette"
    found = findings(
        RECENT,
        "Anne A | 3101 | Halden |",
        "Bo B | 3101 | Halden |",
        "Bo B | 3101 | Halden |",
        "Dina D | 3103 | Moss | 01.02.2025",
        local_parties=parties,
    )
    assert [(f.private, f.source) for f in found] == [
        ({"count": "2", "municipality": "Halden"}, Source("volunteers", 3, 3)),
        ({"count": "1", "municipality": "Moss"}, Source("volunteers", 6, 3)),
    ]
    assert found[0].suggested == ("Mette", "Kari")
    assert (found[0].facts, found[0].severity) == ({"municipality_number": "3101"}, "low")


def test_a_person_thanked_on_one_row_is_thanked(findings):
    assert findings("Anne A | 3101 | Halden |", "anne a | 3101 | Halden | 01.06.2026") == []


@pytest.mark.parametrize("wish", ["no | |", "| ja |", "| | resigned", "| | supporting"])
def test_who_wants_no_contact_as_a_member_is_left_alone(findings, wish):
    header = "name | municipality_number | may_contact | protected_address | status"
    members = f"{header}\nAnne A | 3101 | {wish}"
    assert findings(RECENT, "Anne A | 3101 | Halden |", members=members) == []


def test_rows_of_a_tab_without_the_column_are_not_judged(findings):
    assert findings(RECENT, "# Flere", "name | municipality_number", "Anne A | 3101") == []


def test_without_municipalities_the_words_name_none(findings):
    (one,) = findings("Rita R | | | ja", "Anne A | | |")
    for language in LANGUAGES:
        assert "1" in fill(language, "volunteer_not_thanked.everybody.why", **one.private)
