"""Activities to which new members or AUF are invited, and nobody is named to receive them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.figures.arrangements import hostings
from automations.model import Finding, Skipped, Table
from automations.people.responsible import Responsible, missing_tabs

NAME = "activity_without_host"
_ROLES = ("membership_officer", "leader")


def reason_key(finding: Finding) -> str:
    """Name the words: who comes, and whether the activity has a title."""
    guests = str(finding.facts["guests"])
    return guests if "activity" in finding.private else f"{guests}.untitled"


def not_judged(
    activities: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say that no column tells of new members, and which tabs would have told whom to ask."""
    if not activities.has("new_members_invited"):
        names = ["new_members_invited"]
        yield Skipped(NAME, "no_column", {"kinds": ["activities"], "column_names": names})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities",),
    uses=("local_parties", "officers"),
    columns={"activities": ("date", "host")},
    serves={
        "new_members": lines(80),
        "new_members.untitled": lines(80),
        "auf": lines(94, 95),
        "auf.untitled": lines(94, 95),
    },
    words=reason_key,
    not_judged=not_judged,
)
def activity_without_host(
    activities: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    ahead_days: int = 30,
    back_days: int = 7,
) -> Iterator[Finding]:
    """An activity that new members or AUF are invited to, without a host.

    It is found from `ahead_days` before its day until `back_days` after it, while it is still known who
    received those who came.
    """
    responsible = Responsible(local_parties, officers, on)
    first, last = on - timedelta(back_days), on + timedelta(ahead_days)
    for hosting in hostings(activities, local_parties):
        activity = hosting.activity
        if hosting.hosted or not first <= activity.on <= last:
            continue
        for guests in hosting.guests:
            yield Finding(
                check=NAME,
                subject=activity.subject,
                source=activities.source(activity.row, "host"),
                severity="medium" if guests == "new_members" else "low",
                facts={
                    "municipality_number": activity.number,
                    "date": activity.on.isoformat(),
                    "guests": guests,
                },
                column="host",
                due=activity.on,
                private=activity.words,
                suggested=responsible.in_turn(activity.number, _ROLES),
            )
