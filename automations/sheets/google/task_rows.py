"""The task tab: made once, then only appended to. Nothing is written where people may have moved things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from automations.model import SheetContent, column_letters
from automations.sheets.google import cell_data, own_tabs
from automations.sheets.google.lookup import Places, formula, pattern
from automations.sheets.local.layout import COLUMNS, OURS, people_columns
from automations.tabs import TABS

_Request = dict[str, Any]
SPARE_ROWS = 50
_AT_ONCE = 50
_DAYS = frozenset(column.name for column in TABS["tasks"].columns if column.kind == "date")
_RED = {"red": 0.984, "green": 0.89, "blue": 0.882}
_FADED = {"red": 0.55, "green": 0.55, "blue": 0.55}


LETTERS_OF_NEW: Mapping[str, int] = {name: place for place, name in enumerate(COLUMNS)}


def places_of_new(hidden_title: str) -> Places:
    """Where things stand in a task tab that is made now."""
    return Places(LETTERS_OF_NEW, 1, hidden_title)


def made(content: SheetContent, sheet_id: int, titles: Mapping[str, str], new: int) -> list[_Request]:
    """Make the task tab: its header, the lists to pick from, and colours by state."""
    header = next(line for line in content.lines if line.style == "header")
    people = people_columns("tasks")
    cells = [cell_data.cell(v, "header", people=i in people) for i, v in enumerate(header.cells)]
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
    columns = TABS["tasks"].columns
    return [
        *own_tabs.added(
            sheet_id,
            content.title,
            kind="tasks",
            rows=1 + new + SPARE_ROWS,
            columns=len(columns),
            frozen=1,
        ),
        {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": cell_data.FIELDS}},
        *cell_data.widths(sheet_id, [column.width for column in columns]),
        _choices(sheet_id, titles),
        *_colours(sheet_id, titles),
    ]


def appended(keys: Iterable[str], places: Places, sheet_id: int) -> list[_Request]:
    """Append a row a key below the last one that holds something: the server says where that is."""
    ours = {place: name for name, place in places.letters.items() if name in OURS}
    rows = []
    for key in keys:
        cells = [
            cell_data.of_formula(formula(ours[place], key, places), day=ours[place] in _DAYS)
            if place in ours
            else {}
            for place in range(max(ours) + 1)
        ]
        rows.append({"values": cells})
    if not rows:
        return []
    return [{"appendCells": {"sheetId": sheet_id, "rows": rows, "fields": cell_data.FIELDS}}]


def cleared(keys: Collection[str], sheet_id: int) -> list[_Request]:
    """Take away what was written for these keys, wherever in the tab it stands: found by its mark alone."""
    ordered = sorted(keys)
    return [
        {
            "findReplace": {
                "find": pattern(ordered[i : i + _AT_ONCE]),
                "replacement": "",
                "searchByRegex": True,
                "includeFormulas": True,
                "matchEntireCell": True,
                "matchCase": True,
                "sheetId": sheet_id,
            }
        }
        for i in range(0, len(ordered), _AT_ONCE)
    ]


def our_columns(letters: Mapping[str, int]) -> list[tuple[int, int]]:
    """The job's columns as runs that stand side by side: (first, one past the last)."""
    places = sorted(place for name, place in letters.items() if name in OURS)
    runs: list[tuple[int, int]] = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        side_by_side = [place for _, place in run]
        runs.append((side_by_side[0], side_by_side[-1] + 1))
    return runs


def list_of_choices(
    sheet_id: int, column: int, choices: Sequence[str], *, first: int = 1, strict: bool = False
) -> _Request:
    """Give a column a list to pick from. Typing something else stays allowed unless `strict`."""
    area = {
        "sheetId": sheet_id,
        "startRowIndex": first,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    values = [{"userEnteredValue": choice} for choice in choices]
    rule = {
        "condition": {"type": "ONE_OF_LIST", "values": values},
        "strict": strict,
        "showCustomUi": True,
    }
    return {"setDataValidation": {"range": area, "rule": rule}}


def _choices(sheet_id: int, titles: Mapping[str, str]) -> _Request:
    choices = [one for one in titles.get("choice.status", "").split("|") if one]
    return list_of_choices(sheet_id, COLUMNS.index("status"), choices)


def _colours(sheet_id: int, titles: Mapping[str, str]) -> list[_Request]:
    state = f"${column_letters(COLUMNS.index('state'))}2"
    looks: dict[str, dict[str, Any]] = {
        "overdue": {"backgroundColor": _RED},
        "closed": {"textFormat": {"foregroundColor": _FADED}},
    }
    requests = []
    for name, look in looks.items():
        said = [one for one in titles.get(f"state.{name}", "").split("|") if one]
        if said:
            equal = ";".join(f'{state}="{one}"' for one in said)
            condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": f"=OR({equal})"}]}
            area = {"sheetId": sheet_id, "startRowIndex": 1, "endColumnIndex": len(COLUMNS)}
            rule = {"ranges": [area], "booleanRule": {"condition": condition, "format": look}}
            requests.append({"addConditionalFormatRule": {"rule": rule, "index": 0}})
    return requests
