from datetime import date, timedelta

import pytest

from automations.checks.activities.local_party_without_activity import (
    local_party_without_activity,
    not_judged,
    reason_key,
)
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
PARTIES = """
    municipality_number | municipality | leader    | deputy
    3101                | Halden       | Lise Lund | Nils Nes
    3103                | Moss         |           | Mari Moe
"""
HEADER = "date | title | municipality_number"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, parties=PARTIES, on=ON, **settings):
        activities = table("activities", "\n".join([header, *rows]))
        local = table("local_parties", parties) if parties else None
        return list(local_party_without_activity(activities, local, None, on=on, **settings))

    return find


@pytest.fixture
def halden(findings):
    """`halden(*days)` → is Halden found, with activities on those days (from today)?"""

    def found(*when, **settings):
        rows = [f"{days(day)} | Møte | 3101" for day in when]
        there = findings(*rows, f"{days(-1)} | Møte | 3103", **settings)
        return [f.facts["municipality_number"] for f in there] == ["3101"]

    return found


@pytest.mark.parametrize(
    ("when", "quiet"),
    [
        ((), True),
        ((-120,), False),
        ((-121,), True),
        ((0,), False),
        ((-121, 1), False),
        ((-121, 90), False),  # planned ahead
        ((-121, 91), True),  # too far ahead to speak of
        ((-500, -121), True),
        ((-500, -3), False),
    ],
)
def test_nothing_for_so_long_and_nothing_planned_is_found(halden, when, quiet):
    assert halden(*when) is quiet


def test_the_days_are_settings(halden):
    assert halden(-31, quiet_after_days=30)
    assert not halden(-30, quiet_after_days=30)
    assert halden(-121, 31, planned_within_days=30)


def test_a_finding_tells_the_last_day_where_it_stands_and_whom_to_ask(findings):
    found = findings(f"{days(-130)} | Møte | 3101")
    assert [(f.facts, reason_key(f), f.source, f.due, f.suggested) for f in found] == [
        (
            {"municipality_number": "3101", "municipality": "Halden", "last": days(-130)},
            "since",
            Source("local_parties", 2),
            date.fromisoformat(days(-10)),
            ("Lise Lund", "Nils Nes"),
        ),
        (
            {"municipality_number": "3103", "municipality": "Moss", "last": None},
            "never",
            Source("local_parties", 3),
            None,
            ("Mari Moe",),
        ),
    ]
    assert found[0].subject.identities == ("quiet:3101",)


def test_without_local_parties_it_is_the_municipalities_that_the_tab_names(findings):
    header = "date | municipality"
    rows = (f"{days(-200)} | Halden", f"{days(-150)} | Halden", f"{days(-3)} | Moss")
    (found,) = findings(*rows, header=header, parties=None)
    assert (found.source, found.private["municipality"]) == (Source("activities", 3, 0), "Halden")
    assert found.facts["municipality"] is None  # no number stands beside it


def test_an_activity_without_a_municipality_is_the_only_ones(findings):
    one = "municipality_number | municipality\n3101 | Halden"
    assert findings(f"{days(-3)} | Møte", header="date | title", parties=one) == []
    assert len(findings(f"{days(-300)} | Møte", header="date | title", parties=one)) == 1


def test_an_activity_that_is_nobodys_says_nothing_of_several(findings, table):
    assert findings(f"{days(-3)} | Møte", header="date | title") == []
    said = not_judged(table("activities", "date | title"), table("local_parties", PARTIES), None)
    assert [s.facts["column_names"] for s in said if s.reason == "no_column"] == [["municipality"]]


@pytest.mark.parametrize("row", [None, " | Møte | 3101"])
def test_a_tab_that_is_not_in_use_says_nothing(findings, row):
    assert findings(*([row] if row else [])) == []


@pytest.mark.parametrize("title", ["AVLYST: Medlemsmøte", "Medlemsmøte (utsatt)", "Møtet avlyses"])
def test_what_is_called_off_does_not_count(findings, title):
    rows = (f"{days(-3)} | {title} | 3101", f"{days(5)} | {title} | 3101", f"{days(-3)} | Møte | 3103")
    assert [f.facts["last"] for f in findings(*rows)] == [None]


def test_a_municipality_that_has_changed_its_number_is_the_same(findings):
    rows = (f"{days(-3)} | Møte | 3001 | Halden", f"{days(-3)} | Møte | 3103 | Moss")
    assert findings(*rows, header="date | title | municipality_number | municipality") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_that_its_findings_fill(findings, language):
    for finding in findings(f"{days(-130)} | Møte | 3101"):
        facts = {**finding.facts, **finding.private}
        assert facts["municipality"] in fill(language, f"{finding.check}.task", **facts)
        assert fill(language, f"{finding.check}.{reason_key(finding)}.why", **facts)
