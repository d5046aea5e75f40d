"""The command line as a real process, on real files."""

import json
import os
from dataclasses import dataclass

import pytest

from automations.sheets.local.create import NewTab, create


@dataclass
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def automations(tmp_path, process):
    """`automations("plan", "bok.xlsx")` in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    surroundings = {
        **os.environ,
        "AUTOMATIONS_CONFIG": "",
        "AUTOMATIONS_STATE_DIR": str(tmp_path / "state"),
        "PYTHONWARNINGS": "error",
    }

    def call(*arguments, typed="", **environment):
        ended = process(*arguments, cwd=folder, env={**surroundings, **environment}, typed=typed)
        assert "Traceback" not in ended.stderr, ended.stderr
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    call.folder = folder
    call.surroundings = surroundings
    return call


def rows(picture):
    """Draw rows as typed: `|` between cells, blank is nothing."""
    return [[cell.strip() or None for cell in line.split("|")] for line in picture.strip("\n").splitlines()]


MEMBERS = """
Medlemsnr | Navn      | Innmeldt   | Velkomst sendt | Kontaktet | Tilbud gitt | Introkurs tilbudt
1001      | Kari Moen | 03.05.2026 | 04.05.2026     |           |             |
1002      | Ola Berg  | 04.05.2026 | 05.05.2026     | 6.5.26    |             |
"""


@pytest.fixture
def book(automations):
    """`book({"Medlemmer": picture})` → the path of a workbook with those tabs."""

    def make(tabs=None, name="bok.xlsx"):
        path = automations.folder / name
        tabs = {"Medlemmer": MEMBERS} if tabs is None else tabs
        create(path, [NewTab(title, rows=rows(picture)) for title, picture in tabs.items()])
        return path

    return make
