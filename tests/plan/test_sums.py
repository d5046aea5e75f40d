"""What Oppsummering says is what a reader counts in the tabs: recounted here, from the cells as typed."""

import itertools
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from national import as_reading, national

from automations.fleet import Programme, work_on
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook
from automations.words import fill

ON = date(2026, 11, 26)
HALF_A_YEAR, A_YEAR = date(2026, 5, 26), date(2025, 11, 26)
TITLE = {
    kind: fill("nb", f"tabs.{kind}.title")
    for kind in ("members", "local_parties", "activities", "partners", "candidates", "training")
}


class Sheets:
    """The tabs after a run, as a reader sees them: rows as records by header."""

    def __init__(self, grids):
        self.grids = {grid.tab: grid for grid in grids}

    def rows(self, title):
        grid = self.grids[title]
        header, *rows = grid.cells
        return [dict(itertools.zip_longest(header, row[: len(header)])) for row in rows]

    def figures(self):
        """Oppsummering as title → (now, goal)."""
        found = {}
        for row in self.grids["Oppsummering"].cells:
            if len(row) > 1 and isinstance(row[1], (int, float)):
                found.setdefault(row[0], row[1])
        return found


@pytest.fixture(scope="module")
def sheets():
    book = MemoryWorkbook("bok", as_reading(national(ON, share=0.01)).grids)
    worked = work_on(book, Programme(load(None), ON, lambda _: "salt", write=True))
    assert worked.refused is None
    return Sheets(book.read().grids)


def day(cell):
    """A day as the made-up country types it."""
    if isinstance(cell, str) and cell.count(".") == 2:
        d, m, y = cell.split(".")
        return date(int(y), int(m), int(d))
    return cell if isinstance(cell, date) else None


def test_tasks_by_their_state(sheets):
    states = Counter(row["Tilstand"] for row in sheets.rows("Oppgaver"))
    figures = sheets.figures()
    assert figures["Åpne oppgaver"] == states["Åpen"] + states["Forfalt"] + states["Gjenåpnet"] > 0
    assert figures["Forfalte oppgaver"] == states["Forfalt"]
    assert figures["Løst siste 30 dager"] == states["Løst automatisk"]


def test_cells_to_look_at_are_the_rows_of_datakvalitet(sheets):
    rows = sheets.rows("Datakvalitet")
    listed = sum(row["Celle"] is not None for row in rows)
    more = [int(re.search(r"\d+", row["Problem"])[0]) for row in rows if row["Celle"] is None]
    assert sheets.figures()["Celler å se på (Datakvalitet)"] == listed + sum(more) > listed > 0


def test_members_are_those_who_have_not_left(sheets):
    rows = [row for row in sheets.rows(TITLE["members"]) if row["Status"] not in ("Utmeldt", "Slettes")]
    figures = sheets.figures()
    assert figures["Medlemmer"] == len({row["Medlemsnr"] for row in rows}) > 0
    new = [row for row in rows if (joined := day(row["Innmeldt"])) and HALF_A_YEAR <= joined <= ON]
    assert figures["Nye medlemmer siste 6 måneder (brutto)"] == len(new) > 0


def test_members_of_each_municipality_that_is_shown_are_its_rows(sheets):
    living = [row for row in sheets.rows(TITLE["members"]) if row["Status"] not in ("Utmeldt", "Slettes")]
    counted = Counter(row["Kommune"] for row in living)
    shown = {
        title.split(": ")[0]: value
        for title, value in sheets.figures().items()
        if title.endswith(": Medlemmer")
    }
    assert shown
    assert shown == {name: counted[name] for name in shown}
    assert min(shown.values()) >= 5


def test_lists_are_the_municipalities_with_candidates(sheets):
    rows = sheets.rows(TITLE["candidates"])
    assert sheets.figures()["Kandidatlister"] == len({row["Kommunenr"] for row in rows}) > 0


def test_a_kind_of_partner_is_covered_where_the_matrix_says_so(sheets):
    cells = sheets.grids["Oppsummering"].cells
    start = next(i for i, row in enumerate(cells) if row and row[0] == "Kommune" and "LO" in row)
    matrix = list(itertools.takewhile(lambda row: len(row) == len(cells[start]), cells[start + 1 :]))
    assert len(matrix) == len(sheets.rows(TITLE["local_parties"]))
    for column, kind in enumerate(cells[start][1:], 1):
        fine = sum(row[column] == "i orden" for row in matrix)
        assert sheets.figures()[f"Kommuner med kontakt: {kind}"] == fine


def test_activities_and_participants_of_a_year(sheets):
    rows = [row for row in sheets.rows(TITLE["activities"]) if (on := day(row["Dato"])) and A_YEAR < on <= ON]
    figures = sheets.figures()
    assert figures["Aktiviteter siste 12 måneder"] == len(rows) > 0
    told = sum(row["Antall deltakere"] or 0 for row in rows)
    assert figures["Deltakere på dem, til sammen"] == told > 0


def test_municipal_parties_and_what_they_have_in_order(sheets):
    rows = sheets.rows(TITLE["local_parties"])
    figures = sheets.figures()
    assert figures["Kommunepartier i lista"] == len(rows)
    with_routine = sum(row["Rutine for nye medlemmer"] == "Ja" for row in rows)
    assert figures["Kommunepartier med rutine for nye medlemmer, prosent"] == round(
        100 * with_routine / len(rows)
    )
    followed = [day(row["Sist fulgt opp"]) for row in rows]
    recently = sum(bool(on) and ON - timedelta(days=90) <= on <= ON for on in followed)
    assert figures["Kommunepartier fulgt opp i tide"] == recently
