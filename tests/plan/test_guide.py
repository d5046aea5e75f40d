"""Les meg: made once, written anew only when it says something else, and never over a tab of people's."""

import pytest

from automations.model import Recognised
from automations.plan.guide import guide_content
from automations.words import LANGUAGES

MEMBERS = """
    Medlemsnr | Navn      | Innmeldt
    1001      | Kari Moen | 03.05.2026
"""


def kinds(worked):
    return [sheet.kind for sheet in worked.examined.plan.sheets]


def test_it_is_made_with_the_first_tasks_and_left_alone_from_then_on(job):
    book = job({"Medlemmer": MEMBERS})
    assert "guide" in kinds(book.work("2026-05-20"))
    assert kinds(book.work("2026-05-20")) == []
    assert "guide" not in kinds(book.work("2026-05-21"))
    assert book.grids()["Les meg"][1] == (
        "Slik bruker dere dette arket",
        "Skrevet av jobben: det som endres på denne siden, blir borte",
    )


def test_a_workbook_from_before_gets_it_with_the_next_write_and_no_write_for_its_sake(job):
    book = job({"Medlemmer": MEMBERS})
    book.work("2026-05-20")
    book.book.remove("Les meg")
    assert book.work("2026-05-20").examined.plan.empty
    assert "guide" in kinds(book.work("2026-05-21"))
    assert "Les meg" in book.grids()


def test_what_somebody_writes_over_it_is_put_right_with_the_next_write(job):
    book = job({"Medlemmer": MEMBERS})
    book.work("2026-05-20")
    before = book.grids()["Les meg"]
    book.book.type_in("Les meg", 3, 1, "hei")
    assert "guide" in kinds(book.work("2026-05-21"))
    assert book.grids()["Les meg"] == before


@pytest.mark.parametrize("rows", ["Husk | møte tirsdag", "Navn | Innmeldt"])
def test_a_tab_of_people_s_under_its_title_stays_theirs(job, rows):
    book = job({"Les meg": rows, "Medlemmer": MEMBERS})
    theirs = book.grids()["Les meg"]
    book.run("2026-05-20")
    assert book.grids()["Les meg"] == theirs
    assert "Les meg (oppgavejobben)" in book.grids()
    assert kinds(book.work("2026-05-20")) == []
    assert "guide" not in kinds(book.work("2026-05-21"))


def test_another_language_writes_it_anew_where_it_stands(job):
    book = job({"Medlemmer": MEMBERS, "Innstillinger": "Navn | Verdi\nSpråk | bokmål"})
    book.work("2026-05-20")
    book.book.type_in("Innstillinger", 2, 1, "nynorsk")
    assert "guide" in kinds(book.work("2026-05-21"))
    assert "Slik bruker de dette arket" in book.grids()["Les meg"][1]
    assert [tab for tab in book.grids() if tab.startswith("Les meg")] == ["Les meg"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_that_names_the_columns_as_they_are_called(language):
    lines = guide_content(Recognised("bok", {}, (), ()), language).lines
    said = " ".join(str(cell) for line in lines for cell in line.cells)
    assert "{" not in said
    assert len(lines) <= 16
    assert max(len(str(cell)) for line in lines for cell in line.cells) <= 300
    for name in {
        "nb": ("Oppgaver", "Ansvarlig", "Ikke aktuelt", "Ikke ring", "Forfalt", "Datakvalitet"),
        "nn": ("Oppgåver", "Ansvarleg", "Ikkje aktuelt", "Ikkje ring", "Forfallen", "Datakvalitet"),
        "en": ("Tasks", "Responsible", "Not relevant", "Do not call", "Overdue", "Data quality"),
    }[language]:
        assert name in said
