"""Who has been sent mail on which day, and which addresses refused it: as hashes, never as addresses.

The hash is keyed with a secret of this state's own, so that nobody can try addresses against it.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from datetime import date, timedelta

KINDS = ("tasks", "summary")
KEPT = timedelta(days=60)
REFUSED_KEPT = timedelta(days=365)


class Mailed:
    """What this state remembers of mail. `kind` tells the daily tasks from the weekly summary."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._secret: bytes = connection.execute("SELECT secret FROM mail_secret").fetchone()[0]

    def recipient(self, address: str, kind: str = "") -> str:
        """Name an address so that nobody can read it."""
        text = f"{kind}|{address.casefold()}"
        return hmac.digest(self._secret, text.encode(), hashlib.sha256).hex()

    def mark(self, day: date, address: str, kind: str) -> bool:
        """Mark before sending; False where it is marked already. Old marks are forgotten."""
        self._connection.execute("DELETE FROM mailed WHERE day < ?", ((day - KEPT).isoformat(),))
        row = (day.isoformat(), self.recipient(address, kind))
        return self._connection.execute("INSERT OR IGNORE INTO mailed VALUES (?, ?, 0)", row).rowcount == 1

    def marked(self, day: date, address: str, kind: str) -> bool:
        """Tell whether it is marked."""
        row = (day.isoformat(), self.recipient(address, kind))
        found = self._connection.execute("SELECT 1 FROM mailed WHERE day = ? AND recipient = ?", row)
        return found.fetchone() is not None

    def settle(self, day: date, address: str, kind: str) -> None:
        """Note that the run which marked it knows what became of it, or has said that it does not."""
        row = (day.isoformat(), self.recipient(address, kind))
        self._connection.execute("UPDATE mailed SET settled = 1 WHERE day = ? AND recipient = ?", row)

    def unmark(self, day: date, address: str, kind: str) -> None:
        """Take a mark back that is not settled: only where it is certain that nothing was sent."""
        row = (day.isoformat(), self.recipient(address, kind))
        self._connection.execute("DELETE FROM mailed WHERE day = ? AND recipient = ? AND settled = 0", row)

    def broken_off(self) -> int:
        """Count the marks of runs that ended before they knew what became of the message, each once."""
        return self._connection.execute("UPDATE mailed SET settled = 1 WHERE settled = 0").rowcount

    def refuse(self, day: date, address: str) -> None:
        """Remember an address that does not take mail, for a year."""
        oldest = (day - REFUSED_KEPT).isoformat()
        self._connection.execute("DELETE FROM mail_refused WHERE day < ?", (oldest,))
        row = (self.recipient(address), day.isoformat())
        self._connection.execute("INSERT OR REPLACE INTO mail_refused VALUES (?, ?)", row)

    def forget(self, address: str) -> None:
        """Remove every mark of an address, and that it refused mail."""
        for kind in ("", *KINDS):
            name = (self.recipient(address, kind),)
            self._connection.execute("DELETE FROM mailed WHERE recipient = ?", name)
            self._connection.execute("DELETE FROM mail_refused WHERE recipient = ?", name)

    def refused(self) -> frozenset[str]:
        """The recipients, by `recipient`, that do not take mail."""
        return frozenset(r for (r,) in self._connection.execute("SELECT recipient FROM mail_refused"))
