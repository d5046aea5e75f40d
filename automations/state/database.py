"""The one SQLite file of the state: how it is opened, and its tables.

WAL, so that one process reads while another writes; `secure_delete`, so that what is deleted is gone from
the file; times as ISO text in UTC. `user_version` says which of the steps below it has taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from automations.errors import Refused

FILE = "state.sqlite3"
_PATIENCE = 10.0  # seconds to wait for another process's short write
_OWNER_ONLY = 0o600

# Each is taken once, in order; a step that has shipped is never changed.
STEPS = (
    """
    CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
                        until TEXT NOT NULL) STRICT;
    CREATE TABLE done (due TEXT PRIMARY KEY) STRICT;
    """,
    """
    CREATE TABLE entry (run TEXT NOT NULL, moment TEXT NOT NULL, address TEXT NOT NULL, name TEXT NOT NULL,
                        wrote TEXT NOT NULL, confirmed INTEGER NOT NULL, undone TEXT,
                        PRIMARY KEY (run, address)) STRICT;
    """,
    """
    CREATE TABLE mail_secret (secret BLOB NOT NULL) STRICT;
    CREATE TABLE mailed (day TEXT NOT NULL, recipient TEXT NOT NULL, settled INTEGER NOT NULL,
                         PRIMARY KEY (day, recipient)) STRICT;
    CREATE TABLE mail_refused (recipient TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
    INSERT INTO mail_secret VALUES (randomblob(32));
    """,
    """
    CREATE TABLE last_run (one INTEGER PRIMARY KEY, began TEXT NOT NULL, code INTEGER) STRICT;
    """,
)


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the state for a while. Refused where it cannot be used, or comes from a later version."""
    path = folder / FILE
    try:
        path.touch(mode=_OWNER_ONLY, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA secure_delete = ON")
            _brought_up_to_date(connection, path)
            yield connection
    except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError):
        raise Refused("errors_state.unusable", place=str(path)) from None


@contextmanager
def alone(connection: sqlite3.Connection) -> Iterator[None]:
    """Do some statements as one, while no other process writes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def scrub(connection: sqlite3.Connection) -> None:
    """Leave nothing in the file, nor in what is written ahead of it, of what has been deleted."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _brought_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS):
        return
    with alone(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            raise Refused("errors_state.later_version", place=str(path))
        for step in STEPS[version:]:
            for statement in step.split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
