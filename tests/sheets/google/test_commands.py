"""What a coordinator does at the command line with spreadsheets of Google's: real processes, real HTTP."""

import json
import os
from datetime import date

import pytest
from google_job import TABS
from sheets.google.conftest import ROBOT
from sheets_on_loopback import Behaviour, people

ID = "a" * 30
URL = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0"
FOLDER = "f" * 30


@pytest.fixture
def automations(service, tmp_path, process):
    def call(*arguments, code=0, **environment):
        surroundings = {**os.environ, "AUTOMATIONS_CONFIG": "", "SHEETS_EMULATOR_HOST": service.host}
        ended = process(*arguments, cwd=tmp_path, env={**surroundings, **environment})
        assert "Traceback" not in ended.stderr, ended.stderr
        assert ended.returncode == code, (ended.stdout, ended.stderr)
        return ended

    call.folder = tmp_path
    return call


def test_new_makes_an_empty_shared_spreadsheet_ready(service, automations):
    book = service.add(ID)
    book.add_sheet("Ark1")
    automations("new", URL)
    titles = [sheet.title for sheet in book.sheets]
    assert titles[:2] == ["Les meg", "Medlemmer"]
    assert {"Kandidatliste", "Oppgaver", "Oppsummering", "_automations", "Ark1"} <= set(titles)
    assert (book.locale, book.zone) == ("nb_NO", "Europe/Oslo")
    members = book.sheet("Medlemmer")
    header = {cell.value: cell for cell in members.rows[0]}
    assert "03.05.2026" in header["Innmeldt"].note
    assert any(cell.validation for cell in members.rows[1])
    assert all(book.sheet(title).protections for title in ("Oppgaver", "Oppsummering", "_automations"))
    assert "Ark1" not in automations("plan", URL, "--json").stderr
    assert "finnes" not in automations("new", URL, code=3).stdout  # it holds something now


def test_plan_foretells_what_run_then_costs(service, automations):
    book = service.add(ID)
    for title, rows in TABS.items():
        book.add_sheet(title, rows)
    planned = json.loads(automations("plan", URL, "--json", "--today", "2026-06-01").stdout)
    assert planned["forecast"] == {"reads": 2, "writes": 1, "seconds": 0}
    assert planned["workbooks"][0]["requests"] == {"reads": 1, "writes": 0}
    assert (
        "2 om å lese, 1 om å skrive. Det tar under ett minutt."
        in automations("plan", URL, "--today", "2026-06-01").stdout
    )
    ran = json.loads(automations("run", URL, "--json", "--today", "2026-06-01").stdout)
    assert ran["workbooks"][0]["requests"] == {"reads": 2, "writes": 1}
    assert "Google: 1 om å lese, 0 om å skrive." in automations("run", URL, "--today", "2026-06-01").stdout
    again = json.loads(automations("run", ID, "--json", "--today", "2026-06-01").stdout)
    assert again["workbooks"][0]["requests"] == {"reads": 1, "writes": 0}
    assert again["workbooks"][0]["changes"] == []


def test_every_spreadsheet_in_a_folder_is_worked_on_and_an_office_file_is_said(service, automations):
    for number, name in enumerate(["Halden", "Moss", "Sarpsborg"]):
        service.add(f"{number}" * 30, name, folder=FOLDER).add_sheet("Medlemmer", TABS["Medlemmer"])
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    service.add("x" * 30, "Gammel.xlsx", folder=FOLDER, mime=office)
    config = automations.folder / "oppsett.toml"
    config.write_text(f'[workbooks.fylket]\nfolder = "https://drive.google.com/drive/folders/{FOLDER}"\n')
    ended = automations("run", "--config", config, "--json", "--today", "2026-06-01", code=3)
    told = json.loads(ended.stdout)["workbooks"]
    assert [(one["name"], one["status"]) for one in told] == [
        ("Gammel.xlsx", "failed"),
        ("Halden", "ok"),
        ("Moss", "ok"),
        ("Sarpsborg", "ok"),
    ]
    assert "Lagre som Google Regneark" in ended.stderr


def test_a_saved_plan_is_carried_out_on_a_spreadsheet(service, automations):
    service.add(ID).add_sheet("Medlemmer", TABS["Medlemmer"])
    file = automations.folder / "plan.json"
    automations("plan", URL, "--out", file, "--today", "2026-06-01")
    automations("run", "--plan", file)
    assert service.shown(service.books[ID])["Oppgaver"][1][0].startswith("T")


