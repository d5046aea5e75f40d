"""Two machines on one file: real processes, each with a state folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

MANY = "Medlemsnr | Navn | Innmeldt | Kontaktet\n" + "\n".join(
    f"{n} | Kari Moen{n} | 03.05.2024 | 04.05.2024" for n in range(6_000)
)


def other_machine(automations):
    return {"AUTOMATIONS_STATE_DIR": str(automations.folder.parent / "another")}


@pytest.fixture
def at_work(automations, book):
    """A run that has the file and stands still: (process, path, lock)."""
    path = book({"Medlemmer": MANY})
    lock = path.with_name(".bok.xlsx.lock")
    with subprocess.Popen(
        [sys.executable, "-m", "automations", "run", str(path)],
        env=automations.surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        until(lock.exists)
        process.send_signal(signal.SIGSTOP)
        yield process, path, lock
        process.kill()


def until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def lock_by(lock, host, ends, pid=1):
    lock.write_text(json.dumps({"host": host, "pid": pid, "until": ends.isoformat(), "word": "w"}))


def test_who_comes_second_is_told_which_machine_has_the_file_and_gets_it_afterwards(automations, at_work):
    process, path, lock = at_work
    held = json.loads(lock.read_text())
    assert held.keys() == {"host", "pid", "until", "word"}
    assert (held["host"], held["pid"]) == (os.uname().nodename, process.pid)
    before = path.read_bytes()
    second = automations("run", path, "--json", **other_machine(automations))
    assert second.code == 4
    assert second.json["workbooks"][0]["reason"] == "errors_state.file_held"
    assert os.uname().nodename in second.err
    assert path.read_bytes() == before
    assert automations("plan", path, **other_machine(automations)).code == 0  # it only looks
    process.send_signal(signal.SIGCONT)
    assert process.wait(60) == 0
    assert not lock.exists()
    again = automations("run", path, "--json", **other_machine(automations))
    assert (again.code, again.json["workbooks"][0]["changes"]) == (0, [])
    assert not lock.exists()


@pytest.mark.parametrize(("with_signal", "left"), [(signal.SIGTERM, False), (signal.SIGKILL, True)])
def test_the_lock_of_a_run_that_was_stopped_is_gone_and_that_of_one_that_was_killed_holds_nobody_up(
    automations, at_work, with_signal, left
):
    process, path, lock = at_work
    process.send_signal(with_signal)
    process.send_signal(signal.SIGCONT)
    process.wait(60)
    assert lock.exists() is left
    assert automations("run", path, **other_machine(automations)).code == 0
    assert not list(path.parent.glob(".*lock*"))


@pytest.mark.parametrize(("minutes", "code"), [(5, 4), (-1, 0)])
def test_another_machines_lock_holds_until_its_time_is_out_and_no_longer(automations, book, minutes, code):
    path = book()
    lock = path.with_name(".bok.xlsx.lock")
    lock_by(lock, "en-annen-maskin", datetime.now(UTC) + timedelta(minutes=minutes))
    ended = automations("run", path)
    assert ended.code == code
    assert ("en-annen-maskin" in ended.err) is (code == 4)
    assert lock.exists() is (code == 4)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"host": "en-annen-maskin", "pid": 1, "until": "2999-01-01T00:00:00+00:00"}']
)
def test_a_lock_that_says_nothing_or_too_much_holds_for_a_quarter_of_an_hour(automations, book, text):
    path = book()
    lock = path.with_name(".bok.xlsx.lock")
    lock.write_text(text)
    assert automations("run", path).code == 4
    then = time.time() - 16 * 60
    os.utime(lock, (then, then))
    assert automations("run", path).code == 0
    assert not lock.exists()


def test_one_file_that_is_held_keeps_nobody_from_the_others(automations, book):
    held, free = book(name="a.xlsx"), book(name="b.xlsx")
    lock_by(held.with_name(".a.xlsx.lock"), "en-annen-maskin", datetime.now(UTC) + timedelta(minutes=5))
    ended = automations("run", held, free, "--json")
    assert (ended.code, [each["status"] for each in ended.json["workbooks"]]) == (3, ["refused", "ok"])


def test_what_was_written_is_not_taken_back_while_another_has_the_file(automations, book):
    path = book()
    automations("run", path)
    (told,) = automations("history", "--json").json
    lock = path.with_name(".bok.xlsx.lock")
    lock_by(lock, "en-annen-maskin", datetime.now(UTC) + timedelta(minutes=5))
    assert automations("undo", told["run"]).code == 4
    lock.unlink()
    assert automations("undo", told["run"]).code == 0
    assert not lock.exists()
