"""The HTTP: who asks, what they may, what goes wrong on the way, and the answer as Google words it."""

from __future__ import annotations

import base64
import json
import re
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sheets_on_loopback.book import EMPTY, BadRequest, Behaviour, Book
from sheets_on_loopback.drive import drive
from sheets_on_loopback.formulas import Evaluation, Wrong
from sheets_on_loopback.masks import Kept, kept, mask
from sheets_on_loopback.requests import apply

_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_SHEETS = re.compile(r"/v4/spreadsheets/([\w-]+)(:batchUpdate)?$")
BLANK: dict[str, Any] = {}  # what is told of a blank cell; most are
BEFORE = {"429", "500", "503", "reset_before", "timeout_before", "401", "403"}
AFTER = {"500_after", "503_after", "reset_after", "timeout_after", "truncated", "html_502", "empty_200"}
_STATUS = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND"}
_STATUS |= {429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}
_SAID = {
    401: "Request had invalid authentication credentials.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    429: "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of "
    "service 'sheets.googleapis.com' for consumer 'project_number:1'.",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}


class Answer(Exception):
    """An answer that is an error."""

    def __init__(self, status, message=None, reason=None, kind=None):
        super().__init__(status)
        said = message or _SAID[status]
        error = {"code": status, "message": said, "status": kind or _STATUS[status]}
        if reason:
            error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]
        self.status, self.body = status, {"error": error}


@dataclass
class Fault:
    """Something that goes wrong with the `at`-th request to Sheets from now, or with every one that matches.

    `edit` changes a whole answer instead: a partial or an old one.
    """

    kind: str = ""
    at: int | None = None
    matches: Callable[[str], bool] | None = None
    edit: Callable[[dict[str, Any]], dict[str, Any]] | None = None


