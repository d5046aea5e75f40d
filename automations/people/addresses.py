"""Where a person with tasks can be written to: never guessed, and not who has asked to be left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from automations.model import Source, Table
from automations.people.local_parties import ROLES
from automations.people.names import folded
from automations.people.reservations import Reservations
from automations.recognise.municipalities import current_number


@dataclass(frozen=True, slots=True)
class Found:
    """The address of a person, or why there is none: `left_alone` is a wish and no fault.

    `source` is the cell that would have to be mended, where the person stands in a tab.
    """

    address: str = ""
    why: Literal["", "no_address", "two_addresses", "left_alone"] = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    number: str | None
    address: str | None
    source: Source


class AddressBook:
    """The addresses of Tillitsverv and Frivillige, and Kommunepartier's own for those with a role there.

    A name is matched whole, folded, in its municipality; officers above the municipality, and rows that
    name none, count everywhere. Any of the tables may be missing.
    """

    def __init__(self, tables: Mapping[str, Table], *, on: date) -> None:
        self._people: dict[str, list[_Row]] = defaultdict(list)
        self._parties: dict[str, list[_Row]] = defaultdict(list)
        self._reserved = Reservations(tables.get("members"), tables.get("supporters"), on=on)
        if (officers := tables.get("officers")) is not None:
            self._take_in(officers, on)
        if (volunteers := tables.get("volunteers")) is not None:
            self._take_in(volunteers, on)
        if (parties := tables.get("local_parties")) is not None:
            self._take_in_parties(parties)

    def _take_in(self, table: Table, on: date) -> None:
        columns = ("name", "email", "municipality_number", "level", "elected_until")
        for i, (name, email, number, level, until) in enumerate(table.records(*columns)):
            if name and not (until is not None and until < on):
                place = (
                    None if level in {"regional", "national"} else current_number(number) if number else None
                )
                self._people[folded(name)].append(_Row(place, email, table.source(i, "email")))

    def _take_in_parties(self, table: Table) -> None:
        for i, (number, email) in enumerate(table.records("municipality_number", "public_email")):
            names = {folded(table.column(role)[i]) for role in ROLES if table.has(role)} - {""}
            for name in names:
                place = current_number(number) if number else None
                self._parties[name].append(_Row(place, email, table.source(i, "public_email")))

    def find(self, name: str, municipality_number: str | None) -> Found:
        """Find the one address of a person, by folded name, for a task of a municipality."""
        number = current_number(municipality_number) if municipality_number else None
        if self._reserved.leaves_alone(name, number):
            return Found(why="left_alone")
        people = _there(self._people[name], number) if name in self._people else []
        parties = _there(self._parties[name], number) if name in self._parties else []
        for rows in (people, parties):
            addresses = {row.address.casefold(): row for row in rows if row.address}
            if len(addresses) > 1:
                return Found(why="two_addresses", source=rows[0].source)
            for address, row in addresses.items():
                return Found(address, source=row.source)
        rows = people or parties
        return Found(why="no_address", source=rows[0].source if rows else None)


def _there(rows: list[_Row], number: str | None) -> list[_Row]:
    return [row for row in rows if number is None or row.number in {None, number}]
