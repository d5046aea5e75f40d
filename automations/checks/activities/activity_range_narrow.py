"""Municipalities whose activities are always of the same sort: one finding for each thing they lack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.figures.local_activity import LACKS, Lack, narrow
from automations.model import Finding, Severity, Skipped, Subject, Table
from automations.people.activities import no_place
from automations.people.municipalities import naming
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs

NAME = "activity_range_narrow"
_ROLES = ("leader", "deputy")


def not_judged(
    activities: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which columns nobody keeps, and which tabs would have told whom to ask."""
    if not activities.has("form"):
        yield Skipped(NAME, "no_column", {"kinds": ["activities"], "column_names": ["form"]})
    yield from no_place(NAME, activities, local_parties)
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities",),
    uses=("local_parties", "officers"),
    columns={"activities": ("date", "type")},
    serves={
        "open": lines(25, 26),
        "debate": lines(26, 27),
        "outreach": lines(43),
        "kinds": lines(53, 55),
        "one_form": lines(53, 55),
    },
    words=lambda finding: str(finding.facts["reason"]),
    not_judged=not_judged,
)
def activity_range_narrow(
    activities: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    reasons: tuple[Lack, ...] = LACKS,
    open_within_months: int = 6,
    debate_within_months: int = 6,
    outreach_within_months: int = 6,
    least_kinds: int = 3,
    forms_from_activities: int = 4,
    quiet_after_days: int = 120,
    planned_within_days: int = 90,
) -> Iterator[Finding]:
    """A municipality that lacks something in the range of what it arranges; all it lacks is one task.

    What is planned within `planned_within_days` counts as if it were held. `kinds` and `one_form` look
    at twelve months, and only where there are enough activities for several to be possible. A
    municipality that `local_party_without_activity` speaks of is left to it: its `quiet_after_days` and
    `planned_within_days` are to be the same here. To meet voters is more urgent before an election.
    """
    responsible = Responsible(local_parties, officers, on)
    named = naming(local_parties, activities)
    for lacking in narrow(
        activities,
        local_parties,
        on=on,
        reasons=tuple(reasons),
        open_within_months=open_within_months,
        debate_within_months=debate_within_months,
        outreach_within_months=outreach_within_months,
        least_kinds=least_kinds,
        forms_from_activities=forms_from_activities,
        quiet_after_days=quiet_after_days,
        planned_within_days=planned_within_days,
    ):
        place, lack = lacking.place, lacking.lack
        at_home = named is not activities
        severity: Severity = "low"
        if lack == "outreach" and on <= calendar.election_day:
            severity = pressing(severity, on=on, due=calendar.election_day)
        yield Finding(
            check=NAME,
            subject=Subject((f"range:{place.number or folded(place.name)}",)),
            source=named.source(place.row) if at_home else activities.source(lacking.latest.row),
            severity=severity,
            facts={
                "municipality_number": place.number,
                # A name that no number stands beside may be anything that somebody typed.
                "municipality": place.name if place.number else None,
                "reason": lack,
                "last": lacking.last.isoformat() if lacking.last else None,
            },
            private={"municipality": place.name, "least": str(least_kinds)},
            suggested=responsible.in_turn(place.number, _ROLES),
        )
