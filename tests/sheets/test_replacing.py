# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from automations.errors import Refused
from automations.model import Line, Plan, SheetContent
from automations.sheets import open_workbook
from automations.sheets.local import replace
from automations.sheets.local.create import NewTab, create

OLD, NEW = b"old" * 1000, b"new" * 3000


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "bok.xlsx"
    file.write_bytes(OLD)
    file.chmod(0o664)
    return file


def folder_of(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_new_file_has_the_old_ones_rights_and_the_backup_is_its_owners(path):
    backup = replace.replace_file(path, NEW, old=OLD)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert backup.read_bytes() == OLD
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert folder_of(path) == ["bok.xlsx", "bok.xlsx.backups"]


def test_ten_backups_are_kept_and_the_oldest_goes(path):
    for n in range(13):
        now = path.read_bytes()
        replace.replace_file(path, b"%d" % n, old=now)
    kept = sorted(replace.backup_folder(path).iterdir())
    assert [one.read_bytes() for one in kept] == [b"%d" % n for n in range(2, 12)]
    assert kept[0].name.startswith("0004 ")


def test_a_backup_bears_the_day_people_saved_it(path):
    os.utime(path, (1_747_000_000, 1_747_000_000))
    backup = replace.replace_file(path, NEW, old=OLD)
    day = time.strftime("%Y-%m-%d %H.%M", time.localtime(1_747_000_000))
    assert backup.name == f"0001 {day} bok.xlsx"


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch, call, nth):
    calls = []
    where = os if call == "fsync" else Path
    real = getattr(where, call)

    def fails(*args):
        calls.append(args)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*args)

    monkeypatch.setattr(where, call, fails)
    try:
        replace.replace_file(path, NEW, old=OLD)
    except Refused as error:
        assert error.code == "errors_local.disk_refused"  # noqa: PT017 - or it was written whole
        assert path.read_bytes() == OLD
    else:
        assert (call, nth) == ("fsync", 2)  # flushing a folder is an extra that some disks refuse
        assert path.read_bytes() == NEW
    assert not [name for name in folder_of(path) if name.endswith(".tmp")]
    for backup in replace.backup_folder(path).glob("*"):
        assert backup.read_bytes() == OLD


