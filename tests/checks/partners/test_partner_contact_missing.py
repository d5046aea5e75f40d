from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.partners.partner_contact_missing import (
    not_judged,
    partner_contact_missing,
    reason_key,
)
from automations.figures.partners import coverage
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 6, 1)
HALDEN = "municipality_number | municipality\n3101 | Halden"
HEADER = (
    "organisation | type | municipality_number | contact_person | our_contact | last_contact | contact_until"
)
IN_ORDER = {"least_lo": 0, "least_auf": 0, "least_interest": 0, "least_voluntary": 0}


@pytest.fixture
def findings(table):
    def find(picture, local_parties=HALDEN, officers=None, on=ON, **settings):
        parties = table("local_parties", local_parties) if local_parties else None
        elected = table("officers", officers) if officers else None
        return list(partner_contact_missing(table("partners", picture), parties, elected, on=on, **settings))

    return find


@pytest.fixture
def lo(findings):
    """The reason found for LO alone, and the row; None where all is in order."""

    def reason(*rows, header=HEADER, **settings):
        wanted = IN_ORDER | {"least_lo": 1} | settings
        found = findings("\n".join([header, *rows]), **wanted)
        assert len(found) <= 1
        return (found[0].facts["reason"], found[0].source.row) if found else None

    return reason


def test_every_kind_without_an_organisation_is_found_at_the_municipality(findings):
    found = findings(HEADER)
    assert [f.facts for f in found] == [
        {"municipality_number": "3101", "municipality": "Halden", "kind": kind, "reason": "none"}
        for kind in ("lo", "auf", "interest", "voluntary")
    ]
    assert {f.source for f in found} == {Source("local_parties", 2)}
    assert found[0].subject.identities == ("partner:3101:lo",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("LO | lo | 3101 | Lo Li | Per | 2026-05-01 |           ", None),
        ("LO | lo | 3101 |       | Per | 2026-05-01 |           ", "no_person"),
        ("LO | lo | 3101 | Lo Li |     | 2026-05-01 |           ", "nobody_ours"),
        ("LO | lo | 3101 | Lo Li | Per |            |           ", "stale"),
        ("LO | lo | 3101 | Lo Li | Per | 2026-03-03 |           ", None),  # 90 days ago
        ("LO | lo | 3101 | Lo Li | Per | 2026-03-02 |           ", "stale"),
        ("LO | lo | 3101 | Lo Li | Per | 2026-05-01 | 2026-06-01", None),
        ("LO | lo | 3101 | Lo Li | Per | 2026-05-01 | 2026-05-31", "expired"),
        ("LO | lo | 3101 |       |     |            | 2026-05-31", "no_person"),
        ("LO | lo | 3101 | Lo Li |     |            | 2026-05-31", "nobody_ours"),
        ("LO | lo | 3101 | Lo Li | Per |            | 2026-05-31", "stale"),
        ("LO | lo | 3103 | Lo Li | Per | 2026-05-01 |           ", "none"),
        ("    | lo_union | 3101 | Lo Li | Per | 2026-05-01 |    ", None),
        ("Fagforbundet |  | 3101 | Lo Li | Per | 2026-05-01 |   ", None),
        ("Delta | lo_union | 3101 | Lo Li | Per | 2026-05-01 |  ", "none"),
    ],
)
def test_the_first_thing_that_is_missing_is_the_reason(lo, row, reason):
    assert lo(row) == (reason and (reason, 2))


FRESH = "{} | lo | 3101 | Lo Li | Per | 2026-05-01 |"
STALE = "{} | lo | 3101 | Lo Li | Per | 2025-05-01 |"
NOBODY = "{} | lo | 3101 | Lo Li |     | 2026-05-01 |"


def test_one_fresh_organisation_is_enough_beside_a_stale_one(lo):
    assert lo(STALE.format("NTL"), FRESH.format("Fagforbundet")) is None


def test_too_few_are_told_from_stale_ones(lo):
    assert lo(FRESH.format("NTL"), least_lo=2) == ("too_few", 2)
    assert lo(STALE.format("NTL"), FRESH.format("LO"), least_lo=2) == ("stale", 2)
    assert lo(FRESH.format("NTL"), FRESH.format("LO"), least_lo=2) is None


def test_of_several_the_one_nearest_to_being_in_order_is_named(findings):
    picture = "\n".join([HEADER, NOBODY.format("NTL"), STALE.format("LO")])
    (finding,) = findings(picture, **IN_ORDER | {"least_lo": 1})
    assert (finding.facts["reason"], finding.source) == ("stale", Source("partners", 3, 5))
    assert finding.also == (Source("partners", 2),)
    assert finding.due == date(2025, 7, 30)


