"""Volunteers whom nobody has thanked for long: one friendly task a municipality."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.checks.volunteers.together import findings, reason_key
from automations.figures.volunteers import thanked, volunteers_of
from automations.model import Finding, Skipped, Table
from automations.people.reservations import Reservations
from automations.people.responsible import Responsible, missing_tabs

NAME = "volunteer_not_thanked"
_ROLES = ("membership_officer", "leader", "deputy")


def not_judged(
    _volunteers: Table,
    _members: Table | None = None,
    _supporters: Table | None = None,
    local_parties: Table | None = None,
    officers: Table | None = None,
) -> Iterator[Skipped]:
    """Say which tabs would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("volunteers",),
    uses=("members", "supporters", "local_parties", "officers"),
    columns={"volunteers": ("last_thanked",)},
    serves=lines(82, 83),
    words=reason_key,
    not_judged=not_judged,
)
def volunteer_not_thanked(
    volunteers: Table,
    members: Table | None,
    supporters: Table | None,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    days: int = 180,
) -> Iterator[Finding]:
    """Volunteers of a municipality who have not been thanked in the last `days`.

    Where nobody has ever been thanked the column is not in use, and nothing is found. Who wants no contact
    is left alone.
    """
    told = thanked(volunteers, on=on, days=days)
    judged = zip(volunteers_of(volunteers), told, strict=False)  # none where nobody is ever thanked
    yield from findings(
        NAME,
        volunteers,
        "last_thanked",
        (each for each, fresh in judged if fresh is False),
        reservations=Reservations(members, supporters, on=on),
        responsible=Responsible(local_parties, officers, on),
        roles=_ROLES,
    )
