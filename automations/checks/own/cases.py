"""What an own check looks at: persons in tabs of persons, rows in others; and who is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.model import Table
from automations.people.identity import people_of
from automations.people.membership import members as members_of
from automations.people.names import folded
from automations.people.opt_outs import Allowed, allowed
from automations.people.reservations import Reservations, Way
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


def cases(table: Table, others: Mapping[str, Table | None], *, on: date, way: Way | None) -> Iterator[Case]:
    """Walk the persons of a tab, or the rows of a tab that is not of persons.

    Only those who may be contacted that way; None asks nothing of them: all but those who have resigned.
    """
    if table.kind not in OF_PERSONS:
        alone = _left_alone(table, others, on=on, way=way)
        yield from (Case((i,), ()) for i in range(len(table)) if i not in alone)
        return
    people = people_of(table)
    for person, rows in _persons(table, others, on=on, way=way):
        yield Case(rows, people.subject(person).identities)


def _persons(
    table: Table, others: Mapping[str, Table | None], *, on: date, way: Way | None
) -> Iterator[tuple[int, tuple[int, ...]]]:
    if table.kind == "members":
        for member in members_of(table, on=on):
            if _free(member.allowed, way):
                yield member.person, member.rows
    elif table.kind == "youth_transition":
        for one in transitions(table, others.get("members"), others.get("supporters"), on=on):
            if way is None or (one.call if way == "call" else one.contact):
                yield one.person, one.rows
    else:
        alone = _left_alone(table, others, on=on, way=way)
        if table.kind == "supporters":
            alone = _supporters(table, on=on, way=way)
        for person, rows in enumerate(people_of(table).rows):
            if alone.isdisjoint(rows):
                yield person, rows


def _free(left: Allowed, way: Way | None) -> bool:
    return bool(getattr(left, way)) if way else left.only != "delete"


def _supporters(table: Table, *, on: date, way: Way | None) -> frozenset[int]:
    columns = ("consent", "may_contact", "protected_address", "birth_year")
    until = table.column("delete_after")
    return frozenset(
        i
        for i, said in enumerate(table.records(*columns))
        if not _free(allowed(on=on, kind="supporters", **dict(zip(columns, said, strict=True))), way)
        or ((day := until[i]) is not None and day <= on)
    )


def _left_alone(
    table: Table, others: Mapping[str, Table | None], *, on: date, way: Way | None
) -> frozenset[int]:
    """The rows of those who have asked for peace in the members' or the supporters' tab."""
    if table.kind not in WITHOUT_WISHES or way is None:
        return frozenset()
    reservations = Reservations(others.get("members"), others.get("supporters"), on=on, way=way)
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
