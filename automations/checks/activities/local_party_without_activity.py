"""Municipalities where nothing has been arranged for a long time, and nothing is planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.figures.local_activity import quiet
from automations.model import Finding, Skipped, Subject, Table
from automations.people.activities import no_place
from automations.people.municipalities import naming
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs

NAME = "local_party_without_activity"
_ROLES = ("leader", "deputy")


def reason_key(finding: Finding) -> str:
    """Name the words: silent since a day, or nothing at all in the sheet."""
    return "since" if finding.facts["last"] else "never"


def not_judged(
    activities: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say that nothing tells which municipality it is about, and which tabs would have told whom to ask."""
    yield from no_place(NAME, activities, local_parties)
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities",),
    uses=("local_parties", "officers"),
    columns={"activities": ("date",)},
    serves=(*lines(10, 11), *lines(62, 64)),
    words=reason_key,
    not_judged=not_judged,
)
def local_party_without_activity(
    activities: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    quiet_after_days: int = 120,
    planned_within_days: int = 90,
) -> Iterator[Finding]:
    """A municipality where nothing has gone on for that long, and nothing is planned in the time ahead.

    It is found from the day after `quiet_after_days` have passed since the last activity, whatever its
    kind. The municipalities are those of the local parties, else those that the activities name. A tab
    in which no activity has a day is not in use, and says nothing.
    """
    responsible = Responsible(local_parties, officers, on)
    named = naming(local_parties, activities)
    for silent in quiet(
        activities,
        local_parties,
        on=on,
        quiet_after_days=quiet_after_days,
        planned_within_days=planned_within_days,
    ):
        place, last = silent.place, silent.last
        there = named is activities and last is not None
        yield Finding(
            check=NAME,
            subject=Subject((f"quiet:{place.number or folded(place.name)}",)),
            source=activities.source(last.row, "date") if there and last else named.source(place.row),
            severity="medium",
            facts={
                "municipality_number": place.number,
                # A name that no number stands beside may be anything that somebody typed.
                "municipality": place.name if place.number else None,
                "last": last.on.isoformat() if last else None,
            },
            column="date" if there else None,
            due=silent.due,
            private={"municipality": place.name},
            suggested=responsible.in_turn(place.number, _ROLES),
        )
