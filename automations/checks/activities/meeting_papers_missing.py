"""Board and members' meetings without an agenda in time, or without minutes afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from automations.checks.registry import check, lines
from automations.figures.arrangements import PAPERS, Meeting, meetings
from automations.model import Finding, Skipped, Table
from automations.people.responsible import Responsible, missing_tabs

NAME = "meeting_papers_missing"
Stage = Literal["agenda", "minutes"]
STAGES: tuple[Stage, ...] = ("agenda", "minutes")
_ROLES = ("secretary", "leader")


def reason_key(finding: Finding) -> str:
    """Name the words: which paper, and which kind of meeting where it bears no title."""
    return finding.stage if "activity" in finding.private else f"{finding.stage}.{finding.facts['type']}"


def not_judged(
    activities: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which papers nobody keeps a column for, and which tabs would have told whom to ask."""
    lacking = [paper for paper in PAPERS if not activities.has(paper)]
    if lacking:
        yield Skipped(NAME, "no_column", {"kinds": ["activities"], "column_names": lacking})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities",),
    uses=("local_parties", "officers"),
    columns={"activities": ("date", "type")},
    serves=lines(81, 82),
    words=reason_key,
    not_judged=not_judged,
)
def meeting_papers_missing(
    activities: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    stages: tuple[Stage, ...] = STAGES,
    agenda_days_before: int = 7,
    minutes_days_after: int = 14,
    look_back_days: int = 120,
) -> Iterator[Finding]:
    """A board's or members' meeting that lacks its agenda or its minutes.

    The agenda is asked for from `agenda_days_before` the meeting until it is held, the minutes from
    `minutes_days_after` it for as long as it is at most `look_back_days` ago.
    """
    responsible = Responsible(local_parties, officers, on)
    before, after = timedelta(agenda_days_before), timedelta(minutes_days_after)
    for meeting in meetings(activities, local_parties):
        day = meeting.activity.on
        due: dict[Stage, date] = {}
        if meeting.agenda is False and day - before <= on <= day:
            due["agenda"] = day - before
        if meeting.minutes is False and day + after <= on <= day + timedelta(look_back_days):
            due["minutes"] = day + after
        for stage, by in due.items():
            if stage in stages:
                yield _finding(activities, meeting, stage, by, responsible)


def _finding(
    activities: Table, meeting: Meeting, stage: Stage, due: date, responsible: Responsible
) -> Finding:
    activity = meeting.activity
    return Finding(
        check=NAME,
        subject=activity.subject,
        source=activities.source(activity.row, stage),
        severity="medium" if stage == "agenda" else "low",
        facts={
            "stage": stage,
            "municipality_number": activity.number,
            "date": activity.on.isoformat(),
            "type": activity.kind,
        },
        stage=stage,
        column=stage,
        due=due,
        private=activity.words,
        suggested=responsible.in_turn(activity.number, _ROLES),
    )
