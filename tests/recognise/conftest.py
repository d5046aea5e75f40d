"""Drawing a workbook as it stands in the sheet: `|` between cells, a blank line is a blank row."""

from datetime import date
from textwrap import dedent

import pytest

from automations.model import Grid, Reading
from automations.recognise import read_cell, recognise

ON = date(2026, 11, 23)


def draw_grid(tab, picture, *, hidden=False):
    """A tab drawn from its first row; rows without content are absent, as the readers leave them."""
    lines = dedent(picture).strip("\n").splitlines()
    rows = [
        (number, [cell.strip() for cell in line.split("|")]) for number, line in enumerate(lines, start=1)
    ]
    filled = [(number, cells) for number, cells in rows if any(cells)]
    return Grid(tab, [number for number, _ in filled], [cells for _, cells in filled], hidden)


class Understood:
    """What was recognised, in the form that tests ask about it."""

    def __init__(self, recognised):
        self.all = recognised
        self.tabs = recognised.tabs
        self.tab = recognised.tabs[0] if recognised.tabs else None
        self.table = next(iter(recognised.tables.values()), None)
        self.own = recognised.own
        self.problems = [(problem.source.a1, problem.code) for problem in recognised.problems]

    def column(self, name):
        return list(self.table.column(name))


@pytest.fixture(scope="session")
def grid():
    return draw_grid


@pytest.fixture(scope="session")
def read():
    """`read(tab=picture, …)` or `read(Grid, …)` → what is recognised on 23 November 2026."""

    def reading(*grids, on=ON, unread=(), **pictures):
        drawn = tuple(draw_grid(tab, picture) for tab, picture in pictures.items())
        return Understood(recognise(Reading("book", (*grids, *drawn), unread), on=on))

    return reading


@pytest.fixture(scope="session")
def cell():
    """`cell(kind, value)` → the value; `cell(kind, value, code)` asserts the problem too."""

    def one(kind, value, *, on=ON):
        return read_cell(kind, value, on=on)

    return one
