"""One run at a time on a file that several machines reach: a lock beside it, whatever state folder each has.

The lock names the process's machine, its number there and until when it holds, and nothing else. It is taken
over when its time is out, or when its owner is a process of this machine that is no more: no workbook is held
for ever. Should two take over at the same moment, the writing still refuses a file that has changed since it
was read.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from automations.errors import Refused
from automations.state.lease import LASTS, Owner, is_alive

FILE_HELD = "errors_state.file_held"


def lock_of(path: Path) -> Path:
    """Name the lock of a file, beside the file itself where `path` is a link to it."""
    target = path.resolve()
    return target.with_name(f".{target.name}.lock")


@contextmanager
def locked(
    path: Path, owner: Owner, *, now: Callable[[], datetime], alive: Callable[[int], bool] = is_alive
) -> Iterator[None]:
    """Hold the lock of a file for as long as the `with` lasts. Refused where another has it."""
    if not path.is_file():  # whoever reads it says so
        yield
        return
    lock = lock_of(path)
    until = now() + LASTS
    mine = json.dumps({"host": owner.host, "pid": owner.pid, "until": until.isoformat(), "word": owner.word})
    try:
        if not _made(lock, mine):
            _take_away(lock, owner, place=str(path), now=now(), alive=alive)
            if not _made(lock, mine):  # somebody was quicker
                raise _held(str(path), *_read(lock))
    except OSError:  # a folder that nothing can be written to: the file will not be either, and says why
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if lock.read_text("utf-8") == mine:
                lock.unlink()


def _made(lock: Path, text: str) -> bool:
    """Make the lock, which only one can; False where it is there."""
    try:
        handle = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return True


def _take_away(lock: Path, owner: Owner, *, place: str, now: datetime, alive: Callable[[int], bool]) -> None:
    """Take away a lock that holds no more. Refused where it still does."""
    host, pid, until = _read(lock)
    is_dead = host == owner.host and not alive(pid)
    if until > now and not is_dead:
        raise _held(place, host, pid, until)
    aside = lock.with_name(f"{lock.name}.{owner.word}")
    with contextlib.suppress(FileNotFoundError):  # of several who see it, one takes it away
        lock.rename(aside)
        aside.unlink()


def _read(lock: Path) -> tuple[str, int, datetime]:
    """Give host, process and until when: no later than a quarter of an hour after it was made.

    So a clock that is wrong holds nobody up, nor does a lock that cannot be read, or not yet.
    """
    try:
        latest = datetime.fromtimestamp(lock.stat().st_mtime, tz=UTC) + LASTS
        held = json.loads(lock.read_text("utf-8"))
        until = datetime.fromisoformat(held["until"]).astimezone(UTC)
        return str(held["host"]), int(held["pid"]), min(until, latest)
    except FileNotFoundError:
        return "", 0, datetime.fromtimestamp(0, tz=UTC)
    except (ValueError, KeyError, TypeError):
        return "?", 0, latest


def _held(place: str, host: str, pid: int, until: datetime) -> Refused:
    return Refused(FILE_HELD, place=place, status="refused", host=host, pid=pid, until=until)
