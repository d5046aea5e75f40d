"""A snapshot as the rest of the programme reads it: plain grids, without our formulas and what they need."""

from __future__ import annotations

from collections import Counter
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
        if strays and _key_written_in(sheet, number) in strays:
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


def _key_written_in(sheet: SheetRead, row: int) -> str | None:
    """The key that the job wrote into a row, in whichever column it stands."""
    marks = (marked(sheet.formulas.get((row, place), "")) for place in range(sheet.columns))
    return next((mark[1] for mark in marks if mark and mark[0] == KEY), None)


def _strays(sheet: SheetRead, tasks: OwnTab) -> frozenset[str]:
    """Find the keys that were written askew, and in whose row nobody has said anything of the task yet."""
    cells = dict(zip(sheet.grid.numbers, sheet.grid.cells, strict=True))
    marks = {place: mark for place, text in sheet.formulas.items() if (mark := marked(text))}
    # A header that somebody has renamed tells nothing of where its column should be.
    right = {place: tasks.letters.get(mark[0], place[1]) == place[1] for place, mark in marks.items()}
    askew = {mark[1] for place, mark in marks.items() if not right[place]}
    written = Counter((place[0], mark[1]) for place, mark in marks.items() if right[place])
    whole = {key for (_, key), count in written.items() if count >= len(set(OURS) & tasks.letters.keys())}
    # A task of people's own is no word about the row's task: a sort of that column may have left it there.
    said = [place for name, place in tasks.letters.items() if name not in OURS and name != "own_task"]
    spoken_of = {
        mark[1]
        for (row, _), mark in marks.items()
        if mark[0] == KEY
        and any(
            place < len(cells.get(row, ())) and cells[row][place] is not None and (row, place) not in marks
            for place in said
        )
    }
    return frozenset(askew - whole - spoken_of)
