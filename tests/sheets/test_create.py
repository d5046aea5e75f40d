from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date

import openpyxl
import pytest

from automations.errors import Refused
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create, workbook_bytes

TABS = [
    NewTab(
        "Medlemmer",
        ("Navn", "Kjønn", "Innmeldt", "Telefon"),
        (30, 8),
        {1: ("K", "M"), 2: ("x" * 200, "y" * 60), 3: ("a,b",)},
        [("Kari", "K", date(2026, 5, 3), 41234567.0), ("=1+1", None, "3. mai", "01234567")],
        {2: "Skriv dag, måned og år"},
    ),
    NewTab("Lister", rows=[("Kandidatliste Ås",), (), ("Plass", "Navn"), (1, "Kari")], header_row=3),
    NewTab("medlemmer"),
    NewTab("a/b:c*[d]" + "x" * 40),
]


def test_a_new_workbook_holds_the_tabs_as_given(tmp_path, craft):
    path = tmp_path / "ny.xlsx"
    create(path, TABS)
    grids = {g.tab: craft.shown(g) for g in open_workbook(path).read().grids}
    assert list(grids) == ["Medlemmer", "Lister", "medlemmer 2", "a b c  d " + "x" * 22]
    assert grids["Medlemmer"][2] == ["Kari", "K", date(2026, 5, 3), 41234567]
    assert grids["Medlemmer"][3] == ["=1+1", None, "3. mai", "01234567"]
    assert grids["Lister"] == {1: ["Kandidatliste Ås"], 3: ["Plass", "Navn"], 4: [1, "Kari"]}


def test_it_is_ready_to_type_in(tmp_path):
    path = tmp_path / "ny.xlsx"
    create(path, TABS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(path)
    sheet = book["Medlemmer"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert sheet.auto_filter.ref == "A1:D3"
    assert 30 <= sheet.column_dimensions["A"].width < 31
    rules = {str(v.sqref): (v.type, v.formula1, v.prompt) for v in sheet.data_validations.dataValidation}
    assert rules == {
        "B2:B1002": ("list", '"K,M"', None),
        "C2:C1002": (None, None, "Skriv dag, måned og år"),
    }
    assert book["Lister"].freeze_panes == "A4"
    assert book["Lister"].auto_filter.ref == "A3:B4"


def test_the_same_tabs_make_the_same_bytes():
    assert workbook_bytes(TABS) == workbook_bytes(TABS)


def test_what_is_there_is_never_written_over(tmp_path):
    path = tmp_path / "ny.xlsx"
    path.write_bytes(b"noens")
    with pytest.raises(Refused) as refused:
        create(path, TABS)
    assert refused.value.code == "errors_local.already_there"
    assert path.read_bytes() == b"noens"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Refused) as refused:
        create(tmp_path / "borte" / "ny.xlsx", TABS)
    assert refused.value.code == "errors_local.no_such_folder"


def test_no_clock_has_a_say_in_the_bytes():
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(TABS))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_are_as_high_as_their_wrapped_text(tmp_path):
    path = tmp_path / "ny.xlsx"
    create(path, [NewTab("A", ("x",), (20,), rows=[("kort",), ("ord " * 15,), ("a\nb\nc",)])])
    heights = openpyxl.load_workbook(path)["A"].row_dimensions
    assert [heights[row].height for row in (2, 3, 4)] == [None, 45, 45]
