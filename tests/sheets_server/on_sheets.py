"""Requests about the spreadsheet, its tabs, and their rows and columns."""

from dataclasses import replace

from . import dimensions, masks, protection
from .batch import handles, sheet_reply
from .model import Sheet, new_key
from .problems import Invalid

FIELDS = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
OURS = ("sheetId", "title", "index", "hidden", "gridProperties", "sheetType")


def _mask(request):
    if not request.get("fields"):
        raise Invalid(FIELDS)
    return masks.parse(request["fields"])


def _check_title(book, title, sheet=None):
    other = book.find(title)
    if other is not None and other is not sheet:
        raise Invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


@handles("addSheet")
def add_sheet(batch, request):
    sent, book = request.get("properties", {}), batch.book
    title = sent.get("title") or f"Sheet{len(book.sheets) + 1}"
    _check_title(book, title)
    number = sent.get("sheetId")
    if number is None:
        number = 100_000 + new_key()
    if not 0 <= number < 2**31:
        raise Invalid(f"Invalid sheetId: {number}. Ids must be non-negative.")
    if any(sheet.sheet_id == number for sheet in book.sheets):
        raise Invalid(f"Sheet ID: {number} already exists.")
    grid = sent.get("gridProperties", {})
    rows, columns = grid.get("rowCount", 1000), grid.get("columnCount", 26)
    sheet = Sheet(number, title, rows, min(columns, 18_278))
    sheet.frozen_rows, sheet.frozen_columns = grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0)
    sheet.hidden = bool(sent.get("hidden"))
    sheet.properties = {name: value for name, value in sent.items() if name not in OURS}
    book.sheets.insert(sent.get("index", len(book.sheets)), sheet)
    book.check_size()
    return sheet_reply(batch, sheet)


@handles("deleteSheet")
def delete_sheet(batch, request):
    book = batch.book
    sheet = book.by_id(request.get("sheetId", 0))
    protection.check_sheet(book, batch.account, sheet)
    if not [other for other in book.sheets if other is not sheet and not other.hidden]:
        raise Invalid("You can't remove all the visible sheets in a document.")

    def change(home, reference):
        return None if dimensions.points_at(home, reference, sheet) else reference

    book.sheets.remove(sheet)
    dimensions.rewrite_formulas(book, change)
    book.protected = {n: p for n, p in book.protected.items() if p.sheet_id != sheet.sheet_id}
    book.named_ranges = {
        n: r for n, r in book.named_ranges.items() if r["range"].get("sheetId", 0) != sheet.sheet_id
    }
    book.drop_lost_metadata()


def rename(book, sheet, title):
    """Give a tab another title; formulas that name it follow."""
    _check_title(book, title, sheet)

    def change(home, reference):
        if reference.sheet is not None and dimensions.points_at(home, reference, sheet):
            return replace(reference, sheet=title)
        return reference

    dimensions.rewrite_formulas(book, change)
    sheet.title = title


@handles("updateSheetProperties")
def update_sheet(batch, request):
    mask, sent, book = _mask(request), request.get("properties", {}), batch.book
    sheet = book.by_id(sent.get("sheetId", 0))
    names = mask or {name: {} for name in sent}
    if "title" in names and sent.get("title") != sheet.title:
        if not sent.get("title"):
            raise Invalid("Sheet title cannot be empty.")
        protection.check_sheet(book, batch.account, sheet)
        rename(book, sheet, sent["title"])
    if "hidden" in names:
        sheet.hidden = bool(sent.get("hidden"))
        if all(other.hidden for other in book.sheets):
            raise Invalid("You can't hide all the sheets in a document.")
    if "index" in names:
        book.sheets.remove(sheet)
        book.sheets.insert(sent.get("index", 0), sheet)
    if "gridProperties" in names:
        _resize(batch, sheet, sent.get("gridProperties", {}), names["gridProperties"])
    others = {name: value for name, value in sent.items() if name in names and name not in OURS}
    sheet.properties = {n: v for n, v in sheet.properties.items() if n not in names} | others


