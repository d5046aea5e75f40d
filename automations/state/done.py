"""Which due times of the timetable have had their run."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

KEPT = timedelta(days=60)


def done(connection: sqlite3.Connection) -> frozenset[datetime]:
    """The due moments that are done."""
    rows = connection.execute("SELECT due FROM done").fetchall()
    return frozenset(datetime.fromisoformat(due) for (due,) in rows)


def mark_done(connection: sqlite3.Connection, due: datetime) -> bool:
    """Mark a due moment as done; False where another process has done so. Old ones are forgotten."""
    connection.execute("DELETE FROM done WHERE due < ?", ((due - KEPT).isoformat(),))
    return connection.execute("INSERT OR IGNORE INTO done VALUES (?)", (due.isoformat(),)).rowcount == 1
