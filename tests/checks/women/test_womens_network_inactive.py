from datetime import date

import pytest

from automations.checks.women.womens_network_inactive import reason_key, womens_network_inactive
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 12, 1)
HEADER = "date | organiser | municipality_number | municipality"
PARTIES = "municipality_number | municipality | leader | womens_network_leader"
HALDEN = f"{PARTIES}\n3101 | Halden | Kari Moen | Nora Nett"
TWO = f"{HALDEN}\n3103 | Moss | Lars Lie | "


@pytest.fixture
def findings(table):
    def find(*rows, local_parties=TWO, officers=None, on=ON, **settings):
        parties = table("local_parties", local_parties) if local_parties else None
        elected = table("officers", officers) if officers else None
        picture = "\n".join([HEADER, *rows])
        return list(
            womens_network_inactive(table("activities", picture), parties, elected, on=on, **settings)
        )

    return find


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("01.06.2026", False),
        ("31.05.2026", True),
        ("24.12.2026", False),  # planned
    ],
)
def test_a_network_is_found_the_day_after_half_a_year(findings, day, found):
    rows = [
        f"{day} | Kvinnenettverket i Halden | 3101 | Halden",
        "01.01.2024 | Kvinnenettverket | 3101 | Halden",
    ]
    assert bool(findings(*rows)) is found


def test_a_network_with_a_leader_that_has_done_nothing_is_found_at_the_leader(findings):
    (one,) = findings("01.11.2026 | Styret | 3101 | Halden")
    assert one.source == Source("local_parties", 2, 3)
    assert one.facts == {"municipality_number": "3101", "municipality": "Halden", "last": None}
    assert one.suggested == ("Nora Nett", "Kari Moen")


def test_where_there_is_no_network_nothing_is_missing(findings):
    found = findings(
        "01.01.2025 | Kvinnenettverket | 3103 | Moss", "01.11.2026 | Kvinnenettverket | 3101 | Halden"
    )
    assert [(f.facts["municipality"], f.source) for f in found] == [("Moss", Source("activities", 2, 1))]
    assert found[0].due == date(2025, 7, 1)


def test_what_names_no_municipality_is_the_county_s(findings):
    officers = "office | name | level\nKvinnenettverksleder | Frida Fylke | regional"
    found = findings(
        "01.01.2026 | Kvinnenettverket | |", "01.11.2026 | Kvinnenettverket | 3101 |", officers=officers
    )
    assert [(f.subject.identities, f.suggested) for f in found] == [
        (("womens_network:county",), ("Frida Fylke",))
    ]


def test_in_a_workbook_of_one_municipality_every_row_is_of_it(findings):
    assert findings("01.11.2026 | Kvinnenettverket | |", local_parties=HALDEN) == []


def test_an_officer_or_the_leader_of_the_body_is_a_leader_too(findings):
    for row in ("Kvinnenettverksleder | Mona | 3103 |", "Leder | Mona | 3103 | Kvinnenettverket"):
        officers = f"office | name | municipality_number | unit\n{row}"
        found = findings("01.11.2026 | Kvinnenettverket | 3101 |", officers=officers)
        assert [f.facts["municipality"] for f in found] == ["Moss"]


def test_activities_without_a_day_alone_are_not_judged(findings):
    assert findings(" | Kvinnenettverket | 3101 | Halden") == []


def test_every_reason_has_its_words(findings):
    officers = "office | name | level\nKvinnenettverksleder | Frida Fylke | regional"
    pictures = ([], ["01.01.2026 | Kvinnenettverket | |", "01.01.2026 | Kvinnenettverket | 3101 |"])
    reasons = set()
    for rows in pictures:
        for one in findings(*rows, officers=officers):
            reasons.add(reason_key(one))
            for language in LANGUAGES:
                for part in ("task", "why"):
                    key = f"womens_network_inactive.{reason_key(one)}.{part}"
                    assert fill(language, key, **{**one.facts, **one.private})
    assert reasons == {"municipality.never", "municipality.since", "county.never", "county.since"}
