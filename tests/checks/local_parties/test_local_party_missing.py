import pytest

from automations.model import Source
from automations.people.municipalities import every_municipality

CHECK = "local_party_missing"
OSTFOLD = [one for one in every_municipality() if one.county == "Østfold"]
HEADER = "municipality_number | municipality"


def listing(municipalities):
    return "\n".join([HEADER, *(f"{one.number} | {one.name}" for one in municipalities)])


@pytest.fixture
def missing(made):
    def find(picture, **settings):
        return [f.facts["municipality"] for f in made(CHECK, picture, **settings)]

    return find


@pytest.mark.parametrize(("listed", "found"), [(5, 0), (6, 6), (11, 1), (12, 0)])
def test_a_county_of_which_half_is_listed_is_what_the_workbook_is_for(missing, listed, found):
    assert len(OSTFOLD) == 12
    assert missing(listing(OSTFOLD[:listed])) == [one.name for one in OSTFOLD[listed:]][:found]


def test_a_workbook_of_a_few_municipalities_is_about_them(missing):
    vestfold = [one for one in every_municipality() if one.county == "Vestfold"]
    assert missing(listing(vestfold[:4])) == []  # four of six
    assert missing(listing(vestfold[:5])) == [vestfold[5].name]
    assert missing(HEADER) == []


@pytest.mark.parametrize("county", ["31", "Østfold", "ØSTFOLD"])
def test_counties_may_be_named(missing, county):
    assert missing(listing(OSTFOLD[:1]), counties=(county,)) == [one.name for one in OSTFOLD[1:]]


def test_a_county_s_number_may_have_lost_its_zero_and_its_name_another_language(missing):
    assert missing(HEADER, counties=("3",)) == ["Oslo"]
    assert missing(HEADER, counties=("Finnmárku",)) == missing(HEADER, counties=("56",)) != []
    assert missing(listing(OSTFOLD), counties=("Utopia",)) == []


def test_one_that_is_listed_by_name_alone_is_there(missing):
    picture = listing(OSTFOLD[:-1]) + f"\n | {OSTFOLD[-1].name.upper()}"
    assert missing(picture) == []


def test_it_belongs_below_its_county_s_rows(made, told):
    other = [one for one in every_municipality() if one.county == "Rogaland"][:2]
    (found,) = made(CHECK, listing([*OSTFOLD[:-1], *other]))
    assert found.source == Source("local_parties", 12)
    assert found.subject.identities == (f"local_party:{OSTFOLD[-1].number}",)
    assert OSTFOLD[-1].name in told(found, "task")
    told(found, "why")
    assert {f.source for f in made(CHECK, listing(other), counties=("31",))} == {Source("local_parties", 3)}
    assert {f.source for f in made(CHECK, HEADER, counties=("03",))} == {Source("local_parties", 1)}
