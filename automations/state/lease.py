"""One run at a time on one machine: a lease that says who works and until when.

It is taken over when its time is out, or when its owner is a process of this machine that is no more. It is
prolonged while the owner works, so that a long run keeps it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from automations.errors import Refused
from automations.state.database import alone

LEASE_HELD = "errors_state.lease_held"
LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: a word of its own, the machine, and its number there."""

    word: str
    host: str
    pid: int


def is_alive(pid: int) -> bool:
    """Tell whether a process of this machine is there."""
    if pid <= 0:
        return False
    if os.name == "nt":
        return True  # signal 0 is Ctrl-C there: the lease's time decides alone
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True  # somebody else's: there, or not to be told
    return True


class Lease:
    """The lease of a name, held for as long as the `with` lasts. Refused on entering where another has it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        owner: Owner,
        *,
        now: Callable[[], datetime],
        alive: Callable[[int], bool] = is_alive,
        name: str = "run",
    ) -> None:
        self._connection = connection
        self._owner = owner
        self._now = now
        self._alive = alive
        self._name = name

    def __enter__(self) -> Self:
        now = self._now()
        with alone(self._connection):
            held = self._connection.execute(
                "SELECT owner, host, pid, until FROM lease WHERE name = ?", (self._name,)
            ).fetchone()
            if held is not None and self._is_held(held, now):
                raise Refused(
                    LEASE_HELD,
                    place=held[1],
                    status="refused",
                    pid=held[2],
                    until=datetime.fromisoformat(held[3]),
                )
            self._write(now)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.execute(
            "DELETE FROM lease WHERE name = ? AND owner = ?", (self._name, self._owner.word)
        )

    def prolong(self) -> None:
        """Hold it for as long again. Refused where another has taken it over: this run was taken for dead."""
        with alone(self._connection):
            held = self._connection.execute(
                "SELECT owner FROM lease WHERE name = ?", (self._name,)
            ).fetchone()
            if held is None or held[0] != self._owner.word:
                raise Refused("errors_state.lease_lost", place=self._owner.host, status="refused")
            self._write(self._now())

    def _is_held(self, held: tuple[str, str, int, str], now: datetime) -> bool:
        owner, host, pid, until = held
        if owner == self._owner.word or datetime.fromisoformat(until) <= now:
            return False
        return host != self._owner.host or self._alive(pid)

    def _write(self, now: datetime) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?, ?)",
            (self._name, self._owner.word, self._owner.host, self._owner.pid, (now + LASTS).isoformat()),
        )
