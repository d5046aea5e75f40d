"""What an own check looks at: persons in tabs of persons, rows in others; and who is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.model import Table
from automations.people.identity import people_of
from automations.people.membership import members as members_of
from automations.people.names import folded
from automations.people.opt_outs import Allowed
from automations.people.reservations import Reservations, Way
from automations.people.supporters import supporters as supporters_of
from automations.people.youth import transitions

# Tabs that name people of ours but keep no wishes: what they have asked of us stands in other tabs.
WITHOUT_WISHES = frozenset({"volunteers", "officers", "elected", "candidates", "training", "campaign"})
OF_PERSONS = frozenset({"members", "supporters", "youth_transition", "volunteers"})
# What tells one row of other tabs from another, whatever order they stand in.
_TELLING = {
    "partners": ("organisation", "municipality_number", "municipality", "level"),
    "local_parties": ("municipality_number", "municipality"),
    "activities": ("date", "title", "type", "municipality_number", "municipality"),
    "officers": ("office", "name", "unit", "level", "municipality_number"),
    "elected": ("name", "office", "municipality_number"),
    "candidates": ("name", "birth_year", "list", "municipality_number", "party", "election"),
    "training": ("course", "date", "name", "municipality_number"),
    "campaign": ("role", "name", "municipality_number", "municipality"),
}
_BY_PLACE = frozenset({"local_parties"})  # its rows are known by their number alone, where they have one


@dataclass(frozen=True, slots=True)
class Case:
    """A person or thing: the rows that speak of it, and what it is known by."""

    rows: tuple[int, ...]
    identities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the task asks to do with a person: call or write, or nothing (None) where people are only counted.

    A sympathiser's consent holds for `consent_months`.
    """

    on: date
    way: Way | None
    consent_months: int

    def free(self, left: Allowed) -> bool:
        """Tell whether it may be asked; counted are all but those who are to be deleted."""
        return bool(getattr(left, self.way)) if self.way else left.only != "delete"


def cases(table: Table, others: Mapping[str, Table | None], asking: Asking) -> Iterator[Case]:
    """Walk the persons of a tab of whom it may be asked, or the rows of a tab that is not of persons."""
    if table.kind not in OF_PERSONS:
        alone = _left_alone(table, others, asking)
        yield from (Case((i,), ()) for i in range(len(table)) if i not in alone)
        return
    people = people_of(table)
    for person, rows in _persons(table, others, asking):
        yield Case(rows, people.subject(person).identities)


def _persons(
    table: Table, others: Mapping[str, Table | None], asking: Asking
) -> Iterator[tuple[int, tuple[int, ...]]]:
    if table.kind == "members":
        yield from ((m.person, m.rows) for m in members_of(table, on=asking.on) if asking.free(m.allowed))
    elif table.kind == "supporters":
        for one in supporters_of(table, on=asking.on, consent_months=asking.consent_months):
            if asking.free(one.allowed):
                yield one.person, one.rows
    elif table.kind == "youth_transition":
        for each in transitions(table, others.get("members"), others.get("supporters"), on=asking.on):
            if asking.way is None or (each.call if asking.way == "call" else each.contact):
                yield each.person, each.rows
    else:
        alone = _left_alone(table, others, asking)
        yield from ((at, rows) for at, rows in enumerate(people_of(table).rows) if alone.isdisjoint(rows))


def _left_alone(table: Table, others: Mapping[str, Table | None], asking: Asking) -> frozenset[int]:
    """The rows of those who have asked for peace in the members' or the supporters' tab."""
    if table.kind not in WITHOUT_WISHES or asking.way is None:
        return frozenset()
    elsewhere = (others.get("members"), others.get("supporters"))
    reservations = Reservations(*elsewhere, on=asking.on, way=asking.way)
    named = enumerate(table.records("name", "municipality_number"))
    return frozenset(i for i, (name, number) in named if name and reservations.leaves_alone(name, number))


def known_by(table: Table, i: int, without: Sequence[str]) -> str:
    """Name a row by what tells it from others, less what is judged; else by all that stands in it."""
    number = table.column("municipality_number")[i]
    if table.kind in _BY_PLACE and number:
        return f"place:{number}"
    told = [table.column(name)[i] for name in _TELLING[table.kind] if name not in without]
    if all(value is None for value in told):
        told = [values[i] for name, values in sorted(table.columns.items()) if name not in without]
    return "|".join("" if value is None else folded(str(value)) for value in told)
