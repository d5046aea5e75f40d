"""A spreadsheet of Google's on loopback, and the daily job on it over the real gspread and requests."""

import itertools
import threading
from datetime import date

from automations.fleet import Programme, work_on
from automations.settings import load
from automations.sheets.google.account import Account, Surroundings
from automations.sheets.google.workbook import GoogleWorkbook


class VirtualTime:
    """A clock that only waiting moves: to the first that wakes, once all `workers` wait or nobody stirs."""

    def __init__(self, workers=1):
        self.now = 0.0
        self._workers = workers
        self._waking = []
        self._changed = threading.Condition()

    def clock(self):
        return self.now

    def sleep(self, seconds):
        with self._changed:
            wake = self.now + seconds
            self._waking.append(wake)
            while self.now < wake:
                stirring = len(self._waking) < self._workers and self._changed.wait(0.1)
                if not stirring and self.now < wake:
                    self.now = min(waking for waking in self._waking if waking > self.now)
                    self._changed.notify_all()
            self._waking.remove(wake)
            self._changed.notify_all()


class OnGoogle:
    """One spreadsheet, and the job that works on it."""

    def __init__(self, service, *, patience=20.0, **asked):
        self.service = service
        self.time = VirtualTime()
        surroundings = Surroundings(self.time.clock, self.time.sleep, lambda: 0.5)
        self.account = Account(
            credentials_file=None, emulator=service.host, surroundings=surroundings, timeout=(2.0, patience)
        )
        self.nonces = (f"n{number}" for number in itertools.count())
        self.settings = load(None)
        self.book = service.add("bok", **asked)

    def workbook(self, id="bok", **asked):
        return GoogleWorkbook(id, self.account, name="Fylket", nonce=lambda: next(self.nonces), **asked)

    def work(self, on, *, write=True, **asked):
        programme = Programme(self.settings, date.fromisoformat(on), lambda _: "salt", write, **asked)
        return work_on(self.workbook(), programme)

    def tasks(self, title="Oppgaver"):
        """The task tab as records by header, without blank rows."""
        rows = self.service.shown(self.book)[title]
        header = rows[0]
        found = []
        for row in rows[1:]:
            record = {h: v for h, v in zip(header, row, strict=True) if v not in (None, "")}
            if record:
                found.append(record)
        return found


TABS = {
    "Medlemmer": [
        ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet", "Tilbud gitt", "Introkurs tilbudt"],
        ["1001", "Kari Moen", date(2026, 5, 3), date(2026, 5, 4)],
        ["1002", "Ola Berg", date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6)],
        ["1003", "Anne Lie", date(2026, 5, 10)],
    ],
    "Kandidatliste": [
        ["Plass", "Navn", "Kjønn", "Kommune"],
        [1, "Per Dal", "M", "Halden"],
        [2, "Pål Vik", "M", "Halden"],
        [3, "Liv Nes", "K", "Halden"],
        [4, "Jon Rud", "M", "Halden"],
    ],
}