def test_doctor_sets_back_what_is_lost_in_one_write_and_then_nothing(service, automations):
    book = service.add(ID)
    for title, rows in TABS.items():
        book.add_sheet(title, rows)
    automations("run", URL, "--today", "2026-06-01")
    tasks = book.sheet("Oppgaver")
    at = next(i for i, cell in enumerate(tasks.rows[0]) if cell.value == "Hvorfor")
    assert people.delete_column(book, book.owner, tasks, at)
    book.sheet("Oppsummering").protections.clear()
    told = automations("doctor", URL, "--today", "2026-06-01").stdout
    assert "i Oppgaver er disse kolonnene borte: Hvorfor." in told
    assert "siden de ikke er beskyttet: Oppsummering." in told
    service.log.clear()
    told = automations("doctor", URL, "--repair", "--yes", "--today", "2026-06-01").stdout
    assert "det som var borte, er satt tilbake." in told
    assert [path for method, path, _ in service.log if method == "POST"] == [
        f"/v4/spreadsheets/{ID}:batchUpdate"
    ]
    assert "Grunndokumentet" in service.shown(book)["Oppgaver"][1][at]
    service.log.clear()
    told = automations("doctor", URL, "--repair", "--yes", "--today", "2026-06-01").stdout
    assert "farger og beskyttelse som de skal" in told
    assert not [path for method, path, _ in service.log if method == "POST"]


def test_doctor_tells_how_it_stands_with_the_next_step(service, automations):
    book = service.add(ID, "Fylket")
    book.add_sheet("Medlemmer", TABS["Medlemmer"])
    book.add_sheet("Rot", [["noe", "uten"], ["mening", "her"]])
    book.link_shared = True
    before = automations("doctor", URL, "--today", "2026-06-01").stdout
    assert "alle med lenken kommer inn. Slå av" in before
    assert "jobben har ikke vært her. Kjør «automations run»" in before
    assert "Kvoten holdes: høyst 60 lesinger og 60 skrivinger i minuttet" in before
    assert "Klokken går rett" in before
    automations("run", URL, "--today", "2026-06-01")
    after = json.loads(automations("doctor", URL, "--json", "--today", "2026-06-09").stdout)
    codes = {line["code"]: line["state"] for line in after["lines"]}
    assert codes["nothing_lost"] == "fine"
    assert codes["run_long_ago"] == "warning"
    assert codes["writable"] == "fine"


def test_doctor_says_what_is_wrong_and_exits_with_3(service, automations):
    ended = automations("doctor", URL, code=3)
    assert "Google finner ikke arket" in ended.stdout


def test_doctor_looks_at_files_too(automations):
    automations("demo", ".")
    made = next(automations.folder.glob("*.xlsx"))
    assert "kan skrives" in automations("doctor", made.name, "--today", date(2026, 6, 1)).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "https://example.org/ark"), "ikke adressen til et Google-ark"),
        (("new",), "Velg én av dem"),
        (("new", URL, "--from", "x.csv"), "--from gjelder filer"),
        (("new", "--google", "Ny", "--folder", "https://example.org/x"), "mappe i Drive"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(automations, arguments, said):
    ended = automations(*arguments, code=2)
    assert said in ended.stderr


@pytest.mark.parametrize("owns", [False, True], ids=["in somebody's own drive", "in a shared drive"])
def test_a_service_account_makes_a_spreadsheet_where_it_can_own_one(service, automations, key_file, owns):
    service.behaviour = Behaviour(service_account_owns_files=owns)
    address = f"https://drive.google.com/drive/folders/{FOLDER}"
    key = {"GOOGLE_APPLICATION_CREDENTIALS": str(key_file())}
    ended = automations("new", "--google", "Ny", "--folder", address, code=0 if owns else 3, **key)
    if owns:
        (book,) = service.books.values()
        assert ROBOT in book.sheet("Oppsummering").protections[0].editors
    else:
        assert f"{ROBOT} er en tjenestekonto og kan ikke eie filer her. Lag arket selv" in ended.stderr
        assert service.books == {}


def test_doctor_sends_who_has_an_empty_spreadsheet_to_new(service, automations, key_file):
    service.add(ID, "Nytt ark", shared={ROBOT: "reader"}).add_sheet("Ark1")
    key = {"GOOGLE_APPLICATION_CREDENTIALS": str(key_file())}
    said = automations("doctor", URL, code=3, **key).stdout
    assert "Nytt ark er tomt. Kjør «automations new»" in said
    assert f"Gi {ROBOT} rollen redaktør" in said
    assert f"Google kjenner kontoen {ROBOT}. Del arkene med den" in said


def test_new_creates_one_where_the_account_may_own_it(service, automations):
    address = f"https://drive.google.com/drive/folders/{FOLDER}"
    automations("new", "--google", "Ny", "--folder", address, "--share-with", "leder@example.org")
    (book,) = service.books.values()
    assert book.shared == {"leder@example.org": "writer"}
    assert book.sheet("Medlemmer")
