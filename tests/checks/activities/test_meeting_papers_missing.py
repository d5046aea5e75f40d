from datetime import date, timedelta

import pytest

from automations.checks.activities.meeting_papers_missing import (
    meeting_papers_missing,
    not_judged,
    reason_key,
)
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
HEADER = "date | title | type | agenda | minutes"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, parties=None, **settings):
        activities = table("activities", "\n".join([header, *rows]))
        local = table("local_parties", parties) if parties else None
        return list(meeting_papers_missing(activities, local, None, on=ON, **settings))

    return find


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (8, None),
        (7, "agenda"),
        (0, "agenda"),
        (-1, None),
        (-13, None),
        (-14, "minutes"),
        (-120, "minutes"),
        (-121, None),
    ],
)
@pytest.mark.parametrize("kind", ["board_meeting", "members_meeting"])
def test_each_paper_is_asked_for_in_its_time(findings, day, stage, kind):
    found = findings(f"{days(day)} | Møte | {kind} | |")
    assert [f.stage for f in found] == ([stage] if stage else [])


@pytest.mark.parametrize(
    ("typed", "there"),
    [("https://example.org/s", True), ("sendt", True), ("ja", True), ("x", True), ("nei", False),
     ("mangler", False), ("Kommer", False), ("", False)],
)  # fmt: skip
def test_what_stands_in_the_cell_is_the_paper_unless_it_says_that_there_is_none(findings, typed, there):
    rows = (
        f"{days(3)} | Møte | board_meeting | {typed} |",
        f"{days(-20)} | Møte | board_meeting | | {typed}",
    )
    assert bool(findings(*rows)) is not there
    assert len(findings(*rows)) in (0, 2)


@pytest.mark.parametrize("kind", ["debate", "stall", "social", ""])
def test_other_activities_need_no_papers(findings, kind):
    assert findings(f"{days(3)} | Styremøte | {kind} | |") == []


def test_the_days_and_the_stages_are_settings(findings):
    rows = (f"{days(5)} | Møte | board_meeting | |", f"{days(-20)} | Møte | board_meeting | |")
    assert [f.stage for f in findings(*rows)] == ["agenda", "minutes"]
    assert [f.stage for f in findings(*rows, agenda_days_before=4)] == ["minutes"]
    assert [f.stage for f in findings(*rows, minutes_days_after=21)] == ["agenda"]
    assert [f.stage for f in findings(*rows, look_back_days=19)] == ["agenda"]
    assert [f.stage for f in findings(*rows, stages=("minutes",))] == ["minutes"]


def test_a_finding_names_the_cell_the_day_and_whom_to_ask(findings):
    parties = "municipality_number | municipality | leader | secretary\n3101 | Halden | Lise L | Siv S"
    agenda, minutes = findings(
        f"{days(3)} | Novembermøte | board_meeting | |",
        f"{days(-20)} | | members_meeting | |",
        parties=parties,
    )
    assert (agenda.source, agenda.due) == (Source("activities", 2, 3), ON - timedelta(4))
    assert (minutes.source, minutes.due) == (Source("activities", 3, 4), ON - timedelta(6))
    assert agenda.facts == {
        "stage": "agenda", "municipality_number": "3101", "date": days(3), "type": "board_meeting"
    }  # fmt: skip
    assert agenda.suggested == ("Siv S", "Lise L")
    assert (reason_key(agenda), reason_key(minutes)) == ("agenda", "minutes.members_meeting")


def test_a_paper_that_no_column_is_kept_for_is_not_judged_and_said(findings, table):
    header = "date | type | agenda"
    rows = (f"{days(3)} | board_meeting |", f"{days(-20)} | board_meeting |")
    assert [f.stage for f in findings(*rows, header=header)] == ["agenda"]
    said = [s for s in not_judged(table("activities", header)) if s.reason == "no_column"]
    assert [s.facts["column_names"] for s in said] == [["minutes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["Novembermøte", ""])
def test_every_reason_has_words_that_its_findings_fill(findings, language, title):
    for day in (3, -20):
        for kind in ("board_meeting", "members_meeting"):
            (finding,) = findings(f"{days(day)} | {title} | {kind} | |")
            facts = {**finding.facts, **finding.private}
            assert title in fill(language, f"{finding.check}.{reason_key(finding)}.task", **facts)
    assert fill(language, "meeting_papers_missing.why")
