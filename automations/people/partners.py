"""The organisations of the partner tab: their kind, their level, whose they are, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from automations.model import Table
from automations.once import once
from automations.people.municipalities import Municipalities, Municipality, naming
from automations.people.names import folded
from automations.people.organisations import kind_names
from automations.people.responsible import Responsible

ROLES: dict[str | None, Sequence[str]] = {
    "lo": ("union_liaison", "leader"),
    "auf": ("auf_contact", "leader"),
}
PRIORITISED = frozenset(ROLES)  # the cooperation with LO, and AUF: printed lines 88 to 97


class Partner(NamedTuple):
    """A row of the partner tab. Kind is None where neither type nor name tells it."""

    row: int
    organisation: str | None
    kind: str | None
    level: str | None
    place: Municipality | None

    @property
    def number(self) -> str | None:
        """The municipality's number, where it is known."""
        return self.place.number if self.place else None

    @property
    def own(self) -> tuple[str, str]:
        """What makes it one organisation on several rows: where it is, and its name.

        Rows that name none are not one and the same.
        """
        return self.place.key if self.place else "", folded(self.organisation) or f"row {self.row}"


@once
def partners_of(
    partners: Table,
    local_parties: Table | None,
    *,
    lo_unions: tuple[str, ...] = (),
    other_unions: tuple[str, ...] = (),
) -> Iterator[Partner]:
    """Give the organisations row by row.

    One that names no municipality is the workbook's only municipality's, unless it is regional or
    national, and else nobody's.
    """
    municipalities = Municipalities(naming(local_parties, partners))
    names = kind_names(lo_unions, other_unions)
    columns = ("organisation", "type", "level", "municipality_number", "municipality")
    for row, (organisation, typed, level, number, name) in enumerate(partners.records(*columns)):
        found = municipalities.find if level in ("regional", "national") else municipalities.of_row
        yield Partner(row, organisation, names.kind_of(organisation, typed), level, found(number, name))


def called(organisation: str | None, municipality: str | None) -> str:
    """Name an organisation, and its municipality where the name does not say it."""
    organisation = organisation or "–"
    if municipality is None or folded(municipality) in folded(organisation):
        return organisation
    return f"{organisation} ({municipality})"


def to_ask(
    responsible: Responsible, kind: str | None, number: str | None, ours: str | None
) -> tuple[str, ...]:
    """Name whom to ask about a partner: who knows the organisation goes before those who know us."""
    turn = responsible.in_turn(number, ROLES.get(kind, ("leader",)))
    return (ours, *(name for name in turn if folded(name) != folded(ours))) if ours else turn
