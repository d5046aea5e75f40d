"""A shared, empty spreadsheet made ready: people's tabs, with lists to pick from and notes on the headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from automations.model import Line
from automations.sheets.google import cell_data, own_tabs
from automations.sheets.google.batch import Stamp, stamped
from automations.sheets.google.reading import Understood
from automations.sheets.google.task_rows import list_of_choices
from automations.sheets.local.create import NewTab

_Request = dict[str, Any]
LOCALE, TIME_ZONE = "nb_NO", "Europe/Oslo"
ROWS = 200  # of a new tab: more come by themselves, and all of them count against a spreadsheet's limit


def prepared(tabs: Sequence[NewTab], read: Understood, stamp: Stamp) -> list[_Request]:
    """Spell the batch that adds people's tabs before what is there, and sets locale and time zone."""
    properties = {"locale": LOCALE, "timeZone": TIME_ZONE}
    requests: list[_Request] = [
        *stamped(stamp, read.snapshot),
        {"updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}},
    ]
    for index, tab in enumerate(tabs):
        sheet_id = own_tabs.new_id(stamp.spreadsheet, stamp.nonce, tab.title)
        requests += _added(tab, sheet_id, index)
    return requests


def _added(tab: NewTab, sheet_id: int, index: int) -> list[_Request]:
    headers = tab.rows[0]
    grid = {"rowCount": ROWS, "columnCount": len(headers), "frozenRowCount": 1}
    properties = {"sheetId": sheet_id, "title": tab.title, "index": index, "gridProperties": grid}
    line = Line(tuple(str(header) for header in headers), "header")
    cells = cell_data.row(line, {})["values"]
    for place, note in tab.notes.items():
        cells[place]["note"] = note
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
    return [
        {"addSheet": {"properties": properties}},
        {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": f"{cell_data.FIELDS},note"}},
        *cell_data.widths(sheet_id, tab.widths),
        *(list_of_choices(sheet_id, place, choices) for place, choices in tab.choices.items() if choices),
    ]
