"""A snapshot as the rest of the programme reads it: plain grids, without our formulas and what they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from automations.model import Grid, OwnTab, Problem, Reading, Scalar, Source
from automations.recognise.header import find_header
from automations.recognise.own import own_kind, read_tasks
from automations.sheets.google.lookup import KEY, OURS, Shown, marked, split_hidden
from automations.sheets.google.snapshot import SheetRead, Snapshot


@dataclass(frozen=True, slots=True)
class Understood:
    """A snapshot with what the writer must know of it.

    `strays` are keys of rows that were written askew: a column was inserted while they were written.
    """

    snapshot: Snapshot
    reading: Reading
    shown: Shown = field(default_factory=dict)
    remembered: Grid | None = None
    tasks: OwnTab | None = None
    strays: frozenset[str] = frozenset()


def understood(snapshot: Snapshot, name: str, *, reads: int = 1) -> Understood:
    """Read a snapshot."""
    hidden = _memory(snapshot)
    remembered: Grid | None = None
    shown: Shown = {}
    if hidden is not None:
        remembered, shown = split_hidden(hidden.grid)
    sheet, tasks = _task_tab(snapshot)
    strays = _strays(sheet, tasks) if sheet is not None and tasks is not None else frozenset()
    problems: list[Problem] = []
    grids = []
    for one in snapshot.sheets:
        grid = one.grid
        if one is hidden and remembered is not None:
            grid = remembered
        elif one is sheet and tasks is not None:
            grid, problems = _as_shown(one, tasks, shown, strays)
        grids.append(grid)
    reading = Reading(name, tuple(grids), snapshot.unread, snapshot.version, reads, tuple(problems))
    return Understood(snapshot, reading, shown, remembered, tasks, strays)


def _memory(snapshot: Snapshot) -> SheetRead | None:
    return snapshot.of_kind("memory") or next(
        (one for one in snapshot.sheets if own_kind(one.grid) == "memory"), None
    )


def _task_tab(snapshot: Snapshot) -> tuple[SheetRead | None, OwnTab | None]:
    """Find the task tab by its mark; a copy of it bears none."""
    sheet = snapshot.of_kind("tasks")
    if sheet is None:
        return None, None
    header = find_header(sheet.grid)
    return sheet, read_tasks(sheet.grid, header if header and header.kind == "tasks" else None)[1]


def key_at(tasks: OwnTab, row: int, cells: Sequence[Scalar]) -> str | None:
    """The key that stands in the key column of a row."""
    place = tasks.letters[KEY]
    value = cells[place] if row > tasks.header_row and place < len(cells) else None
    return value.strip() if isinstance(value, str) else None


def _as_shown(
    sheet: SheetRead, tasks: OwnTab, shown: Shown, strays: frozenset[str]
) -> tuple[Grid, list[Problem]]:
    """Put what the hidden tab says in the job's columns, and name the cells that show something else.

    Rows that were written askew are left out: they are to be written anew.
    """
    numbers, rows = [], []
    problems = []
    for number, cells in zip(sheet.grid.numbers, sheet.grid.cells, strict=True):
        if strays and strays & {mark[1] for mark in _marks(sheet, number, len(cells)).values()}:
            continue
        numbers.append(number)
        key = key_at(tasks, number, cells)
        if key is None or key not in shown:
            rows.append(cells)
            continue
        values = [*cells, *[None] * (1 + max(tasks.letters.values()) - len(cells))]
        for name in OURS:
            place = tasks.letters.get(name)
            if place is None or name == KEY:
                continue
            values[place] = shown[key].get(name)
            mark = marked(sheet.formulas.get((number, place), ""))
            if mark is None or mark[0] != name:
                problems.append(Problem(Source(sheet.title, number, place), "typed_over"))
        rows.append(values)
    return replace(sheet.grid, numbers=numbers, cells=rows), problems


def _marks(sheet: SheetRead, row: int, width: int) -> dict[int, tuple[str, str]]:
    found = {place: marked(sheet.formulas.get((row, place), "")) for place in range(width)}
    return {place: mark for place, mark in found.items() if mark}


def _strays(sheet: SheetRead, tasks: OwnTab) -> frozenset[str]:
    """Find the keys that stand askew only, in rows where nobody has typed anything yet."""
    straight: set[str] = set()
    askew: set[str] = set()
    for number, cells in zip(sheet.grid.numbers, sheet.grid.cells, strict=True):
        marks = _marks(sheet, number, sheet.columns)
        keys = {key for _, key in marks.values()}
        typed = any(value is not None for place, value in enumerate(cells) if place not in marks)
        # A header that somebody has renamed tells nothing of where its column should be.
        right = all(tasks.letters.get(name, place) == place for place, (name, _) in marks.items())
        (straight if right or typed else askew).update(keys)
    return frozenset(askew - straight)