def _resize(batch, sheet, sent, below):
    names = below or {name: {} for name in sent}
    rows = sent.get("rowCount", 0) if "rowCount" in names else sheet.row_count
    columns = sent.get("columnCount", 0) if "columnCount" in names else sheet.column_count
    if rows < 1 or columns < 1:
        raise Invalid("gridProperties.rowCount and columnCount must be positive.")
    if "frozenRowCount" in names:
        sheet.frozen_rows = sent.get("frozenRowCount", 0)
    if "frozenColumnCount" in names:
        sheet.frozen_columns = sent.get("frozenColumnCount", 0)
    if sheet.frozen_rows >= rows or sheet.frozen_columns >= columns:
        raise Invalid("You can't freeze all visible rows or columns on the sheet.")
    if rows < sheet.row_count:
        batch.guard(sheet, (rows, sheet.row_count), None)
        dimensions.delete(batch.book, sheet, "ROWS", rows, sheet.row_count)
    if columns < sheet.column_count:
        batch.guard(sheet, None, (columns, sheet.column_count))
        dimensions.delete(batch.book, sheet, "COLUMNS", columns, sheet.column_count)
    if columns > 18_278:
        raise Invalid("This action would increase the number of columns above the limit of 18278 columns.")
    if rows > sheet.row_count or columns > sheet.column_count:
        sheet.row_count = rows
        if rows * columns <= 10_000_000:
            sheet.resize(rows, columns)
        else:
            sheet.row_count = 10_000_001  # refused just below
    batch.book.check_size()


@handles("updateSpreadsheetProperties")
def update_spreadsheet(batch, request):
    mask, sent = _mask(request), request.get("properties", {})
    for name, attribute in (("title", "title"), ("locale", "locale"), ("timeZone", "time_zone")):
        if (not mask or name in mask) and sent.get(name):
            setattr(batch.book, attribute, sent[name])


def _span(batch, grid):
    dimension = grid.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise Invalid("No dimension specified.")
    sheet = batch.book.by_id(grid.get("sheetId", 0))
    total = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = grid.get("startIndex", 0), grid.get("endIndex", total)
    if not 0 <= start < end:
        raise Invalid(f"Invalid range: startIndex {start}, endIndex {end}.")
    return sheet, dimension, start, end, total


@handles("updateDimensionProperties")
def update_dimension(batch, request):
    mask, sent = _mask(request), request.get("properties", {})
    sheet, dimension, start, end, total = _span(batch, request.get("range", {}))
    if end > total:
        raise Invalid(f"range.endIndex is larger than current grid size ({total})")
    if dimension == "ROWS":
        if not mask or "hiddenByUser" in mask:
            for index in range(start, end):
                sheet.rows[index] = replace(sheet.row(index), hidden=bool(sent.get("hiddenByUser")))
        return
    for index in range(start, end):
        column = sheet.columns[index]
        if not mask or "hiddenByUser" in mask:
            column = replace(column, hidden=bool(sent.get("hiddenByUser")))
        if not mask or "pixelSize" in mask:
            column = replace(column, pixels=sent.get("pixelSize", 100))
        sheet.columns[index] = column


@handles("appendDimension")
def append_dimension(batch, request):
    sheet = batch.book.by_id(request.get("sheetId", 0))
    rows, columns, length = sheet.row_count, sheet.column_count, request.get("length", 0)
    if request.get("dimension") == "ROWS":
        sheet.row_count = rows + length
    elif (columns + length) * rows <= 10_000_000:
        sheet.resize(rows, columns + length)
    else:
        sheet.row_count = 10_000_001
    batch.book.check_size()


def insert(batch, sheet, dimension, start, count, *, before=False):
    """Put in rows or columns as an account, with the formats of those before or after."""
    protection.check_insert(batch.book, batch.account, batch.behaviour, sheet, dimension, start)
    like = start - 1 if before else start
    dimensions.insert(batch.book, sheet, dimension, start, count, like)


@handles("insertDimension")
def insert_dimension(batch, request):
    sheet, dimension, start, end, total = _span(batch, request.get("range", {}))
    before = request.get("inheritFromBefore", False)
    if start > total or (start == total and not before):
        raise Invalid(f"range.startIndex is larger than current grid size ({total})")
    if start == 0 and before:
        raise Invalid("inheritFromBefore cannot be true if inserting at the start of the grid.")
    insert(batch, sheet, dimension, start, end - start, before=before)


@handles("deleteDimension")
def delete_dimension(batch, request):
    sheet, dimension, start, end, total = _span(batch, request.get("range", {}))
    if end > total:
        raise Invalid(f"range.endIndex is larger than current grid size ({total})")
    span = (start, end)
    batch.guard(sheet, *((span, None) if dimension == "ROWS" else (None, span)))
    dimensions.delete(batch.book, sheet, dimension, start, end)


@handles("moveDimension")
def move_dimension(batch, request):
    sheet, dimension, start, end, total = _span(batch, request.get("source", {}))
    to = request.get("destinationIndex", 0)
    if end > total or to > total:
        raise Invalid(f"destinationIndex is larger than current grid size ({total})")
    span = (start, end)
    batch.guard(sheet, *((span, None) if dimension == "ROWS" else (None, span)))
    protection.check_insert(batch.book, batch.account, batch.behaviour, sheet, dimension, to)
    dimensions.move(batch.book, sheet, dimension, start, end, to)
