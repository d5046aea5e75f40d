from datetime import date, timedelta

import pytest

from automations.checks.activities.activity_without_host import (
    activity_without_host,
    not_judged,
    reason_key,
)
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
HEADER = "date | title | new_members_invited | auf_invited | host"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, parties=None, **settings):
        activities = table("activities", "\n".join([header, *rows]))
        local = table("local_parties", parties) if parties else None
        return list(activity_without_host(activities, local, None, on=ON, **settings))

    return find


@pytest.mark.parametrize(
    ("day", "found"), [(-8, False), (-7, True), (-1, True), (0, True), (30, True), (31, False)]
)
def test_found_while_a_host_can_be_named(findings, day, found):
    assert bool(findings(f"{days(day)} | Kafé | ja | |")) is found


def test_the_days_are_settings(findings):
    rows = (f"{days(-2)} | Kafé | ja | |", f"{days(3)} | Kafé | ja | |")
    assert [f.source.row for f in findings(*rows, back_days=1)] == [3]
    assert [f.source.row for f in findings(*rows, ahead_days=2)] == [2]


@pytest.mark.parametrize(
    ("new", "auf", "host", "guests"),
    [
        ("ja", "", "", ["new_members"]),
        ("", "ja", "", ["auf"]),
        ("ja", "ja", "", ["new_members", "auf"]),
        ("ja", "ja", "Vera Vik", []),
        ("ja", "", "mangler", ["new_members"]),
        ("nei", "nei", "", []),
        ("", "", "", []),
    ],
)
def test_a_host_is_asked_for_where_somebody_new_is_invited(findings, new, auf, host, guests):
    found = findings(f"{days(3)} | Kafé | {new} | {auf} | {host}")
    assert [f.facts["guests"] for f in found] == guests


def test_a_finding_names_the_cell_the_day_and_whom_to_ask(findings):
    parties = (
        "municipality_number | municipality | leader | membership_officer\n3101 | Halden | Lise L | Mia M"
    )
    found = findings(f"{days(3)} | Kafé | ja | ja |", parties=parties)
    assert {(f.subject.identities, f.source, f.due, f.suggested) for f in found} == {
        (
            (f"activity:{days(3)}:3101:kafe",),
            Source("activities", 2, 4),
            ON + timedelta(3),
            ("Mia M", "Lise L"),
        )
    }
    assert found[0].facts == {"municipality_number": "3101", "date": days(3), "guests": "new_members"}
    assert [activity_without_host.lines_behind(f) for f in found] == [(80,), (94, 95)]


def test_a_tab_that_keeps_no_host_is_not_judged(findings):
    tabs = f"""
        # Møter
        date      | title | new_members_invited | host
        {days(2)} | Kafé  | ja                  |
        # Kalender
        date      | title | new_members_invited
        {days(2)} | Tur   | ja
    """
    assert [f.source.tab for f in findings(header=tabs)] == ["Møter"]


def test_that_nothing_tells_of_new_members_is_said(table):
    said = [s for s in not_judged(table("activities", "date | host")) if s.reason == "no_column"]
    assert [s.facts["column_names"] for s in said] == [["new_members_invited"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["Kafé", ""])
def test_every_reason_has_words_that_its_findings_fill(findings, language, title):
    found = findings(f"{days(3)} | {title} | ja | ja |")
    for finding in found:
        facts = {**finding.facts, **finding.private}
        for part in ("task", "why"):
            text = fill(language, f"{finding.check}.{reason_key(finding)}.{part}", **facts)
            assert (title in text) or part == "why"
    assert len({reason_key(f) for f in found}) == 2
