"""Every month by name, every way to say yes, and headers without Norwegian letters."""

from datetime import date

import pytest

from automations.model import Grid, Reading
from automations.recognise import read_cell, recognise

ON = date(2026, 12, 31)
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
SHORT = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"]


@pytest.mark.parametrize("names", [MONTHS, SHORT, ["sept" if name == "sep" else name for name in SHORT]])
def test_every_month_is_known_by_its_name(names):
    for number, name in enumerate(names, 1):
        assert read_cell("date", f"3. {name} 2026", on=ON) == (date(2026, number, 3), None)


@pytest.mark.parametrize("typed", ["ja", "jo", "jepp", "yes", "ja (ringt 3/5)", "jo, gjerne"])
def test_a_yes_with_a_note_is_a_yes(typed):
    assert read_cell("yes_no", typed, on=ON) == (True, None)


def test_headers_may_be_spelt_without_the_norwegian_letters():
    rows = [["Kommunenr", "Kommune", "Aarsmøtedato"], ["3101", "Halden", "3.2.2026"]]
    recognised = recognise(Reading("bok", (Grid("Kommunepartier", [1, 2], rows),)), on=ON)
    assert recognised.tables["local_parties"].column("annual_meeting_on")[0] == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("typed", "attempts"), [("ikke svar", 1), ("ikke svar, ikke svar", 2), ("ikke svar, mobilsvar", 1)]
)
def test_what_is_said_twice_has_been_tried_twice(typed, attempts):
    contact, _ = read_cell("contact", typed, on=ON)
    assert (contact.done, contact.attempts) == (False, attempts)


def test_a_tab_with_a_header_and_no_rows_is_read():
    header = Grid("Kommunepartier", [1], [["Kommunenr", "Kommune", "Leder"]])
    assert len(recognise(Reading("bok", (header,)), on=ON).tables["local_parties"]) == 0
