"""The job that stays up: real processes, a real clock, a real watcher on loopback."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

MANY = "Medlemsnr | Navn | Innmeldt | Kontaktet\n" + "\n".join(
    f"{n} | Kari Moen{n} | 03.05.2024 | 04.05.2024" for n in range(6_000)
)


@pytest.fixture
def watcher():
    """An address that remembers what it was told."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/abc", heard
        server.shutdown()


@pytest.fixture
def configured(automations):
    def write(watcher="", path="bok.xlsx"):
        file = automations.folder / "oppsett.toml"
        file.write_text(
            f'[schedule]\ntimes = ["00:00"]\nwatcher = "{watcher}"\n[workbooks.bok]\npath = "{path}"\n'
        )
        return str(file)

    return write


IN_A_HURRY = """
from automations import cli
from automations.commands import schedule
schedule._LOOKS = 1
cli.main()
"""


@contextmanager
def staying_up(automations, config, *, hurry=False):
    program = ["-c", IN_A_HURRY] if hurry else ["-m", "automations"]
    process = subprocess.Popen(
        [sys.executable, *program, "schedule", "--config", config],
        cwd=automations.folder,
        env=automations.surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def state_of(automations, query):
    with closing(
        sqlite3.connect(f"file:{automations.folder.parent}/state/state.sqlite3?mode=ro", uri=True)
    ) as db:
        return db.execute(query).fetchall()


def until(true, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except sqlite3.OperationalError:
            pass  # the other process has not made it yet
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def done(automations):
    return state_of(automations, "SELECT due FROM done")


def test_what_is_due_is_run_once_and_the_watcher_is_told(automations, book, configured, watcher):
    address, heard = watcher
    path = book()
    with staying_up(automations, configured(address)) as process:
        until(lambda: done(automations))
        until(lambda: "/abc" in heard)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=90)
    assert process.returncode == 0
    assert heard == ["/abc/start", "/abc"]
    assert "Faner skrevet: Oppgaver" in out
    assert "Neste kjøring" in err
    assert "Traceback" not in err
    assert len(done(automations)) == 1
    written = path.read_bytes()
    with staying_up(automations, configured(address)) as process:  # restarted: it has had its run
        until(lambda: "Neste kjøring" in process.stderr.readline())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=90)
    assert heard == ["/abc/start", "/abc"]
    assert path.read_bytes() == written


def test_a_failed_run_is_told_with_its_exit_code_and_the_job_stays_up(automations, configured, watcher):
    address, heard = watcher
    with staying_up(automations, configured(address, path="nowhere.xlsx")) as process:
        until(lambda: len(heard) == 2)
        assert heard == ["/abc/start", "/abc/3"]
        assert process.poll() is None


def test_a_job_that_is_told_to_stop_tells_the_watcher_so_and_leaves_the_workbooks_not_begun(
    automations, book, configured, watcher
):
    address, heard = watcher
    config = configured(address, path="0.xlsx")
    paths = [book({"Medlemmer": MANY}, f"{n}.xlsx") for n in range(3)]
    file = automations.folder / "oppsett.toml"
    file.write_text(file.read_text() + "".join(f'[workbooks.b{n}]\npath = "{n}.xlsx"\n' for n in (1, 2)))
    before = [path.read_bytes() for path in paths]
    with staying_up(automations, config) as process:
        until(lambda: heard)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=90)
    assert process.returncode == 0
    assert heard == ["/abc/start", "/abc/3"]
    assert paths[2].read_bytes() == before[2]
    assert "2.xlsx" not in out.split("Skrev")[-1]
    assert "Traceback" not in err
    assert done(automations) == []
    assert state_of(automations, "SELECT * FROM lease") == []
    with staying_up(automations, config):  # started again, it does the rest
        until(lambda: len(heard) == 4)
    assert len(done(automations)) == 1
    assert heard == ["/abc/start", "/abc/3", "/abc/start", "/abc"]
    assert paths[2].read_bytes() != before[2]


def looks_of(process, count):
    for _ in range(count):
        yield process.stderr.readline()


def test_a_job_that_another_run_hinders_tells_the_watcher_of_no_start(automations, book, configured, watcher):
    address, heard = watcher
    path = book({"Medlemmer": MANY})
    first = subprocess.Popen(
        [sys.executable, "-m", "automations", "run", str(path)],
        env=automations.surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with first:
        until(
            lambda: state_of(automations, "SELECT * FROM last_run")
        )  # stopped sooner it would hold the file
        first.send_signal(signal.SIGSTOP)
        with staying_up(automations, configured(address), hurry=True) as process:
            lines = [*looks_of(process, 4)]
            assert sum("en annen kjøring holder på" in line for line in lines) == 3
            assert heard == []
            first.send_signal(signal.SIGCONT)
            until(lambda: done(automations))
            until(lambda: len(heard) == 2)
    assert heard == ["/abc/start", "/abc"]


def test_a_file_that_another_machine_has_is_waited_for_and_the_watcher_hears_of_one_start(
    automations, book, configured, watcher
):
    address, heard = watcher
    lock = book().with_name(".bok.xlsx.lock")
    lock.write_text('{"host": "en-annen-maskin", "pid": 1, "until": "2999-01-01T00:00:00+00:00"}')
    with staying_up(automations, configured(address), hurry=True) as process:
        lines = [*looks_of(process, 4)]
        assert sum("en-annen-maskin" in line for line in lines) == 3
        assert heard == ["/abc/start"]
        lock.unlink()
        until(lambda: len(heard) == 2)
    assert heard == ["/abc/start", "/abc"]


def test_a_job_without_workbooks_says_so_once_and_tells_the_watcher_nothing(automations, configured, watcher):
    address, heard = watcher
    config = configured(address)
    text = (automations.folder / "oppsett.toml").read_text()
    (automations.folder / "oppsett.toml").write_text(text.partition("[workbooks")[0])
    with staying_up(automations, config, hurry=True) as process:
        until(lambda: "Neste kjøring" in process.stderr.readline())
        time.sleep(3.5)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=90)
    assert err.count("\n") == 1, err
    assert heard == []


