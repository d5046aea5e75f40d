"""Cells as Google takes them: typed, never parsed, with the looks of the job's tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from automations.model import CellValue, Line, Link
from automations.sheets.google.lookup import address
from automations.sheets.local.cells import as_kept, serial
from automations.sheets.local.whole_sheet import style_at

FIELDS = "userEnteredValue,userEnteredFormat"
_GREY = {"red": 0.906, "green": 0.902, "blue": 0.902}
_GREEN = {"red": 0.886, "green": 0.937, "blue": 0.855}
_BLUE = {"red": 0.02, "green": 0.388, "blue": 0.757}
_DATE = {"type": "DATE", "pattern": "dd.mm.yyyy"}
_MOMENT = {"type": "DATE_TIME", "pattern": "dd.mm.yyyy hh:mm"}
_DECIMAL = {"type": "NUMBER", "pattern": "0.0"}
_WIDE = 7  # pixels a character


def typed(value: CellValue) -> dict[str, Any] | None:
    """Give the value with its type; None for a blank. `=A1` stays the three signs it is."""
    kept = as_kept(value)
    if kept is None:
        return None
    if isinstance(kept, bool):
        return {"boolValue": kept}
    if isinstance(kept, date):
        return {"numberValue": serial(kept, from_1904=False)}
    return {"stringValue": kept} if isinstance(kept, str) else {"numberValue": kept}


def cell(
    value: CellValue, style: str = "", *, ids: Mapping[str, int] | None = None, people: bool = False
) -> dict[str, Any]:
    """Spell one cell with its looks. `ids` name the tabs that links lead to."""
    held = typed(value)
    look = _look(value, style, people=people)
    if isinstance(value, Link) and (uri := address(value, ids or {})):
        look["textFormat"] = {
            **look.get("textFormat", {}),
            "link": {"uri": uri},
            "underline": True,
            "foregroundColor": _BLUE,
        }
    if held is None and style != "header":
        return {}
    return {"userEnteredFormat": look} | ({"userEnteredValue": held} if held else {})


def row(line: Line, ids: Mapping[str, int]) -> dict[str, Any]:
    """Spell one line of a tab that is the job's alone."""
    return {"values": [cell(v, style_at(line, i), ids=ids) for i, v in enumerate(line.cells)]}


def of_formula(text: str, *, day: bool) -> dict[str, Any]:
    """Spell a formula of ours, with the looks of what it shows."""
    look: dict[str, Any] = {"verticalAlignment": "TOP", "wrapStrategy": "WRAP"}
    if day:
        look |= {"numberFormat": _DATE, "horizontalAlignment": "LEFT"}
    return {"userEnteredValue": {"formulaValue": text}, "userEnteredFormat": look}


def widths(sheet_id: int, characters: Sequence[int]) -> list[dict[str, Any]]:
    """Set the widths of a tab's columns."""
    return [width(sheet_id, i, wide) for i, wide in enumerate(characters)]


def width(sheet_id: int, column: int, characters: int) -> dict[str, Any]:
    """Set the width of a column."""
    return {
        "updateDimensionProperties": {
            "range": {
                "sheetId": sheet_id,
                "dimension": "COLUMNS",
                "startIndex": column,
                "endIndex": column + 1,
            },
            "properties": {"pixelSize": characters * _WIDE + 12},
            "fields": "pixelSize",
        }
    }


def _look(value: CellValue, style: str, *, people: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"verticalAlignment": "TOP"}
    if style == "section":  # a title runs on over the cells beside it
        return look | {"textFormat": {"bold": True, "fontSize": 14}, "wrapStrategy": "OVERFLOW_CELL"}
    look["wrapStrategy"] = "WRAP"
    if style == "topic":
        look["textFormat"] = {"bold": True}
    if style == "header":
        look |= {"textFormat": {"bold": True}, "backgroundColor": _GREEN if people else _GREY}
    if isinstance(value, datetime):
        look |= {"numberFormat": _MOMENT, "horizontalAlignment": "LEFT"}
    elif isinstance(value, date):
        look |= {"numberFormat": _DATE, "horizontalAlignment": "LEFT"}
    elif isinstance(value, float) and style != "data":
        look["numberFormat"] = _DECIMAL
    elif style == "data" and isinstance(value, str):
        look["numberFormat"] = {"type": "TEXT"}
    return look
