"""Reading one sheet part ourselves: in time and memory of the cells that hold something."""

from __future__ import annotations

import io
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import overload

from lxml import etree

from automations.model import Grid, Scalar
from automations.sheets.local.cells import moment, split_reference, unescaped
from automations.sheets.local.package import Damaged
from automations.sheets.local.xml import local, parsed

_WIDE = 256  # columns up to which a row is simply a list


class SparseRow(Sequence[Scalar]):
    """A row with a few cells far apart: reads like a list from column A, and holds only what is there."""

    def __init__(self, columns: Sequence[int], values: Sequence[Scalar]) -> None:
        self._columns = columns
        self._values = values

    def __len__(self) -> int:
        return self._columns[-1] + 1

    @overload
    def __getitem__(self, index: int) -> Scalar: ...
    @overload
    def __getitem__(self, index: slice) -> list[Scalar]: ...
    def __getitem__(self, index: int | slice) -> Scalar | list[Scalar]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        at = bisect_left(self._columns, index)
        return self._values[at] if self._columns[at] == index else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._columns))


def row_of(cells: dict[int, Scalar]) -> Sequence[Scalar]:
    """Make a row of the cells by column (from 0)."""
    columns = sorted(cells)
    width = columns[-1] + 1
    if width > max(_WIDE, 4 * len(columns)):
        return SparseRow(columns, [cells[column] for column in columns])
    row: list[Scalar] = [None] * width
    for column in columns:
        row[column] = cells[column]
    return row


def shared_strings(data: bytes, name: str) -> list[str]:
    """Read the texts that sheets refer to by number. Raises Damaged."""
    texts = []
    for item in _elements(data, "si", name):
        texts.append(_text(item))
        _forget(item)
    return texts


def read_sheet(
    data: bytes, tab: str, *, strings: Sequence[str], dates: frozenset[int], from_1904: bool, hidden: bool
) -> Grid:
    """Read one sheet part. `dates` are the styles that show a date. Raises Damaged."""
    rows: dict[int, dict[int, Scalar]] = {}
    number = 0
    for row in _elements(data, "row", tab):
        number = _number(row.get("r"), number + 1)
        column = -1
        for cell in row:
            if local(cell) != "c":
                continue
            try:
                column = split_reference(cell.get("r", ""))[1]
            except ValueError:
                column += 1
            value = _value(cell, strings, dates, from_1904=from_1904)
            if value is not None:
                rows.setdefault(number, {})[column] = value
        _forget(row)
    numbers = sorted(rows)
    return Grid(tab, numbers, [row_of(rows[number]) for number in numbers], hidden)


def _elements(data: bytes, name: str, part: str) -> Iterator[etree._Element]:
    try:
        events = etree.iterparse(
            io.BytesIO(data),
            tag=f"{{*}}{name}",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in events:
            yield element
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged(part) from None


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 7 else otherwise  # noqa: PLR2004 - 1,048,576 has seven digits


def _value(  # noqa: PLR0911 - one answer a type of cell
    cell: etree._Element, strings: Sequence[str], dates: frozenset[int], *, from_1904: bool
) -> Scalar:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell) or None
    text = next((child.text for child in cell if local(child) == "v"), None)
    if not text:
        return None
    if kind == "s":
        at = _number(text.strip(), -1)
        return strings[at] or None if 0 <= at < len(strings) else None
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind in ("str", "e"):
        return unescaped(text)
    if kind == "d":
        return _iso(text.strip())
    return _figure(text, date=_number(cell.get("s"), 0) in dates, from_1904=from_1904)


def _figure(text: str, *, date: bool, from_1904: bool) -> Scalar:
    try:
        figure = float(text)
    except ValueError:
        return text
    if not math.isfinite(figure):
        return None
    return moment(figure, from_1904=from_1904) if date else figure


def _iso(text: str) -> Scalar:
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text


def _text(element: etree._Element) -> str:
    return unescaped("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterable[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in ("r", "is"):  # not the phonetic reading beside it
            yield from _pieces(child)


def date_styles(data: bytes | None, name: str) -> frozenset[int]:
    """Find the styles of cells whose numbers are dates. Raises Damaged."""
    from automations.sheets.local.styles import Styles  # noqa: PLC0415 - styles also write, most readers do not

    return Styles(parsed(data, name)).dates if data else frozenset()