def test_a_watcher_that_does_not_answer_fails_no_run(automations, book, configured):
    book()
    with staying_up(automations, configured("http://127.0.0.1:9/abc")):
        until(lambda: done(automations))


def test_killed_in_the_middle_of_a_run_and_started_again_there_is_one_completed_run(
    automations, book, configured
):
    path = book({"Medlemmer": MANY})
    before = path.read_bytes()
    config = configured()
    with staying_up(automations, config) as process:
        until(lambda: state_of(automations, "SELECT * FROM lease"))
        process.kill()
        process.wait()
    assert done(automations) == []
    assert len(state_of(automations, "SELECT * FROM lease")) == 1  # nobody gave it back
    with staying_up(automations, config):
        until(lambda: done(automations))
    assert len(done(automations)) == 1
    assert path.read_bytes() != before
    assert state_of(automations, "SELECT * FROM lease") == []
    assert automations("run", path, "--json").json["workbooks"][0]["changes"] == []


def test_of_two_runs_at_once_one_works_and_the_other_says_who_has_the_lease(automations, book):
    path = book({"Medlemmer": MANY})
    first = subprocess.Popen(
        [sys.executable, "-m", "automations", "run", str(path)],
        env=automations.surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with first:
        until(
            lambda: state_of(automations, "SELECT * FROM last_run")
        )  # stopped sooner it would hold the file
        first.send_signal(signal.SIGSTOP)
        try:
            second = automations("run", path, "--json")
        finally:
            first.send_signal(signal.SIGCONT)
        first.communicate()
    assert first.returncode == 0
    assert second.code == 4
    (told,) = second.json["workbooks"]
    assert (told["status"], told["reason"]) == ("refused", "errors_state.lease_held")
    assert f"prosess {first.pid}" in second.err
    assert os.uname().nodename in second.err


def test_sigterm_stops_a_run_between_two_workbooks(automations, book):
    paths = [book({"Medlemmer": MANY}, f"{n}.xlsx") for n in range(3)]
    with subprocess.Popen(
        [sys.executable, "-m", "automations", "run", *map(str, paths), "--json"],
        env=automations.surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        until(lambda: state_of(automations, "SELECT * FROM lease"))
        run.send_signal(signal.SIGTERM)
        out, err = run.communicate(timeout=90)
    import json

    statuses = [each["status"] for each in json.loads(out)["workbooks"]]
    assert statuses[-1] == "skipped"
    assert statuses == sorted(statuses)  # those begun are done, those after are skipped
    assert run.returncode == 3
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("systemd", "OnCalendar=*-*-* 00:00:00 Europe/Oslo"),
        ("cron", "CRON_TZ=Europe/Oslo\n0 0 * * * "),
        ("kubernetes", 'schedule: "0 0 * * *"'),
        ("windows", "New-ScheduledTaskTrigger -Daily -At '00:00'"),
    ],
)
def test_the_unit_for_another_scheduler_is_printed(automations, configured, kind, part):
    ended = automations("schedule", "--print", kind, "--config", configured())
    assert ended.code == 0
    assert part in ended.out
    assert "{" not in ended.out.replace("{name", "").replace("{secret", "").replace("{claim", "")
    if kind != "kubernetes":
        assert "oppsett.toml" in ended.out


def test_a_wrong_time_or_zone_is_said_before_anything_is_done(automations):
    file = automations.folder / "oppsett.toml"
    for line, key in (('times = ["25:00"]', "schedule.times"), ('time_zone = "Oslo"', "schedule.time_zone")):
        file.write_text(f"[schedule]\n{line}\n")
        ended = automations("schedule", "--config", "oppsett.toml")
        assert ended.code == 2
        assert key in ended.err
    assert automations("schedule", "--today", "2026-11-26").code == 2


def test_public_holidays_are_left_out_if_wished():
    from datetime import date, time

    from automations.settings import Schedule

    timetable = Schedule(times=(time(6),), leave_out_holidays=True).timetable
    assert list(timetable.due_on(date(2027, 5, 17))) == []
    assert list(timetable.due_on(date(2027, 12, 25))) == []
    assert len(list(timetable.due_on(date(2027, 5, 18)))) == 1
    assert len(list(Schedule(times=(time(6),)).timetable.due_on(date(2027, 5, 17)))) == 1
