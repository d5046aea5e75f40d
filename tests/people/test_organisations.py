import pytest

from automations.model import Source
from automations.people.organisations import KindNames, kind_of, without_kind


@pytest.mark.parametrize(
    ("organisation", "kind"),
    [
        ("AUF Halden", "auf"),
        ("Halden Arbeidernes Ungdomsfylking", "auf"),
        ("Fagforbundet", "lo"),
        ("FAGFORBUNDET avd. 123 Halden", "lo"),
        ("EL & IT Forbundet Østfold", "lo"),
        ("Norsk Nærings- og nytelsesmiddelarbeiderforbund", "lo"),
        ("LO i Halden og Aremark", "lo"),
        ("Landsorganisasjonen (LO)", "lo"),
        ("Delta Halden", "interest"),
        ("YS/LO-samarbeidet", "interest"),
        ("Norsk Sykepleierforbund", "interest"),
        ("Pensjonistforbundet Halden", "interest"),
        ("Halden Skolekorps", "voluntary"),
        ("Røde Kors Halden", "voluntary"),
        ("Raude kross", "voluntary"),
        ("Kvik Halden idrettslag", "voluntary"),
        ("Solberg velforening", "voluntary"),
        ("Bygdekinoen", None),
        ("Lotteriet", None),
        ("", None),
        (None, None),
    ],
)
def test_the_name_tells_the_kind_where_the_type_is_blank(organisation, kind):
    assert kind_of(organisation, None) == kind


@pytest.mark.parametrize(
    ("organisation", "typed", "kind"),
    [
        ("Klubben på verftet", "lo_union", "lo"),
        ("Klubben på verftet", "lo", "lo"),
        ("Fagforbundet", "interest", "interest"),
        ("AUF Halden", "voluntary", "voluntary"),
        (None, "auf", "auf"),
        ("Delta Halden", "lo_union", "interest"),  # another confederation's is never LO's
        ("Parat", "lo", "interest"),
    ],
)
def test_the_type_decides_but_for_unions_of_other_confederations(organisation, typed, kind):
    assert kind_of(organisation, typed) == kind


def test_an_organisation_adds_unions_of_its_own():
    names = KindNames(lo_unions=("Havnearbeiderne",), other_unions=("Fellesforbundet",))
    assert names.kind_of("Havnearbeiderne Halden", None) == "lo"
    assert names.kind_of("Fellesforbundet", "lo_union") == "interest"


def test_organisations_that_nobody_can_place_are_named_by_their_cell(table):
    partners = table("partners", "organisation | type\nAUF | \nBygdekinoen | \nBygdekinoen | voluntary")
    assert without_kind(partners) == [Source("partners", 3, 1)]
