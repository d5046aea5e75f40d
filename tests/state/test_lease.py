"""One run at a time: the lease, over real files and real processes."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from automations.errors import Refused
from automations.state.database import FILE, STEPS, opened
from automations.state.done import done, mark_done
from automations.state.folder import on_network_drive, state_folder
from automations.state.lease import LASTS, Lease, Owner, is_alive

NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


def owner(word, host="a", pid=1):
    return Owner(word, host, pid)


def lease(connection, who, *, now=NOW, alive=True):
    return Lease(connection, who, now=lambda: now, alive=lambda _: alive)


@pytest.fixture
def two(tmp_path):
    """Two connections to one state, as two processes have them."""
    with opened(tmp_path) as one, opened(tmp_path) as other:
        yield one, other


def test_while_one_works_the_other_is_told_who_has_the_lease_and_until_when(two):
    with lease(two[0], owner("x", "vert", 77)), pytest.raises(Refused) as refused:
        lease(two[1], owner("y")).__enter__()
    assert refused.value.code == "errors_state.lease_held"
    assert refused.value.status == "refused"
    assert (refused.value.place, refused.value.facts) == ("vert", {"pid": 77, "until": NOW + LASTS})


def test_when_one_is_done_or_has_failed_the_next_may_work(two):
    with pytest.raises(KeyError), lease(two[0], owner("x")):
        raise KeyError
    with lease(two[1], owner("y")):
        pass


def test_a_lease_whose_owner_is_dead_on_this_machine_is_taken_over(two):
    lease(two[0], owner("x")).__enter__()
    with lease(two[1], owner("y"), alive=False):
        pass


def test_a_process_of_another_machine_is_never_taken_for_dead(two):
    lease(two[0], owner("x", "another")).__enter__()
    with pytest.raises(Refused):
        lease(two[1], owner("y"), alive=False).__enter__()


@pytest.mark.parametrize(("after", "free"), [(LASTS - timedelta(seconds=1), False), (LASTS, True)])
def test_a_lease_lasts_for_its_time_and_no_longer(two, after, free):
    lease(two[0], owner("x", "another")).__enter__()
    late = lease(two[1], owner("y"), now=NOW + after)
    if free:
        late.__enter__()
    else:
        with pytest.raises(Refused):
            late.__enter__()


def test_who_works_long_prolongs_the_lease_and_who_was_taken_for_dead_is_told(two):
    clock = [NOW]
    first = Lease(two[0], owner("x", "another"), now=lambda: clock[0], alive=lambda _: True)
    first.__enter__()
    clock[0] = NOW + LASTS / 2
    first.prolong()
    with pytest.raises(Refused):
        lease(two[1], owner("y"), now=NOW + LASTS).__enter__()
    lease(two[1], owner("y"), now=NOW + 2 * LASTS).__enter__()
    with pytest.raises(Refused) as lost:
        first.prolong()
    assert lost.value.code == "errors_state.lease_lost"
    first.__exit__(None, None, None)  # leaves the other's lease alone
    with pytest.raises(Refused):
        lease(two[0], owner("z"), now=NOW + 2 * LASTS).__enter__()


def test_a_process_that_was_killed_is_seen_to_be_dead():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert is_alive(child.pid)
        child.kill()
    assert not is_alive(child.pid)
    assert not is_alive(0)
    assert is_alive(os.getpid())


def test_the_state_is_readable_by_its_owner_only(tmp_path):
    folder = state_folder({"AUTOMATIONS_STATE_DIR": str(tmp_path / "a" / "state")})
    with opened(folder) as connection:
        assert mark_done(connection, NOW)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}


def test_a_due_time_is_marked_once_and_forgotten_after_two_months(two):
    assert mark_done(two[0], NOW)
    assert not mark_done(two[1], NOW)
    assert done(two[1]) == {NOW}
    mark_done(two[1], NOW + timedelta(days=61))
    assert done(two[0]) == {NOW + timedelta(days=61)}


def test_a_state_of_a_later_version_or_a_broken_one_is_said(tmp_path):
    with opened(tmp_path) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(Refused) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "errors_state.later_version"
    (tmp_path / FILE).write_bytes(b"this is no database" * 1000)
    with pytest.raises(Refused) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "errors_state.unusable"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused) as refused:
        state_folder({"AUTOMATIONS_STATE_DIR": str(tmp_path / "file" / "state")})
    assert refused.value.code == "errors_state.folder"


MOUNTS = "/dev/sda1 / ext4 rw\nfs:/home /home nfs4 rw\n//fs/p /mnt/my\\040disk cifs rw"


@pytest.mark.parametrize(
    ("path", "far"),
    [("/var/lib/x", False), ("/home/kari/.local", True), ("/homes", False), ("/mnt/my disk/x", True)],
)
def test_a_drive_of_another_machine_is_known(path, far):
    from pathlib import Path

    assert on_network_drive(Path(path), MOUNTS) is far
