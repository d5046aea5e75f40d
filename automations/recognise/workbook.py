"""A whole workbook: every tab understood or said why not, tables of one kind put together."""

from __future__ import annotations

from datetime import date

from automations.model import Grid, OwnTab, Problem, Reading, Recognised, Source, TabReading
from automations.recognise import derived, own, own_places, rows, tables
from automations.recognise.header import Header, find_header
from automations.recognise.vocabulary import is_copy
from automations.tabs import TABS

# What a row must at least say for its table to be of any use; the first group of columns for each kind.
_IDENTITY: dict[str, tuple[tuple[str, ...], ...]] = {
    "supporters": (("name", "last_name", "first_name", "email", "phone"),),
    "officers": (("office", "name"),),
    "candidates": (("name", "last_name", "gender"),),
    "partners": (("organisation",),),
    "local_parties": (("municipality", "municipality_number"),),
    "activities": (("date", "title"),),
    "training": (("course", "name"),),
    "campaign": (("role",),),
    "settings": (("name",), ("value",)),
}
_A_PERSON = (("name", "last_name", "first_name", "member_number"),)


def recognise(reading: Reading, *, on: date) -> Recognised:
    """Understand a workbook as it was read, as of a day.

    Every tab gives one TabReading, in the workbook's order (the hidden memory gives none); people's
    tabs of one kind give one Table; what cannot be read is a Problem, which never holds the cell.
    """
    readings: list[TabReading] = []
    problems: list[Problem] = [*reading.problems]
    parts: dict[str, list[tables.Part]] = {}
    kept: dict[str, OwnTab] = {}
    titles = frozenset(grid.tab for grid in reading.grids)
    for grid in reading.grids:
        if is_copy(grid.tab, titles):
            readings.append(TabReading(grid.tab, None, note="copy"))
            continue
        result, part, mine = _tab(grid, problems, on=on)
        if result is not None:
            readings.append(result)
        if part is not None:
            parts.setdefault(part.kind, []).append(part)
            problems.extend(part.problems)
        if mine is not None:
            first = kept.setdefault(mine.kind, mine)
            if mine is not first and mine.kind == "tasks":  # people copy it, and rename either
                second = mine
                if own.own_kind(mine.grid) and not own.own_kind(first.grid):
                    kept["tasks"], second = mine, first
                readings[:] = [
                    TabReading(one.tab, None, note="copy") if one.tab == second.grid.tab else one
                    for one in readings
                ]
    readings.extend(TabReading(tab.tab, None, note="unread") for tab in reading.unread)
    merged = {kind: tables.merged(kind, some) for kind, some in parts.items()}
    merged, problems[:] = own_places.settle(merged, problems)
    if "members" in merged:
        problems.extend(derived.duplicate_numbers(merged["members"]))
    return Recognised(
        reading.name, merged, tuple(readings), tuple(problems), kept, reading.version, reading.reads
    )


def _tab(
    grid: Grid, problems: list[Problem], *, on: date
) -> tuple[TabReading | None, tables.Part | None, OwnTab | None]:
    kind = own.own_kind(grid)
    if kind == "memory":
        return None, None, own.read_own(grid, kind)[1]
    if kind and kind != "tasks":
        return (*_two(own.read_own(grid, kind)),)
    if not grid.cells and kind is None:
        return TabReading(grid.tab, None, note="blank"), None, None
    header = find_header(grid)
    if kind == "tasks" or (header is not None and header.kind == "tasks"):
        result = own.read_tasks(grid, header if header and header.kind == "tasks" else None)
        problems.extend(_typed_among_ours(grid, result[1], on=on))
        return (*_two(result),)
    if header is None:
        problems.extend(tables.what_should_not_be_kept(grid, 0, on=on))
        return TabReading(grid.tab, None, note="unknown_header"), None, None
    return *_peoples(grid, header, problems, on=on), None


def _typed_among_ours(grid: Grid, mine: OwnTab | None, *, on: date) -> list[Problem]:
    """Look through people's columns of the task tab."""
    if mine is None:
        return []
    ours = [place for name, place in mine.letters.items() if TABS["tasks"].by_name[name].ours]
    first = grid.numbers.index(mine.header_row) + 1
    return tables.what_should_not_be_kept(grid, first, on=on, read=ours, kind="tasks")


def _two(result: tuple[TabReading, OwnTab | None]) -> tuple[TabReading, None, OwnTab | None]:
    return result[0], None, result[1]


def _peoples(
    grid: Grid, header: Header, problems: list[Problem], *, on: date
) -> tuple[TabReading, tables.Part | None]:
    split = rows.split(grid, header)
    number = grid.numbers[header.row]
    problems.extend(_header_problems(grid, header, number))
    part = None
    if _has_identity(header):
        part = tables.read_part(grid, header, split, on=on)
    problems.extend(tables.other_cells(grid, header, on=on))
    reading = TabReading(
        grid.tab,
        header.kind,
        len(split.numbers),
        split.skipped,
        number,
        missing=header.missing,
        unknown_headers=len(header.unknown),
    )
    return reading, part


def _has_identity(header: Header) -> bool:
    groups = _IDENTITY.get(header.kind, _A_PERSON)
    return all(any(name in header.letters for name in group) for group in groups)


def _header_problems(grid: Grid, header: Header, number: int) -> list[Problem]:
    kind = header.kind

    def at(place: int | None, code: str, **facts: str) -> Problem:
        return Problem(Source(grid.tab, number, place), code, {"kind": kind, **facts})

    return [
        *(at(None, "missing_column", column=name) for name in header.missing),
        *(at(place, "duplicate_header", column=name) for place, name in header.duplicates),
        *(at(place, "blank_header") for place in header.blanks),
        *(at(place, "forbidden_column") for place in header.forbidden),
    ]
