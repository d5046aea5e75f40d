"""Finding and forgetting a person in a spreadsheet of Google's: real processes, real HTTP."""

import json
import os
from datetime import date

import pytest
from sheets_on_loopback.book import EMPTY, typed
from traces import holding

ID = "a" * 30
URL = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0"
TRACES = [b"zqxkari", b"7360914", b"98765432"]
DAY = ("--today", "2026-06-01")
TABS = {
    "Medlemmer": [
        ["Medlemsnr", "Navn", "Telefon", "Innmeldt", "Velkomst sendt", "Kontaktet", "Kommune"],
        ["7360914", "Zqxkari Moen", "98765432", date(2026, 5, 3), date(2026, 5, 4), None, "Halden"],
        ["1002", "Ola Berg", None, date(2026, 5, 4), date(2026, 5, 5), None, "Halden"],
    ],
    "Kommunepartier": [["Kommune", "Medlemsansvarlig"], ["Halden", "Zqxkari Moen"]],
}


@pytest.fixture
def automations(service, tmp_path, process):
    def call(*arguments, code=0):
        ended = process(
            *arguments,
            cwd=tmp_path,
            env={
                **os.environ,
                "AUTOMATIONS_CONFIG": "",
                "SHEETS_EMULATOR_HOST": service.host,
                "AUTOMATIONS_STATE_DIR": str(tmp_path / "state"),
            },
        )
        assert "Traceback" not in ended.stderr, ended.stderr
        assert ended.returncode == code, (ended.stdout, ended.stderr)
        assert "zqxkari" not in (ended.stdout + ended.stderr).lower()
        return ended

    call.state = tmp_path / "state"
    return call


@pytest.fixture
def book(service):
    made = service.add(ID, "Fylket")
    for title, rows in TABS.items():
        made.add_sheet(title, rows)
    return made


def naming(book):
    """The tabs with a cell that says something of the person: what is typed, formulas, notes, all."""

    def names(sheet):
        return any(trace.decode() in repr(sheet.rows).lower() for trace in TRACES)

    return sorted(sheet.title for sheet in book.sheets if names(sheet))


def test_the_person_is_found_and_forgotten_and_undo_brings_nobody_back(service, automations, book):
    automations("run", URL, *DAY)
    assert naming(book) == ["Kommunepartier", "Medlemmer", "_automations"]
    assert holding(TRACES, automations.state)
    found = json.loads(automations("find", "7360914", URL, *DAY, "--json").stdout)["workbooks"][0][
        "occurrences"
    ]
    assert {(one["tab"], one["ours"]) for one in found} == {
        ("Medlemmer", None),
        ("Kommunepartier", None),
        ("Oppgaver", "tasks"),
    }
    start = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid="
    assert all(one["link"].startswith(start) for one in found)
    run = json.loads(automations("history", "--json").stdout)[0]["run"]
    said = automations("forget", "7360914", URL, *DAY, "--yes").stdout
    assert "Medlemmer, A2:G2 https://docs.google.com" in said
    assert "Versjonsloggen i Google Regneark" in said
    assert any("Ola Berg" in str(row[2]) for row in service.shown(book)["Oppgaver"])
    for _ in range(2):
        assert naming(book) == ["Kommunepartier", "Medlemmer"]
        assert holding(TRACES, automations.state) == []
        automations("undo", run, *DAY)
    automations("run", URL, "--today", "2026-06-02")
    assert naming(book) == ["Kommunepartier", "Medlemmer"]
    shown = service.shown(book)
    assert [row[:2] for row in shown["Datakvalitet"] if "skal glemmes" in str(row[2])] == [
        ["Kommunepartier", "B2"],
        ["Medlemmer", "A2"],
    ]
    for sheet in map(book.sheet, TABS):
        sheet.rows[1] = [EMPTY for _ in sheet.rows[1]]
    automations("run", URL, "--today", "2026-06-03", "--accept", "lost-rows", code=0)
    assert naming(book) == []
    hidden = [cell.value for row in book.sheet("_automations").rows for cell in row]
    assert "forgotten" not in hidden


def test_who_has_left_is_named_no_more(automations, book):
    automations("run", URL, *DAY)
    members = book.sheet("Medlemmer")
    members.rows[0].append(typed("Status"))
    members.rows[1].append(typed("Utmeldt"))
    book.sheet("Kommunepartier").rows[1][1] = typed("Liv Lie")
    automations("run", URL, *DAY)
    assert naming(book) == ["Medlemmer"]
    assert holding(TRACES, automations.state) == []
