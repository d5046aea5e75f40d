import pytest

from automations.people.partners import called, partners_of, to_ask
from automations.people.responsible import Responsible

ONE = "municipality_number | municipality | leader | auf_contact\n3101 | Halden | Lise Lund | Aud Aas"


def test_organisations_are_known_by_kind_level_and_place(table):
    picture = """
        organisation | type | level    | municipality_number
        NTL          |      |          |
        LO           | lo   | regional |
        LO           | lo   | regional | 3101
        4H           |      | local    | 3103
                     | auf  |          |
    """
    found = partners_of(table("partners", picture), table("local_parties", ONE))
    assert [(each.kind, each.level, each.number, each.own) for each in found] == [
        ("lo", None, "3101", ("3101", "ntl")),
        ("lo", "regional", None, ("", "lo")),
        ("lo", "regional", "3101", ("3101", "lo")),
        ("voluntary", "local", None, ("", "4h")),
        ("auf", None, "3101", ("3101", "row 4")),
    ]


def test_own_names_of_unions_are_heard(table):
    partners = table("partners", "organisation | type | municipality_number\nStorforbundet | | 3101")
    assert [each.kind for each in partners_of(partners, None)] == [None]
    assert [each.kind for each in partners_of(partners, None, lo_unions=("Storforbundet",))] == ["lo"]


@pytest.mark.parametrize(
    ("organisation", "municipality", "name"),
    [
        ("LO", "Halden", "LO (Halden)"),
        ("LO i halden", "Halden", "LO i halden"),
        ("LO", None, "LO"),
        (None, "Halden", "– (Halden)"),
    ],
)
def test_an_organisation_is_called_by_its_name_and_place(organisation, municipality, name):
    assert called(organisation, municipality) == name


def test_who_knows_the_organisation_is_asked_before_those_who_know_us(table):
    responsible = Responsible(table("local_parties", ONE), None)
    assert to_ask(responsible, "auf", "3101", None) == ("Aud Aas", "Lise Lund")
    assert to_ask(responsible, "auf", "3101", "lise lund") == ("lise lund", "Aud Aas")
    assert to_ask(responsible, "voluntary", "3101", None) == ("Lise Lund",)
    assert to_ask(responsible, None, "3101", None) == ("Lise Lund",)
