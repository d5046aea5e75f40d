"""How a task's row shows the job's values without the job ever writing in it again.

A row of the task tab holds the key and, in the job's other columns, formulas that look the row's key up
in the hidden tab. Key and text travel together through sort, move and insert; to change a text the job
writes the hidden tab alone. Every formula bears a mark, `automations:COLUMN:KEY`, as the text of an
`N()` that comes to nothing: by it a cell of ours is known wherever it ends up, and no cell of people's is
ever taken for one. Under a header of people's such a formula shows nothing at all: should a column be
inserted while a row is written, what is askew until it is mended takes no part when people sort a column
of theirs. Arguments are parted by `;`, which every locale takes, and no text of people's is in
a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from automations.model import CellValue, Grid, Link, Scalar, column_letters
from automations.tabs import TABS

KEY = "task_id"
OURS = tuple(column.name for column in TABS["tasks"].columns if column.ours)
SHOWN = (*(name for name in OURS if name != KEY), "url")
FIRST_COLUMN = 25  # the hidden tab's columns before it hold what the job remembers
_HEADERS = FIRST_COLUMN + 1 + len(SHOWN)  # there: the headers of people's columns in the task tab
NAMES = _HEADERS + 1  # there: whom people pick from in the task tab
_MARK = re.compile(r'"automations:([a-z_]+):(T[A-Z2-7]+[0-9]*)"')

Shown = Mapping[str, Mapping[str, Scalar]]  # by key, then by column


def marked(formula: str) -> tuple[str, str] | None:
    """Read the mark of a formula of ours as (column, key); None for anybody else's."""
    found = _MARK.search(formula)
    return (found[1], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Places:
    """Where a row of the task tab finds what it shows: the tab's columns and header row (from 1)."""

    letters: Mapping[str, int]
    header_row: int
    hidden_title: str


def formula(name: str, key: str, places: Places) -> str:
    """Spell what stands in one of the job's columns of a task's row."""
    nothing = f'T(N("automations:{name}:{key}"))'
    if name == KEY:
        return f'="{key}"&{nothing}'
    place = column_letters(places.letters[KEY])
    quoted = places.hidden_title.replace("'", "''")

    def hidden(first: int, last: int) -> str:
        return f"'{quoted}'!${column_letters(first)}:${column_letters(last)}"

    area = hidden(FIRST_COLUMN, _HEADERS - 1)

    def look_up(column: str) -> str:
        return f"VLOOKUP(INDEX(${place}:${place};ROW());{area};{SHOWN.index(column) + 2};0)"

    text = look_up(name)
    if name == "concerns":
        text = f"HYPERLINK({look_up('url')};{text})"
    header = f"INDEX(${places.header_row}:${places.header_row};COLUMN())"
    astray = f"ISNUMBER(MATCH({header};{hidden(_HEADERS, _HEADERS)};0))"
    return f"=IFERROR(IF({astray};;{text});{nothing})"


def pattern(keys: Iterable[str]) -> str:
    """Spell the expression that finds every formula written for these keys, and nothing else."""
    return f'^=.*"automations:[a-z_]+:({"|".join(keys)})".*$'


def split_hidden(grid: Grid) -> tuple[Grid, Shown]:
    """Part the hidden tab into what is remembered and what is shown."""
    numbers, cells = [], []
    shown: dict[str, dict[str, Scalar]] = {}
    for number, row in zip(grid.numbers, grid.cells, strict=True):
        left, right = list(row[: FIRST_COLUMN - 1]), row[FIRST_COLUMN:]
        while left and left[-1] is None:
            left.pop()
        if left:
            numbers.append(number)
            cells.append(left)
        if number > 1 and right and isinstance(right[0], str):
            values = [*right[1:], *[None] * len(SHOWN)]
            shown[right[0]] = dict(zip(SHOWN, values, strict=False))
    return replace(grid, numbers=numbers, cells=cells), shown


def updated(
    shown: Shown, values: Mapping[str, Mapping[str, CellValue]], ids: Mapping[str, int]
) -> dict[str, dict[str, Scalar]]:
    """Bring what is shown up to date. `ids` name the tabs that links lead to."""
    fresh = {key: dict(held) for key, held in shown.items()}
    for key, changed in values.items():
        held = fresh.setdefault(key, {})
        before = held.get("concerns")
        for name in SHOWN[:-1]:
            if name in changed:
                value = changed[name]
                held[name] = value.text if isinstance(value, Link) else value
        concerns = changed.get("concerns")
        if isinstance(concerns, Link):
            held["url"] = address(concerns, ids)
        elif held.get("concerns") != before or held.get("concerns") is None:
            held["url"] = None
    return fresh


def address(link: Link, ids: Mapping[str, int]) -> str | None:
    """Spell the way to a cell of the same spreadsheet; None where its tab is not there."""
    sheet = ids.get(link.to.tab)
    return None if sheet is None else f"#gid={sheet}&range={link.to.a1}"


def hidden_rows(
    remembered: Sequence[Sequence[CellValue]],
    shown: Mapping[str, Mapping[str, Scalar]],
    headers: Iterable[str],
    names: Iterable[str] = (),
) -> list[list[CellValue]]:
    """Lay the hidden tab out: what is remembered, what is shown, people's headers, and names to pick from."""
    middle: list[list[CellValue]] = [[KEY, *SHOWN]]
    middle += [[key, *(held.get(name) for name in SHOWN)] for key, held in sorted(shown.items())]
    rows: list[list[CellValue]] = []
    for some in zip_longest(remembered, middle, ["headers", *headers], ["names", *names]):
        row: list[CellValue] = []
        blocks = (some[0], some[1], some[2:3], some[3:])
        for first, cells in zip((0, FIRST_COLUMN, _HEADERS, NAMES), blocks, strict=True):
            if cells and cells[0] is not None:
                row += [*[None] * (first - len(row)), *cells]
        rows.append(row)
    return rows
