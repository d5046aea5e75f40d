"""Volunteers who have taken no course while the campaign draws near: one task a municipality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.checks.volunteers.together import findings, reason_key
from automations.election_calendar import ElectionCalendar, pressing
from automations.figures.training import trained_volunteers
from automations.figures.volunteers import volunteers_of
from automations.model import Finding, Skipped, Table
from automations.people.reservations import Reservations
from automations.people.responsible import Responsible, missing_tabs

NAME = "volunteer_without_training"
_ROLES = ("training_officer", "leader", "deputy")


def not_judged(
    _volunteers: Table,
    _training: Table,
    _members: Table | None = None,
    _supporters: Table | None = None,
    local_parties: Table | None = None,
    officers: Table | None = None,
) -> Iterator[Skipped]:
    """Say which tabs would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("volunteers", "training"),
    uses=("members", "supporters", "local_parties", "officers"),
    columns={"training": ("name",)},
    serves=lines(52),
    words=reason_key,
    not_judged=not_judged,
)
def volunteer_without_training(  # noqa: PLR0917 - an argument a tab
    volunteers: Table,
    training: Table,
    members: Table | None,
    supporters: Table | None,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    weeks_before: int = 26,
    course: str = "",
) -> Iterator[Finding]:
    """Volunteers of a municipality of whom no completed course is recorded, before the campaign starts.

    Found from `weeks_before` the day on which the campaign starts until the election, and more urgent in the
    last weeks. Any course counts, or those whose name holds `course`. Who is enrolled, who wants no contact
    and who may be the one of that name who has taken a course elsewhere is not counted.
    """
    if not calendar.campaign_starts - timedelta(weeks=weeks_before) <= on <= calendar.election_day:
        return
    verdicts = trained_volunteers(volunteers, training, on=on, course=course)
    judged = zip(volunteers_of(volunteers), verdicts, strict=False)  # none where no course names anybody
    starts = calendar.campaign_starts
    for finding in findings(
        NAME,
        volunteers,
        "name",
        (each for each, verdict in judged if verdict == "untrained"),
        reservations=Reservations(members, supporters, on=on),
        responsible=Responsible(local_parties, officers, on),
        roles=_ROLES,
    ):
        severity = pressing(finding.severity, on=on, due=starts)
        facts = {**finding.facts, "campaign_starts": starts.isoformat()}
        yield replace(finding, severity=severity, facts=facts, due=starts)
