"""`demo`, `new`, `checks`, `explain` and the group itself."""

import hashlib
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from automations.checks.registry import as_ranges, registry
from automations.cli import COMMANDS
from automations.tabs import TABS

ON = ("--today", "2026-11-23")


def test_the_demo_says_in_five_lines_what_was_found_and_where_to_look(automations):
    ended = automations("demo", "her", *ON)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert len(lines) == 5
    assert "Storvik.xlsx" in lines[0]
    assert "Oppgaver" in lines[4]
    assert (automations.folder / "her" / "Storvik.xlsx").is_file()


def test_the_demo_is_the_same_file_every_time_and_a_second_run_changes_nothing(automations):
    for folder in ("a", "b"):
        automations("demo", folder, *ON)
    paths = [automations.folder / folder / "Storvik.xlsx" for folder in ("a", "b")]
    one, two = (hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    assert one == two
    assert automations("run", paths[0], *ON).code == 0
    assert hashlib.sha256(paths[0].read_bytes()).hexdigest() == one


def test_the_demo_has_mess_in_it_and_reads_most_of_it(automations):
    (workbook,) = automations("demo", ".", *ON, "--json").json["workbooks"]
    tabs = {tab["recognised_as"]: tab for tab in workbook["tabs"]}
    assert tabs["members"]["rows"] == 84
    assert tabs["members"]["skipped_rows"] == 5
    assert set(tabs) >= {kind for kind, tab in TABS.items() if not tab.ours}
    found = {f["check"] for f in workbook["findings"]}
    assert found >= {"new_member_not_followed_up", "candidate_list_unbalanced", "partner_contact_missing"}
    assert len(found) > 20
    codes = {problem["code"] for problem in workbook["problems"]}
    assert {"date", "relative_date", "email", "contact_without_date"} <= codes
    assert len(workbook["problems"]) < 40


def test_the_demo_has_a_past_that_its_own_rows_tell(automations):
    """Members on an earlier day are those who had joined by then, told by the date as it was typed."""
    automations("demo", ".", *ON)
    book = load_workbook(automations.folder / "Storvik.xlsx")
    rows = list(book["Historikk"].values)
    members = {row[0].date(): row[rows[0].index("Medlemmer")] for row in rows[1:]}
    today = date(2026, 11, 23)
    assert [(today - day).days for day in members] == [70, 56, 42, 28, 14, 0]
    joined = [joining(row[7]) for row in list(book["Medlemmer"].values)[4:] if row[1]]
    assert len(joined) == 84
    for day, number in members.items():
        assert number == sum(one is None or one <= day for one in joined), day
    now = next(row for row in book["Oppsummering"].values if row[0] == "Medlemmer")
    assert now[1:4] == (84, members[date(2026, 11, 9)], 84 - members[date(2026, 11, 9)])


def joining(typed):
    """Read a day as the example has it; None for what nobody can read."""
    if isinstance(typed, datetime):
        return typed.date()
    for way in ("%d.%m.%Y", "%d.%m.%y", "%d/%m-%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(str(typed).strip(), way).date()  # noqa: DTZ007 - a day has no zone
    return None


def test_the_demo_does_not_write_over_what_is_there(automations):
    (automations.folder / "Storvik.xlsx").write_bytes(b"mine")
    ended = automations("demo")
    assert ended.code == 2
    assert (automations.folder / "Storvik.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_new_workbook_has_every_tab_ready_and_nothing_to_do(automations, language):
    ended = automations("new", "ny.xlsx", *ON, "--language", language)
    assert ended.code == 0
    ended = automations("run", "ny.xlsx", *ON, "--language", language, "--json")
    assert ended.code == 0
    (workbook,) = ended.json["workbooks"]
    kinds = [tab["recognised_as"] for tab in workbook["tabs"]]
    assert len(set(kinds)) == len(kinds)
    assert {"members", "candidates", "partners", "settings", "tasks", "summary", "history"} <= set(kinds)
    assert None not in kinds
    assert workbook["findings"] == []
    assert workbook["problems"] == []


def test_a_new_workbook_takes_over_what_stands_in_other_files(automations, book):
    (automations.folder / "medlemmer.csv").write_text(
        "Nr;Navn;Medlem fra\n0042;Kari Moen;03.05.2026\n0043;Ola Berg;4.5.26\n", "utf-8"
    )
    lists = book({"Ark1": "Plass | Navn | Kjønn | Kommune\n1 | Ola | M | Halden"}, "lister.xlsx")
    ended = automations("new", "ny.xlsx", "--from", "medlemmer.csv", "--from", lists)
    assert ended.code == 0
    (workbook,) = automations("plan", "ny.xlsx", *ON, "--json").json["workbooks"]
    tabs = {tab["recognised_as"]: tab for tab in workbook["tabs"]}
    assert tabs["members"]["rows"] == 2
    assert tabs["candidates"]["rows"] == 1


def test_a_workbook_that_the_job_has_written_in_can_be_taken_over(automations, book):
    path = book()
    automations("run", path, *ON)
    ended = automations("new", "ny.xlsx", "--from", path)
    assert ended.code == 0
    assert "Oppgaver" in ended.err
    (workbook,) = automations("plan", "ny.xlsx", *ON, "--json").json["workbooks"]
    assert {tab["recognised_as"]: tab["rows"] for tab in workbook["tabs"]}["members"] == 2


def test_what_is_not_recognised_is_taken_over_as_it_is_and_said(automations):
    (automations.folder / "egne.csv").write_text("Hvem;Ringes\nPer Test;etter jul\n", "utf-8")
    ended = automations("new", "ny.xlsx", "--from", "egne.csv", *ON)
    assert ended.code == 3
    assert "egne" in ended.err
    from openpyxl import load_workbook

    rows = list(load_workbook(automations.folder / "ny.xlsx")["egne"].iter_rows(values_only=True))
    assert rows[:2] == [("Hvem", "Ringes"), ("Per Test", "etter jul")]


@pytest.mark.parametrize(("path", "there"), [("ny.csv", False), ("bok.xlsx", True)])
def test_new_refuses_another_kind_of_file_and_one_that_is_there(automations, book, path, there):
    before = book().read_bytes()
    ended = automations("new", path)
    assert ended.code == 2
    assert path in ended.err
    assert (automations.folder / "bok.xlsx").read_bytes() == before
    assert (automations.folder / path).exists() == there


def test_checks_names_each_check_with_its_lines_and_all_its_settings(automations):
    ended = automations("checks")
    for name, check in registry().items():
        assert name in ended.out
        assert f"linje {as_ranges(check.serves)}" in ended.out
    told = automations("checks", "--json").json
    assert {entry["name"]: set(entry["settings"]) for entry in told} == {
        name: set(check.settings) for name, check in registry().items()
    }
    name, check = next(iter(registry().items()))
    one = automations("checks", name).out
    assert all(f"{setting} = " in one for setting in check.settings)
    assert automations("checks", "nonsense").code == 2


def test_explain_tells_rule_cell_facts_settings_and_history(automations, book):
    path = book()
    key = automations("run", path, "--today", "2026-05-20", "--json").json["workbooks"][0]["changes"][0][
        "key"
    ]
    ended = automations("explain", key.lower(), path, "--today", "2026-05-21")
    assert ended.code == 0
    for part in (
        "linje 36–40, 43–45",
        "celle E2",
        "joined = 3. mai 2026",
        "call_after_days = 14",
        "20. mai 2026",
    ):
        assert part in ended.out
    document = automations("explain", key, path, "--today", "2026-05-21", "--json").json
    assert document["findings"][0]["cell"] == "E2"
    assert "Kari" not in ended.out
    missing = automations("explain", "TAAAAAAAAAA", path)
    assert missing.code == 2
    assert "TAAAAAAAAAA" in missing.err


def test_explain_tells_what_became_of_a_task_and_why(automations, book):
    path = book()

    def day(on, tab=None, **typed):
        if tab:
            workbook = load_workbook(path)
            sheet = workbook[tab]
            headers = {cell.value: cell.column for cell in sheet[1]}
            for header, value in typed.items():
                sheet.cell(2, headers[header]).value = value
            workbook.save(path)
        return automations("run", path, "--today", on, "--json").json["workbooks"][0]["changes"]

    key = day("2026-05-20")[0]["key"]
    day("2026-05-21", "Medlemmer", Kontaktet="21.05.2026")
    day("2026-05-22", "Medlemmer", Kontaktet=None)
    day("2026-05-23", "Oppgaver", Status="Ferdig")
    day("2026-05-30")
    told = automations("explain", key, path, "--today", "2026-05-31")
    story = [line for line in told.out.splitlines() if ". mai 2026: " in line]
    assert story == [
        "20. mai 2026: opprettet. Det som står i arket, er slik kontrollen ser etter.",
        "21. mai 2026: løst. Det står ikke lenger slik i arket.",
        "22. mai 2026: gjenåpnet. Det var i orden, og ble funnet igjen.",
        "23. mai 2026: noen satte «Ferdig».",
        "30. mai 2026: gjenåpnet. Noen hadde satt Ferdig, men noen dager etter sto det fortsatt slik.",
    ]
    document = automations("explain", key, path, "--today", "2026-05-31", "--json").json
    assert [event["what"] for event in document["story"]] == ["created", "solved", "back", "not_done"]
    assert (document["said"], document["held"]) == ("done", False)
    run = automations("history", "--json").json[0]["run"]
    automations("undo", run, "--today", "2026-05-31")
    taken_back = automations("explain", key, path, "--today", "2026-05-31")
    assert f"automations run --again {key}" in taken_back.out
    assert "30. mai" not in taken_back.out


def test_help_names_every_command_and_loads_neither_pandas_nor_gspread(automations):
    ended = automations("--help")
    assert ended.code == 0
    assert all(f"  {command} " in ended.out for command in COMMANDS)
    code = (
        "import sys\nfrom automations.cli import group\n"
        "try:\n    group.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'gspread', 'pydantic', 'lxml', 'openpyxl', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(automations, command):
    ended = automations(command, "--help")
    assert ended.code == 0
    assert "--today" in ended.out


def test_a_workbook_that_could_not_be_finished_is_not_left_half_made(automations):
    (automations.folder / "ny.xlsx.backups").write_text("in the way")
    ended = automations("new", "ny.xlsx")
    assert ended.code == 2
    assert not (automations.folder / "ny.xlsx").exists()