def test_an_organisation_on_two_rows_counts_once_by_the_better(lo):
    assert lo(FRESH.format("NTL"), FRESH.format("ntl"), least_lo=2) == ("too_few", 2)
    assert lo(STALE.format("NTL"), FRESH.format("NTL")) is None


def test_organisations_without_a_name_are_not_one_and_the_same(lo):
    assert lo(FRESH.format(""), FRESH.format(""), least_lo=2) is None


@pytest.mark.parametrize(
    ("kind", "least", "days"),
    [("lo", 1, 90), ("auf", 1, 90), ("interest", 2, 180), ("voluntary", 3, 180)],
)
def test_each_kind_has_its_own_least_number_and_days(table, kind, least, days):
    def verdict(count, age, **settings):
        last = (ON - timedelta(age)).isoformat()
        rows = [f"Org {n} | {kind} | 3101 | Lo Li | Per | {last} |" for n in range(count)]
        partners = table("partners", "\n".join([HEADER, *rows]))
        return coverage(partners, table("local_parties", HALDEN), on=ON, **settings)["3101", kind]

    assert verdict(least, days) == "ok"
    assert verdict(least, days + 1) == "stale"
    assert verdict(least - 1, days) == ("too_few" if least > 1 else "none")
    assert verdict(least, days, **{f"least_{kind}": least + 1}) == "too_few"
    assert verdict(least, days + 1, **{f"{kind}_days": days + 1}) == "ok"


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("contact_person", "Per | 2026-05-01"),
        ("our_contact", "Lo Li | 2026-05-01"),
        ("last_contact", "Lo Li | Per"),
    ],
)
def test_a_column_that_is_not_kept_is_not_judged(lo, table, column, cells):
    names = [name for name in ("contact_person", "our_contact", "last_contact") if name != column]
    header = "organisation | type | municipality_number | " + " | ".join(names)
    assert lo(f"LO | lo | 3101 | {cells}", header=header) is None
    said = not_judged(
        table("partners", f"{header}\nLO | lo | 3101 | {cells}"), table("local_parties", HALDEN)
    )
    assert [s.facts["column_names"] for s in said if s.reason == "stage"] == [[column]]


@pytest.mark.parametrize(
    ("parties", "said"),
    [(HALDEN, ["uses"]), (None, ["no_local_parties", "uses"]), ("leader", ["no_local_parties", "uses"])],
)
def test_where_the_municipalities_come_from_is_said(table, parties, said):
    partners = table("partners", f"{HEADER}\n{FRESH.format('LO')}")
    local_parties = table("local_parties", parties) if parties else None
    assert [s.reason for s in partner_contact_missing.not_judged(partners, local_parties, None)] == said


def test_the_check_serves_its_lines_of_the_founding_document():
    assert partner_contact_missing.serves == tuple(range(85, 107))
    assert partner_contact_missing.needs == ("partners",)


def test_without_local_parties_it_is_the_municipalities_that_the_tab_names(findings):
    picture = """
        organisation | type | municipality_number | municipality | contact_person | our_contact
        LO Halden    | lo   | 3101                | Halden       | Lo Li          | Per
        AUF Moss     | auf  | 3103                | Moss         | Au Fi          | Per
        LO Utopia    | lo   |                     | Utopia       | Ut Op          | Per
    """
    found = findings(picture, local_parties=None, least_interest=0, least_voluntary=0)
    assert [(f.private["municipality"], f.facts["kind"], f.source.row) for f in found] == [
        ("Halden", "auf", 2),
        ("Moss", "lo", 3),
        ("Utopia", "auf", 4),
    ]
    assert (found[2].facts["municipality_number"], found[2].facts["municipality"]) == (None, None)
    assert found[2].subject.identities == ("partner:utopia:auf",)


def test_an_empty_tab_of_local_parties_names_no_municipality(findings):
    picture = "organisation | type | municipality_number\nLO | lo | 3101"
    found = findings(picture, local_parties="municipality_number | municipality")
    assert {f.facts["kind"] for f in found} == {"auf", "interest", "voluntary"}


@pytest.mark.parametrize(
    ("level", "number", "one", "two"),
    [
        ("", "", None, "none"),
        ("local", "", None, "none"),
        ("regional", "", "none", "none"),
        ("national", "", "none", "none"),
        ("regional", "3101", None, None),
    ],
)
def test_whose_an_organisation_without_a_municipality_is(findings, level, number, one, two):
    picture = f"organisation | type | level | municipality_number\nLO | lo | {level} | {number}"
    wanted = IN_ORDER | {"least_lo": 1}
    both = HALDEN + "\n3103 | Moss"
    assert [f.facts["reason"] for f in findings(picture, **wanted)] == [one] * (one is not None)
    in_halden = [f for f in findings(picture, both, **wanted) if f.facts["municipality"] == "Halden"]
    assert [f.facts["reason"] for f in in_halden] == [two] * (two is not None)


