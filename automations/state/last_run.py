"""When the job last ran on this machine, and how it ended: for those who look whether all is well."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LastRun:
    """A run that wrote, or would have. Without a `code` it is under way, or was broken off."""

    began: datetime
    code: int | None


def note_begun(connection: sqlite3.Connection, now: datetime) -> None:
    """Note that a run begins: in the place of the one before."""
    connection.execute("INSERT OR REPLACE INTO last_run VALUES (1, ?, NULL)", (now.isoformat(),))


def note_ended(connection: sqlite3.Connection, code: int) -> None:
    """Note how it ended."""
    connection.execute("UPDATE last_run SET code = ?", (code,))


def last_run(connection: sqlite3.Connection) -> LastRun | None:
    """Give the last one, if there was any."""
    found = connection.execute("SELECT began, code FROM last_run").fetchone()
    return LastRun(datetime.fromisoformat(found[0]), found[1]) if found else None
