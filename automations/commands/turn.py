"""One run at a time, that can be stopped between two workbooks: what surrounds a run that writes."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from automations.fleet import Journal
from automations.pipeline import Examined
from automations.plan.departures import leaving, names_standing
from automations.plan.undo import Wrote, without_the_gone, wrote
from automations.sheets import Workbook
from automations.state.database import opened, scrub
from automations.state.folder import state_folder
from automations.state.journal import Entry, confirm, forget_old, intend, rewrite, run_id
from automations.state.last_run import note_begun, note_ended
from automations.state.lease import Lease, Owner
from automations.state.lock import locked

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def turn(now: Callable[[], datetime]) -> Iterator[Lease]:
    """Hold this machine's lease. Refused where another run has it, or the state cannot be used."""
    with opened(state_folder(os.environ)) as connection, Lease(connection, _owner(), now=now) as lease:
        yield lease


def alone(
    path: Callable[[Workbook], Path | None], now: Callable[[], datetime]
) -> Callable[[Workbook], AbstractContextManager[None]]:
    """Keep other machines' runs from a file while it is worked on: the lease does not reach them."""
    owner = _owner()

    def hold(workbook: Workbook) -> AbstractContextManager[None]:
        file = path(workbook)
        return locked(file, owner, now=now) if file else nullcontext()

    return hold


def _owner() -> Owner:
    return Owner(secrets.token_hex(8), socket.gethostname(), os.getpid())


def remember_begun(now: datetime) -> None:
    """Let `doctor` know that a run has begun."""
    with opened(state_folder(os.environ)) as connection:
        note_begun(connection, now)


def remember_ended(code: int) -> None:
    """Let `doctor` know how it ended."""
    with opened(state_folder(os.environ)) as connection:
        note_ended(connection, code)


def journal_of(moment: datetime, address: Callable[[Workbook], str]) -> Journal:
    """Keep a journal of one run. What is older than 30 days goes first."""
    folder = state_folder(os.environ)
    run = run_id(moment, secrets.token_hex(2))
    with opened(folder) as connection:
        forget_old(connection, moment)

    def about_to_write(workbook: Workbook, examined: Examined) -> Callable[[], None]:
        where = address(workbook)
        what = wrote(examined.plan, examined.recognised)
        archived = {change.key for change in examined.plan.changes if change.action == "archive"}
        rows = leaving(examined.made.findings)
        with opened(folder) as connection:
            if archived or rows:  # before the workbook: a run that is killed then leaves nothing behind
                names = names_standing(examined.recognised.tables, rows)
                what = without_the_gone(what, archived, names)
                _forget(connection, where, lambda done: without_the_gone(done, archived, names))
            intend(connection, Entry(run, moment, where, workbook.name, what, confirmed=False, undone=None))

        def written() -> None:
            with opened(folder) as connection:
                confirm(connection, run, where)

        return written

    return about_to_write


def _forget(connection: sqlite3.Connection, where: str, without: Callable[[Wrote], Wrote]) -> None:
    rewrite(connection, lambda entry: without(entry.wrote) if entry.address == where else entry.wrote)
    scrub(connection)


@contextmanager
def stoppable(stopping: threading.Event) -> Iterator[None]:
    """Set the event on SIGTERM or an interrupt, instead of breaking off what is under way."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[signal.Signals, Any] = {each: signal.signal(each, stop) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