@dataclass
class Quota:
    """Requests a minute and account; the window slides, or begins with each minute of the clock."""

    limit: int = 60
    clock: Callable[[], float] = time.monotonic
    fixed: bool = False
    refused: int = 0
    _seen: dict[Any, deque] = field(default_factory=lambda: defaultdict(deque))

    def takes(self, account, method):
        now, seen = self.clock(), self._seen[account, method]
        oldest = (now // 60) * 60 if self.fixed else now - 60
        while seen and seen[0] <= oldest - (1e-9 if self.fixed else 0):
            seen.popleft()
        if len(seen) >= self.limit:
            self.refused += 1
            return False
        seen.append(now)
        return True


class SheetsService:
    """Serves until it is closed; everything about it can be looked at and changed meanwhile."""

    def __init__(self, behaviour=None, quota=None):
        self.behaviour = behaviour or Behaviour()
        self.quota = quota
        self.books: dict[str, Book] = {}
        self.faults: list[Fault] = []
        self.between: Callable[[int], None] | None = None
        self.log: list[tuple[str, str, int]] = []
        self.count = 0
        self.outside: list[Any] = []
        self.revoked: set[str] = set()
        self.held: dict[int, tuple[threading.Event, threading.Event, bool, bool]] = {}
        self.lock = threading.RLock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": self}))
        self._http.daemon_threads = True
        self.host = f"127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()

    def add(
        self, id, title="Fylket", *, owner="eier@example.org", shared=None, folder=None, mime=SPREADSHEET
    ):
        book = Book(
            id, title, owner=owner, shared=shared or {}, folder=folder, mime=mime, behaviour=self.behaviour
        )
        self.books[id] = book
        return book

    def again(self):
        """Count requests from here."""
        self.count, self.faults, self.between = 0, [], None

    def hold(self, at, *, after, answered=False):
        """Hold the answer to a request, its effect made or not: (reached, let go). It is lost, or late."""
        reached, let_go = threading.Event(), threading.Event()
        self.held[at] = (reached, let_go, after, answered)
        return reached, let_go

    def shown(self, book, sheets=None):
        """What every tab, or each of these, shows: the values of all cells."""
        values = Evaluation(book, self.outside)
        return {
            s.title: [[_plain(v) for v in values.of_row(s, r)] for r in range(len(s.rows))]
            for s in sheets or book.sheets
        }

    def answer(self, method, path, query, body, account):
        """The answer to a request to Sheets, as a dict; Answer for an error."""
        match = _SHEETS.match(path)
        if match is None:
            return drive(self, method, path, query, body, account)
        book = self.books.get(match[1])
        if book is None:
            raise Answer(404)
        role = "owner" if account in (book.owner, "anonymous") else book.shared.get(account)
        if role is None:
            raise Answer(403)
        if book.mime != SPREADSHEET:
            raise Answer(
                400,
                "This operation is not supported for this document. The document must not be an Office file.",
                kind="FAILED_PRECONDITION",
            )
        if match[2]:
            if role == "reader":
                raise Answer(403)
            try:
                return {"spreadsheetId": book.id, "replies": apply(book, account, body["requests"])}
            except BadRequest as wrong:
                raise Answer(400, str(wrong)) from None
        return rendered(book, self.outside, query["fields"], query.get("includeGridData") == "true")


def _plain(value):
    return f"#{value}" if isinstance(value, Wrong) else value


def rendered(book, outside, fields, grid):
    """The resource as spreadsheets.get gives it, less what the mask leaves out."""
    values = Evaluation(book, outside)
    whole = {
        "spreadsheetId": book.id,
        "properties": {"title": book.title, "locale": book.locale, "timeZone": book.zone},
        "developerMetadata": book.tokens,
        "sheets": [_sheet(sheet, values, fields, grid) for sheet in book.sheets],
    }
    return kept(mask(fields), whole)


def _sheet(sheet, values, fields, grid):
    size = {"rowCount": len(sheet.rows), "columnCount": sheet.width, "frozenRowCount": sheet.frozen}
    properties = {"sheetId": sheet.id, "title": sheet.title, "sheetType": "GRID", "gridProperties": size}
    if sheet.hidden:
        properties["hidden"] = True
    told = {"properties": properties, "developerMetadata": sheet.marks}
    told["filterViews"] = sheet.views
    told["charts"] = sheet.charts
    told["conditionalFormats"] = sheet.colours
    told["protectedRanges"] = [
        {
            "protectedRangeId": one.id,
            "range": {"sheetId": sheet.id, **one.range},
            "description": one.description,
            "editors": {"users": sorted(one.editors)},
        }
        for one in sheet.protections
    ]
    if grid:
        rows = [{"values": _row(cells, sheet, r, values, fields)} for r, cells in enumerate(sheet.rows)]
        told["data"] = [
            {"rowData": [row if row["values"] else {} for row in _trimmed(rows, lambda x: x["values"])]}
        ]
        if not told["data"][0]["rowData"]:
            told["data"] = [{"rowMetadata": []}]
    return told


def _trimmed(items, holds=bool):
    while items and not holds(items[-1]):
        items.pop()
    return items


def _row(cells, sheet, row, values, fields):
    if cells.count(EMPTY) == len(cells):
        return []
    if any(cell.formula for cell in cells):
        return _told(cells, values.of_row(sheet, row), fields)
    return _told_before(tuple(cells), fields)


@lru_cache(maxsize=20_000)
def _told_before(cells, fields):
    return _told(cells, [cell.value for cell in cells], fields)


def _told(cells, values, fields):
    below = mask(fields)
    for name in ("sheets", "data", "rowData", "values"):
        below = below.get(name, {})
    besides = {"note", "dataValidation"} & below.keys()
    told = [
        BLANK if cell is EMPTY else kept(below, _cell(cell, value) | _besides(cell, besides))
        for cell, value in zip(cells, values, strict=True)
    ]
    return Kept(_trimmed(told))


def _besides(cell, names):
    told = {"note": cell.note, "dataValidation": cell.validation}
    return {name: told[name] for name in names if told[name]}


def _cell(cell, value):
    if cell.blank:
        return BLANK
    told = {"effectiveFormat": {"numberFormat": cell.number_format} if cell.number_format else {}}
    if cell.formula:
        told["userEnteredValue"] = {"formulaValue": cell.formula}
    if isinstance(value, Wrong):
        told["effectiveValue"] = {"errorValue": {"type": str(value)}}
    elif value is not None:
        kind = {bool: "boolValue", str: "stringValue"}.get(type(value), "numberValue")
        told["effectiveValue"] = {kind: value}
    return told


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    service: SheetsService

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._serve(None)

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._serve(data)

    def _serve(self, data):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/token":
            return self._token(data)
        service = self.service
        with service.lock:
            number = service.count
            to_sheets = _SHEETS.match(parts.path) is not None
            if to_sheets:
                service.count += 1
                if service.between:
                    service.between(number)
            fault = self._fault(number, parts.path) if to_sheets else None
            held = service.held.pop(number, None) if to_sheets else None
        if held and not held[2]:
            held[0].set()
            held[1].wait(60)
            if not held[3]:
                return self._reset()
        status, body = self._outcome(parts.path, query, data, fault, to_sheets)
        with service.lock:
            service.log.append((self.command, parts.path, status))
        if held and held[2]:
            body = json.loads(_JSON.encode(body))  # as things are now, whatever happens meanwhile
            held[0].set()
            held[1].wait(60)
            if not held[3]:
                return self._reset()
        return self._answer(status, body, fault)

    def _outcome(self, path, query, data, fault, to_sheets):
        service = self.service
        with service.lock:
            try:
                account = self._account()
                kind = fault.kind if fault else ""
                if kind in BEFORE:
                    if kind[0].isdigit():
                        raise Answer(int(kind))
                    return 0, None
                if to_sheets and service.quota and not service.quota.takes(account, self.command):
                    raise Answer(429, reason="RATE_LIMIT_EXCEEDED")
                body = service.answer(self.command, path, query, json.loads(data) if data else None, account)
                if fault and fault.edit:
                    body = fault.edit(body)
            except Answer as answer:
                return answer.status, answer.body
            return 200, body

    def _fault(self, number, path):
        for fault in self.service.faults:
            if fault.at == number or (fault.matches and fault.matches(f"{self.command} {path}")):
                return fault
        return None

    def _answer(self, status, body, fault):
        kind = fault.kind if fault else ""
        if kind.startswith("reset"):
            return self._reset()
        if kind.startswith("timeout"):
            time.sleep(0.5)  # longer than the tests' client waits
            return self._reset()
        if kind in ("500_after", "503_after"):
            status = int(kind[:3])
            body = Answer(status).body
        text = _JSON.encode(body).encode()
        if kind == "html_502":
            return self._send(502, b"<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>", "text/html")
        if kind == "empty_200":
            return self._send(200, b"")
        if kind == "truncated":
            text = text[: len(text) // 2]
        return self._send(status, text)

    def _send(self, status, text, kind="application/json; charset=UTF-8"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        return None

    def _reset(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _account(self):
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        account = bearer.removeprefix("token-of-")
        if not account or account in self.service.revoked:
            raise Answer(401)
        return account

    def _token(self, data):
        given = parse_qs(data.decode())
        claim = given["assertion"][0].split(".")[1]
        account = json.loads(base64.urlsafe_b64decode(claim + "=" * (-len(claim) % 4)))["iss"]
        if account in self.service.revoked:
            said = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            return self._send(400, json.dumps(said).encode())
        answer = {"access_token": f"token-of-{account}", "expires_in": 3600, "token_type": "Bearer"}
        return self._send(200, json.dumps(answer).encode())
