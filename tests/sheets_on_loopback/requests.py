"""What each request of a batchUpdate does. Whatever is wrong raises BadRequest, and nothing is applied."""

from __future__ import annotations

import re
from dataclasses import replace

from sheets_on_loopback.book import EMPTY, BadRequest, Cell, Protection, Sheet

MOST_CELLS = 10_000_000
LONGEST = 50_000


def apply(book, account, requests):
    """Apply all of them, or none."""
    if not requests:
        raise BadRequest("Must specify at least one request.")
    before = book.state()
    replies = []
    for number, request in enumerate(requests):
        ((kind, given),) = request.items()
        try:
            if kind not in KINDS:
                raise BadRequest(
                    f"Invalid JSON payload received. Unknown name \"{kind}\" at 'requests[{number}]': "
                    "Cannot find field."
                )
            replies.append({kind: KINDS[kind](book, account, given) or {}})
        except BadRequest as wrong:
            book.restore(before)
            raise BadRequest(f"Invalid requests[{number}].{kind}: {wrong}") from None
    if sum(len(s.rows) * s.width for s in book.sheets) > MOST_CELLS:
        book.restore(before)
        raise BadRequest(
            "This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells."
        )
    return replies


def _cell(given, old, fields):
    if not given and old is EMPTY:
        return EMPTY
    value, formula, look, note = old.value, old.formula, old.format, old.note
    if "userEnteredValue" in fields:
        held = given.get("userEnteredValue", {})
        value = next((held[k] for k in ("stringValue", "numberValue", "boolValue") if k in held), None)
        formula = held.get("formulaValue")
        if isinstance(value, str) and len(value) > LONGEST:
            raise BadRequest(
                "Your input contains more than the maximum of 50000 characters in a single cell."
            )
    if "userEnteredFormat" in fields:
        look = given.get("userEnteredFormat")
    if "note" in fields:
        note = given.get("note")
    return Cell(value, formula, look, note, old.validation)


def _update_cells(book, account, given):
    fields = given["fields"].split(",")
    if "range" in given:
        area = given["range"]
        sheet = book.by_id(area["sheetId"])
        top, left = area.get("startRowIndex", 0), area.get("startColumnIndex", 0)
        bottom = area.get("endRowIndex", len(sheet.rows))
        right = area.get("endColumnIndex", sheet.width)
    else:
        sheet = book.by_id(given["start"]["sheetId"])
        top, left = given["start"].get("rowIndex", 0), given["start"].get("columnIndex", 0)
        bottom = top + len(given["rows"])
        right = left + max(len(row.get("values", ())) for row in given["rows"])
    if bottom > len(sheet.rows) or right > sheet.width:
        raise BadRequest(
            f"Range exceeds grid limits. Max rows: {len(sheet.rows)}, max columns: {sheet.width}"
        )
    book.refuse_protected(account, sheet, top, bottom, left, right)
    rows = given.get("rows", [])
    for row in range(top, bottom):
        values = rows[row - top].get("values", []) if row - top < len(rows) else []
        if len(values) > right - left:
            raise BadRequest("tried writing past the range")
        for column in range(left, right):
            one = values[column - left] if column - left < len(values) else {}
            sheet.put(row, column, _cell(one, sheet.rows[row][column], fields))


def _append_cells(book, account, given):
    sheet = book.by_id(given["sheetId"])
    fields = given["fields"].split(",")
    first = sheet.last_with_data(book.behaviour)
    rows = given["rows"]
    sheet.grow(max(0, first + len(rows) - len(sheet.rows)))
    for number, row in enumerate(rows, first):
        book.refuse_protected(account, sheet, number, number + 1, 0, len(row["values"]))
        for column, one in enumerate(row["values"]):
            if column >= sheet.width:
                raise BadRequest("tried writing past the last column")
            if one:
                sheet.put(number, column, _cell(one, EMPTY, fields))


def _add_sheet(book, account, given):
    del account
    properties = given["properties"]
    if any(s.title.casefold() == properties["title"].casefold() for s in book.sheets):
        raise BadRequest(
            f'A sheet with the name "{properties["title"]}" already exists. Please enter another name.'
        )
    if any(s.id == properties["sheetId"] for s in book.sheets):
        raise BadRequest(f"Sheet with id {properties['sheetId']} already exists")
    grid = properties.get("gridProperties", {})
    rows, width = grid.get("rowCount", 1000), grid.get("columnCount", 26)
    if rows * width > MOST_CELLS:
        raise BadRequest("above the limit of 10000000 cells.")
    sheet = Sheet(properties["sheetId"], properties["title"], [], width, properties.get("hidden", False))
    sheet.frozen = grid.get("frozenRowCount", 0)
    sheet.grow(rows)
    book.sheets.insert(properties.get("index", len(book.sheets)), sheet)


