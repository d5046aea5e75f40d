from datetime import date, timedelta

import pytest

from automations.checks.partners.partner_agreement_expired import partner_agreement_expired
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
PARTIES = """
    municipality_number | municipality | leader    | union_liaison
    3101                | Halden       | Lise Lund | Una Ulv
"""
HEADER = "organisation | type | municipality_number | our_contact | agreement_until"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, **settings):
        partners = table("partners", "\n".join([header, *rows]))
        parties = table("local_parties", PARTIES)
        return list(partner_agreement_expired(partners, parties, None, on=ON, **settings))

    return find


@pytest.mark.parametrize(
    ("day", "severity"),
    [(31, None), (30, "low"), (0, "low"), (-1, "medium"), (-400, "medium")],
)
def test_an_agreement_that_runs_out_soon_is_a_hint_and_one_that_has_is_more(findings, day, severity):
    found = findings(f"Fagforbundet | lo_union | 3101 | | {days(day)}")
    assert [f.severity for f in found] == ([severity] if severity else [])
    assert [f.severity for f in findings(f"4H | voluntary | 3101 | | {days(day)}")] == (
        ["low"] if severity else []
    )


def test_how_soon_is_a_setting(findings):
    row = f"Fagforbundet | lo_union | 3101 | | {days(10)}"
    assert findings(row, soon_days=9) == []
    assert len(findings(row, soon_days=10)) == 1


@pytest.mark.parametrize("until", ["", days(300)])
def test_without_an_end_or_with_one_far_ahead_nothing_is_said(findings, until):
    assert findings(f"Fagforbundet | lo_union | 3101 | | {until}") == []


def test_of_several_agreements_with_one_organisation_the_longest_counts(findings):
    rows = (f"NTL | lo | 3101 | | {days(-5)}", f"ntl | lo | 3101 | | {days(200)}")
    assert findings(*rows) == []
    (found,) = findings(rows[0], f"ntl | lo | 3101 | | {days(-1)}")
    assert (found.source, found.also) == (Source("partners", 3, 4), (Source("partners", 2),))


def test_organisations_of_one_name_in_two_places_are_two(findings):
    found = findings(f"LO | lo | 3101 | | {days(-5)}", f"LO | lo | 3103 | | {days(-5)}")
    assert len({f.subject for f in found}) == 2


def test_a_finding_tells_the_day_and_whom_to_ask(findings):
    (found,) = findings(f"Fagforbundet | lo_union | 3101 | Kari Kro | {days(-5)}")
    assert found.facts == {"municipality_number": "3101", "kind": "lo", "agreement_until": days(-5)}
    assert found.private == {"organisation": "Fagforbundet (Halden)"}
    assert (found.due, found.suggested) == (ON - timedelta(5), ("Kari Kro", "Una Ulv", "Lise Lund"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled(findings, language):
    (found,) = findings(f"NTL Halden | lo | 3101 | | {days(-5)}")
    for part in ("task", "why"):
        text = fill(language, f"{found.check}.{part}", **found.facts, **found.private)
        assert "NTL Halden" in text