def test_no_right_to_write_is_said(path, monkeypatch):
    path.chmod(0o444)
    with pytest.raises(Refused) as refused:
        replace.replace_file(path, NEW, old=OLD)
    assert refused.value.code == "errors_local.write_protected"
    path.chmod(0o644)

    def denied(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(Refused) as refused:
        replace.replace_file(path, NEW, old=OLD)
    assert refused.value.code == "errors_local.write_protected"
    assert path.read_bytes() == OLD


def test_a_disk_that_can_only_be_read_is_said_to_be_so(path, monkeypatch):
    def read_only(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(replace.tempfile, "mkstemp", read_only)
    for action in (
        lambda: replace.replace_file(path, NEW, old=OLD),
        lambda: replace.create_file(path.with_name("ny.xlsx"), NEW),
    ):
        with pytest.raises(Refused) as refused:
            action()
        assert refused.value.code == "errors_local.read_only_disk"


def test_a_file_where_a_folder_should_be_is_named(path):
    folder = replace.backup_folder(path)
    folder.write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        replace.replace_file(path, NEW, old=OLD)
    assert (refused.value.code, refused.value.facts["folder"]) == ("errors_local.not_a_folder", str(folder))
    assert (path.read_bytes(), folder.read_bytes()) == (OLD, b"mine")
    with pytest.raises(Refused) as refused:
        replace.create_file(path / "ny.xlsx", NEW)
    assert (refused.value.code, refused.value.facts["folder"]) == ("errors_local.not_a_folder", str(path))


def test_what_somebody_saves_while_we_write_is_not_lost(path, monkeypatch):
    real = replace._written_beside  # noqa: SLF001 - the moment between writing and replacing

    def somebody_saves(target, data):
        made = real(target, data)
        if target.name == path.name:
            path.write_bytes(b"somebody's")
        return made

    monkeypatch.setattr(replace, "_written_beside", somebody_saves)
    with pytest.raises(Refused) as refused:
        replace.replace_file(path, NEW, old=OLD)
    assert (refused.value.code, refused.value.status) == ("errors_local.changed_since_read", "refused")
    assert path.read_bytes() == b"somebody's"


def test_a_link_stays_a_link(path, tmp_path):
    link = tmp_path / "lenke.xlsx"
    link.symlink_to(path)
    replace.replace_file(link, NEW, old=OLD)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_what_a_killed_process_left_is_swept_up_later(path):
    left = path.with_name(".bok.xlsx.abc.tmp")
    left.write_bytes(b"half")
    fresh = path.with_name(".bok.xlsx.def.tmp")
    fresh.write_bytes(b"another process writes this")
    os.utime(left, (1_000_000_000, 1_000_000_000))
    replace.replace_file(path, NEW, old=OLD)
    assert folder_of(path) == [".bok.xlsx.def.tmp", "bok.xlsx", "bok.xlsx.backups"]


def test_half_a_backup_that_a_killed_process_left_goes_with_the_next_one(path):
    folder = replace.backup_folder(path)
    folder.mkdir()
    left = folder / ".0010 2026-05-03 07.00 bok.xlsx.abcd_123.tmp"
    fresh = folder / ".0011 2026-05-04 07.00 bok.xlsx.abcd_124.tmp"
    theirs = folder / ".notater.tmp"
    for one in (left, fresh, theirs):
        one.write_bytes(b"half")
    for one in (left, theirs):
        os.utime(one, (1_000_000_000, 1_000_000_000))
    backup = replace.replace_file(path, NEW, old=OLD)
    assert set(folder.iterdir()) == {fresh, theirs, backup}


KILLED = """
import os, signal, sys
from pathlib import Path
from automations.sheets.local import replace
stop = int(sys.argv[2])
seen = 0
def at(event, args):
    global seen
    if event in ("open", "os.rename", "os.chmod", "os.mkdir", "os.remove", "tempfile.mkstemp", "os.listdir", "os.scandir"):
        seen += 1
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
old = path.read_bytes()
sys.addaudithook(at)
replace.replace_file(path, b"new" * 3000, old=old)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process outright")
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(path):
    seen = set()
    for stop in range(1, 60):
        path.write_bytes(OLD)
        done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(stop)], check=False)
        now = path.read_bytes()
        assert now in (OLD, NEW)
        seen.add(now)
        for backup in replace.backup_folder(path).glob("[0-9]*"):
            assert backup.read_bytes() == OLD
        if now == NEW:
            assert list(replace.backup_folder(path).glob("[0-9]*"))
        if done.returncode == 0:
            break
    else:
        pytest.fail("never came to an end")
    assert seen == {OLD, NEW}


def test_a_workbook_written_once_a_day_for_a_fortnight_has_ten_backups(tmp_path):
    path = tmp_path / "b.xlsx"
    create(path, [NewTab("A", ("Navn",), rows=[("Kari",)])])
    book = open_workbook(path)
    for day in range(14):
        content = SheetContent("summary", "Oppsummering", (Line(("Tall",), "header"), Line((day,))))
        memory = SheetContent("memory", "_automations", (Line(("salt", "abc")),))
        receipt = book.write(Plan(sheets=(content, memory), version=book.read().version))
        assert Path(receipt.backup or "").exists()
    assert len(list(replace.backup_folder(path).iterdir())) == 10


def test_attempts_that_fail_make_one_backup_and_not_one_each(path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "chmod", full)
        for _ in range(3):
            with pytest.raises(Refused):
                replace.replace_file(path, NEW, old=OLD)
    replace.replace_file(path, NEW, old=OLD)
    assert len(list(replace.backup_folder(path).iterdir())) == 1
