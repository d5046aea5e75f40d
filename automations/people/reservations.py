"""Who is to be left alone although a tab without wishes names them: what they have asked of us elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from automations.model import Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.membership import members
from automations.people.names import NamedPeople, folded
from automations.people.opt_outs import allowed

Way: TypeAlias = Literal["call", "write"]
_Place = tuple[str, str | None]


@once
def _members(table: Table, *, on: date, way: Way) -> Iterator[_Place]:
    names = people_of(table).names
    for member in members(table, on=on):
        if not getattr(member.allowed, way):
            yield names[member.rows[0]], member.municipality_number


@once
def _supporters(table: Table, *, on: date, way: Way) -> Iterator[_Place]:
    columns = ("may_contact", "protected_address", "consent", "birth_year")
    rows = table.records("name", "municipality_number", *columns)
    for name, number, *said in rows:
        wishes = dict(zip(columns, said, strict=True))
        if name and not getattr(allowed(on=on, kind="supporters", **wishes), way):
            yield folded(name), number


class Reservations:
    """Those of the members' and the supporters' tabs who may not be written to. Either tab may be missing.

    With "call" as the `way`, those as well who may be written to but not called.

    Officers, elected people and volunteers are known by name and municipality alone; of namesakes there,
    the one who is to be left alone decides.
    """

    def __init__(
        self, members: Table | None, supporters: Table | None = None, *, on: date, way: Way = "write"
    ) -> None:
        reserved = set(_members(members, on=on, way=way)) if members is not None else set()
        if supporters is not None:
            reserved |= set(_supporters(supporters, on=on, way=way))
        self._reserved = NamedPeople(reserved)

    def leaves_alone(self, name: str | None, municipality_number: str | None) -> bool:
        """Tell whether nothing may be asked of a person; an unknown municipality may be any."""
        return self._reserved.may_hold(name, municipality_number)
