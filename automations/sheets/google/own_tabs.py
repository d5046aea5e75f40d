"""The tabs that are the job's alone: made where they are missing, and written whole, by their id."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from automations.model import SheetContent
from automations.sheets.google import cell_data
from automations.sheets.google.snapshot import TAB_KEY, SheetRead
from automations.sheets.local.whole_sheet import header_row, widths_of

_Request = dict[str, Any]
CHART_COLUMNS, CHART_ROWS = 6, 15  # room for charts beside the cells: a chart has so many rows


def new_id(*parts: str) -> int:
    """Make a number for a thing of ours: positive, 31 bits, such that no two are alike."""
    digest = hashlib.sha256("|".join(parts).encode()).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFFFFFF or 1


def added(
    sheet_id: int,
    title: str,
    *,
    kind: str = "",
    rows: int,
    columns: int,
    frozen: int = 0,
    hidden: bool = False,
) -> list[_Request]:
    """Add a tab; one of the job's bears its kind as a mark. The guide stands before all others."""
    grid = {"rowCount": max(rows, frozen + 1), "columnCount": max(columns, 1), "frozenRowCount": frozen}
    properties = {"sheetId": sheet_id, "title": title, "hidden": hidden, "gridProperties": grid}
    properties |= {"index": 0} if kind == "guide" else {}
    return [{"addSheet": {"properties": properties}}, *([mark(sheet_id, kind)] if kind else [])]


def mark(sheet_id: int, kind: str) -> _Request:
    """Mark a tab as one of the job's."""
    entry = {
        "metadataKey": TAB_KEY,
        "metadataValue": kind,
        "location": {"sheetId": sheet_id},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def whole(
    content: SheetContent, sheet: SheetRead | None, sheet_id: int, ids: Mapping[str, int]
) -> list[_Request]:
    """Write a tab whole, made or sized to fit: what stood there before is gone with the same request."""
    rows = [cell_data.row(line, ids) for line in content.lines]
    width = max((len(line.cells) for line in content.lines), default=1)
    requests: list[_Request] = []
    drawn = bool(content.charts or (sheet and sheet.charts))
    columns, least = width + CHART_COLUMNS * drawn, 1 + CHART_ROWS * len(content.charts)
    if sheet is None:
        frozen = header_row(content)
        requests += added(
            sheet_id,
            content.title,
            kind=content.kind,
            rows=max(len(rows), least),
            columns=columns,
            frozen=frozen,
            hidden=content.kind == "memory",
        )
        if content.kind != "memory":
            requests += cell_data.widths(sheet_id, widths_of(content.kind, width))
        size = (max(len(rows), frozen + 1, least), columns)
    else:
        size = (max(len(rows), sheet.frozen + 1, least), max(columns, 1))
        requests += resized(sheet, *size)
        requests += [] if sheet.kind else [mark(sheet_id, content.kind)]
    return [*requests, filled(sheet_id, rows, *size)]


def resized(sheet: SheetRead, rows: int, columns: int) -> list[_Request]:
    """Size a tab of ours. Growing one way and shrinking the other at once can be refused half way."""
    if (sheet.rows, sheet.columns) == (rows, columns):
        return []
    return [
        {
            "updateSheetProperties": {
                "properties": {"sheetId": sheet.id, "gridProperties": {name: count}},
                "fields": f"gridProperties.{name}",
            }
        }
        for name, count in (("rowCount", rows), ("columnCount", columns))
    ]


def filled(sheet_id: int, rows: Sequence[Mapping[str, Any]], row_count: int, column_count: int) -> _Request:
    """Fill a tab of ours from its first cell to its last."""
    area = {
        "sheetId": sheet_id,
        "startRowIndex": 0,
        "endRowIndex": row_count,
        "startColumnIndex": 0,
        "endColumnIndex": column_count,
    }
    return {"updateCells": {"range": area, "rows": list(rows), "fields": cell_data.FIELDS}}