def test_municipalities_of_one_name_are_kept_apart(findings):
    parties = "municipality_number | municipality\n1515 | Herøy\n1818 | Herøy"
    picture = "organisation | type | municipality_number | municipality\nLO | lo | 1515 | Herøy"
    found = findings(picture, parties, **IN_ORDER | {"least_lo": 1})
    assert [f.facts["municipality_number"] for f in found] == ["1818"]


@pytest.mark.parametrize(
    ("kind", "nothing", "something"),
    [
        ("lo", "high", "medium"),
        ("auf", "high", "medium"),
        ("interest", "medium", "low"),
        ("voluntary", "medium", "low"),
    ],
)
def test_nobody_in_lo_or_auf_is_urgent(findings, kind, nothing, something):
    wanted = IN_ORDER | {f"least_{kind}": 1}
    assert [f.severity for f in findings(HEADER, **wanted)] == [nothing]
    assert [f.severity for f in findings(f"{HEADER}\nX | {kind} | 3101 | | | |", **wanted)] == [something]


def test_the_one_who_holds_the_contact_is_asked_first_then_the_liaison_and_the_leader(findings):
    parties = (
        "municipality_number | municipality | leader | union_liaison\n3101 | Halden | Lise Lund | Una Ulv"
    )
    wanted = IN_ORDER | {"least_lo": 1}
    assert [f.suggested for f in findings(HEADER, parties, **wanted)] == [("Una Ulv", "Lise Lund")]
    picture = f"{HEADER}\nLO | lo | 3101 | Lo Li | lise lund | 2025-05-01 |"
    assert [f.suggested for f in findings(picture, parties, **wanted)] == [("lise lund", "Una Ulv")]


def test_nobody_at_the_partner_s_is_named(findings):
    picture = f"{HEADER}\nFagforbundet | lo | 3101 | Hemmelig Person | Per | 2025-05-01 |"
    assert "Hemmelig" not in repr(findings(picture))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["LO", "NTL", "AUF", "Delta", "4H", "Ukjent", ""]),
        st.sampled_from(["", "lo", "lo_union", "auf", "interest", "voluntary"]),
        st.sampled_from(["", "3101", "3103", "0101"]),
        st.sampled_from(["", "Lo Li"]),
        st.sampled_from(["", "Per"]),
        st.sampled_from(["", "2026-05-01", "2025-01-01"]),
        st.sampled_from(["", "2026-01-01", "2027-01-01"]),
    ),
    max_size=8,
)


@given(ROWS, st.booleans())
def test_matrix_and_findings_always_say_the_same(table, rows, with_parties):
    partners = table("partners", "\n".join([HEADER, *(" | ".join(row) for row in rows)]))
    parties = table("local_parties", HALDEN + "\n3103 | Moss") if with_parties else None
    matrix = coverage(partners, parties, on=ON)
    found = {
        (f.facts["municipality_number"], f.facts["kind"]): f.facts["reason"]
        for f in partner_contact_missing(partners, parties, None, on=ON)
    }
    assert found == {place: verdict for place, verdict in matrix.items() if verdict != "ok"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_that_its_findings_fill(findings, language):
    rows = [
        "{0} | {0} | 3101 |       |     |            |",
        "{0} | {0} | 3101 | Lo Li |     |            |",
        "{0} | {0} | 3101 | Lo Li | Per |            |",
        "{0} | {0} | 3101 | Lo Li | Per | 2026-05-01 | 2026-05-02",
    ]
    kinds = ("lo", "auf", "interest", "voluntary")
    one, two = (dict.fromkeys((f"least_{kind}" for kind in kinds), n) for n in (1, 2))
    found = findings(HEADER, **one)
    for row in rows:
        picture = "\n".join([HEADER, *(row.format(kind) for kind in kinds)])
        found += findings(picture, **one) + findings(picture, **two)
    assert len({reason_key(f) for f in found}) == 4 + 4 + 4
    for finding in found:
        for part in ("task", "why"):
            key = f"partner_contact_missing.{reason_key(finding)}.{part}"
            text = fill(language, key, **{**finding.facts, **finding.private})
            assert text.endswith(".")
            assert "!" not in text
