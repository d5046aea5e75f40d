"""Reading .ods: tabs whose empty rows and cells are written once and repeated to the sheet's end."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from automations.errors import Refused
from automations.model import Grid, Scalar, Unread
from automations.sheets.local.package import Damaged, Package
from automations.sheets.local.refusals import refuse_other_formats
from automations.sheets.local.sparse import row_of
from automations.sheets.local.xml import local

DAMAGED = "damaged"
_MOST_CELLS = 5_000_000
_LAST_COLUMN = 16_384


def read_ods(data: bytes, place: str) -> tuple[tuple[Grid, ...], tuple[Unread, ...]]:
    """Read all tabs. Refused for what is no such file; damage within it makes a tab Unread."""
    refuse_other_formats(data, place)
    package = Package(data, place)
    try:
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Refused("errors_local.password_protected", place=place)
        content = package.read("content.xml")
    except Damaged:
        code = "truncated" if "content.xml" in package else "not_a_workbook"
        raise Refused(f"errors_local.{code}", place=place) from None
    grids: list[Grid] = []
    begun: list[str] = []
    try:
        for title, grid in _tabs(content):
            if grid is None:
                begun.append(title)
            else:
                grids.append(grid)
    except (etree.XMLSyntaxError, ValueError, Damaged):
        return tuple(grids), (Unread(begun[-1] if begun else "content.xml", DAMAGED),)
    return tuple(grids), ()


def _tabs(content: bytes) -> Iterator[tuple[str, Grid | None]]:
    """Walk the tabs: each is named when it begins (without a grid), and given when it ends."""
    hidden: set[str] = set()
    rows: dict[int, dict[int, Scalar]] = {}
    title, style, number, room = "", "", 0, _MOST_CELLS
    for event, element in etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=("{*}table", "{*}table-row", "{*}style", "{*}table-properties"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    ):
        name = local(element)
        if name == "style" and event == "start":
            style = _of(element, "name")
        elif name == "table-properties" and _of(element, "display") == "false":
            hidden.add(style)
        elif name == "table" and event == "start" and not title:
            title, style, number, rows = _of(element, "name"), _of(element, "style-name"), 0, {}
            yield title, None
        elif name == "table" and event == "end" and _of(element, "name") == title:
            numbers = sorted(rows)
            yield title, Grid(title, numbers, [row_of(rows[n]) for n in numbers], style in hidden)
            title = ""
        elif name == "table-row" and event == "end":
            times = _repeats(element, "number-rows-repeated")
            cells = _cells(element)
            room -= len(cells) * times
            if room < 0:
                raise Damaged(title)
            if cells:
                rows.update({number + i: dict(cells) for i in range(1, times + 1)})
            number += times
            element.clear()


def _cells(row: etree._Element) -> dict[int, Scalar]:
    found: dict[int, Scalar] = {}
    column = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _repeats(cell, "number-columns-repeated")
        value = _value(cell)
        if value is not None:
            found.update(dict.fromkeys(range(column, min(column + times, _LAST_COLUMN)), value))
        column += times
    return found


def _value(cell: etree._Element) -> Scalar:
    kind = _of(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        figure = float(_of(cell, "value"))
        return figure if math.isfinite(figure) else None
    if kind == "boolean":
        return _of(cell, "boolean-value") == "true"
    if kind == "date":
        text = _of(cell, "date-value")
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    lines = ["".join(_text(line)) for line in cell if local(line) == "p"]
    return "\n".join(lines) or None


def _text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":  # spaces in a row are counted
            yield " " * min(int(_of(child, "c") or 1), _LAST_COLUMN)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "note"):
            yield from _text(child)
        yield child.tail or ""


def _of(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _repeats(element: etree._Element, name: str) -> int:
    return max(1, int(_of(element, name) or 1))
