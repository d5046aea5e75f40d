from datetime import date

import pytest

from automations.checks.registry import registry
from automations.model import Source
from automations.people.local_parties import ROLES

CHECK = "local_party_role_vacant"
WHOLE = "municipality_number | municipality | " + " | ".join(ROLES)


@pytest.fixture
def vacant(made):
    """The roles found, as (municipality number, role)."""

    def find(*arguments, **settings):
        return [
            (f.facts["municipality_number"], f.facts["reason"]) for f in made(CHECK, *arguments, **settings)
        ]

    return find


def test_every_role_that_nobody_has_is_a_reason_of_the_municipality_s_one_task(made, told):
    row = "3101 | Halden | Lise Lund |" + " | ".join([""] * (len(ROLES) - 1))
    found = made(CHECK, f"{WHOLE}\n{row}")
    assert [f.facts["reason"] for f in found] == list(ROLES[1:])
    assert {(f.subject.identities, f.stage) for f in found} == {(("local_party:3101",), "")}
    assert [f.source for f in found] == [Source("local_parties", 2, place) for place in range(3, 12)]
    assert {f.suggested for f in found} == {("Lise Lund",)}
    assert {told(f, "task") for f in found} == {"Finn noen til vervene som er ledige i Halden."}
    assert len({told(f, "why") for f in found}) == len(found)
    assert "Lise" not in repr([f.facts for f in found])


def test_a_party_with_everybody_in_place_is_not_found(vacant):
    row = "3101 | Halden |" + " | ".join(f"Navn {i}" for i in range(len(ROLES)))
    assert vacant(f"{WHOLE}\n{row}") == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Kasserer           | Odd Olsen | 3101 |          |             | ", []),
        ("Økonomiansvarlig   | Odd Olsen | 3101 | local    |             | 2026-11-26", []),
        ("Nestleder/kasserer | Odd Olsen | 3101 |          | Halden Ap   | ", []),
        ("Kasserer           | Odd Olsen | 3101 |          | Styret      | ", []),
        ("Kasserer           | Odd Olsen |      |          |             | ", []),  # the only municipality
        ("Kasserer           | Odd Olsen | 3101 |          |             | 2026-11-25", ["treasurer"]),
        ("Kasserer           |           | 3101 |          |             | ", ["treasurer"]),
        ("Kasserer           | Odd Olsen | 3103 |          |             | ", ["treasurer"]),
        ("Kasserer           | Odd Olsen | 3101 | regional |             | ", ["treasurer"]),
        ("Kasserer           | Odd Olsen | 3101 |          | Tistedal lag | ", ["treasurer"]),
        ("Revisor            | Odd Olsen | 3101 |          |             | ", ["treasurer"]),
    ],
)
def test_a_current_officer_of_the_municipal_party_fills_the_role(vacant, row, found):
    picture = "municipality_number | municipality | treasurer\n3101 | Halden |"
    officers = f"office | name | municipality_number | level | unit | elected_until\n{row}"
    assert vacant(picture, officers) == [("3101", role) for role in found]


def test_who_has_a_role_that_is_no_board_s_counts_whatever_their_unit(vacant):
    picture = "municipality_number | municipality | union_liaison\n3101 | Halden |"
    unit = "office | name | unit\nFaglig-politisk leder | Una Ulv | Faglig-politisk utvalg"
    assert vacant(picture, unit) == []


def test_a_role_that_no_column_is_kept_for_is_judged_where_tillitsverv_names_it(vacant):
    picture = "municipality_number | municipality\n3101 | Halden\n3103 | Moss\n3105 | Sarpsborg"
    assert vacant(picture) == []
    officers = """
        office           | name       | municipality_number
        Medlemsansvarlig | Mona Moe   | 3101
        Medlemsansvarlig |            | 3105
    """
    # Sarpsborg's own row says so already, and office_vacant with it
    assert vacant(picture, officers) == [("3103", "membership_officer")]


def test_a_tab_without_the_column_is_not_judged_where_another_has_it(vacant):
    picture = """
        # Nord
        municipality_number | municipality | leader
        3101                | Halden       |
        # Sør
        municipality_number | municipality
        3103                | Moss
    """
    assert vacant(picture) == [("3101", "leader")]


def test_two_rows_of_one_municipality_are_one_party(vacant):
    assert vacant("municipality_number | leader\n3101 |\n3101 | Lise Lund") == []
    assert vacant("municipality_number | leader\n3101 |\n3101 |") == [("3101", "leader")]


def test_only_the_roles_asked_for_are_found(vacant):
    picture = "municipality_number | leader | auf_contact\n3101 | |"
    assert vacant(picture, roles=("auf_contact",)) == [("3101", "auf_contact")]


def test_whom_to_ask_is_whoever_of_the_board_is_there_then_who_follows_the_party_up(made):
    picture = (
        "municipality_number | leader | deputy | secretary | follow_up_by\n3101 | | Nina Nes | | Fia Fadder"
    )
    (finding, _) = made(CHECK, picture)
    assert (finding.facts["reason"], finding.suggested) == ("leader", ("Nina Nes", "Fia Fadder"))


def test_leader_and_membership_officer_are_urgent_and_each_role_has_its_lines(made):
    found = made(CHECK, f"{WHOLE}\n" + " | ".join(["3101", "Halden", *[""] * len(ROLES)]))
    urgent = [f.facts["reason"] for f in found if f.severity == "high"]
    assert urgent == ["leader", "membership_officer"]
    behind = {f.facts["reason"]: registry()[CHECK].lines_behind(f) for f in found}
    assert behind["safeguarding_contact"] == (21, 22)
    assert behind["auf_contact"] == (94, 95)
    assert behind["womens_network_leader"] == (70, 71, 72)
    assert behind["treasurer"] == (59, 60, 61)


def test_roles_that_are_not_kept_are_said_once(table):
    said = registry()[CHECK].not_judged(
        table("local_parties", "municipality_number | " + " | ".join(ROLES[:-2])),
        table("officers", "office | name\nAUF-kontakt | Au Fi"),
    )
    assert [(s.reason, s.facts["column_names"]) for s in said] == [("stage", ["safeguarding_contact"])]
    (nothing, officers) = registry()[CHECK].not_judged(table("local_parties", "municipality_number"), None)
    assert (nothing.reason, officers.reason) == ("no_column", "uses")


def test_a_name_that_no_number_stands_beside_is_no_fact(made):
    (finding,) = made(CHECK, "municipality | leader\nUtopia |", on=date(2026, 1, 1))
    assert finding.facts == {"municipality_number": None, "municipality": None, "reason": "leader"}
    assert finding.subject.identities == ("local_party:utopia",)
