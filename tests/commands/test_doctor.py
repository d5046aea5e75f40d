"""What `doctor` says of this machine: where the state lies, and how the last run ended."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from automations import doctor
from automations.state.last_run import LastRun
from automations.words import LANGUAGES, has

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def lines(automations, path):
    told = automations("doctor", path, "--json").json["lines"]
    return {line["code"]: line for line in told}


def test_it_tells_when_the_job_last_ran_here_and_how_it_ended(automations, book):
    path = book()
    assert "run_ended_0" not in lines(automations, path)
    assert lines(automations, path)["no_run_here"]["state"] == "warning"
    assert not (automations.folder.parent / "state").exists()  # looking makes nothing
    assert automations("run", path).code == 0
    told = lines(automations, path)
    assert told["run_ended_0"]["state"] == "fine"
    assert f"{datetime.now(UTC).astimezone():%Y}" in told["run_ended_0"]["text"]
    assert told["state"]["place"] == str(automations.folder.parent / "state")
    assert automations("run", path, "nowhere.xlsx").code == 3
    told = lines(automations, path)["run_ended_3"]
    assert (told["state"], "Kjør «automations run» og les linjene" in told["text"]) == ("warning", True)
    automations("plan", path)  # which is no run
    assert "run_ended_3" in lines(automations, path)
    assert automations("run", path, "--fail-on", "low", "--today", "2026-05-20").code == 1
    assert "run_ended_1" in lines(automations, path)


def test_a_run_that_was_killed_is_under_way_for_an_hour_and_then_broken_off(automations, book):
    rows = "\n".join(f"{n} | Kari Moen{n} | 03.05.2024 | 04.05.2024" for n in range(6_000))
    path = book({"Medlemmer": f"Medlemsnr | Navn | Innmeldt | Kontaktet\n{rows}"})
    lock = path.with_name(".bok.xlsx.lock")
    with subprocess.Popen(
        [sys.executable, "-m", "automations", "run", str(path)],
        env=automations.surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        deadline = time.monotonic() + 60
        while not lock.exists():
            assert time.monotonic() < deadline
        process.send_signal(signal.SIGKILL)
    assert lines(automations, path)["run_under_way"]["state"] == "fine"
    with closing(sqlite3.connect(automations.folder.parent / "state" / "state.sqlite3")) as db, db:
        db.execute("UPDATE last_run SET began = ?", ((datetime.now(UTC) - timedelta(hours=2)).isoformat(),))
    told = lines(automations, path)["run_broken_off"]
    assert (told["state"], "Kjør «automations run»" in told["text"]) == ("warning", True)


def test_a_state_that_cannot_be_used_is_said_with_the_way_out(automations, book):
    path = book()
    state = automations.folder.parent / "state"
    state.mkdir()
    (state / "state.sqlite3").write_bytes(b"this is no database" * 1000)
    ended = automations("doctor", path)
    assert (ended.code, "flytt fila unna" in ended.out) == (3, True)


@pytest.mark.parametrize(("kind", "state"), [("nfs4", "warning"), ("ext4", "fine")])
def test_a_state_on_a_network_drive_is_warned_of(kind, state):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nfar:/home /net/home {kind} rw 0 0\n"
    told = next(doctor.state(Path("/net/home/kari"), mounts, None, now=NOW))
    assert (told.state, told.code) == (state, "state_on_network" if state == "warning" else "state")


@pytest.mark.parametrize("code", [0, 1, 3, 4])
def test_every_exit_code_of_a_run_has_its_words(code):
    *_, told = doctor.state(Path("/"), "", LastRun(NOW, code), now=NOW)
    assert all(has(language, f"doctor.{told.code}") for language in LANGUAGES)
