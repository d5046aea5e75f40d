"""The tasks as they stand in the workbook: what people typed, and what the job wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from automations.model import OwnTab, Problem, Scalar, Source
from automations.recognise import parse_date, parse_status
from automations.tabs import TABS

OURS = tuple(column.name for column in TABS["tasks"].columns if column.ours)


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task tab that bears a key of ours. `ours` is what stands in the job's columns."""

    key: str
    row: int
    status: str = "new"
    deferred_until: date | None = None
    ours: Mapping[str, Scalar] = field(default_factory=dict)
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class TaskTab:
    """The tab in full: the job's rows by key, people's own rows counted, what could not be read.

    `own_open` is who has each of people's own rows that is not done.
    """

    tasks: Mapping[str, Task] = field(default_factory=dict)
    own_rows: int = 0
    own_open: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def as_written(value: Scalar) -> Scalar:
    """Bring a cell to the form the job writes, so that the same thing read back is equal."""
    if isinstance(value, datetime):
        return value.date() if value.time() == value.time().min else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return value.strip() or None
    return value


def read_tasks(tab: OwnTab, *, on: date) -> TaskTab:
    """Read the task tab. A key that stands twice is the first row's; the second is a problem."""
    tasks: dict[str, Task] = {}
    problems: list[Problem] = []
    names: dict[str, None] = {}
    own_rows = 0
    own_open: list[str] = []
    title = tab.grid.tab
    for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
        if number <= tab.header_row:
            continue
        values = {
            name: as_written(cells[place]) if place < len(cells) else None
            for name, place in tab.letters.items()
        }
        if person := _person(values):
            names[person] = None
        key = values.get("task_id")
        if not isinstance(key, str):
            own_rows += any(value is not None for value in cells)
            own_open += [person] if person and not _is_done(values) else []
            continue
        status, known = parse_status(values.get("status"))
        if not known:
            problems.append(Problem(Source(title, number, tab.letters.get("status")), "unknown_status"))
        deferred = values.get("deferred_until")
        until = parse_date(deferred, on=on, future=True)
        if deferred is not None and until is None:
            problems.append(Problem(Source(title, number, tab.letters.get("deferred_until")), "date"))
        if key in tasks:
            problems.append(Problem(Source(title, number, tab.letters["task_id"]), "duplicate_task"))
            continue
        ours = {name: values.get(name) for name in OURS}
        tasks[key] = Task(key, number, status or "new", until, ours, person)
    for name in OURS:
        if name not in tab.letters:
            facts = {"kind": "tasks", "column": name}
            problems.append(Problem(Source(title, tab.header_row), "missing_column", facts))
    return TaskTab(tasks, own_rows, tuple(own_open), tuple(names), tuple(problems))


def _person(values: Mapping[str, Scalar]) -> str:
    person = values.get("responsible")
    return person if isinstance(person, str) else ""


def _is_done(values: Mapping[str, Scalar]) -> bool:
    return parse_status(values.get("status"))[0] in {"done", "dismissed"}
