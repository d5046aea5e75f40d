from datetime import date

import pytest

from automations.checks.partners.partner_level_missing import partner_level_missing, reason_key
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
HEADER = "organisation | type | level | municipality_number"
ONE = "municipality_number | municipality\n3101 | Halden"
COUNTY = ONE + "\n3103 | Moss"
COUNTRY = COUNTY + "\n4601 | Bergen"


@pytest.fixture
def missing(table):
    """`missing(*rows)` → the findings of a workbook with those partners."""

    def find(*rows, parties=COUNTY, officers=None, **settings):
        partners = table("partners", "\n".join([HEADER, *rows]))
        local = table("local_parties", parties) if parties else None
        elected = table("officers", officers) if officers else None
        return list(partner_level_missing(partners, local, elected, on=ON, **settings))

    return find


def keys(found):
    return [reason_key(f) for f in found]


@pytest.mark.parametrize(
    ("parties", "levels"),
    [(ONE, []), (COUNTY, ["regional"]), (COUNTRY, ["regional", "national"]), (None, ["regional"])],
)
def test_the_level_at_which_a_workbook_works_is_judged(missing, parties, levels):
    rows = ("LO | lo | local | 3101", "AUF | auf | local | 3103")
    wanted = [f"{kind}.{level}" for level in levels for kind in ("lo", "auf")]
    assert keys(missing(*rows, parties=parties)) == wanted


@pytest.mark.parametrize("level", ["regional", "national"])
def test_officers_of_a_level_tell_that_the_workbook_works_at_it(missing, level):
    officers = f"office | name | level\nLeder | Lise Lund | {level}"
    assert keys(missing(parties=ONE, officers=officers)) == [f"lo.{level}", f"auf.{level}"]
    assert missing(parties=ONE, officers=officers.replace(level, "local")) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("LO i fylket | lo | regional |", ["auf.regional"]),
        ("Fagforbundet | lo_union | regional | 3101", ["auf.regional"]),
        ("AUF i fylket | | regional |", ["lo.regional"]),
        ("LO | lo | national |", ["lo.regional", "auf.regional"]),
        ("LO | lo | local | 3101", ["lo.regional", "auf.regional"]),
        ("4H | voluntary | regional |", ["lo.regional", "auf.regional"]),
    ],
)
def test_an_organisation_at_the_level_is_enough(missing, row, found):
    assert keys(missing(row)) == found


def test_levels_and_kinds_are_settings(missing):
    assert keys(missing(parties=COUNTRY, levels=("national",))) == ["lo.national", "auf.national"]
    assert keys(missing(kinds=("lo",))) == ["lo.regional"]
    assert missing(levels=()) == []


def test_a_finding_stands_beside_its_kind_and_asks_those_of_the_level(missing):
    officers = """
        office               | name      | level    | municipality_number | elected_until
        Leder                | Lise Lund | regional | 3101                |
        Faglig-politisk leder| Una Ulv   | regional | 3103                |
        Faglig-politisk leder| Per Pihl  | local    | 3103                |
        AUF-kontakt          | Aud Aas   | regional |                     | 2026-11-01
    """
    lo, auf = missing("4H | voluntary | local | 3101", "LO | lo | local | 3101", officers=officers)
    assert (lo.source, auf.source) == (Source("partners", 3), Source("partners", 3))
    assert (lo.suggested, auf.suggested) == (("Una Ulv", "Lise Lund"), ("Lise Lund",))
    assert (lo.severity, auf.severity) == ("medium", "low")
    assert lo.facts == {"kind": "lo", "level": "regional"}
    assert lo.subject.identities == ("partner_level:lo:regional",)


def test_a_tab_without_rows_is_found_at_its_top(missing):
    assert {f.source for f in missing()} == {Source("partners", 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(missing, language):
    found = missing(parties=COUNTRY)
    assert len(found) == 4
    for finding in found:
        for part in ("task", "why"):
            assert fill(language, f"{finding.check}.{reason_key(finding)}.{part}")
