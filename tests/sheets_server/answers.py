"""What spreadsheets.get answers."""

from . import masks, protection
from .cells import entered, extended
from .references import quoted

_KNOWN_SHEET = {
    "properties": None, "data": {"startRow": None, "startColumn": None, "rowData": {"values": None},
    "rowMetadata": None, "columnMetadata": None}, "merges": None, "conditionalFormats": None,
    "filterViews": None, "protectedRanges": None, "basicFilter": None, "charts": None, "bandedRanges": None,
    "developerMetadata": None,
    "rowGroups": None, "columnGroups": None, "slicers": None, "tables": None,
}  # fmt: skip
KNOWN = {
    "spreadsheetId": None, "properties": None, "sheets": _KNOWN_SHEET, "namedRanges": None,
    "spreadsheetUrl": None,
    "developerMetadata": None, "dataSources": None, "dataSourceSchedules": None,
}  # fmt: skip


class Answer:
    """One answer about one spreadsheet for one account; `mask` {} is everything."""

    def __init__(self, book, evaluator, account, behaviour, mask):
        self.book = book
        self.evaluator = evaluator
        self.account = account
        self.behaviour = behaviour
        self.mask = mask

    def spreadsheet(self, *, data, ranges=None):
        """`ranges` is None or a list of (sheet, top, bottom, left, right), ends exclusive."""
        book = self.book
        wanted = self.mask
        answer = {
            "spreadsheetId": book.id,
            "properties": {
                "title": book.title,
                "locale": book.locale,
                "autoRecalc": "ON_CHANGE",
                "timeZone": book.time_zone,
                "defaultFormat": {},
            },
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        }
        below = wanted.get("sheets", {})
        if not wanted or "sheets" in wanted:
            sheets = [s for s in book.sheets if ranges is None or any(one[0] is s for one in ranges)]
            answer["sheets"] = [self.sheet(s, below, data=data, ranges=ranges) for s in sheets]
        if book.named_ranges:
            answer["namedRanges"] = list(book.named_ranges.values())
        found = [self.metadata(m) for m in self.visible() if m.on[0] == "spreadsheet"]
        if found:
            answer["developerMetadata"] = found
        return masks.pick(wanted, answer)

    def sheet(self, sheet, below, *, data, ranges):
        answer = {"properties": properties(self.book, sheet)}
        if data and (not below or "data" in below):
            blocks = [r for r in ranges if r[0] is sheet] if ranges is not None else [None]
            answer["data"] = [self.grid(sheet, below.get("data", {}), block) for block in blocks]
        protected = [p for p in self.book.protected.values() if p.sheet_id == sheet.sheet_id]
        if protected:
            answer["protectedRanges"] = [self.protected(p) for p in protected]
        if sheet.conditional:
            answer["conditionalFormats"] = list(sheet.conditional)
        if sheet.filter:
            answer["basicFilter"] = sheet.filter
        if sheet.merges:
            answer["merges"] = list(sheet.merges)
        found = [self.metadata(m) for m in self.visible() if m.on == ("sheet", sheet.sheet_id)]
        if found:
            answer["developerMetadata"] = found
        return answer

    def grid(self, sheet, below, block):
        _, top, bottom, left, right = block or (sheet, 0, sheet.row_count, 0, sheet.column_count)
        answer = {}
        if top:
            answer["startRow"] = top
        if left:
            answer["startColumn"] = left
        if not below or "rowData" in below:
            rows = self.rows(
                sheet, below.get("rowData", {}), (top, min(bottom, len(sheet.rows)), left, right)
            )
            if rows:
                answer["rowData"] = rows
        if not below or "rowMetadata" in below:
            answer["rowMetadata"] = self.row_metadata(sheet, top, bottom)
        if not below or "columnMetadata" in below:
            answer["columnMetadata"] = self.column_metadata(sheet, left, right)
        return answer

    def row_metadata(self, sheet, top, bottom):
        marks = {}
        for meta in self.visible():
            if meta.on[:2] == ("row", sheet.sheet_id):
                marks.setdefault(meta.on[2], []).append(meta)
        found = []
        for index in range(top, bottom):
            one = {"pixelSize": 21}
            if index < len(sheet.rows):
                row = sheet.rows[index]
                one |= {"hiddenByUser": True} if row.hidden else {}
                one |= {"hiddenByFilter": True} if row.filtered else {}
                if row.key in marks:
                    one["developerMetadata"] = [self.metadata(m) for m in marks[row.key]]
            found.append(one)
        return found

    def column_metadata(self, sheet, left, right):
        found = []
        for column in sheet.columns[left:right]:
            one = {"pixelSize": column.pixels}
            if column.hidden:
                one["hiddenByUser"] = True
            marks = [m for m in self.visible() if m.on == ("column", sheet.sheet_id, column.key)]
            if marks:
                one["developerMetadata"] = [self.metadata(m) for m in marks]
            found.append(one)
        return found

    def rows(self, sheet, below, block):
        top, bottom, left, right = block
        fields = below.get("values", {})
        with_values = not below or "values" in below
        rows = []
        for index in range(top, bottom):
            cells = sheet.rows[index].cells[left:right]
            last = next((i for i in range(len(cells), 0, -1) if not cells[i - 1].empty), 0)
            values = [self.cell(sheet, index, left + i, cells[i], fields) for i in range(last)]
            rows.append({"values": values} if values and with_values else {})
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def cell(self, sheet, row, column, cell, fields):
        if cell.empty:
            return {}
        answer = {}
        if not fields or "userEnteredValue" in fields:
            value = entered(cell)
            if value is not None:
                answer["userEnteredValue"] = value
        if cell.has_value and (not fields or "effectiveValue" in fields):
            value = extended(self.evaluator.value(sheet, row, column))
            if value is not None:
                answer["effectiveValue"] = value
        if not fields or "formattedValue" in fields:
            value = self.evaluator.value(sheet, row, column)
            if value is not None:
                answer["formattedValue"] = formatted(value)
        if cell.format and (not fields or "userEnteredFormat" in fields):
            answer["userEnteredFormat"] = cell.format
        if not fields or "effectiveFormat" in fields:
            shown = self.effective_format(sheet, row, column, cell)
            if shown:
                answer["effectiveFormat"] = shown
        if cell.note and (not fields or "note" in fields):
            answer["note"] = cell.note
        if cell.validation and (not fields or "dataValidation" in fields):
            answer["dataValidation"] = cell.validation
        for name, below in fields.items():
            if below and name in answer:
                answer[name] = masks.pick(below, answer[name])
        return answer

    def effective_format(self, sheet, row, column, cell):
        shown = cell.format or {}
        if "numberFormat" in shown or self.behaviour.fixed_effective_format or not cell.has_value:
            return shown
        value = self.evaluator.value(sheet, row, column)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {**shown, "numberFormat": {"type": "NUMBER", "pattern": "General"}}
        return shown

    def visible(self):
        project = project_of(self.account)
        return [m for m in self.book.metadata.values() if m.visibility == "DOCUMENT" or m.project == project]

    def metadata(self, meta):
        """A piece of developer metadata as JSON."""
        return metadata(self.book, meta)

    def protected(self, protected):
        grid = {"sheetId": protected.sheet_id}
        if protected.rows:
            grid |= {"startRowIndex": protected.rows[0], "endRowIndex": protected.rows[1]}
        if protected.columns:
            grid |= {"startColumnIndex": protected.columns[0], "endColumnIndex": protected.columns[1]}
        answer = {"protectedRangeId": protected.id, "range": grid}
        for name in ("description", "warningOnly", "unprotectedRanges", "namedRangeId"):
            if protected.sent.get(name):
                answer[name] = protected.sent[name]
        if protection.may_edit(self.book, self.account, protected):
            answer["requestingUserCanEdit"] = True
            if not protected.warning_only:
                answer["editors"] = {"users": sorted({*protected.users, self.book.owner} - {""})}
        return answer


