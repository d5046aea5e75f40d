"""What was forgotten does not come back, and nobody else is forgotten with it."""

from datetime import date

import pytest
from openpyxl import load_workbook
from traces import holding

from automations.state.database import opened
from automations.state.mailed import Mailed

DAY = ("--today", "2026-05-20")
TRACES = [b"zqxkari", b"zqxmo", b"98765432", b"zqx@"]
TABS = {
    "Medlemmer": """
Medlemsnr | Navn          | E-post | Telefon  | Innmeldt   | Velkomst sendt | Kontaktet | Kommune
1001      | Zqxkari Zqxmo | zqx@x.no | 98765432 | 03.05.2026 |              |           | Halden
1002      | Per Holm      |        |          | 04.05.2026 |                |           | Halden
""",
    "Tillitsverv": """
Verv      | Navn          | Kommune | Valgt til
Leder     | Zqxkari Zqxmo | Halden  | 01.02.2027
Nestleder | Per Holm      | Halden  | 01.02.2027
""",
    "Aktiviteter": """
Dato       | Tittel                 | Type        | Kommune | Arrangør       | Saksliste | Referat
01.05.2026 | Kaffe hos Zqxkari Zqxmo | Medlemsmøte | Halden  | Zqxmo, Zqxkari |           |
""",
}


@pytest.fixture
def state(automations):
    return automations.folder.parent / "state"


def own_traces(path, state):
    return [name for name in holding(TRACES, path, state) if name not in _peoples(path)]


def _peoples(path):
    return {f"xl/worksheets/sheet{n}.xml" for n in range(1, len(TABS) + 1)}


def written(path):
    return [row for row in load_workbook(path)["Oppgaver"].iter_rows(min_row=2, values_only=True) if row[2]]


def codes(ended):
    return {(each["tab"], each["cell"], each["code"]) for each in ended.json["workbooks"][0]["problems"]}


def test_an_office_and_a_text_lose_the_name_and_stay(automations, book, state):
    path = book(TABS)
    automations("run", path, *DAY)
    assert any("Zqxkari" in row[2] for row in written(path))
    assert any("Kaffe hos Zqxkari" in str(row) for row in written(path))
    told = automations("forget", "1001", path, *DAY, "--yes", "--json").json["workbooks"][0]
    assert {(one["tab"], one["cell"], one["whole_row"]) for one in told["left"]} >= {
        ("Medlemmer", "A2", True),
        ("Tillitsverv", "B2", False),
        ("Aktiviteter", "B2", False),
        ("Aktiviteter", "E2", False),
    }
    assert own_traces(path, state) == []
    again = automations("run", path, "--today", "2026-05-21", "--json")
    assert own_traces(path, state) == []
    assert codes(again) >= {
        ("Medlemmer", "A2", "forgotten_row"),
        ("Tillitsverv", "B2", "forgotten_name"),
        ("Aktiviteter", "B2", "forgotten_name"),
        ("Aktiviteter", "E2", "forgotten_name"),
    }
    assert any("Kaffe hos …" in str(row) for row in written(path))
    lines = load_workbook(path)["Datakvalitet"].iter_rows(values_only=True)
    assert any("Slett raden" in str(line[3]) for line in lines)


def test_a_saved_plan_does_not_bring_anybody_back_even_where_the_job_has_never_been(automations, book, state):
    path = book(TABS)
    saved = automations.folder / "plan.json"
    automations("plan", path, *DAY, "--out", saved)
    assert automations("forget", "1001", path, *DAY, "--yes").code == 0
    ended = automations("run", "--plan", saved)
    assert ended.code == 4
    assert "er endret siden planen ble laget" in ended.err
    automations("run", path, *DAY)
    assert own_traces(path, state) == []
    assert {row[3] for row in written(path)} >= {"Medlemmer, rad 3"}


def test_undo_of_every_run_brings_nobody_back(automations, book, state):
    path = book(TABS)
    for day in ("2026-05-18", "2026-05-20", "2026-06-10"):
        automations("run", path, "--today", day)
    automations("forget", "1001", path, *DAY, "--yes")
    for each in automations("history", "--json").json:
        automations("undo", each["run"], *DAY)
        assert own_traces(path, state) == []
    automations("run", path, "--today", "2026-06-11")
    assert own_traces(path, state) == []


