"""What the job's tabs of a spreadsheet have besides their values, and setting back what is lost of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from automations.model import Fittings, OwnTab, Repairs
from automations.sheets.google import cell_data, task_rows
from automations.sheets.google.batch import Stamp, stamped
from automations.sheets.google.lookup import KEY, Places, formula
from automations.sheets.google.protection import is_protected, protected
from automations.sheets.google.reading import Understood, key_at
from automations.sheets.google.snapshot import Snapshot
from automations.sheets.local.layout import COLUMNS, OURS, declared_widths, row_tests, same_test
from automations.tabs import TABS

_Request = dict[str, Any]
LOOKS = (
    "sheets(properties(sheetId,gridProperties(rowCount)),"
    "conditionalFormats(booleanRule(condition(values(userEnteredValue)))),"
    "data(startRow,startColumn,rowData/values(note,dataValidation/condition/type)))"
)
_DAYS = frozenset(column.name for column in TABS["tasks"].columns if column.kind == "date")


def fittings(
    answer: Mapping[str, Any], snapshot: Snapshot, own: Mapping[str, OwnTab], titles: Mapping[str, str]
) -> Fittings:
    """Understand an answer to LOOKS. A list counts as there when every row of the column has one."""
    titled = {sheet.title: sheet for sheet in snapshot.sheets}
    standing = {kind: titled[tab.grid.tab] for kind, tab in own.items() if tab.grid.tab in titled}
    guarded = frozenset(kind for kind, sheet in standing.items() if is_protected(sheet))
    if "tasks" not in standing:
        return Fittings(protected=guarded)
    tasks, sheet_id = own["tasks"], standing["tasks"].id
    entry: Mapping[str, Any] = next(
        (one for one in answer.get("sheets", ()) if one.get("properties", {}).get("sheetId", 0) == sheet_id),
        {},
    )
    rows = int(entry.get("properties", {}).get("gridProperties", {}).get("rowCount", 0))
    noted, ruled = set(), dict.fromkeys(tasks.letters.values(), 0)
    for row, column, cell in _cells(entry):
        if row == tasks.header_row and "note" in cell:
            noted.add(column)
        if row > tasks.header_row and "dataValidation" in cell and column in ruled:
            ruled[column] += 1
    tests = row_tests(titles, tasks.letters, tasks.header_row + 1, ";")
    there = {
        same_test(value.get("userEnteredValue", ""))
        for rule in entry.get("conditionalFormats", ())
        for value in rule.get("booleanRule", {}).get("condition", {}).get("values", ())
    }
    return Fittings(
        frozenset(name for name, at in tasks.letters.items() if ruled[at] >= rows - tasks.header_row),
        frozenset(name for name, at in tasks.letters.items() if at in noted),
        frozenset(name for name, test in tests.items() if same_test(test) in there),
        guarded,
        len(entry.get("conditionalFormats", ())),
    )


def _cells(entry: Mapping[str, Any]) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    for block in entry.get("data", ()):
        for row, held in enumerate(block.get("rowData", ()), int(block.get("startRow", 0)) + 1):
            for column, cell in enumerate(held.get("values", ()), int(block.get("startColumn", 0))):
                yield row, column, cell


def repaired(repairs: Repairs, read: Understood, stamp: Stamp, editors: Collection[str]) -> list[_Request]:
    """Spell the batch. A lost column comes back blank between its neighbours, and is filled where it came.

    So no cell of people's is written over, whatever they have moved since the reading.
    """
    requests = stamped(stamp, read.snapshot)
    titled = {sheet.title: sheet for sheet in read.snapshot.sheets}
    ids = {kind: titled[tab.grid.tab].id for kind, tab in repairs.own.items() if tab.grid.tab in titled}
    letters: Mapping[str, int] = {}
    if "tasks" in ids:
        tasks = repairs.own["tasks"]
        sheet = titled[tasks.grid.tab]
        letters, columns = _with_columns(repairs, tasks, read, sheet.columns, sheet.id)
        requests += columns
        requests += _fitted(repairs, tasks, read, letters, sheet.id)
        if "tasks" not in repairs.protected:
            anew = {name: letters[name] for name in repairs.columns if name in OURS}
            requests += protected("tasks", sheet.id, anew, repairs.titles, editors)
    for kind in repairs.protected:
        if kind in ids:
            requests += protected(kind, ids[kind], letters, repairs.titles, editors)
    return requests


def _with_columns(
    repairs: Repairs, tasks: OwnTab, read: Understood, width: int, sheet_id: int
) -> tuple[dict[str, int], list[_Request]]:
    """Insert the columns that are lost, each after the one that it comes after in a new tab."""
    letters = dict(tasks.letters)
    requests: list[_Request] = []
    for name in COLUMNS:
        if name not in repairs.columns:
            continue
        before = [one for one in COLUMNS[: COLUMNS.index(name)] if one in letters]
        at = letters[before[-1]] + 1 if before else 0
        if at == width:  # an insertion must have something to stand before
            requests.append({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}})
            width += 1
        area = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        requests.append({"insertDimension": {"range": area, "inheritFromBefore": at > 0}})
        width += 1
        letters = {one: place + (place >= at) for one, place in letters.items()} | {name: at}
    hidden = read.remembered.tab if read.remembered else ""
    places = Places(letters, tasks.header_row, hidden)
    for name in repairs.columns:
        requests += _filled(name, repairs, tasks, places, sheet_id)
    return letters, requests


def _filled(name: str, repairs: Repairs, tasks: OwnTab, places: Places, sheet_id: int) -> list[_Request]:
    """Fill a column that has come back: its header, and in the job's own what shows each row's text."""
    at = places.letters[name]
    header = cell_data.cell(repairs.columns[name], "header", people=name not in OURS)
    if note := repairs.titles.get(f"note.{name}"):
        header["note"] = note
    rows: list[_Request] = [{"values": [header]}]
    there = dict(zip(tasks.grid.numbers, tasks.grid.cells, strict=True))
    for number in range(tasks.header_row + 1, max(there, default=0) + 1):
        key = key_at(tasks, number, there.get(number, ()))
        shown = name in OURS and name != KEY and key is not None
        cell = cell_data.of_formula(formula(name, key or "", places), day=name in _DAYS) if shown else {}
        rows.append({"values": [cell]})
    start = {"sheetId": sheet_id, "rowIndex": tasks.header_row - 1, "columnIndex": at}
    width = declared_widths("tasks")[COLUMNS.index(name)]
    return [
        {"setDataValidation": {"range": task_rows.column_area(sheet_id, at, tasks.header_row)}},
        {"updateCells": {"start": start, "rows": rows, "fields": f"{cell_data.FIELDS},note"}},
        cell_data.width(sheet_id, at, width),
    ]


def _fitted(
    repairs: Repairs, tasks: OwnTab, read: Understood, letters: Mapping[str, int], sheet_id: int
) -> list[_Request]:
    """Set back lists to pick from, notes and colours."""
    hidden = read.remembered.tab if read.remembered else ""
    lists = task_rows.rules(sheet_id, repairs.titles, hidden, letters, tasks.header_row)
    requests = [rule for name, rule in lists.items() if name in {*repairs.picked, *repairs.columns}]
    for name in repairs.noted:
        start = {"sheetId": sheet_id, "rowIndex": tasks.header_row - 1, "columnIndex": letters[name]}
        cell = {"note": repairs.titles[f"note.{name}"]}
        requests.append({"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "note"}})
    rules = task_rows.colours(sheet_id, repairs.titles, letters, tasks.header_row)
    missing = {name: rule for name, rule in rules.items() if name in repairs.coloured}
    shade = missing.pop("ours", None)  # goes last: it shall not hide what is overdue
    requests += task_rows.coloured(missing.values())
    return requests + task_rows.coloured([shade] if shade else [], repairs.rules + len(missing))
