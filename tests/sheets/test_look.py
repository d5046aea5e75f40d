"""The task tab of a file as people meet it: lists, notes, a warning in our columns, and room on a laptop."""

from datetime import date

import openpyxl
import pytest

from automations.fleet import Programme, work_on
from automations.settings import load
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create
from automations.tabs import TABS

MEMBERS = NewTab("Medlemmer", rows=[("Navn", "Innmeldt", "Kontaktet"), ("Kari Moen", "03.05.2026", None)])
VOLUNTEERS = NewTab("Frivillige", rows=[("Navn", "Kommune", "Kan bidra med"), ("Åse Vik", "Halden", "ringe")])
SEEN = 1366 - 46 - 17  # a laptop's screen less the row numbers and the bar to scroll by


@pytest.fixture
def tasks(tmp_path):
    path = tmp_path / "bok.xlsx"
    create(path, [MEMBERS, VOLUNTEERS])
    work_on(open_workbook(path), Programme(load(None), date(2026, 5, 20), lambda _: "salt", write=True))
    book = openpyxl.load_workbook(path)
    return book, book["Oppgaver"]


def rules(sheet, cell):
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def test_names_to_pick_from_are_those_of_the_people_s_tabs(tasks):
    _, sheet = tasks
    (rule,) = rules(sheet, "H2")
    assert (rule.type, rule.formula1, bool(rule.showErrorMessage)) == ("list", '"Åse Vik"', False)


def test_each_header_says_what_to_write_below_it(tasks):
    _, sheet = tasks
    prompts = [rules(sheet, f"{cell.coordinate}")[0].prompt for cell in sheet[1]]
    assert len(set(prompts)) == len(TABS["tasks"].columns)
    assert prompts[8] == rules(sheet, "I2")[0].prompt


def test_whoever_types_in_a_column_of_ours_is_warned_and_may_go_on(tasks):
    _, sheet = tasks
    for column in TABS["tasks"].columns:
        letter = sheet[1][list(TABS["tasks"].by_name).index(column.name)].column_letter
        (rule,) = rules(sheet, f"{letter}5")
        assert (rule.errorStyle == "warning" and bool(rule.showErrorMessage)) == column.ours
    assert not sheet.protection.sheet


def test_what_a_volunteer_needs_is_seen_on_a_laptop_without_scrolling(tasks):
    _, sheet = tasks
    letters = "ABCDEFGHI"  # to Status
    assert sheet["I1"].value == "Status"
    assert sum(sheet.column_dimensions[letter].width * 7 + 5 for letter in letters) <= SEEN
    assert sum(column.width * 7 + 12 for column in TABS["tasks"].columns[:9]) <= SEEN
    assert sheet["C2"].alignment.wrap_text
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:O{sheet.max_row}")
