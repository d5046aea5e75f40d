"""Municipalities of the county that the list of municipal parties does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import not_judged_without
from automations.checks.registry import check, lines
from automations.model import Finding, Source, Subject, Table
from automations.people.local_parties import unlisted
from automations.people.responsible import Responsible

NAME = "local_party_missing"
_WHOM_TO_ASK = ("county_secretary",)


@check(
    needs=("local_parties",),
    uses=("officers",),
    serves=lines(59, 61),
    not_judged=not_judged_without(NAME),
)
def local_party_missing(
    local_parties: Table, officers: Table | None, *, on: date, counties: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """A municipality of the workbook's counties that has no row among the municipal parties.

    `counties` names them by number or name. Without it they are those of which the tab lists at least
    half, and none for a workbook that is about a few municipalities.
    """
    responsible = Responsible(local_parties, officers, on)
    last = _last_rows(local_parties)
    for one in unlisted(local_parties, counties):
        yield Finding(
            check=NAME,
            subject=Subject((f"local_party:{one.number}",)),
            source=last.get(one.county_number) or _end(local_parties),
            severity="medium",
            facts={"municipality_number": one.number, "municipality": one.name, "county": one.county},
            suggested=responsible.in_turn(one.number, _WHOM_TO_ASK),
        )


def _last_rows(local_parties: Table) -> dict[str, Source]:
    """Where each county's rows end: that is where the missing one belongs."""
    numbers = enumerate(local_parties.column("municipality_number"))
    return {number[:2]: local_parties.source(i) for i, number in numbers if number}


def _end(local_parties: Table) -> Source:
    if len(local_parties):
        return local_parties.source(len(local_parties) - 1)
    return Source(next(iter(local_parties.letters)), 1)