def properties(book, sheet):
    grid = {"rowCount": sheet.row_count, "columnCount": sheet.column_count}
    if sheet.frozen_rows:
        grid["frozenRowCount"] = sheet.frozen_rows
    if sheet.frozen_columns:
        grid["frozenColumnCount"] = sheet.frozen_columns
    answer = {
        "sheetId": sheet.sheet_id,
        "title": sheet.title,
        "index": book.sheets.index(sheet),
        "sheetType": "GRID",
        "gridProperties": grid,
    }
    if sheet.hidden:
        answer["hidden"] = True
    return answer | sheet.properties


def metadata(book, meta):
    kind = meta.on[0]
    location = {"locationType": kind.upper()}
    if kind == "spreadsheet":
        location["spreadsheet"] = True
    elif kind == "sheet":
        location["sheetId"] = meta.on[1]
    else:
        sheet = book.by_id(meta.on[1])
        things = sheet.rows if kind == "row" else sheet.columns
        index = next(i for i, thing in enumerate(things) if thing.key == meta.on[2])
        location["dimensionRange"] = {
            "sheetId": sheet.sheet_id,
            "dimension": "ROWS" if kind == "row" else "COLUMNS",
            "startIndex": index,
            "endIndex": index + 1,
        }
    answer = {"metadataId": meta.id, "metadataKey": meta.key}
    if meta.value:
        answer["metadataValue"] = meta.value
    return answer | {"location": location, "visibility": meta.visibility}


def project_of(account):
    return account.partition("@")[2] if account.endswith(".gserviceaccount.com") else account


def formatted(value):
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.text if hasattr(value, "text") else str(value)


__all__ = ["KNOWN", "Answer", "formatted", "metadata", "project_of", "properties", "quoted"]
