from datetime import date

import pytest

from automations.checks.registry import registry
from automations.model import Source

CHECK = "office_vacant"
ON = date(2026, 11, 26)
HEADER = "office | name | level | municipality_number | municipality | unit | elected_from | elected_until"


@pytest.fixture
def findings(table):
    def find(picture, local_parties=None, on=ON):
        parties = table("local_parties", local_parties) if local_parties else None
        return list(registry()[CHECK](table("officers", picture), parties, on=on))

    return find


@pytest.fixture
def found(findings):
    """The reasons found and their rows, of rows below the usual header."""

    def find(*rows, **arguments):
        return [(f.facts["reason"], f.source.row) for f in findings("\n".join([HEADER, *rows]), **arguments)]

    return find


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        ("Leder | Lise Lund |          | 3101 | Halden | | | ", []),
        ("Leder | Lise Lund |          | 3101 | Halden | | | 2026-11-26", []),
        ("Leder | Lise Lund |          | 3101 | Halden | | | 2026-11-25", ["ended"]),
        ("Leder |           |          | 3101 | Halden | | | ", ["nobody"]),
        ("Leder |           |          | 3101 | Halden | | | 2028-02-01", ["nobody"]),
        ("Leder |           | regional |      |        | | | ", ["nobody"]),
        ("Leder | Lise Lund | national |      |        | | | 2026-01-01", ["ended"]),
        ("Revisor |         |          | 3101 | Halden | | | ", ["nobody"]),
        ("      |           |          | 3101 | Halden | | | ", []),
    ],
)
def test_an_office_is_found_without_a_name_and_from_the_day_after_its_term(found, row, reasons):
    assert [reason for reason, _ in found(row)] == reasons


ENDED = "{} | Odd Olsen | | 3101 | Halden | {} | | 2026-02-01"


@pytest.mark.parametrize(
    ("office", "unit", "after", "vacant"),
    [
        ("Leder", "", "Leder | Lise Lund | | 3101 | Halden | | 2026-02-02 | 2028-02-01", False),
        ("Leder", "", "Styreleder | Lise Lund | local | 3101 | Halden | Styret | | ", False),
        ("Leder", "", "Leder | Lise Lund | | 3101 | Halden | | | 2026-11-26", False),
        ("Leder", "", "Leder | Lise Lund | | 3101 | Halden | | 2027-02-01 | ", False),  # chosen already
        ("Leder", "", "Leder | Lise Lund | | 3101 | Halden | Tistedal lag | | ", True),
        ("Leder", "", "Leder | Lise Lund | | 3103 | Moss | | | ", True),
        ("Leder", "", "Leder | Lise Lund | regional | 3101 | Halden | | | ", True),
        ("Leder", "", "Nestleder | Lise Lund | | 3101 | Halden | | | ", True),
        ("Leder", "Tistedal lag", "Leder | Lise Lund | | 3101 | Halden | tistedal LAG | | ", False),
        ("Nestleder og kasserer", "", "Kasserer | Lise Lund | | 3101 | Halden | | | ", True),
        ("Politisk nestleder", "", "Organisatorisk nestleder | Lise Lund | | 3101 | Halden | | | ", True),
        ("Styremedlem", "", "Styremedlem | Lise Lund | | 3101 | Halden | | | ", False),
    ],
)
def test_whoever_has_the_office_of_the_unit_now_comes_after(found, office, unit, after, vacant):
    assert found(ENDED.format(office, unit), after) == ([("ended", 2)] if vacant else [])


def test_two_share_what_one_had(found):
    both = ("Nestleder | Nina Nes | | 3101 | Halden | | | ", "Kasserer | Kai Ko | | 3101 | Halden | | | ")
    assert found(ENDED.format("Nestleder og kasserer", ""), *both) == []


