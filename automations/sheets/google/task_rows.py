"""The task tab: made once, then only appended to. Nothing is written where people may have moved things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from automations.model import SheetContent, column_letters
from automations.sheets.google import cell_data, own_tabs
from automations.sheets.google.lookup import NAMES, Places, formula, pattern
from automations.sheets.local.layout import COLUMNS, OURS, people_columns, row_tests
from automations.tabs import TABS

_Request = dict[str, Any]
SPARE_ROWS = 50
_AT_ONCE = 50
_DAYS = frozenset(column.name for column in TABS["tasks"].columns if column.kind == "date")
_WIDTH = {"startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": len(COLUMNS)}
_RED = {"red": 0.984, "green": 0.89, "blue": 0.882}
_PALE = {"red": 0.965, "green": 0.965, "blue": 0.965}
_FADED = {"red": 0.55, "green": 0.55, "blue": 0.55}


LETTERS_OF_NEW: Mapping[str, int] = {name: place for place, name in enumerate(COLUMNS)}


def places_of_new(hidden_title: str) -> Places:
    """Where things stand in a task tab that is made now."""
    return Places(LETTERS_OF_NEW, 1, hidden_title)


def made(content: SheetContent, sheet_id: int, titles: Mapping[str, str], new: int) -> list[_Request]:
    """Make the task tab: its header with notes, a filter, and colours by state."""
    header = next(line for line in content.lines if line.style == "header")
    people = people_columns("tasks")
    cells = [cell_data.cell(v, "header", people=i in people) for i, v in enumerate(header.cells)]
    for name, cell in zip(COLUMNS, cells, strict=False):
        if note := titles.get(f"note.{name}"):
            cell["note"] = note
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
        {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": f"{cell_data.FIELDS},note"}},
        *cell_data.widths(sheet_id, [column.width for column in columns]),
        {"setBasicFilter": {"filter": {"range": {"sheetId": sheet_id, **_WIDTH}}}},
        *coloured(colours(sheet_id, titles).values()),
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


def list_of_choices(sheet_id: int, column: int, choices: Sequence[str]) -> _Request:
    """Give a column a list to pick from. Typing something else stays allowed."""
    return _rule(sheet_id, column, "ONE_OF_LIST", *choices)


def rules(
    sheet_id: int,
    titles: Mapping[str, str],
    hidden_title: str,
    letters: Mapping[str, int] = LETTERS_OF_NEW,
    header_row: int = 1,
) -> dict[str, _Request]:
    """Give people's columns what they pick from; the names are those that the hidden tab lists today."""
    statuses = [one for one in titles.get("choice.status", "").split("|") if one]
    listed = column_letters(NAMES)
    names = "='{}'!${}$2:${}".format(hidden_title.replace("'", "''"), listed, listed)
    conditions = {
        "status": ("ONE_OF_LIST", *statuses),
        "responsible": ("ONE_OF_RANGE", names),
        "deferred_until": ("DATE_IS_VALID",),
    }
    return {
        name: _rule(sheet_id, letters[name], *condition, first=header_row)
        for name, condition in conditions.items()
        if name in letters
    }


def _rule(sheet_id: int, column: int, kind: str, *values: str, first: int = 1) -> _Request:
    area = column_area(sheet_id, column, first)
    condition: dict[str, Any] = {"type": kind}
    if values:
        condition["values"] = [{"userEnteredValue": value} for value in values]
    rule = {"condition": condition, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": area, "rule": rule}}


def column_area(sheet_id: int, column: int, first: int) -> dict[str, int]:
    """Name the cells of a column from a row (from 0) on."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": first,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }


def colours(
    sheet_id: int,
    titles: Mapping[str, str],
    letters: Mapping[str, int] = LETTERS_OF_NEW,
    header_row: int = 1,
) -> dict[str, dict[str, Any]]:
    """Colour what is overdue, fade what is closed, and shade the job's columns; the first that fits wins."""
    rows = {"sheetId": sheet_id, "startRowIndex": header_row}
    everywhere = [rows | {"endColumnIndex": max(letters.values()) + 1}]
    ours = [rows | {"startColumnIndex": first, "endColumnIndex": end} for first, end in our_columns(letters)]
    looks: dict[str, dict[str, Any]] = {
        "overdue": {"backgroundColor": _RED},
        "closed": {"textFormat": {"foregroundColor": _FADED}},
        "ours": {"backgroundColor": _PALE},
    }
    tests = row_tests(titles, letters, header_row + 1, ";")
    return {
        name: _colour(ours if name == "ours" else everywhere, f"={test}", looks[name])
        for name, test in tests.items()
    }


def coloured(rules: Iterable[Mapping[str, Any]], first: int = 0) -> list[_Request]:
    """Lay rules over the tab, in order, the first of them at a place among those there."""
    return [{"addConditionalFormatRule": {"rule": r, "index": at}} for at, r in enumerate(rules, first)]


def _colour(areas: Sequence[Mapping[str, int]], formula: str, look: Mapping[str, Any]) -> dict[str, Any]:
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    return {"ranges": list(areas), "booleanRule": {"condition": condition, "format": look}}
