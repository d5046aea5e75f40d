from datetime import date

import pytest

from automations.people.local_parties import is_the_party, local_parties, municipal_roles, role_standings
from automations.people.responsible import roles_in

ON = date(2026, 11, 26)


def test_a_party_is_all_rows_of_its_municipality(table):
    picture = """
        # Nord
        municipality_number | municipality | leader
        3101                | Halden       |
        # Sør
        municipality_number | municipality | leader    | annual_meeting_on
        3101                | Halden       | Lise Lund | 2026-02-01
        3101                | Halden       |           | 2025-02-01
        3103                | Moss         |           |
                            |              | Nils Ny   |
    """
    halden, moss = local_parties(table("local_parties", picture))
    assert (halden.municipality.name, halden.rows, halden.alone) == ("Halden", (0, 1, 2), False)
    assert halden.values("leader") == ["Lise Lund"]
    assert halden.latest("annual_meeting_on") == date(2026, 2, 1)
    assert (halden.source("annual_meeting_on").a1, halden.source("annual_meeting_on").tab) == ("D2", "Sør")
    assert (halden.source().a1, halden.source("website").tab) == ("A2", "Nord")
    assert moss.keeps("annual_meeting_on")
    assert not moss.keeps("website")
    assert moss.in_use == {"municipality_number", "municipality", "leader", "annual_meeting_on"}


def test_a_workbook_of_one_municipality_is_alone(table):
    (halden,) = local_parties(table("local_parties", "municipality_number\n3101\n3101"))
    assert halden.alone


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        (None, True),
        ("Styret", True),
        ("Halden Ap", True),
        ("Halden arbeiderparti", True),
        ("Kommunepartiet", True),
        ("Halden Sentrum arbeiderlag", False),
        ("Nominasjonskomiteen", False),
        ("AUF Halden", False),
    ],
)
def test_the_unit_tells_the_municipal_party_from_its_branches_and_committees(unit, own):
    assert is_the_party(unit) is own
    assert municipal_roles("Leder", None, unit) == (("leader",) if own else ())
    assert municipal_roles("AUF-kontakt", "local", unit) == ("auf_contact",)
    assert municipal_roles("Leder", "regional", unit) == ()


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [
        ("", "", "filled"),
        ("2026-11-26", "2026-11-26", "filled"),
        ("2026-11-27", "", "office"),
        ("", "2026-11-25", "office"),
    ],
)
def test_an_officer_fills_a_role_from_the_first_day_of_the_term_to_the_last(table, since, until, standing):
    officers = f"office | name | elected_from | elected_until\nAUF-kontakt | Au Fi | {since} | {until}"
    parties = table("local_parties", "municipality_number\n3101")
    ((_, standings),) = role_standings(parties, table("officers", officers), on=ON)
    assert standings == {"auf_contact": standing}


@pytest.mark.parametrize(
    ("office", "roles"),
    [
        ("Leder i kommunepartiet", ("leader",)),
        ("2. nestleiar", ("deputy",)),
        ("Nestleder/sekretær", ("deputy", "secretary")),
        ("Rekneskapsansvarleg", ("treasurer",)),
        ("Studie- og skoleringsleder", ("training_officer",)),
        ("Kvinneleiar", ("womens_network_leader",)),
        ("Leder av faglig-politisk utvalg", ("union_liaison",)),
        ("Varslingsmottakar", ("safeguarding_contact",)),
        ("Valgkampleder", ("campaign_manager",)),
        ("Valkampansvarleg", ("campaign_manager",)),
        ("Election agent", ("campaign_manager",)),
        ("Fylkesleder", ("county_leader",)),
        ("Leiar i fylkespartiet", ("county_leader",)),
        ("County chair", ("county_leader",)),
        ("Vaktmester", ()),
    ],
)
def test_offices_are_known_in_all_three_languages(office, roles):
    assert roles_in(office) == roles
