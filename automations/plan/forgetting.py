"""Forgetting a person: what goes from the job's own tabs, as a plan, and from what is kept of earlier runs.

A task about the person keeps its key and the state archived, so that people find their own cells in its row;
all else that the job wrote there goes. A task about somebody else that only suggests the person loses the
suggestion. In the job's other tabs cells that name the person are emptied, and lines of Datakvalitet about
the person's rows go. People's cells are never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from automations.model import (
    CellValue,
    Change,
    Line,
    Link,
    OwnTab,
    Plan,
    Recognised,
    Scalar,
    SheetContent,
    Source,
    Table,
)
from automations.people.occurrences import Traces
from automations.people.persons import Person
from automations.people.pickable import pickable
from automations.plan.forgotten import left_out, marks_of, rows_of, without_forgotten
from automations.plan.keys import task_key
from automations.plan.limits import count_rows
from automations.plan.look import look_of_tasks
from automations.plan.memory import Memory, TaskMemory, memory_content
from automations.plan.remembered import memory_of
from automations.plan.tasks import Task, TaskTab, as_written, read_tasks
from automations.plan.texts import emptied
from automations.plan.undo import Wrote, WroteTab, WroteTask

_SAID = ("task", "concerns", "why")  # what the job says of a task; Foreslått is told apart


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The plan, and what it does, in counts. `keys` are the tasks that were about the person."""

    plan: Plan = field(default_factory=Plan)
    keys: frozenset[str] = frozenset()
    suggestions: int = 0
    lines: int = 0
    held: bool = False  # the person still stands in people's tabs, and nothing will be made of it


def forgetting(
    recognised: Recognised,
    person: Person,
    traces: Traces,
    *,
    alone: bool,
    on: date,
    language: str,
    fresh_salt: str,
) -> Forgetting:
    """Make the plan. Refused where the job's own tabs cannot be trusted.

    A workbook where the job has not been gets the hidden tab as well: the first run is to know of it.
    """
    own = recognised.own
    memory = memory_of(recognised, fresh_salt)
    there = read_tasks(own["tasks"], on=on) if "tasks" in own else TaskTab()
    rows = there.tasks
    keys = frozenset(_keys(memory, person)) | {key for key, task in rows.items() if _about(task, traces)}
    changes = [
        _emptied(rows[key], _archived(memory.tasks.get(key) or TaskMemory(key, ""), on=on), language)
        for key in sorted(keys & rows.keys(), key=lambda key: rows[key].row)
        if any(as_written(rows[key].ours.get(name)) is not None for name in _SAID)
    ]
    suggested = [
        task for key, task in rows.items() if key not in keys and traces.names(task.ours.get("suggested"))
    ]
    changes += [_unasked(task, memory) for task in suggested]
    takers = pickable(recognised.tables, there.responsible)
    standing = (
        bool(person.rows)
        or any(map(traces.names, takers))
        or any(_names(table, traces) for table in recognised.tables.values())
    )
    marks = marks_of(person, memory.salt, alone=alone) if standing else {}
    tasks = {
        key: _archived(task, on=on) if key in keys else task
        for key, task in memory.tasks.items()
        if key in rows or key not in keys  # of a row that is deleted nothing need be remembered
    }
    tables = without_forgotten(recognised)[0].tables
    left = {kind: left_out(tables[kind], i) for kind, i in rows_of(tables, person).items()}
    counted = count_rows(left)
    counts = {name: min(count, counted.get(name, count)) for name, count in memory.rows.items()}
    remembered = replace(memory, tasks=tasks, rows=counts, forgotten={**memory.forgotten, **marks})
    sheets = []
    lines = 0
    for kind, tab in own.items():
        if kind not in {"tasks", "memory"}:
            content, count = _cleared(tab, person, traces)
            sheets += [content] if count else []
            lines += count
    if changes or sheets or remembered != memory:
        content = memory_content(remembered)
        title = own["memory"].grid.tab if "memory" in own else content.title
        sheets.append(replace(content, title=title))
    others = tuple(name for name in takers if not traces.names(name))
    titles = look_of_tasks(language, _without_taker(there, traces), others)
    plan = Plan(tuple(changes), tuple(sheets), own.get("tasks"), titles, recognised.version)
    return Forgetting(plan, keys, len(suggested), lines, held=bool(marks))