def test_the_backups_that_name_the_person_are_named_and_left_to_people(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    automations("run", path, "--today", "2026-05-21")
    said = automations("forget", "1001", path, *DAY, "--yes").out
    folder = path.parent / f"{path.name}.backups"
    kept = sorted(backup.name for backup in folder.iterdir())
    assert len(kept) == 3
    assert [name for name in kept if name in said] == kept
    for backup in folder.iterdir():
        backup.unlink()
    sheet = load_workbook(path)
    for title in TABS:
        sheet[title].delete_rows(2)
    sheet.save(path)
    automations("run", path, "--today", "2026-05-22")
    automations("run", path, "--today", "2026-05-23")
    assert holding(TRACES, path, folder) == []
    assert "0001" not in automations("forget", "Zqxkari Zqxmo", path, *DAY, "--yes").out


def test_somebody_with_a_longer_name_is_not_forgotten_with_it(automations, book):
    path = book(
        {
            "Medlemmer": """
Medlemsnr | Navn           | Innmeldt   | Velkomst sendt | Kontaktet | Kommune
1001      | Kari Moen      | 03.05.2026 |                |           | Halden
1002      | Anne Kari Moen | 04.05.2026 |                |           | Halden
""",
            "Kommunepartier": """
Kommune | Kommunenr | Medlemsansvarlig | Leder
Halden  | 3101      | Anne Kari Moen   | Ola Berg / Kari Moen
""",
        }
    )
    automations("run", path, *DAY)
    before = {row[0]: row[2] for row in written(path) if "Anne Kari" in row[2]}
    asked = {row[0]: row[6] for row in written(path)}
    assert before
    assert "Anne Kari Moen" in asked.values()
    for _ in range(2):
        assert automations("forget", "1001", path, *DAY, "--yes").code == 0
        assert {row[0]: row[2] for row in written(path) if "Anne Kari" in row[2]} == before
        automations("run", path, *DAY)
        assert {row[0]: row[2] for row in written(path) if "Anne Kari" in row[2]} == before
        assert "Kari Moen" not in {row[6] for row in written(path)}


def test_each_forgotten_person_is_known_until_their_own_row_is_gone(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    automations("forget", "1001", path, *DAY, "--yes")
    automations("forget", "1002", path, *DAY, "--yes")
    sheet = load_workbook(path)
    sheet["Medlemmer"].delete_rows(2)  # Zqxkari, everywhere
    sheet["Tillitsverv"].delete_rows(2)
    sheet["Aktiviteter"]["B2"] = sheet["Aktiviteter"]["E2"] = None
    sheet.save(path)
    automations("run", path, "--today", "2026-05-21")
    sheet = load_workbook(path)
    sheet["Medlemmer"].append(["1001", "Zqxkari Zqxmo", None, None, "20.05.2026", None, None, "Halden"])
    sheet.save(path)
    after = automations("run", path, "--today", "2026-06-10", "--json")
    assert {
        (f["tab"], f["row"]) for f in after.json["workbooks"][0]["findings"] if f["tab"] == "Medlemmer"
    } == {("Medlemmer", 3)}
    assert ("Medlemmer", "A2", "forgotten_row") in codes(after)


def test_what_is_forgotten_twice_is_written_once(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    automations("forget", "1001", path, *DAY, "--yes")
    before = path.read_bytes()
    automations("forget", "1001", path, *DAY, "--yes")
    assert path.read_bytes() == before


def test_the_marks_of_mail_to_the_person_go_too(automations, book, state):
    path = book(TABS)
    automations("run", path, *DAY)
    with opened(state) as database:
        assert Mailed(database).mark(date(2026, 5, 20), "ZQX@x.no", "tasks")
        assert Mailed(database).mark(date(2026, 5, 20), "per@x.no", "tasks")
    automations("forget", "1001", path, *DAY, "--yes")
    with opened(state) as database:
        assert not Mailed(database).marked(date(2026, 5, 20), "zqx@x.no", "tasks")
        assert Mailed(database).marked(date(2026, 5, 20), "per@x.no", "tasks")


def test_who_has_taken_a_task_is_not_to_be_picked_again(automations, book, state):
    path = book({"Medlemmer": TABS["Medlemmer"], "Kommunepartier": "Kommune | Leder\nHalden | Liv Lie"})
    automations("run", path, *DAY)
    sheet = load_workbook(path)
    header = [cell.value for cell in sheet["Oppgaver"][1]]
    taken = sheet["Oppgaver"].cell(3, header.index("Ansvarlig") + 1)
    taken.value = "Zqxkari Zqxmo"
    sheet.save(path)
    automations("run", path, "--today", "2026-05-21")
    assert "Zqxkari" in _picked(path)
    automations("forget", "1001", path, "--today", "2026-05-21", "--yes")
    assert "Zqxkari" not in _picked(path)
    after = automations("run", path, "--today", "2026-05-22", "--json")
    assert "Zqxkari" not in _picked(path)
    assert ("Oppgaver", taken.coordinate, "forgotten_name") in codes(after)


def _picked(path):
    return str([rule.formula1 for rule in load_workbook(path)["Oppgaver"].data_validations.dataValidation])
