"""What several volunteers of one municipality lack is one task, at the first one's row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from automations.figures.volunteers import Volunteer
from automations.model import Fact, Finding, Subject, Table
from automations.people.names import folded
from automations.people.reservations import Reservations
from automations.people.responsible import Responsible

ROWS_NAMED = 10  # more would make no readable sentence; the sheet shows the others


def reason_key(finding: Finding) -> str:
    """Name the words: the volunteers of a municipality, or of a workbook that names none."""
    return "municipality" if "municipality" in finding.private else "everybody"


def findings(
    check: str,
    volunteers: Table,
    column: str,
    those: Iterable[Volunteer],
    *,
    reservations: Reservations,
    responsible: Responsible,
    roles: Sequence[str],
) -> Iterator[Finding]:
    """Find those of each municipality who are not to be left alone: of low severity, at their `column`."""
    places: dict[str, list[Volunteer]] = defaultdict(list)
    for each in those:
        if not reservations.leaves_alone(each.person, each.municipality_number):
            places[each.municipality_number or folded(each.municipality)].append(each)
    for place, here in places.items():
        first = here[0]
        name = first.municipality or first.municipality_number
        facts: dict[str, Fact] = {"municipality_number": first.municipality_number}
        yield Finding(
            check=check,
            subject=Subject((f"volunteers:{place}",)),
            source=volunteers.source(first.rows[0], column),
            column=column,
            severity="low",
            facts=facts,
            also=tuple(volunteers.source(each.rows[0]) for each in here[1:ROWS_NAMED]),
            private={"count": str(len(here))} | ({"municipality": name} if name else {}),
            suggested=responsible.in_turn(first.municipality_number, roles),
        )
