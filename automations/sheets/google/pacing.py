"""Staying under the quota: a request waits until fewer than the limit have ended within the last minute.

Google counts when a request arrives, we know when it has ended: a place that is free a minute after the
end is free a minute after the arrival too, however slow the way. So no window of a minute, wherever
Google's begins, holds more than the limit.
https://developers.google.com/workspace/sheets/api/limits
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from typing import Literal

Kind = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests an account may make in any minute; a project may make five times as many."""

    reads: int = 60
    writes: int = 60
    seconds: float = 60.0

    def of(self, kind: Kind) -> int:
        """The limit of one kind."""
        return self.reads if kind == "read" else self.writes


LIMITS = Limits()


class Pacing:
    """Gives requests their turn, across threads. Clock and sleep are the caller's (seconds)."""

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], limits: Limits = LIMITS
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._limits = limits
        self._ended: dict[Kind, deque[float]] = {"read": deque(), "write": deque()}
        self._under_way: dict[Kind, int] = {"read": 0, "write": 0}
        self._waiting: dict[Kind, list[object]] = {"read": [], "write": []}
        self._changed = Condition()

    @contextmanager
    def slot(self, kind: Kind) -> Iterator[None]:
        """Wait for a place, and hold it for as long as the request takes."""
        ticket = object()
        with self._changed:
            self._waiting[kind].append(ticket)
        try:
            while (pause := self._enter(kind, ticket)) > 0:
                self._sleep(pause)
        except BaseException:
            with self._changed:
                self._waiting[kind].remove(ticket)
                self._changed.notify_all()
            raise
        try:
            yield
        finally:
            with self._changed:
                self._under_way[kind] -= 1
                self._ended[kind].append(self._clock())
                self._changed.notify_all()

    def _enter(self, kind: Kind, ticket: object) -> float:
        """Take a place, or say for how many seconds there is none. Who came first is served first."""
        with self._changed:
            ended = self._ended[kind]
            while True:
                now = self._clock()
                while ended and now - ended[0] >= self._limits.seconds:
                    ended.popleft()
                before = self._waiting[kind].index(ticket)
                missing = before + 1 + self._under_way[kind] + len(ended) - self._limits.of(kind)
                if missing <= 0:
                    self._waiting[kind].remove(ticket)
                    self._under_way[kind] += 1
                    return 0.0
                if missing <= len(ended):
                    return max(ended[missing - 1] + self._limits.seconds - now, 0.001)
                self._changed.wait()  # its place is under way, or another's: the next to end makes room


def least_seconds(reads: int, writes: int, limits: Limits = LIMITS) -> float:
    """The least time that the quota allows for so many requests, to somebody who starts afresh."""
    minutes = max((reads - 1) // limits.reads, (writes - 1) // limits.writes, 0)
    return minutes * limits.seconds
