from datetime import date, timedelta

import pytest

from automations.checks.activities.auf_not_invited import auf_not_invited, reason_key
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
HEADER = "date | title | type | auf_invited | municipality_number"
AUF = "organisation | type | level | municipality_number\nAUF Halden | auf | | 3101"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, partners=AUF, parties=None, **settings):
        activities = table("activities", "\n".join([header, *rows]))
        local = table("local_parties", parties) if parties else None
        return list(auf_not_invited(activities, table("partners", partners), local, None, on=ON, **settings))

    return find


@pytest.mark.parametrize(("day", "found"), [(-1, False), (0, True), (30, True), (31, False)])
def test_coming_activities_are_found_and_what_is_over_is_not(findings, day, found):
    assert bool(findings(f"{days(day)} | Debatt | debate | | 3101")) is found


def test_the_days_are_settings(findings):
    row = f"{days(10)} | Debatt | debate | | 3101"
    assert [f.due for f in findings(row)] == [ON + timedelta(3)]
    assert [f.due for f in findings(row, invite_days_before=14)] == [ON - timedelta(4)]
    assert findings(row, ahead_days=9) == []


@pytest.mark.parametrize(
    ("kind", "invited", "found"),
    [
        ("debate", "", True),
        ("debate", "nei", True),
        ("debate", "ja", False),
        ("stall", "", True),
        ("", "", True),
        ("board_meeting", "", False),
        ("auf", "", False),
    ],
)
def test_auf_is_to_be_invited_to_all_but_the_boards_and_its_own(findings, kind, invited, found):
    assert bool(findings(f"{days(3)} | Noe | {kind} | {invited} | 3101")) is found


@pytest.mark.parametrize(
    ("partner", "found"),
    [
        ("AUF Halden | auf | | 3101", True),
        ("AUF i Halden | | local | 3101", True),
        ("AUF Moss | auf | | 3103", False),
        ("AUF | auf | regional |", False),
        ("NTL | lo | | 3101", False),
    ],
)
def test_only_where_the_municipality_has_auf_as_a_partner(findings, partner, found):
    partners = f"organisation | type | level | municipality_number\n{partner}\nLO | lo | | 3101"
    assert bool(findings(f"{days(3)} | Debatt | debate | | 3101", partners=partners)) is found


def test_an_activity_without_a_municipality_is_the_only_ones(findings):
    header = "date | title | auf_invited"
    assert len(findings(f"{days(3)} | Debatt |", header=header)) == 1
    parties = "municipality_number | municipality\n3101 | Halden\n3103 | Moss"
    assert findings(f"{days(3)} | Debatt |", header=header, parties=parties) == []


def test_a_finding_names_the_cell_and_whom_to_ask(findings):
    parties = "municipality_number | municipality | leader | auf_contact\n3101 | Halden | Lise L | Aud A"
    (found,) = findings(f"{days(3)} | Debatt | debate | | 3101", parties=parties)
    assert (found.source, found.suggested) == (Source("activities", 2, 3), ("Aud A", "Lise L"))
    assert found.facts == {"municipality_number": "3101", "date": days(3)}
    assert found.subject.identities == (f"activity:{days(3)}:3101:debatt",)


def test_a_tab_that_keeps_no_such_column_is_not_judged(findings):
    tabs = f"""
        # Møter
        date      | title  | auf_invited
        {days(2)} | Debatt |
        # Kalender
        date      | title
        {days(2)} | Tur
    """
    assert [f.source.tab for f in findings(header=tabs)] == ["Møter"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["Debatt", ""])
def test_every_reason_has_words_that_its_findings_fill(findings, language, title):
    (finding,) = findings(f"{days(3)} | {title} | debate | | 3101")
    facts = {**finding.facts, **finding.private}
    assert title in fill(language, f"{finding.check}.{reason_key(finding)}.task", **facts)
    assert fill(language, f"{finding.check}.why", **facts)