def _update_sheet(book, account, given):
    sheet = book.by_id(given["properties"]["sheetId"])
    grid = given["properties"].get("gridProperties", {})
    book.refuse_protected(account, sheet, 0, 10**9, 0, 10**9)
    for name in given["fields"].split(","):
        if name == "gridProperties.rowCount":
            if grid["rowCount"] <= sheet.frozen:
                raise BadRequest("You can't freeze all visible rows on the sheet.")
            del sheet.rows[grid["rowCount"] :]
            sheet.grow(max(0, grid["rowCount"] - len(sheet.rows)))
        elif name == "gridProperties.columnCount":
            width = grid["columnCount"]
            sheet.rows = [row[:width] + [EMPTY] * (width - len(row)) for row in sheet.rows]
            sheet.width = width
        else:
            raise BadRequest(f"field {name}")


def _update_book(book, account, given):
    del account
    book.locale = given["properties"].get("locale", book.locale)
    book.zone = given["properties"].get("timeZone", book.zone)


def _find_replace(book, account, given):
    sheet = book.by_id(given["sheetId"])
    pattern = re.compile(given["find"] if given.get("searchByRegex") else re.escape(given["find"]))
    changed = 0
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            text = cell.formula if given.get("includeFormulas") and cell.formula else cell.value
            if isinstance(text, str) and (pattern.fullmatch(text) if given["matchEntireCell"] else None):
                book.refuse_protected(account, sheet, number, number + 1, column, column + 1)
                row[column] = Cell(given["replacement"] or None, format=cell.format, note=cell.note)
                changed += 1
    return {"occurrencesChanged": changed}


def _create_metadata(book, account, given):
    del account
    entry = given["developerMetadata"]
    location = entry["location"]
    if "sheetId" in location:
        book.by_id(location["sheetId"]).marks.append(entry)
        return
    taken = {one["metadataId"] for one in book.tokens} | book.behaviour.foreign_ids
    if entry["metadataId"] in taken and not book.behaviour.duplicate_ids_accepted:
        raise BadRequest(
            f"Cannot add developer metadata with ID [{entry['metadataId']}] because developer metadata "
            "with that ID already exists."
        )
    book.tokens.append(entry)


def _delete_metadata(book, account, given):
    del account
    wanted = given["dataFilter"]["developerMetadataLookup"]["metadataId"]
    book.tokens = [one for one in book.tokens if one["metadataId"] != wanted]


def _add_protection(book, account, given):
    entry = given["protectedRange"]
    sheet = book.by_id(entry["range"]["sheetId"])
    area = {k: v for k, v in entry["range"].items() if k != "sheetId"}
    editors = frozenset(entry.get("editors", {}).get("users", ())) | {account}
    sheet.protections.append(Protection(book.fresh(), area, entry.get("description", ""), editors))


def _update_protection(book, account, given):
    entry = given["protectedRange"]
    for sheet in book.sheets:
        for one in sheet.protections:
            if one.id == entry["protectedRangeId"]:
                one.editors = frozenset(entry["editors"]["users"]) | {account}


def _validation(book, account, given):
    area = given["range"]
    sheet = book.by_id(area["sheetId"])
    left, right = area.get("startColumnIndex", 0), area.get("endColumnIndex", sheet.width)
    book.refuse_protected(account, sheet, area.get("startRowIndex", 0), len(sheet.rows), left, right)
    for row in sheet.rows[area.get("startRowIndex", 0) : area.get("endRowIndex")]:
        for column in range(left, right):
            row[column] = replace(row[column], validation=given.get("rule"))


def _colours(book, account, given):
    del account
    colours = book.by_id(given["rule"]["ranges"][0]["sheetId"]).colours
    if given["index"] > len(colours):
        raise BadRequest(f"No conditional format at index {given['index']}.")
    colours.insert(given["index"], given["rule"])


def _append_dimension(book, account, given):
    sheet = book.by_id(given["sheetId"])
    book.refuse_protected(account, sheet, 0, 10**9, sheet.width, sheet.width + given["length"])
    if given["dimension"] != "COLUMNS":
        raise BadRequest("only columns here")
    for row in sheet.rows:
        row.extend([EMPTY] * given["length"])
    sheet.width += given["length"]


