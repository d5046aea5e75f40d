"""LibreOffice opens what we wrote, and has everything in it after saving it anew."""

from __future__ import annotations

import shutil
import subprocess
import warnings

import openpyxl
import pytest

from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


def test_another_office_program_opens_it_with_everything_in_it(tmp_path, craft):
    path = tmp_path / "bok.xlsx"
    rows = [("Kari Prøve", "K"), ("=1+1", "M")]
    create(path, [NewTab("Det'r", ("Navn", "Kjønn"), choices={1: ("K", "M")}, rows=rows)])
    book = open_workbook(path)
    book.write(craft.first_plan(book.read().version, "T-1", "T-2"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    out = tmp_path / "ut"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    saved = out / "bok.xlsx"
    theirs = {g.tab: craft.shown(g) for g in open_workbook(saved).read().grids}
    assert theirs == {g.tab: craft.shown(g) for g in book.read().grids}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        seen = openpyxl.load_workbook(saved)
    tasks = seen["Oppgaver"]
    assert "Det''r" in tasks["D2"].hyperlink.location
    assert {v.type for v in tasks.data_validations.dataValidation} == {"list", "date"}
    assert len(tasks.conditional_formatting) == 2
    assert seen["_automations"].sheet_state == "hidden"
    assert seen["Det'r"]["A3"].data_type != "f"
