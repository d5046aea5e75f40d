"""Putting new bytes in a file's place: whole or not at all, with the old ones kept beside."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from automations.errors import Refused

KEPT_BACKUPS = 10
_NUMBERED = re.compile(r"(\d+) ")
_HALF_A_BACKUP = re.compile(r"\.\d{4,} \d{4}-\d\d-\d\d \d\d\.\d\d ")
_LEFT_BEHIND = 3600.0  # seconds after which a half-written file is nobody's any more


def replace_file(path: Path, new: bytes, *, old: bytes) -> Path:
    """Keep a backup of `old`, and put `new` in its place. Gives the backup.

    Refused, with the file as it was, when it is not `old` any more, may not be written, or the
    disk has no room. A process killed anywhere leaves the old file or the new one, never a part.
    """
    place = str(path)
    target = path.resolve()
    try:
        state = target.stat()
        if not state.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise Refused("errors_local.write_protected", place=place)
        backup = keep_backup(target, old)
        made = _written_beside(target, new)
        try:
            made.chmod(state.st_mode & 0o7777)
            if (made.stat().st_uid, made.stat().st_gid) != (state.st_uid, state.st_gid):
                with contextlib.suppress(OSError, AttributeError):  # only root may; Windows has no owners
                    os.chown(made, state.st_uid, state.st_gid)
            _refuse_changed(target, old, place)
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)
    except OSError as error:
        raise refusal(error, place, backup_folder(target)) from None
    return backup


def refusal(error: OSError, place: str, folder: Path) -> Refused:
    """Say why the disk would not take a file, or the folder that it should have come to."""
    if isinstance(error, PermissionError):
        return Refused("errors_local.write_protected", place=place)
    if error.errno == errno.EROFS:
        return Refused("errors_local.read_only_disk", place=place)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return Refused("errors_local.not_a_folder", place=place, folder=str(folder))
    return Refused("errors_local.disk_refused", place=place)


def _refuse_changed(target: Path, old: bytes, place: str) -> None:
    if target.read_bytes() != old:
        raise Refused("errors_local.changed_since_read", place=place, status="refused")


def backup_folder(path: Path) -> Path:
    """Name the folder that holds a workbook's backups, beside it."""
    return path.with_name(f"{path.name}.backups")


def keep_backup(path: Path, data: bytes) -> Path:
    """Keep `data` as the newest backup, numbered and dated by when people saved it; the ten newest stay.

    Raises OSError.
    """
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = _backups(folder)
    if kept and kept[-1].read_bytes() == data:  # an attempt that came no further than the backup
        return kept[-1]
    saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone()
    number = _number(kept[-1]) + 1 if kept else 1
    new = folder / f"{number:04} {saved:%Y-%m-%d %H.%M} {path.name}"
    _written_beside(new, data).replace(new)
    _flush_folder(folder)
    for old in _backups(folder)[:-KEPT_BACKUPS]:
        old.unlink()
    return new


def create_file(path: Path, data: bytes) -> None:
    """Make a file that is not there yet, whole or not at all. Refused when something is there."""
    place = str(path)
    if os.path.lexists(path):
        raise Refused("errors_local.already_there", place=place, status="refused")
    try:
        made = _written_beside(path, data)
        try:
            made.chmod(0o644)
            if hasattr(os, "link") and os.name == "posix":
                os.link(made, path)  # fails where something was put there meanwhile
            else:
                made.rename(path)
        finally:
            made.unlink(missing_ok=True)
    except FileExistsError:
        raise Refused("errors_local.already_there", place=place, status="refused") from None
    except FileNotFoundError:
        raise Refused("errors_local.no_such_folder", place=place) from None
    except OSError as error:
        raise refusal(error, place, path.parent) from None


def put_file(path: Path, data: bytes) -> None:
    """Make a file, or put `data` in the place of the one that is there: whole or not at all.

    A new one may be read by all, as any file; an old one keeps its mode. Refused where it cannot be written.
    """
    target = path.resolve()
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
        made = _written_beside(target, data)
        try:
            made.chmod(mode)
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)
    except FileNotFoundError:
        raise Refused("errors_local.no_such_folder", place=str(path)) from None
    except OSError as error:
        raise refusal(error, str(path), path.parent) from None


def backups_of(path: Path) -> list[Path]:
    """Give the backups of a workbook, the oldest first."""
    folder = backup_folder(path.resolve())
    return _backups(folder) if folder.is_dir() else []


def _backups(folder: Path) -> list[Path]:
    return sorted((one for one in folder.iterdir() if _NUMBERED.match(one.name)), key=_number)


def _number(backup: Path) -> int:
    match = _NUMBERED.match(backup.name)
    return int(match[1]) if match else 0


def _written_beside(target: Path, data: bytes) -> Path:
    """Write a file in the same folder, readable by its owner only, and flush it to the disk."""
    start = f".{target.name[:100]}."
    handle, name = tempfile.mkstemp(prefix=start, suffix=".tmp", dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    now = made.stat().st_mtime
    for other in target.parent.iterdir():  # what a killed process left; the next backup has another name
        ours = other.name.startswith(start) or _HALF_A_BACKUP.match(other.name)
        if ours and other.name.endswith(".tmp") and other != made:
            with contextlib.suppress(OSError):
                if other.stat().st_mtime < now - _LEFT_BEHIND:
                    other.unlink()
    return made


def _flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