def _without_taker(tab: TaskTab, traces: Traces) -> TaskTab:
    def other(name: str) -> bool:
        return not traces.names(name)

    tasks = {
        key: task if other(task.responsible) else replace(task, responsible="")
        for key, task in tab.tasks.items()
    }
    own, named = tuple(filter(other, tab.own_open)), tuple(filter(other, tab.responsible))
    return replace(tab, tasks=tasks, own_open=own, responsible=named)


def _names(table: Table, traces: Traces) -> bool:
    values = {value for column in table.columns.values() for value in column if isinstance(value, str)}
    return any(map(traces.names, values))


def forgotten_in(wrote: Wrote, keys: Collection[str], traces: Traces) -> Wrote:
    """What an earlier run wrote, without the tasks about the person and without the person's name."""

    def cleared(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
        return {name: None if traces.names(value) else value for name, value in values.items()}

    tasks = tuple(
        replace(task, before=cleared(task.before), after=cleared(task.after))
        for task in wrote.tasks
        if task.key not in keys and not _said(task, traces)
    )
    return Wrote(tasks, tuple(_tab_cleared(tab, traces) for tab in wrote.tabs))


def _said(task: WroteTask, traces: Traces) -> bool:
    return any(traces.names(values.get(name)) for values in (task.before, task.after) for name in _SAID)


def _tab_cleared(tab: WroteTab, traces: Traces) -> WroteTab:
    if tab.kind == "memory":  # marks and figures; its rows are counted
        return tab

    def cleared(rows: tuple[tuple[Scalar, ...], ...]) -> tuple[tuple[Scalar, ...], ...]:
        return tuple(tuple(None if traces.names(cell) else cell for cell in row) for row in rows)

    before = None if tab.before is None else cleared(tab.before)
    return replace(tab, before=before, after=cleared(tab.after))


def _keys(memory: Memory, person: Person) -> set[str]:
    """The tasks whose subject is the person, by any identity."""
    identities = {identity for _, some in person.identities for identity in some}
    return {
        task.key
        for task in memory.tasks.values()
        if not {task.key, *task.aliases}.isdisjoint(
            task_key(memory.salt, task.check, task.stage, identity) for identity in identities
        )
    }


def _about(task: Task, traces: Traces) -> bool:
    return any(traces.names(task.ours.get(name)) for name in _SAID)


def _emptied(task: Task, known: TaskMemory, language: str) -> Change:
    return Change("archive", task.key, known.check, emptied(known, language), task.row, task.ours)


def _unasked(task: Task, memory: Memory) -> Change:
    known = memory.tasks.get(task.key)
    values: dict[str, CellValue] = {**task.ours, "suggested": None}
    return Change("update", task.key, known.check if known else "", values, task.row, task.ours)


def _archived(task: TaskMemory, *, on: date) -> TaskMemory:
    """What is remembered of a task about somebody who is forgotten: that its row is ours."""
    return TaskMemory(
        task.key, task.check, task.stage, "archived", created=task.created, solved=task.solved or on
    )


def _cleared(tab: OwnTab, person: Person, traces: Traces) -> tuple[SheetContent, int]:
    """One of the job's tabs without what is about the person, and how many lines that changes."""
    lines: list[Line] = []
    count = 0
    there = dict(zip(tab.grid.numbers, tab.grid.cells, strict=True))
    for number in range(1, max(there, default=0) + 1):
        cells = there.get(number, ())
        place = _place(cells) if tab.kind == "data_quality" and number > tab.header_row else None
        if place and (place.tab, place.row) in person.rows:
            count += 1
            continue
        named = [traces.names(cell) for cell in cells]
        count += any(named)
        kept: list[CellValue] = [None if gone else cell for cell, gone in zip(cells, named, strict=True)]
        if place and len(kept) > 1:
            kept[1] = Link(place.a1, place)
        lines.append(Line(tuple(kept), "header" if number <= tab.header_row else _style(kept)))
    return SheetContent(tab.kind, tab.grid.tab, tuple(lines)), count


def _style(cells: list[CellValue]) -> str:
    return "" if any(cell is not None for cell in cells) else "empty"


def _place(cells: object) -> Source | None:
    """Read the cell that a line of Datakvalitet speaks of."""
    match cells:
        case [str(tab), str(cell), *_]:
            letters = cell.rstrip("0123456789")
            if letters.isalpha() and letters.isascii() and letters.isupper() and cell[len(letters) :]:
                return Source(tab, int(cell[len(letters) :]), _column(letters))
    return None


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
