"""Which rows below a header are data: not section rows, sums, repeated headers or blank ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from automations.model import Grid
from automations.recognise.fold import fold
from automations.recognise.header import Header
from automations.recognise.municipalities import is_name

_SUM = re.compile(
    r"\W*(?:sum|sum totalt|totalt?|totalsum|i alt|til saman|til sammen|tilsammen|total sum)\b"
    r"(?:\s+(?:antall|tal|sum|alle|medlemm?[ea]r|kandidat[ea]r|personer|stk))*\W*[\d\s.,]*",
    re.IGNORECASE,
)
_SUM_STARTS = frozenset(w for x in ("sum", "tot", "i a", "til") for w in (x, x.capitalize(), x.upper()))
_AT_A_TIME = 500
_DECORATED = re.compile(r"^\s*[-–—=*#:•_.]{1,}.*[^\W\d_].*|.*[^\W_]\s*:\s*$|.*[-–—=*#]{2,}\s*$")
_SECTION_ENDS = (
    "lag", "kommune", "krets", "bydel", "avdeling", "parti", "distrikt", "fylke", "sone", "gruppe",
    "gruppa", "utvalg",
    "styre", "styret", "forening", "område", "medlemmer", "medlemmar", "liste",
)  # fmt: skip
# Columns that data rows fill, the surest first: a row that fills the first two is looked at no more.
_KEYS = (
    "name", "last_name", "organisation", "place", "joined", "office", "course", "role", "title", "date",
    "first_name",
    "municipality_number", "municipality", "member_number", "type", "value", "gender",
)  # fmt: skip
_NAMES = frozenset(
    {"name", "first_name", "last_name", "organisation", "title", "course", "municipality", "office", "role"}
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The data rows: their sheet numbers, and the cells of each recognised column."""

    numbers: Sequence[int]
    columns: dict[str, Sequence[Any]]
    skipped: int
    headings: tuple[
        tuple[int, str], ...
    ] = ()  # before which data row (from 0) a heading stands, and its text
    last: int = 0  # position in the grid of the last row that counts


def split(grid: Grid, header: Header) -> Rows:
    """Take the rows below the header apart, column by column."""
    names = list(header.letters)
    places = [header.letters[name] for name in names]
    start = header.row + 1
    cells = grid.cells[start:]
    numbers = grid.numbers[start:]
    width = max(places) + 1
    if cells and min(map(len, cells)) < width:
        spare = [None] * width
        cells = [row if len(row) >= width else [*row, *spare[len(row) :]] for row in cells]
    columns: list[Sequence[Any]] = _transposed(cells, places)
    count = len(cells)
    while count and all(_empty(column[count - 1]) for column in columns):
        count -= 1
    if count < len(cells):
        cells, numbers = cells[:count], numbers[:count]
        columns = [column[:count] for column in columns]
    if not count:
        return Rows((), dict.fromkeys(names, ()), 0)
    there = numbers[-1] - grid.numbers[header.row]
    dropped, headings = _dropped(
        grid.cells[header.row], cells, dict(zip(names, columns, strict=True)), header
    )
    if dropped:
        keep = [True] * count
        for i in dropped:
            keep[i] = False
        numbers = list(compress(numbers, keep))
        columns = [list(compress(column, keep)) for column in columns]
    return Rows(
        numbers,
        dict(zip(names, columns, strict=True)),
        there - len(numbers),
        _before(headings, dropped),
        start + count,
    )


def _transposed(cells: Sequence[Sequence[Any]], places: list[int]) -> list[Sequence[Any]]:
    """The columns at the places; some rows at a time, so that they are still near when the next is taken."""
    columns: list[list[Any]] = [[] for _ in places]
    for start in range(0, len(cells), _AT_A_TIME):
        some = cells[start : start + _AT_A_TIME]
        for column, place in zip(columns, places, strict=True):
            column.extend([row[place] for row in some])
    return list(columns)


def _empty(cell: Any) -> bool:
    return cell is None or (type(cell) is str and (not cell or cell.isspace()))


def _dropped(
    head: Sequence[Any], cells: Sequence[Sequence[Any]], columns: dict[str, Sequence[Any]], header: Header
) -> tuple[set[int], list[tuple[int, str]]]:
    """The rows that are no data, and which of them are headings, with their text."""
    suspects: set[int] = set()
    for name in [name for name in _KEYS if name in columns][:2] or list(columns)[:1]:
        column = columns[name]
        said = head[header.letters[name]]
        low, size = str(said).lower(), len(str(said))
        odd = {
            cell
            for cell in set(column)
            if _is_odd(cell) or (type(cell) is str and len(cell) == size and cell.lower() == low)
        }
        if odd:
            suspects.update(i for i, cell in enumerate(column) if cell in odd)
    dropped: set[int] = set()
    headings: list[tuple[int, str]] = []
    letters = header.letters
    for i in sorted(suspects):
        row = cells[i]
        filled = [(place, cell) for place, cell in enumerate(row[: header.width]) if not _empty(cell)]
        if (
            not any(not _empty(row[place]) for place in letters.values())
            or _is_sum(filled)
            or _repeats(head, filled)
        ):
            dropped.add(i)
        elif len(filled) == 1 and _is_section(filled[0], header):
            dropped.add(i)
            headings.append((i, str(filled[0][1])))
    return dropped, headings


def _is_odd(cell: Any) -> bool:
    """Tell whether a cell in a column that data rows fill makes its row worth a closer look."""
    if type(cell) is str:
        return cell[:3] in _SUM_STARTS or cell[:1].isspace() or not cell
    return cell is None


def _is_sum(filled: list[tuple[int, Any]]) -> bool:
    """A row that says sum or total and otherwise holds only figures."""
    texts = [cell for _, cell in filled if type(cell) is str and not _figure(cell)]
    return len(texts) > 0 and all(_SUM.fullmatch(text) for text in texts)


def _figure(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%()kr=+-]*", text))


def _repeats(head: Sequence[Any], filled: list[tuple[int, Any]]) -> bool:
    """A row that says what the header says, in at least two columns and nothing else in most."""
    same = sum(
        place < len(head)
        and isinstance(cell, str)
        and (cell == head[place] or fold(cell) == fold(str(head[place])))
        for place, cell in filled
    )
    return bool((same > 1 and same * 2 > len(filled)) or same == len(filled) == 1)


def _is_section(only: tuple[int, Any], header: Header) -> bool:
    """A single text that is no datum of its column: it heads the rows below."""
    place, cell = only
    if not isinstance(cell, str) or not any(letter.isalpha() for letter in cell):
        return False
    name = next((name for name, at in header.letters.items() if at == place), "")
    if header.kind == "candidates" or _DECORATED.fullmatch(cell):
        return True
    if header.kind in {"settings", "local_parties"} or "@" in cell:
        return False
    words = cell.split()
    if name not in _NAMES:
        return place == min(header.letters.values()) and not any(letter.isdigit() for letter in cell)
    if header.kind in {"partners", "training", "activities", "officers", "campaign"}:
        return is_name(cell)
    return len(words) == 1 or words[-1].casefold().endswith(_SECTION_ENDS) or is_name(cell)


def _before(headings: list[tuple[int, str]], dropped: set[int]) -> tuple[tuple[int, str], ...]:
    """Count for each heading the data rows above it."""
    if not headings:
        return ()
    gone = sorted(dropped)
    before: dict[int, int] = {i: i - rank for rank, i in enumerate(gone)}
    return tuple((before[i], text) for i, text in headings)
