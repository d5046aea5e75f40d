"""The fields each request has, so that an unknown one is refused as Google does."""

from . import problems

ANY = None
GRID = dict.fromkeys(["sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"])
DIMENSION = dict.fromkeys(["sheetId", "dimension", "startIndex", "endIndex"])
COORDINATE = dict.fromkeys(["sheetId", "rowIndex", "columnIndex"])
VALUE = dict.fromkeys(["numberValue", "stringValue", "boolValue", "formulaValue", "errorValue"])
CELL = {
    "userEnteredValue": VALUE, "effectiveValue": ANY, "formattedValue": ANY, "userEnteredFormat": ANY,
    "effectiveFormat": ANY, "hyperlink": ANY, "note": ANY, "textFormatRuns": ANY, "dataValidation": ANY,
    "pivotTable": ANY,
}  # fmt: skip
ROWS = [{"values": [CELL]}]
SHEET = {
    "sheetId": ANY, "title": ANY, "index": ANY, "sheetType": ANY, "hidden": ANY, "tabColor": ANY,
    "tabColorStyle": ANY, "rightToLeft": ANY,
    "gridProperties": dict.fromkeys(["rowCount", "columnCount", "frozenRowCount", "frozenColumnCount",
                                     "hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter"]),
}  # fmt: skip
LOCATION = {"locationType": ANY, "spreadsheet": ANY, "sheetId": ANY, "dimensionRange": DIMENSION}
METADATA = {
    "metadataId": ANY, "metadataKey": ANY, "metadataValue": ANY, "visibility": ANY, "location": LOCATION,
}  # fmt: skip
LOOKUP = METADATA | {"metadataLocation": LOCATION, "locationMatchingStrategy": ANY, "locationType": ANY}
FILTER = {"developerMetadataLookup": LOOKUP, "a1Range": ANY, "gridRange": GRID}
PROTECTED = {
    "protectedRangeId": ANY, "range": GRID, "namedRangeId": ANY, "description": ANY, "warningOnly": ANY,
    "requestingUserCanEdit": ANY, "unprotectedRanges": [GRID], "tableId": ANY,
    "editors": dict.fromkeys(["users", "groups", "domainUsersCanEdit"]),
}  # fmt: skip
NAMED = {"namedRangeId": ANY, "name": ANY, "range": GRID}
REQUESTS = {
    "addSheet": {"properties": SHEET},
    "deleteSheet": {"sheetId": ANY},
    "updateSheetProperties": {"properties": SHEET, "fields": ANY},
    "updateSpreadsheetProperties": {
        "properties": dict.fromkeys(["title", "locale", "timeZone", "autoRecalc", "defaultFormat",
                                     "iterativeCalculationSettings", "spreadsheetTheme"]),
        "fields": ANY,
    },
    "updateCells": {"rows": ROWS, "fields": ANY, "start": COORDINATE, "range": GRID},
    "appendCells": {"sheetId": ANY, "rows": ROWS, "fields": ANY, "tableId": ANY},
    "repeatCell": {"range": GRID, "cell": CELL, "fields": ANY},
    "findReplace": dict.fromkeys(["find", "replacement", "matchCase", "matchEntireCell", "searchByRegex",
                                  "includeFormulas", "range", "sheetId", "allSheets"]),
    "createDeveloperMetadata": {"developerMetadata": METADATA},
    "updateDeveloperMetadata": {"dataFilters": [FILTER], "developerMetadata": METADATA, "fields": ANY},
    "deleteDeveloperMetadata": {"dataFilter": FILTER},
    "addProtectedRange": {"protectedRange": PROTECTED},
    "updateProtectedRange": {"protectedRange": PROTECTED, "fields": ANY},
    "deleteProtectedRange": {"protectedRangeId": ANY},
    "setDataValidation": {"range": GRID, "rule": ANY, "filteredRowsIncluded": ANY},
    "addConditionalFormatRule": {"rule": ANY, "index": ANY},
    "deleteConditionalFormatRule": {"index": ANY, "sheetId": ANY},
    "updateDimensionProperties": {"properties": ANY, "fields": ANY, "range": DIMENSION},
    "appendDimension": {"sheetId": ANY, "dimension": ANY, "length": ANY},
    "insertDimension": {"range": DIMENSION, "inheritFromBefore": ANY},
    "deleteDimension": {"range": DIMENSION},
    "moveDimension": {"source": DIMENSION, "destinationIndex": ANY},
    "sortRange": {"range": GRID, "sortSpecs": ANY},
    "cutPaste": {"source": GRID, "destination": COORDINATE, "pasteType": ANY},
    "addNamedRange": {"namedRange": NAMED},
    "deleteNamedRange": {"namedRangeId": ANY},
}  # fmt: skip
BODY = dict.fromkeys(["includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData"]) | {
    "requests": [REQUESTS]
}


def check_names(body):
    """Raise Google's 400 for the first name that no message has."""
    _check(body, BODY, "")


def _check(sent, known, place):
    if known is ANY:
        return
    if isinstance(known, list):
        if not isinstance(sent, list):
            raise problems.sheets(
                400, f"Invalid value at '{place}', Proto field is not repeating, cannot start list."
            )
        for index, one in enumerate(sent):
            _check(one, known[0], f"{place}[{index}]")
        return
    if not isinstance(sent, dict):
        raise problems.sheets(400, f"Invalid value at '{place}', Starting an object on a scalar field")
    for name, below in sent.items():
        if name not in known:
            raise problems.unknown_name(name, place)
        if known[name] is not ANY and below is not None:
            _check(below, known[name], f"{place}.{name}" if place else name)