def test_a_blank_beside_somebody_is_a_seat_of_many_but_no_second_leader(found):
    held = "{0} | Lise Lund | | 3101 | Halden | | | "
    blank = "{0} | | | 3101 | Halden | | | {1}"
    assert found(held.format("Leder"), blank.format("Leder", "")) == []
    assert found(held.format("Styremedlem"), blank.format("Styremedlem", "")) == [("nobody", 3)]
    assert found(held.format("Styremedlem"), blank.format("Styremedlem", "2024-02-01")) == []


def test_the_seats_of_one_body_are_one_task_and_the_last_term_is_told(findings, told):
    seat = "Styremedlem | | | 3101 | Halden | | | "
    (finding,) = findings(f"{HEADER}\n{seat}\n{seat}")
    assert (finding.source, finding.also) == (Source("officers", 2, 1), (Source("officers", 3),))
    assert told(finding, "task") == "Finn noen til vervet Styremedlem (Halden)."
    terms = (
        "Leder | A A | | 3101 | Halden | | | 2022-02-01",
        "Leder | B B | | 3101 | Halden | | | 2024-02-01",
    )
    (finding,) = findings("\n".join([HEADER, *terms]))
    assert (finding.source.row, finding.facts["until"]) == (3, "2024-02-01")
    assert told(finding, "why").startswith("Perioden i vervet Leder (Halden) gikk ut")


@pytest.mark.parametrize(
    ("treasurer", "ended", "blank"),
    [
        ("          ", [], []),  # local_party_role_vacant says it
        ("Kari Moen ", [], []),
        ("odd olsen ", [("ended", 2)], []),
    ],
)
def test_what_kommunepartier_says_of_the_role_counts(found, treasurer, ended, blank):
    parties = f"municipality_number | municipality | treasurer\n3101 | Halden | {treasurer}"
    assert found(ENDED.format("Kasserer", ""), local_parties=parties) == ended
    assert found("Kasserer | | | 3101 | Halden | | | ", local_parties=parties) == blank
    branch = "Kasserer | | | 3101 | Halden | Tistedal lag | | "
    assert found(branch, local_parties=parties) == [("nobody", 2)]


def test_an_office_and_its_role_are_never_both_tasks(table, findings):
    parties = "municipality_number | municipality | leader\n3101 | Halden | "
    for row in ("Leder | | 3101 | ", "Medlemsansvarlig | | 3101 | ", "Leder | Odd Olsen | 3101 | 2026-02-01"):
        officers = f"office | name | municipality_number | elected_until\n{row}"
        roles = [
            f.facts["reason"]
            for f in registry()["local_party_role_vacant"](
                table("local_parties", parties), table("officers", officers), on=ON
            )
        ]
        offices = [f.facts["role"] for f in findings(officers, parties)]
        assert sorted([*roles, *offices]) == sorted({"leader", *offices})


def test_whose_term_has_ended_is_not_asked_and_is_no_fact(findings):
    parties = "municipality_number | leader | deputy\n3101 | Odd Olsen | Nina Nes"
    (finding,) = findings(f"{HEADER}\n{ENDED.format('Leder', '')}", parties)
    assert finding.suggested == ("Nina Nes",)
    assert "Olsen" not in repr((finding.facts, finding.private))
    assert finding.severity == "medium"


def test_nobody_local_is_asked_about_the_county_s_offices(findings):
    parties = "municipality_number | leader\n3101 | Lise Lund"
    (finding,) = findings(f"{HEADER}\nLeder | | regional | | | Østfold Arbeiderparti | | ", parties)
    assert finding.suggested == ()
    assert finding.private["office"] == "Leder (Østfold Arbeiderparti)"


def test_a_column_that_is_not_kept_is_not_judged_and_said(table, findings):
    assert findings("office | municipality_number\nLeder | 3101") == []
    assert [f.facts["reason"] for f in findings("office | elected_until\nLeder | 2026-01-01")] == ["ended"]
    judged = registry()[CHECK].not_judged
    said = list(judged(table("officers", "office | name"), None))
    assert [(s.reason, s.facts.get("column_names")) for s in said] == [
        ("stage", ["elected_until"]),
        ("uses", None),
    ]
    (nothing, _) = judged(table("officers", "office"), None)
    assert nothing.reason == "no_column"
