"""Those who are to be forgotten and still stand in people's tabs: nothing is made of their rows.

`forget` empties the job's own tabs at once; the rows in people's tabs only people delete. Until they have,
the hidden tab holds marks of the person, made with the workbook's salt as the tasks' keys are. Rows and names
that bear such a mark are read as if they were not there, and Datakvalitet asks for them to be deleted. When
all of a person's are gone, so are the marks: who joins again later is new to us.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from automations.model import OwnTab, Problem, Recognised, Scalar, Source, Table
from automations.people.identity import people_of
from automations.people.names import cut_out, without
from automations.people.persons import OF_AN_OFFICE, PERSONAL, Person, spellings
from automations.plan.keys import task_key
from automations.plan.memory import read_memory
from automations.tabs import TABS

Marks = Mapping[str, str]  # mark → the one that is the same for all of a person's
_LASTING = ("member:", "person:")  # identities that nobody else will bear


def marks_of(person: Person, salt: str, *, alone: bool) -> Marks:
    """Make the marks of a person. A name by itself is marked only where nobody else bears it."""
    by_identity = {
        _mark(salt, kind, identity)
        for kind, identities in person.identities
        for identity in _lasting(identities)
    }
    by_name = {_mark(salt, "named", s) for n in person.names for s in spellings(n)} if alone else set()
    marks = by_identity | by_name
    return dict.fromkeys(marks, min(marks, default=""))


def without_forgotten(recognised: Recognised) -> tuple[Recognised, Marks]:
    """Leave out the rows and names of those to be forgotten, and give the marks that are still needed."""
    own = recognised.own.get("memory")
    try:
        memory = read_memory(own) if own else None
    except (ValueError, KeyError):
        return recognised, {}  # the run is refused later on, with the sentence
    if memory is None or not memory.forgotten:
        return recognised, {}
    marks, salt = memory.forgotten, memory.salt
    named = _Named(marks, salt)
    met: set[str] = set()
    problems: list[Problem] = []
    tables = {}
    for kind, whole in recognised.tables.items():
        rows = dict(_forgotten_rows(whole, marks, salt))
        met |= set(rows.values())
        if kind in OF_AN_OFFICE:
            table = _vacated(whole, rows)
            problems += [Problem(whole.source(i, "name"), "forgotten_name") for i in rows]
        else:
            table = left_out(whole, rows)
            problems += [Problem(whole.source(i), "forgotten_row") for i in rows]
        tables[kind], cells = _without_names(table, named)
        problems += cells
    kept = dict(recognised.own)
    if "tasks" in kept:
        kept["tasks"], cells = _without_takers(kept["tasks"], named)
        problems += cells
    gone = {(p.source.tab, p.source.row) for p in problems if p.code == "forgotten_row"}
    told = [p for p in recognised.problems if (p.source.tab, p.source.row) not in gone]
    standing = {marks[mark] for mark in met | named.met}
    if any(tab.note == "unread" for tab in recognised.tabs):
        standing = set(marks.values())  # a tab that could not be read may hold the row
    still = {mark: of for mark, of in marks.items() if of in standing}
    return replace(recognised, tables=tables, own=kept, problems=(*told, *problems)), still


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


def _vacated(table: Table, rows: Collection[int]) -> Table:
    """The table with nobody in some of its rows: an office stays when its holder is to be forgotten."""
    gone = {
        name: [None if i in rows else value for i, value in enumerate(values)]
        for name, values in table.columns.items()
        if rows and name in PERSONAL
    }
    return replace(table, columns={**table.columns, **gone}) if gone else table


def rows_of(tables: Mapping[str, Table], person: Person) -> Mapping[str, tuple[int, ...]]:
    """The rows (from 0) of a person in each table."""
    return {
        kind: tuple(i for i, row in enumerate(zip(table.tabs, table.rows, strict=True)) if row in person.rows)
        for kind, table in tables.items()
    }


def _forgotten_rows(table: Table, marks: Marks, salt: str) -> Iterator[tuple[int, str]]:
    if not (table.has("name") or table.has("member_number")):
        return
    people = people_of(table)
    for person, rows in enumerate(people.rows):
        for identity in _lasting(people.subject(person).identities):
            if (mark := _mark(salt, table.kind, identity)) in marks:
                yield from ((i, mark) for i in rows)
                break


class _Named:
    """Knows a forgotten person's name by its mark; `met` are the marks that it has come upon."""

    def __init__(self, marks: Marks, salt: str) -> None:
        self.met: set[str] = set()
        self._marks = marks
        self._salt = salt
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> bool:
        mark = self._known.get(name) or self._known.setdefault(name, _mark(self._salt, "named", name))
        if mark in self._marks:
            self.met.add(mark)
        return mark in self._marks


def _without_names(table: Table, named: _Named) -> tuple[Table, list[Problem]]:
    """Take the names of the forgotten out of others' rows: a cell of names, and any text."""
    columns: dict[str, Sequence[Any]] = dict(table.columns)
    problems: list[Problem] = []
    for name, values in table.columns.items():
        declared = TABS[table.kind].by_name.get(name)
        of = _WAYS.get(declared.kind) if declared else None
        if of is None or (name == "name" and table.kind not in OF_AN_OFFICE):
            continue  # a row of its own is told by what it says, not by the name alone
        said = {value: of(value, named) for value in set(values) if isinstance(value, str)}
        touched = {value for value, now in said.items() if now != value}
        if touched:
            columns[name] = [said.get(value, value) for value in values]
            problems += [
                Problem(table.source(i, name), "forgotten_name")
                for i, value in enumerate(values)
                if value in touched
            ]
    return (replace(table, columns=columns) if problems else table), problems


def _without_takers(tab: OwnTab, named: _Named) -> tuple[OwnTab, list[Problem]]:
    """Read the task tab as if the forgotten had taken no task: nobody is to pick them again."""
    place = tab.letters.get("responsible", -1)
    problems: list[Problem] = []
    rows: list[Sequence[Scalar]] = []
    for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
        there = cells[place] if number > tab.header_row and 0 <= place < len(cells) else None
        kept = without(there, named) if isinstance(there, str) else there
        if kept != there:
            problems.append(Problem(Source(tab.grid.tab, number, place), "forgotten_name"))
            rows.append([*cells[:place], kept, *cells[place + 1 :]])
        else:
            rows.append(cells)
    return (replace(tab, grid=replace(tab.grid, cells=rows)) if problems else tab), problems


_WAYS: Mapping[str, Callable[[str, _Named], str | None]] = {"name": without, "text": cut_out}


def _lasting(identities: Sequence[str]) -> Sequence[str]:
    return [each for each in identities if each.startswith(_LASTING)] or identities[:1]


def _mark(salt: str, kind: str, identity: str) -> str:
    return task_key(salt, "forgotten", kind, identity)
