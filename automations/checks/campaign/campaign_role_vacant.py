"""Roles of the campaign that nobody has taken on, municipality by municipality."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.figures.campaign import Staffing, named_in, staffings
from automations.model import Finding, Severity, Skipped, Source, Subject, Table
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs

NAME = "campaign_role_vacant"
Role = Literal["campaign_manager", "social_media", "stall", "phone_bank", "door_knocking", "material"]
_MANAGER = "campaign_manager"
_ROLES = ("campaign_manager", "leader", "deputy")


def reason_key(finding: Finding) -> str:
    """Name the words: the role, or that nobody has any yet."""
    return str(finding.facts["role"] or "none")


def not_judged(
    _campaign: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which tabs would have told which municipalities there are, and whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("campaign",),
    uses=("local_parties", "officers"),
    columns={"campaign": ("name",)},
    serves=lines(55, 56),
    words=reason_key,
    not_judged=not_judged,
)
def campaign_role_vacant(
    campaign: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    roles: tuple[Role, ...] = (
        "campaign_manager",
        "social_media",
        "stall",
        "phone_bank",
        "door_knocking",
        "material",
    ),
    weeks_before: int = 52,
) -> Iterator[Finding]:
    """A role that a municipality's campaign needs and that nobody has, from `weeks_before` the election.

    One finding a role and one task a municipality; where nobody has any role yet, that is said once. It is
    a hint in autumn, more urgent when lists are due and urgent when the campaign starts; nothing is asked
    after the election.
    """
    if not calendar.election_day - timedelta(weeks=weeks_before) <= on <= calendar.election_day:
        return
    finder = _Finder(campaign, local_parties, Responsible(local_parties, officers, on), calendar, on)
    for each in staffings(campaign, local_parties, roles):
        if each.vacant and not each.names:
            yield finder.finding(each, None)
        else:
            for role in each.vacant:
                yield finder.finding(each, role)


class _Finder:
    """Makes findings: the cell, the facts, how urgent, and whom to ask."""

    def __init__(
        self,
        campaign: Table,
        local_parties: Table | None,
        responsible: Responsible,
        calendar: ElectionCalendar,
        on: date,
    ) -> None:
        self._campaign = campaign
        self._named = named_in(campaign, local_parties)
        self._responsible = responsible
        self._calendar = calendar
        self._on = on

    def finding(self, each: Staffing, role: str | None) -> Finding:
        """Find one role vacant, or all of them (None)."""
        place = each.municipality
        early = role in (None, _MANAGER)  # who leads is found first
        return Finding(
            check=NAME,
            subject=Subject((f"campaign:{place.number or folded(place.name)}",)),
            source=self._source(each, role),
            column="name",
            severity=self._severity("medium" if early else "low"),
            facts={
                "municipality_number": place.number,
                "municipality": place.name if place.number else None,
                "role": role,
            },
            due=self._calendar.lists_due if early else self._calendar.campaign_starts,
            private={"municipality": place.name or next(iter(self._campaign.letters))},
            suggested=self._turn(each),
        )

    def _severity(self, severity: Severity) -> Severity:
        for day in (self._calendar.lists_due, self._calendar.campaign_starts):
            severity = pressing(severity, on=self._on, due=day)
        return severity

    def _source(self, each: Staffing, role: str | None) -> Source:
        row = each.vacant[role] if role else None
        if row is not None:
            return self._campaign.source(row, "name")
        return self._named.source(each.municipality.row)

    def _turn(self, each: Staffing) -> tuple[str, ...]:
        """Who leads this campaign is asked before the party's officers."""
        turn = self._responsible.in_turn(each.municipality.number, _ROLES)
        manager = each.names.get(_MANAGER)
        if manager is None:
            return turn
        return (manager, *(name for name in turn if folded(name) != folded(manager)))
