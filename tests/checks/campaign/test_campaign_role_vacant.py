from datetime import date

import pytest

from automations.checks.campaign.campaign_role_vacant import campaign_role_vacant, reason_key
from automations.election_calendar import ElectionCalendar
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 1)
CALENDAR = ElectionCalendar()
HEADER = "role | name | municipality_number | municipality"
PARTIES = "municipality_number | municipality | leader\n3101 | Halden | Kari Moen"
FULL = [
    "Valgkampleder | Vera | 3101 |",
    "SoMe-ansvarlig | Siri | 3101 |",
    "Stand og materiell | Stein | 3101 |",
    "Ringeansvarlig | Rita | 3101 |",
    "Husbesøk | Hans | 3101 |",
]


@pytest.fixture
def findings(table):
    def find(*rows, local_parties=PARTIES, officers=None, on=ON, **settings):
        return list(
            campaign_role_vacant(
                table("campaign", "\n".join([HEADER, *rows])),
                table("local_parties", local_parties) if local_parties else None,
                table("officers", officers) if officers else None,
                on=on,
                calendar=CALENDAR,
                **settings,
            )
        )

    return find


def test_a_campaign_with_all_its_roles_is_in_order(findings):
    assert findings(*FULL) == []


def test_the_vacant_roles_of_a_municipality_are_one_task(findings):
    found = findings(*FULL[:2], "Stand | | 3101 |")
    assert [f.facts["role"] for f in found] == ["stall", "phone_bank", "door_knocking", "material"]
    assert len({(f.subject, f.stage) for f in found}) == 1
    assert [f.source for f in found[:2]] == [Source("campaign", 4, 1), Source("local_parties", 2)]
    assert found[0].suggested == ("Vera", "Kari Moen")


def test_where_nobody_has_a_role_that_is_said_once(findings):
    (one,) = findings("Stand | | 3101 |")
    assert one.facts == {"municipality_number": "3101", "municipality": "Halden", "role": None}


def test_each_municipality_is_judged_by_its_own_rows(findings):
    parties = f"{PARTIES}\n3103 | Moss | Lars Lie"
    (one,) = findings(*FULL, "Stand | Nobody's | |", local_parties=parties)
    assert (one.facts["municipality"], reason_key(one)) == ("Moss", "none")


def test_without_local_parties_it_is_the_municipalities_of_the_tab_itself(findings):
    found = findings(*FULL, "Husbesøk | Mona | 3103 | Moss", local_parties=None)
    assert {f.facts["municipality"] for f in found} == {"Moss"}


@pytest.mark.parametrize(
    ("day", "severities"),
    [
        (date(2026, 9, 13), None),
        (date(2026, 9, 14), ["medium", "low"]),
        (date(2027, 2, 13), ["medium", "low"]),
        (date(2027, 2, 14), ["high", "medium"]),
        (date(2027, 6, 17), ["high", "high"]),
        (date(2027, 9, 13), ["high", "high"]),
        (date(2027, 9, 14), None),
    ],
)
def test_a_hint_in_autumn_is_urgent_in_spring_and_summer(findings, day, severities):
    rows = [row for row in FULL if not row.startswith(("Valgkampleder", "Husbesøk"))]
    assert [f.severity for f in findings(*rows, on=day)] == (severities or [])


def test_roles_are_chosen(findings):
    assert findings("Telefonkveld | Rita | 3101 |", roles=("phone_bank",)) == []
    assert [f.facts["role"] for f in findings(*FULL, roles=("phone_bank", "stall"))] == []


def test_a_tab_without_rows_is_not_in_use_yet(findings):
    assert findings() == []


def test_a_workbook_that_names_no_municipality_is_one_campaign(findings):
    (one,) = findings("Valgkampleder | | |", local_parties=None)
    assert (one.private, one.facts["municipality"]) == ({"municipality": "campaign"}, None)
    assert findings(*[row.replace("3101", "") for row in FULL], local_parties=None) == []


def test_every_reason_has_its_words(findings):
    found = [*findings("Stand | | |"), *findings(FULL[0]), *findings(*FULL[1:])]
    assert {reason_key(f) for f in found} == {
        "none",
        *("campaign_manager", "social_media", "stall", "phone_bank", "door_knocking", "material"),
    }
    for one in found:
        for language in LANGUAGES:
            assert fill(language, f"campaign_role_vacant.{reason_key(one)}.why", **one.private)
