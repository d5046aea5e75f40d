"""Roles of a municipal party that nobody has: one task a municipality, one reason a role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import of_party, reason_key
from automations.checks.registry import check, lines
from automations.model import Finding, Severity, Skipped, Table
from automations.people.local_parties import BOARD, ROLES, Role, role_standings
from automations.people.responsible import Responsible, missing_tabs, roles_in

NAME = "local_party_role_vacant"
_WHOM_TO_ASK = ("leader", "deputy", "secretary", "follow_up_by")
_SEVERITY: dict[Role, Severity] = {
    "leader": "high",
    "membership_officer": "high",  # to follow up members is among the most important tasks (line 44)
    "training_officer": "low",
    "womens_network_leader": "low",
    "auf_contact": "low",
}


def not_judged(local_parties: Table, officers: Table | None = None) -> Iterator[Skipped]:
    """Say which roles no tab keeps, and that nobody can be suggested where officers are not kept."""
    named = {role for office in _offices(officers) for role in roles_in(office)}
    lacking = [role for role in ROLES if not local_parties.has(role) and role not in named]
    if lacking:
        reason = "no_column" if len(lacking) == len(ROLES) else "stage"
        yield Skipped(NAME, reason, {"kinds": ["local_parties"], "column_names": lacking})
    yield from missing_tabs(NAME, officers=officers)


def _offices(officers: Table | None) -> set[str]:
    return {office for office in officers.column("office") if office} if officers is not None else set()


@check(
    needs=("local_parties",),
    uses=("officers",),
    serves={
        **dict.fromkeys(BOARD, lines(59, 61)),
        "membership_officer": lines(38, 39),
        "training_officer": lines(16, 17),
        "womens_network_leader": lines(70, 72),
        "union_liaison": lines(86, 89),
        "auf_contact": lines(94, 95),
        "safeguarding_contact": lines(21, 22),
    },
    words=reason_key,
    not_judged=not_judged,
)
def local_party_role_vacant(
    local_parties: Table,
    officers: Table | None,
    *,
    on: date,
    roles: tuple[Role, ...] = ROLES,
) -> Iterator[Finding]:
    """A role in a municipal party that neither the party's row nor an elected officer fills.

    `roles` are those asked for. A role that no column is kept for is judged where Tillitsverv names it for
    somebody; a row there that nobody fills is `office_vacant`'s to say. Of safeguarding only the contact's
    existence is asked, never a case.
    """
    responsible = Responsible(local_parties, officers, on)
    for party, standings in role_standings(local_parties, officers, on=on):
        suggested = responsible.in_turn(party.municipality.number, _WHOM_TO_ASK)
        for role, standing in standings.items():
            if standing == "vacant" and role in roles:
                yield of_party(
                    NAME,
                    party,
                    role,
                    role,
                    severity=_SEVERITY.get(role, "medium"),
                    suggested=suggested,
                )
