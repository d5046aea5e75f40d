from datetime import date, timedelta

import pytest

from automations.checks.partners.partner_follow_up_due import not_judged, partner_follow_up_due
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
PARTIES = """
    municipality_number | municipality | leader    | auf_contact
    3101                | Halden       | Lise Lund | Aud Aas
"""
HEADER = (
    "organisation | type | municipality_number | our_contact | last_contact | next_contact | follow_up_on"
)


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER):
        partners = table("partners", "\n".join([header, *rows]))
        return list(partner_follow_up_due(partners, table("local_parties", PARTIES), None, on=ON))

    return find


@pytest.mark.parametrize(
    ("last", "meeting", "follow_up", "reasons"),
    [
        (days(-60), days(0), "", []),
        (days(-60), days(-1), "", ["meeting"]),
        (days(-60), "", days(-1), ["follow_up"]),
        (days(-60), days(-1), days(-9), ["follow_up", "meeting"]),
        ("", days(-1), "", ["meeting"]),
        (days(-10), days(-10), "", []),  # the contact that was agreed
        (days(-11), days(-10), "", ["meeting"]),
        (days(-5), days(-10), days(-3), ["follow_up"]),
        (days(-60), days(20), days(20), []),
        (days(-60), "", "", []),
    ],
)
def test_a_day_that_has_passed_without_contact_since(findings, last, meeting, follow_up, reasons):
    found = findings(f"4H | voluntary | 3101 | Per | {last} | {meeting} | {follow_up}")
    assert [f.facts["reason"] for f in found] == reasons
    assert len({(f.subject, f.stage) for f in found}) == bool(reasons)


def test_a_contact_on_another_row_of_the_organisation_is_one(findings):
    rows = (f"4H | voluntary | 3101 | Per | | {days(-9)} |", f"4h | voluntary | 3101 | Ola | {days(-8)} | |")
    assert findings(*rows) == []
    assert len(findings(rows[0], rows[1].replace("3101", "3103"))) == 1


def test_a_tab_without_the_last_contact_is_not_judged(findings):
    tabs = f"""
        # Kontakter
        organisation | type | municipality_number | last_contact | next_contact
        4H           |      | 3101                |              | {days(-3)}
        # Nettverk
        organisation | type | municipality_number | next_contact
        Røde Kors    |      | 3101                | {days(-3)}
    """
    assert [f.source.tab for f in findings(header=tabs)] == ["Kontakter"]


def test_that_nobody_keeps_such_a_day_is_said(table):
    partners = table("partners", "organisation | type | municipality_number | last_contact")
    said = [s for s in not_judged(partners) if s.reason == "no_column"]
    assert [s.facts["column_names"] for s in said] == [["follow_up_on", "next_contact"]]


def test_a_finding_names_the_cell_the_day_and_whom_to_ask(findings):
    (found,) = findings(f"AUF Halden | auf | 3101 | Kari Kro | {days(-60)} | {days(-9)} |")
    assert (found.source, found.due, found.severity) == (
        Source("partners", 2, 5),
        ON - timedelta(9),
        "medium",
    )
    assert found.facts == {
        "municipality_number": "3101", "kind": "auf", "reason": "meeting", "agreed": days(-9)
    }  # fmt: skip
    assert found.suggested == ("Kari Kro", "Aud Aas", "Lise Lund")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_that_its_findings_fill(findings, language):
    found = findings(f"4H Halden | voluntary | 3101 | | | {days(-9)} | {days(-9)}")
    for finding in found:
        facts = {**finding.facts, **finding.private}
        assert "4H Halden" in fill(language, f"{finding.check}.task", **facts)
        assert "4H Halden" in fill(language, f"{finding.check}.{finding.facts['reason']}.why", **facts)
