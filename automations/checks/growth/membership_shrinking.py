"""Municipalities where more members have left than joined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.persons import suggestions
from automations.checks.registry import check, lines
from automations.figures.growth import SHORT, Movement, movements
from automations.model import Finding, Source, Subject, Table
from automations.people.municipalities import Municipalities
from automations.people.responsible import Responsible

NAME = "membership_shrinking"
_ROLES = ("leader", "membership_officer")


def where(finding: Finding) -> str:
    """Name the words: of a municipality, or of a workbook that names none."""
    return "municipality" if finding.facts["municipality_number"] else "everywhere"


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    columns={"members": ("joined", "resigned_on")},
    serves=lines(42),
    words=where,
    not_judged=suggestions(NAME),
)
def membership_shrinking(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    months: int = SHORT,
    least_loss: int = 3,
    least_loss_percent: int = 1,
) -> Iterator[Finding]:
    """A municipality that has lost members, gross minus those who left, over the months given.

    A loss of fewer than `least_loss` persons, or than `least_loss_percent` of the members before it, is no
    trend. Nothing is said of anybody, and no number: the counts of a small place would tell who it was.
    """
    responsible = Responsible(local_parties, officers, on)
    moved = movements(members, on=on, months=months)
    placed = [place for place in moved if place.number]
    names = members.column("municipality")
    parties = Municipalities(local_parties) if local_parties is not None else None
    for place in placed or moved:
        loss = -place.net
        before = place.members + loss
        if loss < max(least_loss, 1) or 100 * loss < least_loss_percent * before:
            continue
        known = parties.find(place.number, None) if parties else None
        name = known.name if known else names[place.row] or place.number or "–"
        yield Finding(
            check=NAME,
            subject=Subject((f"members:{place.number or ''}",)),
            source=_source(members, local_parties if known else None, place, known.row if known else 0),
            severity="medium",
            facts={"municipality_number": place.number, "months": months},
            column="municipality_number" if place.number else "resigned_on",
            private={"municipality": name},
            suggested=responsible.in_turn(place.number, _ROLES),
        )


def _source(members: Table, local_parties: Table | None, place: Movement, row: int) -> Source:
    if local_parties is not None:
        return local_parties.source(row, "municipality_number")
    return members.source(place.row, "municipality_number" if place.number else "resigned_on")
