"""Those who are to be forgotten and still stand in people's tabs: nothing is made of their rows.

`forget` empties the job's own tabs at once; the rows in people's tabs only people delete. Until they have,
the hidden tab holds marks of the person, made with the workbook's salt as the tasks' keys are. Rows and names
that bear such a mark are read as if they were not there, and Datakvalitet asks for them to be deleted. When
they are gone, so are the marks: who joins again later is new to us.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from automations.model import Problem, Recognised, Table
from automations.people.identity import people_of
from automations.people.names import folded
from automations.people.persons import Person
from automations.plan.keys import task_key
from automations.plan.memory import read_memory
from automations.tabs import TABS

_LASTING = ("member:", "person:")  # identities that nobody else will bear


def marks_of(person: Person, salt: str, *, alone: bool) -> frozenset[str]:
    """Make the marks of a person. A name by itself is marked only where nobody else bears it."""
    by_identity = {
        _mark(salt, kind, identity)
        for kind, identities in person.identities
        for identity in _lasting(identities)
    }
    by_name = {_mark(salt, "named", name) for name in person.names} if alone else set()
    return frozenset(by_identity | by_name)


def without_forgotten(recognised: Recognised) -> tuple[Recognised, frozenset[str]]:
    """Leave out the rows and names of those to be forgotten, and give the marks that are still needed."""
    own = recognised.own.get("memory")
    try:
        memory = read_memory(own) if own else None
    except (ValueError, KeyError):
        return recognised, frozenset()  # the run is refused later on, with the sentence
    if memory is None or not memory.forgotten:
        return recognised, frozenset()
    met: set[str] = set()
    problems: list[Problem] = []
    tables = {}
    for kind, table in recognised.tables.items():
        rows = dict(_forgotten_rows(table, memory.forgotten, memory.salt))
        met |= set(rows.values())
        problems += [Problem(table.source(i), "forgotten_row") for i in rows]
        kept = left_out(table, rows)
        tables[kind], found, named = _without_names(kept, memory.forgotten, memory.salt)
        problems += found
        met |= named
    gone = {(p.source.tab, p.source.row) for p in problems if p.code == "forgotten_row"}
    told = [p for p in recognised.problems if (p.source.tab, p.source.row) not in gone]
    # A tab that could not be read may hold the row.
    unread = any(tab.note == "unread" for tab in recognised.tabs)
    still = memory.forgotten if unread or met else frozenset()
    return replace(recognised, tables=tables, problems=(*told, *problems)), still


def left_out(table: Table, rows: Iterable[int]) -> Table:
    """The table without some of its rows (counted from 0)."""
    away = set(rows)
    if not away:
        return table
    keep = [i for i in range(len(table)) if i not in away]

    def kept(values: Sequence[Any]) -> list[Any]:
        return [values[i] for i in keep]

    columns = {name: kept(values) for name, values in table.columns.items()}
    return replace(table, tabs=kept(table.tabs), rows=kept(table.rows), columns=columns)


def numbers_of(tables: Mapping[str, Table], person: Person) -> Mapping[str, tuple[int, ...]]:
    """The rows (from 0) of a person in each table."""
    return {
        kind: tuple(i for i, row in enumerate(zip(table.tabs, table.rows, strict=True)) if row in person.rows)
        for kind, table in tables.items()
    }


def _forgotten_rows(table: Table, marks: frozenset[str], salt: str) -> Iterator[tuple[int, str]]:
    if not (table.has("name") or table.has("member_number")):
        return
    people = people_of(table)
    for person, rows in enumerate(people.rows):
        for identity in _lasting(people.subject(person).identities):
            if (mark := _mark(salt, table.kind, identity)) in marks:
                yield from ((i, mark) for i in rows)
                break


def _without_names(table: Table, marks: frozenset[str], salt: str) -> tuple[Table, list[Problem], set[str]]:
    """Blank the names of the forgotten where others' rows name them."""
    columns: dict[str, Sequence[Any]] = dict(table.columns)
    problems: list[Problem] = []
    met: set[str] = set()
    known: dict[str, str] = {}
    for name, values in table.columns.items():
        column = TABS[table.kind].by_name.get(name)
        if column is None or column.kind != "name" or name == "name":
            continue
        new = list(values)
        for i, value in enumerate(values):
            if value:
                mark = known.setdefault(str(value), _mark(salt, "named", folded(str(value))))
                if mark in marks:
                    new[i] = None
                    met.add(mark)
                    problems.append(Problem(table.source(i, name), "forgotten_name"))
        columns[name] = new
    return (replace(table, columns=columns) if met else table), problems, met


def _lasting(identities: Sequence[str]) -> Sequence[str]:
    return [each for each in identities if each.startswith(_LASTING)] or identities[:1]


def _mark(salt: str, kind: str, identity: str) -> str:
    return task_key(salt, "forgotten", kind, identity)
