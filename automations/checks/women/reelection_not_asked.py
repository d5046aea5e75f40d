"""Elected people whom nobody has asked whether they will stand again: women first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.figures.women import sitting
from automations.model import Finding, Skipped, Table
from automations.people.identity import people_of
from automations.people.membership import months_before
from automations.people.names import folded
from automations.people.reservations import Reservations
from automations.people.responsible import Responsible, missing_tabs

NAME = "reelection_not_asked"
_ROLES = ("nomination_leader", "leader", "deputy")


def not_judged(
    elected: Table,
    _members: Table | None = None,
    _candidates: Table | None = None,
    local_parties: Table | None = None,
    officers: Table | None = None,
) -> Iterator[Skipped]:
    """Say where some tab does not keep whether people stand again, and which would have told whom to ask."""
    tabs = [elected.letters[tab] for tab in dict.fromkeys(elected.tabs)]
    if any("reelection" not in kept for kept in tabs):
        yield Skipped(NAME, "stage", {"kinds": ["elected"], "column_names": ["reelection"]})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("elected",),
    uses=("members", "candidates", "local_parties", "officers"),
    columns={"elected": ("reelection",)},
    serves=lines(69, 70),
    not_judged=not_judged,
)
def reelection_not_asked(
    elected: Table,
    members: Table | None,
    candidates: Table | None,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    women_months_before: int = 12,
    others_months_before: int = 6,
) -> Iterator[Finding]:
    """An elected person of whom no answer is recorded, nor that anybody has asked.

    Women, and those whose gender is not recorded, are found from `women_months_before` the day lists are
    due, everybody from `others_months_before`, until that day: it is more urgent in its last weeks. Who
    stands on a list has been asked; who wants no contact, according to the members' tab, is left alone.
    """
    due = calendar.lists_due
    if on > due:
        return
    early = on >= months_before(due, women_months_before)
    late = on >= months_before(due, others_months_before)
    responsible = Responsible(local_parties, officers, on)
    reservations = Reservations(members, on=on)
    people = people_of(elected)
    for each in sitting(elected, candidates, on=on):
        number = each.municipality_number
        if each.asked or not (late if each.gender == "m" else early):
            continue
        if reservations.leaves_alone(each.name, number):
            continue
        turn = responsible.in_turn(number, _ROLES)
        yield Finding(
            check=NAME,
            subject=people.subject(each.person),
            source=elected.source(each.rows[0], "reelection"),
            column="reelection",
            severity=pressing("low" if each.gender == "m" else "medium", on=on, due=due),
            facts={"municipality_number": number, "lists_due": due.isoformat()},
            due=due,
            also=tuple(elected.source(i) for i in each.rows[1:]),
            private={"name": each.name},
            suggested=tuple(name for name in turn if folded(name) != folded(each.name)),
        )