def _insert_dimension(book, account, given):
    area = given["range"]
    sheet, at = book.by_id(area["sheetId"]), area["startIndex"]
    if area["dimension"] != "COLUMNS" or area["endIndex"] != at + 1:
        raise BadRequest("only one column here")
    if at >= sheet.width:
        raise BadRequest(f"range.startIndex[{at}] is too large")
    if at == 0 and given.get("inheritFromBefore"):
        raise BadRequest("inheritFromBefore cannot be true at index 0")
    book.refuse_protected(account, sheet, 0, 10**9, at, at + 1)
    before = [row[at - 1] for row in sheet.rows] if given.get("inheritFromBefore") else None
    book.insert_column(sheet, at)
    for row, like in zip(sheet.rows, before or [], strict=bool(before)):
        row[at] = Cell(format=like.format, validation=like.validation)


def _dimension(book, account, given):
    del account
    area = given["range"]
    book.by_id(area["sheetId"]).widths[area["startIndex"]] = given["properties"]["pixelSize"]


def _basic_filter(book, account, given):
    del account
    book.by_id(given["filter"]["range"]["sheetId"]).filter = given["filter"]


def _view_at(book, number):
    for sheet in book.sheets:
        for place, view in enumerate(sheet.views):
            if view["filterViewId"] == number:
                return sheet.views, place
    raise BadRequest(f"Cannot find filter view with ID {number}.")


def _add_view(book, account, given):
    del account
    view = given["filter"]
    if any(view["filterViewId"] == one["filterViewId"] for sheet in book.sheets for one in sheet.views):
        raise BadRequest(f"A filter view with ID {view['filterViewId']} already exists.")
    book.by_id(view["range"]["sheetId"]).views.append(view)


def _delete_view(book, account, given):
    del account
    views, place = _view_at(book, given["filterId"])
    del views[place]


def _update_view(book, account, given):
    del account
    views, place = _view_at(book, given["filter"]["filterViewId"])
    views[place] = views[place] | {name: given["filter"][name] for name in given["fields"].split(",")}


def _add_chart(book, account, given):
    del account
    chart = given["chart"]
    _refuse_empty(book, chart["spec"])
    if any(chart["chartId"] == one["chartId"] for sheet in book.sheets for one in sheet.charts):
        raise BadRequest(f"A chart with ID {chart['chartId']} already exists.")
    anchor = chart["position"]["overlayPosition"]["anchorCell"]
    sheet = book.by_id(anchor["sheetId"])
    if anchor["rowIndex"] >= len(sheet.rows) or anchor["columnIndex"] >= sheet.width:
        raise BadRequest("The anchor cell lies outside the sheet.")
    sheet.charts.append(chart)


def _update_chart(book, account, given):
    del account
    _refuse_empty(book, given["spec"])
    for sheet in book.sheets:
        for place, chart in enumerate(sheet.charts):
            if chart["chartId"] == given["chartId"]:
                sheet.charts[place] = chart | {"spec": given["spec"]}
                return
    raise BadRequest(f"Cannot find chart with ID {given['chartId']}.")


def _refuse_empty(book, spec):
    basic = spec["basicChart"]
    if not basic.get("domains") or not basic.get("series"):
        raise BadRequest("a chart without domains and series")
    parts = [one["domain"] for one in basic["domains"]] + [one["series"] for one in basic["series"]]
    for area in (area for part in parts for area in part["sourceRange"]["sources"]):
        sheet = book.by_id(area["sheetId"])
        if area["endRowIndex"] > len(sheet.rows) or area["endColumnIndex"] > sheet.width:
            raise BadRequest("exceeds grid limits")


KINDS = {
    "addChart": _add_chart,
    "updateChartSpec": _update_chart,
    "setBasicFilter": _basic_filter,
    "addFilterView": _add_view,
    "deleteFilterView": _delete_view,
    "updateFilterView": _update_view,
    "updateCells": _update_cells,
    "appendCells": _append_cells,
    "addSheet": _add_sheet,
    "updateSheetProperties": _update_sheet,
    "updateSpreadsheetProperties": _update_book,
    "findReplace": _find_replace,
    "createDeveloperMetadata": _create_metadata,
    "deleteDeveloperMetadata": _delete_metadata,
    "addProtectedRange": _add_protection,
    "updateProtectedRange": _update_protection,
    "setDataValidation": _validation,
    "appendDimension": _append_dimension,
    "insertDimension": _insert_dimension,
    "addConditionalFormatRule": _colours,
    "updateDimensionProperties": _dimension,
}
