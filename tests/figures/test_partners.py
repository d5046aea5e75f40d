from datetime import date

from automations.figures.partners import coverage, section, standings
from automations.figures.section import Asked
from automations.settings import load

ON = date(2026, 6, 1)
PARTIES = """
    municipality_number | municipality
    3101                | Halden
    3103                | Moss
                        | Utopia
"""
PARTNERS = """
    organisation | type     | municipality_number | municipality | contact_person | our_contact | last_contact
    NTL          | lo_union | 3101                |              | Lo Li          | Per         | 2026-05-01
    LO           | lo       | 3101                |              | Lo Li          | Per         | 2025-05-01
    AUF          | auf      | 3101                |              |                | Per         | 2026-05-01
    Huseierne    |          | 3101                |              | Hu Si          | Per         | 2026-05-01
    4H           |          |                     | Utopia       | Ha Fi          |             | 2026-05-01
    Bygdekinoen  |          | 3103                |              | By Ki          | Per         | 2026-05-01
"""


def test_matrix_holds_every_municipality_and_kind(table):
    matrix = coverage(table("partners", PARTNERS), table("local_parties", PARTIES), on=ON, least_voluntary=1)
    assert [matrix["3101", kind] for kind in ("lo", "auf", "interest", "voluntary")] == [
        "ok",
        "no_person",
        "too_few",
        "none",
    ]
    assert {verdict for (place, _), verdict in matrix.items() if place == "3103"} == {"none"}
    assert matrix["Utopia", "voluntary"] == "nobody_ours"
    assert len(matrix) == 12


def test_a_kind_that_nobody_asks_for_is_in_order(table):
    matrix = coverage(table("partners", PARTNERS), table("local_parties", PARTIES), on=ON, least_lo=0)
    assert matrix["3103", "lo"] == "ok"


def test_standing_counts_what_was_found(table):
    judged = standings(table("partners", PARTNERS), None, on=ON, least_lo=3)
    standing = next(s for s in judged if s.kind == "lo")
    assert (standing.verdict, standing.found, standing.least) == ("too_few", 2, 3)
    assert standing.rows == (0, 1)  # the one in order first


def test_no_partner_is_no_municipality(table):
    assert coverage(table("partners", "organisation | type | municipality_number"), None, on=ON) == {}


def test_organisations_are_counted_by_level_and_by_talks(table):
    picture = """
        organisation | type | level    | municipality_number | last_contact
        LO           | lo   | local    | 3101                | 2025-12-01
        lo           | lo   |          | 3101                | 2026-03-01
        AUF          | auf  |          | 3101                | 2025-11-30
        LO           | lo   | regional |                     | 2026-06-01
        LO sentralt  | lo   | national |                     |
    """
    settings = load(None)
    tables = {"partners": table("partners", picture), "local_parties": table("local_parties", PARTIES)}
    found = section(Asked(tables, (), ON, (), {}, settings.checks, settings.organisation))
    counts = {name: value for (name, _), value in found.values.items() if not name.startswith("covered")}
    assert counts == {
        "partners_by_level:local": 2,
        "partners_by_level:regional": 1,
        "partners_by_level:national": 1,
        "talks_half_year": 2,
    }
    assert list(found.order)[-4:] == list(counts)
