"""What Google is not known to do one way or the other, faults to put in, and the quota."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Behaviour:
    metadata_follows_sort: bool = True
    validation_counts_as_data: bool = False
    duplicate_metadata_ids_accepted: bool = False
    foreign_metadata_ids: frozenset = frozenset()
    protected_insert_refused: bool = True
    drive_version_lags: bool = True
    anonymous_may: bool = True
    service_account_owns_files: bool = False
    fixed_effective_format: bool = True


@dataclass
class Fault:
    """One thing to go wrong; the kind "partial" has an `edit` that changes the answer's dict."""

    kind: str
    at: int | None = None
    matches: Callable | None = None
    times: int | None = 1  # None: for ever
    edit: Callable | None = None
    first: int = 0  # the request counted as number 0, set when the fault is put in

    def hits(self, logged, number):
        """Whether this request is the one; number is None for requests that are not counted."""
        if self.times is not None and self.times <= 0:
            return False
        if self.at is not None:
            beyond = None if number is None else number - self.first - self.at
            hit = beyond is not None and beyond >= 0
            if hit and self.matches is not None:
                hit = self.matches(logged)
        elif self.matches is not None:
            hit = self.matches(logged)
        else:
            hit = number is not None
        if hit and self.times is not None:
            self.times -= 1
        return hit


class Faults(list):
    """The faults that are waiting; each counts requests from when it was put in."""

    def __init__(self, server, faults=()):
        super().__init__()
        self._server = server
        self.extend(faults)

    def append(self, fault):
        fault.first = self._server.counted
        super().append(fault)

    def extend(self, faults):
        for fault in faults:
            self.append(fault)


class Quota:
    """Reads and writes a minute; `window` slides or starts anew each minute."""

    def __init__(self, reads=60, writes=60, per="account", window="sliding", clock=None, seconds=60.0):
        self.limits = {"Read": reads, "Write": writes}
        self.per = per
        self.window = window
        self.clock = clock
        self.seconds = seconds
        self._taken = {}

    def take(self, account, kind):
        """Whether this request is within the quota."""
        now = self.clock()
        taken = self._taken.setdefault((kind, account if self.per == "account" else ""), [])
        if self.window == "fixed":
            start = now // self.seconds * self.seconds
            taken[:] = [moment for moment in taken if moment >= start]
        else:
            taken[:] = [moment for moment in taken if moment > now - self.seconds]
        if len(taken) >= self.limits[kind]:
            return False
        taken.append(now)
        return True


@dataclass(frozen=True)
class Logged:
    """A request as it came, and how it was answered (None: not answered)."""

    method: str
    path: str
    body: dict | None
    status: int | str | None
    account: str
    query: dict | None = None
