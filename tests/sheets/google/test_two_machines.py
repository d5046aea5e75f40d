"""Two machines on one spreadsheet: real processes that share no state, and only the token decides."""

import json
import os
import subprocess
import sys

import pytest
from google_job import TABS

ID = "c" * 30
DAY = ("--today", "2026-06-01")


@pytest.fixture
def machine(service, tmp_path):
    """`machine("a")` → the job begun on that machine, as a process."""

    def begin(name):
        surroundings = {
            "AUTOMATIONS_CONFIG": "",
            "AUTOMATIONS_STATE_DIR": str(tmp_path / name),
            "SHEETS_EMULATOR_HOST": service.host,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "automations", "run", ID, "--json", *DAY],
            env={**os.environ, **surroundings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return begin


def ended(process):
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    (told,) = json.loads(out)["workbooks"]
    return process.returncode, told


@pytest.mark.parametrize(
    ("at", "after"), [(0, True), (1, False)], ids=["when it has read", "when it sends its batch"]
)
def test_of_two_runs_from_one_reading_one_is_written_and_nothing_is_doubled(service, machine, at, after):
    book = service.add(ID, "Fylket")
    for title, rows in TABS.items():
        book.add_sheet(title, rows)
    reached, let_go = service.hold(at, after=after, answered=True)
    slow = machine("a")
    assert reached.wait(60)
    code, told = ended(machine("b"))
    assert (code, told["requests"]["writes"]) == (0, 1)
    keys = [change["key"] for change in told["changes"]]
    assert keys
    written = service.shown(book)
    let_go.set()
    code, told = ended(slow)
    assert (code, told["status"], told["reason"]) == (4, "refused", "errors_google.changed_since_read")
    assert service.shown(book) == written
    assert sorted(row[0] for row in written["Oppgaver"][1:] if row[0]) == sorted(keys)
    code, told = ended(machine("a"))
    assert (code, told["changes"], told["requests"]["writes"]) == (0, [], 0)
