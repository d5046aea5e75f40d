"""The server itself: spreadsheets, accounts, faults, quota and the log, behind real HTTP on loopback."""

import threading
import time
import traceback
from dataclasses import replace

from . import acts, drive, problems, service
from .accounts import Accounts
from .behaviour import Behaviour, Faults, Logged
from .formulas import Evaluator
from .model import SPREADSHEET, Spreadsheet
from .transport import HTML, Listener, Told

REFUSED = {
    "500": problems.internal,
    "503": problems.unavailable,
    "401": problems.unauthenticated,
    "403": problems.forbidden,
}
AFTER = {
    "reset_after": Told(way="reset"),
    "timeout_after": Told(way="silence"),
    "html_502": Told(502, raw=HTML),
    "empty_200": Told(200, raw=b""),
    "500_after": Told(500, problems.internal().body),
    "503_after": Told(503, problems.unavailable().body),
}


class Hold:
    """A request kept waiting: `reached` is set when it has come, release() lets it be answered."""

    def __init__(self, number, *, after):
        self.number = number
        self.after = after
        self.reached = threading.Event()
        self.released = threading.Event()

    def release(self):
        self.released.set()


class SheetsServer:
    """Sheets, Drive and the token endpoint on a port of the system's choice."""

    def __init__(self, behaviour=None, clock=time.monotonic, quota=None):
        self.behaviour = behaviour or Behaviour()
        self.clock = clock
        self.quota = quota
        self.books = {}
        self.log = []
        self.counted = 0  # spreadsheets.get and batchUpdate so far
        self.accounts = Accounts()
        self.lock = threading.RLock()
        self.broken = []  # tracebacks of the server's own mistakes
        self._faults = Faults(self)
        self._between = None
        self._between_from = 0
        self._holds = []
        self._evaluators = {}
        self._executed = {}
        self._listener = Listener(self._answer)
        self.port = self._listener.server_address[1]
        self.host = f"127.0.0.1:{self.port}"

    def __enter__(self):
        self._listener.start()
        return self

    def __exit__(self, kind, *_):
        for hold in self._holds:
            hold.release()
        self._listener.stop()
        if self.broken and kind is None:
            raise AssertionError("the server broke:\n" + "\n".join(self.broken))

    def add(
        self, book_id, title="Ark", *, locale="nb_NO", time_zone="Europe/Oslo", owner="eier@example.org",
        shared_with=None, folder=None, mime=SPREADSHEET,
    ):  # fmt: skip
        """A new spreadsheet without tabs."""
        book = Spreadsheet(book_id, title, locale=locale, time_zone=time_zone, owner=owner, folder=folder)
        book.permissions = dict(shared_with or {})
        book.mime = mime
        self.books[book_id] = book
        return book

    @property
    def faults(self):
        return self._faults

    @faults.setter
    def faults(self, faults):
        self._faults = Faults(self, faults)

    @property
    def between(self):
        return self._between

    @between.setter
    def between(self, function):
        self._between, self._between_from = function, self.counted

    @property
    def executed(self):
        """(function, target, tab, row, column) of each call that a formula made to an address."""
        with self.lock:
            for book in self.books.values():
                service.execute(book, self.evaluator(book))
            return [call for book in self.books.values() for call in book.executed]

    def hold(self, number, *, after=True):
        """Keep the request of this number (from now) waiting, after or before its effect."""
        hold = Hold(self.counted + number, after=after)
        self._holds.append(hold)
        return hold

    def revoke(self, email):
        self.accounts.revoke(email)

    def act(self, book, act, by="frivillig@example.org"):
        """What a person does in the browser; False when it is not possible or not allowed."""
        with self.lock:
            done = acts.carry_out(book, act, by, self.behaviour)
            if done:
                self.changed(book)
            return done

    def evaluator(self, book):
        """The values of the spreadsheet as it is now."""
        version, known = self._evaluators.get(book.id, (None, None))
        if version != book.version:
            known = Evaluator(book)
            self._evaluators[book.id] = book.version, known
        return known

    def changed(self, book):
        book.edits.append((self.clock(), book.version))
        if book.reached_out():
            service.execute(book, self.evaluator(book))

    def _answer(self, asked):
        try:
            return self._told(asked)
        except Exception:  # noqa: BLE001 - a mistake of the server's own is told at the end, not lost in a thread
            self.broken.append(traceback.format_exc())
            return Told(500, problems.internal().body)

    def _told(self, asked):
        if asked.path == "/token":
            told = self.accounts.token(asked)
            self._note(asked, told, "")
            return told
        counts = service.kind_of(asked) in ("get", "batchUpdate")
        with self.lock:
            number = self.counted if counts else None
            self.counted += counts
            if counts and self._between is not None:
                self._between(self, number - self._between_from)
        hold = next((one for one in self._holds if one.number == number), None) if counts else None
        if hold and not hold.after:
            hold.reached.set()
            hold.released.wait()
        with self.lock:
            told = self._done(asked, number)
        if hold and hold.after:
            hold.reached.set()
            hold.released.wait()
        return told

    def _done(self, asked, number):
        account, told = "", None
        try:
            account = self.accounts.account(asked.token, self.behaviour)
            request = Logged(asked.method, asked.path, asked.body, None, account, asked.query)
            fault = next((one for one in self._faults if one.hits(request, number)), None)
            if fault and (fault.kind == "429" or fault.kind in REFUSED):
                problem = self._refusal(fault, asked)
                raise problem
            if fault and fault.kind in ("reset_before", "timeout_before"):
                told = Told(way="reset" if fault.kind == "reset_before" else "silence")
            else:
                self._check_quota(asked, account)
                body = self._body(asked, account)
                told = self._spoiled(fault, Told(200, body)) if fault else Told(200, body)
        except problems.Problem as problem:
            told = Told(problem.code, problem.body)
        self._note(asked, told, account)
        return told

    def _refusal(self, fault, asked):
        if fault.kind == "429":
            return problems.over_quota("Read" if service.kind_of(asked) in ("get", "read") else "Write")
        return REFUSED[fault.kind]()

    def _check_quota(self, asked, account):
        if self.quota is None or service.kind_of(asked) is None:
            return
        if self.quota.clock is None:
            self.quota.clock = self.clock
        kind = "Read" if service.kind_of(asked) in ("get", "read") else "Write"
        if not self.quota.take(account, kind):
            raise problems.over_quota(kind)

    def _body(self, asked, account):
        if service.kind_of(asked) is not None:
            return service.answer(self, asked, account)
        if asked.path.startswith("/drive/v3/"):
            return drive.answer(self, asked, account)
        raise problems.sheets(404, "Requested entity was not found.")

    def _spoiled(self, fault, told):
        if fault.kind == "truncated":
            return replace(told, way="truncated")
        if fault.kind.startswith("partial"):
            edited = fault.edit(told.body)
            return Told(200, told.body if edited is None else edited)
        return AFTER[fault.kind]

    def _note(self, asked, told, account):
        status = told.code if told.way == "whole" else told.way
        self.log.append(Logged(asked.method, asked.path, asked.body, status, account, asked.query))


def render(book):
    """The effective values of each tab, as rows without trailing blanks; errors as their text."""
    evaluator = Evaluator(book)
    tabs = {}
    for sheet in book.sheets:
        rows = []
        for index, row in enumerate(sheet.rows):
            cells = [evaluator.value(sheet, index, column) for column in range(len(row.cells))]
            cells = [value.text if hasattr(value, "text") else value for value in cells]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            rows.append(cells)
        while rows and not rows[-1]:
            rows.pop()
        tabs[sheet.title] = rows
    return tabs
