"""Looking back and taking back, as real processes on real files."""

import zipfile

from openpyxl import load_workbook

DAY = ("--today", "2026-05-20")


def cells(path, tab="Oppgaver"):
    rows = load_workbook(path)[tab].iter_rows(min_row=2, values_only=True)
    return [[value for value in row if value is not None] for row in rows if any(v is not None for v in row)]


def text_of(path):
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_run_is_listed_taken_back_and_not_written_again(automations, book):
    path = book()
    automations("run", path, *DAY)
    keys = [row[0] for row in cells(path)]
    assert keys
    (told,) = automations("history", "--json").json
    assert told["confirmed"]
    assert [change["key"] for change in told["changes"]] == keys
    assert "Kari" not in automations("history").out
    dry = automations("undo", told["run"], "--dry-run", *DAY)
    assert f"Ville tatt tilbake {len(keys)} nye oppgaver" in dry.out
    assert [row[0] for row in cells(path)] == keys
    ended = automations("undo", told["run"], *DAY)
    assert (ended.code, ended.err) == (0, "")
    assert f"Tok tilbake {len(keys)} nye oppgaver og 0 endrede." in ended.out
    assert cells(path) == []
    assert b"Ring Kari" not in text_of(path)
    assert automations("history", "--json").json[-1]["undone"]
    again = automations("run", path, *DAY, "--json").json["workbooks"][0]
    assert again["changes"] == []
    summary = {row[0]: row[1] for row in cells(path, "Oppsummering") if len(row) > 1}
    assert summary["Tatt tilbake og ikke skrevet igjen"] == len(keys)
    assert automations("run", path, *DAY, "--json").json["workbooks"][0]["requests"]["writes"] == 0
    released = automations("run", path, *DAY, "--again", keys[0].lower(), "--json").json["workbooks"][0]
    assert [change["key"] for change in released["changes"]] == [keys[0]]
    assert [row[0] for row in cells(path)] == [keys[0]]


def test_a_cell_that_somebody_has_typed_in_is_left_and_named(automations, book):
    path = book()
    automations("run", path, *DAY)
    (told,) = automations("history", "--json").json
    typed = load_workbook(path)
    sheet = typed["Oppgaver"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, headers["Hvorfor"], "fordi")
    sheet.cell(2, headers["Kommentar"], "ringte i går")
    typed.save(path)
    ended = automations("undo", told["run"], *DAY)
    assert ended.code == 0
    assert "Fane Oppgaver, celle E2: noen har skrevet her siden" in ended.out
    assert sorted(cells(path)[0]) == ["fordi", "ringte i går"]
    assert automations("undo", told["run"], *DAY, "--json").json["workbooks"][0]["changes"] == []


def test_a_run_that_nobody_knows_is_said(automations, book):
    path = book()
    ended = automations("undo", "20261126-0600-zzzz")
    assert ended.code == 2
    assert "automations history" in ended.err
    assert "Ingen kjøringer" in automations("history").out
    ended = automations("run", path, "--again", "TNOBODY", *DAY)
    assert ended.code == 3
    assert "TNOBODY" in ended.err


def test_a_workbook_that_is_gone_is_said_and_the_others_are_taken_back(automations, book):
    paths = [book(name=name) for name in ("a.xlsx", "b.xlsx")]
    automations("run", *paths, *DAY)
    run = automations("history", "--json").json[0]["run"]
    paths[0].unlink()
    ended = automations("undo", run, *DAY)
    assert ended.code == 3
    assert "a.xlsx" in ended.err
    assert cells(paths[1]) == []
    assert "Traceback" not in ended.err


def test_the_journal_is_readable_by_its_owner_only(automations, book):
    automations("run", book(), *DAY)
    folder = automations.folder.parent / "state"
    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.iterdir()]} == {0}
