"""/v4/spreadsheets: which request is meant, whether the account may, and its answer."""

import re

from . import answers, batch, drive, masks, on_cells, on_objects, on_ranges, on_sheets, problems, values
from .formulas import Evaluator, reaching
from .model import SPREADSHEET
from .problems import Invalid

REQUESTS = (on_cells, on_objects, on_ranges, on_sheets)  # imported for the requests they register
_PATH = re.compile(r"/v4/spreadsheets(?:/(?P<id>[^/:]+)(?P<rest>.*))?\Z")


def kind_of(asked):
    """ "get", "batchUpdate", "read", "write" or "create": what counts, and against which quota."""
    match = _PATH.match(asked.path)
    if match is None:
        return None
    rest = match["rest"] or ""
    if match["id"] is None:
        return "create"
    if asked.method == "GET":
        return "read" if rest else "get"
    if rest == ":batchUpdate":
        return "batchUpdate"
    return "read" if rest in (":getByDataFilter", "/developerMetadata:search") else "write"


def answer(server, asked, account):
    """The body to answer with; raises Problem."""
    match = _PATH.match(asked.path)
    if match["id"] is None:
        return _create(server, asked, account)
    book = server.books.get(match["id"])
    if book is None or book.trashed:
        raise problems.missing()
    role = drive.role_of(book, account)
    if role is None:
        raise problems.forbidden()
    if book.mime != SPREADSHEET:
        raise problems.office_file()
    kind, rest = kind_of(asked), match["rest"] or ""
    if kind in ("batchUpdate", "write"):
        if role not in ("owner", "writer"):
            raise problems.forbidden()
        return _write(server, book, asked, account, rest)
    return _read(server, book, asked, account, rest)


def _write(server, book, asked, account, rest):
    body = asked.body or {}
    if rest == ":batchUpdate":
        found = batch.run(book, account, server.behaviour, body)
        if body.get("includeSpreadsheetInResponse"):
            mask = {}
            found["updatedSpreadsheet"] = view(server, book, account, mask).spreadsheet(
                data=bool(body.get("responseIncludeGridData"))
            )
    elif asked.method == "PUT" and rest.startswith("/values/"):
        raw = asked.query.get("valueInputOption", ["RAW"])[0] == "RAW"
        found = values.update(book, account, rest.removeprefix("/values/"), body.get("values", []), raw=raw)
    else:
        raise problems.sheets(404, "Method not found.")
    server.changed(book)
    return found


def _read(server, book, asked, account, rest):
    def one(name, default=None):
        return asked.query.get(name, [default])[0]

    if rest in ("", ":getByDataFilter"):
        return get(server, book, account, asked)
    mask = masks.parse(one("fields") or "*")
    render, major = one("valueRenderOption", "FORMATTED_VALUE"), one("majorDimension", "ROWS")
    if rest == "/values:batchGet":
        found = [
            values.get(book, server.evaluator(book), r, render, major) for r in asked.query.get("ranges", [])
        ]
        return masks.pick(mask, {"spreadsheetId": book.id, "valueRanges": found})
    if rest.startswith("/values/"):
        return masks.pick(
            mask, values.get(book, server.evaluator(book), rest[len("/values/") :], render, major)
        )
    if rest == "/developerMetadata:search":
        return masks.pick(mask, _search(server, book, account, asked.body or {}))
    if rest.startswith("/developerMetadata/"):
        wanted = rest.rpartition("/")[2]
        for meta in view(server, book, account, {}).visible():
            if str(meta.id) == wanted:
                return masks.pick(mask, answers.metadata(book, meta))
        raise problems.sheets(404, "Requested entity was not found.")
    raise problems.sheets(404, "Method not found.")


def get(server, book, account, asked):
    """spreadsheets.get; with a field mask includeGridData is ignored, as Google does."""
    fields = asked.query.get("fields", [""])[0]
    mask = masks.parse(fields) if fields else {}
    masks.check(mask, answers.KNOWN, fields)
    ranges = None
    if asked.query.get("ranges"):
        ranges = [values.area(book, text) for text in asked.query["ranges"]]
    data = bool(fields) or asked.query.get("includeGridData", ["false"])[0].lower() == "true"
    return view(server, book, account, mask).spreadsheet(data=data, ranges=ranges)


def view(server, book, account, mask):
    return answers.Answer(book, server.evaluator(book), account, server.behaviour, mask)


def _search(server, book, account, body):
    filters = body.get("dataFilters", [])
    if not filters:
        raise problems.sheets(400, "Must specify at least one dataFilter.")
    found = {}
    for index, data_filter in enumerate(filters):
        try:
            for number, meta in on_objects.matching(
                batch.Batch(book, account, server.behaviour), data_filter
            ):
                found.setdefault(
                    number, {"developerMetadata": answers.metadata(book, meta), "dataFilters": []}
                )
                found[number]["dataFilters"].append(data_filter)
        except Invalid as problem:
            raise problems.sheets(400, f"Invalid dataFilter[{index}]: {problem}") from problem
    return {"matchedDeveloperMetadata": list(found.values())} if found else {}


def _create(server, asked, account):
    sent = (asked.body or {}).get("properties", {})
    book = drive.new_book(server, account, sent.get("title", "Untitled spreadsheet"))
    book.locale, book.time_zone = sent.get("locale", "en_US"), sent.get("timeZone", "Etc/GMT")
    requests = [
        {"addSheet": {"properties": one.get("properties", {})}}
        for one in (asked.body or {}).get("sheets", [])
    ]
    if requests:
        batch.run(book, account, server.behaviour, {"requests": requests})
    else:
        book.add_sheet("Sheet1", spare_rows=1000, columns=26, sheet_id=0)
    server.changed(book)
    return view(server, book, account, {}).spreadsheet(data=False)


def execute(book, evaluator):
    """Work out every formula that could reach out, as Sheets does as soon as it is written."""
    for sheet in book.sheets:
        for index, row in enumerate(sheet.rows):
            for column, cell in enumerate(row.cells):
                if cell.formula is not None and reaching(cell.formula):
                    evaluator.value(sheet, index, column)


__all__ = ["Evaluator", "answer", "execute", "get", "kind_of", "view"]
