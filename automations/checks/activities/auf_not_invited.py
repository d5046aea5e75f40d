"""Coming activities to which AUF is not invited, although the municipality has AUF as a partner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.figures.arrangements import invitations
from automations.model import Finding, Skipped, Table
from automations.people.responsible import Responsible, missing_tabs

NAME = "auf_not_invited"
_ROLES = ("auf_contact", "leader")


def reason_key(finding: Finding) -> str:
    """Name the words: an activity is called by its title, where it has one."""
    return "titled" if "activity" in finding.private else "untitled"


def not_judged(
    _activities: Table,
    _partners: Table | None = None,
    local_parties: Table | None = None,
    officers: Table | None = None,
) -> Iterator[Skipped]:
    """Say which tabs would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities", "partners"),
    uses=("local_parties", "officers"),
    columns={"activities": ("date", "auf_invited")},
    serves=lines(95, 97),
    words=reason_key,
    not_judged=not_judged,
)
def auf_not_invited(
    activities: Table,
    partners: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    ahead_days: int = 30,
    invite_days_before: int = 7,
) -> Iterator[Finding]:
    """A coming activity without an invitation to AUF, in a municipality that has AUF as a partner.

    Meetings of the board and AUF's own activities are left out. It is found from `ahead_days` before
    until the day itself: an invitation cannot be given afterwards, so what is over is only counted
    (figure auf_invited_share). It is due `invite_days_before` the activity.
    """
    responsible = Responsible(local_parties, officers, on)
    for invitation in invitations(activities, local_parties, partners):
        activity = invitation.activity
        if not invitation.invited and on <= activity.on <= on + timedelta(ahead_days):
            yield Finding(
                check=NAME,
                subject=activity.subject,
                source=activities.source(activity.row, "auf_invited"),
                severity="low",
                facts={"municipality_number": activity.number, "date": activity.on.isoformat()},
                column="auf_invited",
                due=activity.on - timedelta(invite_days_before),
                private=activity.words,
                suggested=responsible.in_turn(activity.number, _ROLES),
            )
