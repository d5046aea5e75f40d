"""What came of a workbook that is drawn as it is typed."""

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from automations.fleet import Programme, work_on
from automations.model import Grid, Unread
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook

MEMBERS = """
    Medlemsnr | Navn      | Innmeldt   | Mobil | Velkomst sendt | Kontaktet | Tilbud gitt | Introkurs tilbudt
    1001      | Kari Moen | 03.05.2026 | 12    | 04.05.2026     |           |             |
    1002      | Ola Berg  | 04.05.2026 |       | 05.05.2026     | 06.05.26  |             |
"""

VOLUNTEERS = """
    Navn      | Kommune
    Kari Moen | Halden
"""


def _grid(tab, picture):
    rows = [
        [cell.strip() or None for cell in line.split("|")] for line in dedent(picture).strip().splitlines()
    ]
    return Grid(tab, range(1, len(rows) + 1), rows)


class Drawn(MemoryWorkbook):
    """A workbook of which some tabs cannot be read."""

    unread = ()

    def read(self):
        reading = super().read()
        grids = tuple(grid for grid in reading.grids if grid.tab not in self.unread)
        return replace(reading, grids=grids, unread=tuple(Unread(tab, "broken") for tab in self.unread))


@pytest.fixture
def book():
    """`book({"Medlemmer": picture})` → the workbook; without any, one with one new member to call."""
    return lambda tabs=None, name="bok": Drawn(
        name, [_grid(tab, picture) for tab, picture in (tabs or {"Medlemmer": MEMBERS}).items()]
    )


@pytest.fixture
def half_read(book, work):
    """A workbook that was worked on, and of whose two tabs one can be read no more."""
    its = book({"Medlemmer": MEMBERS, "Frivillige": VOLUNTEERS})
    work(its)
    its.unread = ("Medlemmer",)
    return its


@pytest.fixture
def work():
    """`work(book, on="2026-05-20", write=True)` → what came of it."""

    def on_it(book, on="2026-05-20", *, write=True, settings=None, **asked):
        programme = Programme(
            settings or load(None), date.fromisoformat(on), lambda _: "salt", write=write, **asked
        )
        return work_on(book, programme)

    return on_it
