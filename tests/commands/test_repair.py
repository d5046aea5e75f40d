"""`doctor --repair` as a coordinator meets it: what is lost is shown, asked about, and set back once."""

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidationList

from automations.sheets.local.refusals import load

ON = ("--today", "2026-05-20")


@pytest.fixture
def damaged(automations, book):
    """A workbook in which somebody has emptied Hvorfor, taken the lists away and unprotected a tab."""
    path = book()
    automations("run", path, *ON)
    opened = load_workbook(path)
    tasks = opened["Oppgaver"]
    for row in range(1, tasks.max_row + 1):
        tasks.cell(row, 5).value = None
    tasks.data_validations = DataValidationList()
    opened["Oppsummering"].protection.sheet = False
    opened.save(path)
    return path


def test_doctor_alone_says_what_is_lost_and_how_it_comes_back(automations, damaged):
    before = load(damaged)
    ended = automations("doctor", damaged, *ON)
    assert ended.code == 0
    assert "i Oppgaver er disse kolonnene borte: Hvorfor." in ended.out
    assert "noe å velge i: Ansvarlig, Status, Utsatt til." in ended.out
    assert "ikke er beskyttet: Oppgaver, Oppsummering." in ended.out
    assert "Kjør «automations doctor --repair»" in ended.out
    assert load(damaged) == before


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_terminal_may_speak_another_language_than_the_sheet(automations, book, language):
    path = book()
    automations("run", path, *ON, "--language", language)
    for spoken in ("nb", "nn", "en"):
        assert "warning" not in states(
            automations("doctor", path, "--json", *ON, "--language", spoken), path.name
        )


def test_what_is_not_answered_with_yes_is_left(automations, damaged):
    before = load(damaged)
    ended = automations("doctor", damaged, "--repair", *ON, typed="n\n")
    assert "Sette tilbake det som er borte, i bok.xlsx? (j/N)" in ended.err
    assert "Ingenting er satt tilbake." in ended.out
    assert load(damaged) == before


def test_what_is_lost_is_set_back_once_and_the_next_run_fills_it(automations, damaged):
    ended = automations("doctor", damaged, "--repair", *ON, typed="ja\n")
    assert ended.code == 0
    assert "bok.xlsx: det som var borte, er satt tilbake." in ended.out
    assert "fylles ved neste kjøring" in ended.out
    tasks = load_workbook(damaged)["Oppgaver"]
    assert tasks["P1"].value == "Hvorfor"
    assert tasks["P2"].value is None
    once = load(damaged)
    again = automations("doctor", damaged, "--repair", "--yes", *ON)
    assert "nedtrekkslister, forklaringer, farger og beskyttelse som de skal" in again.out
    assert load(damaged) == once
    assert automations("run", damaged, *ON).code == 0
    assert "Grunndokumentet" in load_workbook(damaged)["Oppgaver"]["P2"].value
    assert "warning" not in states(automations("doctor", damaged, "--json", *ON), damaged.name)


def states(ended, name):
    return [line["state"] for line in ended.json["lines"] if line["place"] == name]


def test_json_tells_what_was_lost_and_what_came_of_it(automations, damaged):
    lines = automations("doctor", damaged, "--repair", "--yes", "--json", *ON).json["lines"]
    codes = [line["code"] for line in lines if line["place"] == "bok.xlsx"]
    assert codes[-6:] == [
        "lost_lists",
        "lost_notes",
        "lost_protection",
        "writable",
        "set_back_file",
        "filled_later",
    ]
    assert "lost_columns" in codes


def test_a_workbook_that_somebody_has_open_is_left_and_the_code_says_so(automations, damaged):
    before = load(damaged)
    damaged.with_name(f"~${damaged.name}").write_bytes(b"")
    ended = automations("doctor", damaged, "--repair", "--yes", *ON)
    assert ended.code == 3  # as a run has it: what passes by itself
    assert "åpen" in ended.out
    assert load(damaged) == before


def test_a_list_that_is_only_read_has_nothing_to_set_back(automations):
    path = automations.folder / "medlemmer.csv"
    path.write_text("Medlemsnr;Navn;Innmeldt\n1001;Kari Moen;03.05.2026\n", "utf-8")
    ended = automations("doctor", path, "--repair", *ON)
    assert ended.code == 0
    assert "satt tilbake" not in ended.out
