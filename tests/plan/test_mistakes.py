"""Mistakes that were made once."""

import pytest

from automations.errors import Refused
from automations.model import Grid
from automations.sheets.memory import MemoryWorkbook

M = """
    Medlemsnr | Navn      | Innmeldt   | Velkomst sendt | Kontaktet
    1001      | Kari Moen | 03.05.2026 | 04.05.2026     |
"""


def test_partners_of_one_row_with_and_without_a_column_can_be_ordered(job):
    partners = """
        Organisasjon | Type | Kommune | Kontaktperson | Vår kontaktansvarlig | Sist kontakt
        LO Halden    | LO   | Halden  | Lo Li         | Liv Lie           | 01.05.2026
        AUF Moss     | AUF  | Moss    |               | Jo Dahl           | 01.05.2026
        AUF Halden   | AUF  | Halden  | Al Berg       | Liv Lie           | 01.05.2025
    """
    book = job({"Samarbeidspartnere": partners})
    book.run("2026-05-20")


@pytest.mark.parametrize("language", ["en", "nn"])
def test_another_language_makes_no_second_set_of_tabs(job, language):
    book = job({"Medlemmer": M})
    book.run("2026-05-20")
    before = set(book.grids())
    book.run("2026-05-21", language=language)
    assert set(book.grids()) == before
    assert book.work("2026-05-21", language=language).examined.plan.empty


def test_missing_columns_are_named_in_the_reader_s_language_and_all_of_them(job):
    book = job({"Sympatisører": "Navn | Kommune\nKari Moen | Halden"})
    book.run("2026-05-20")
    told = [row[2] for n, row in book.grids()["Datakvalitet"].items() if n > 1]
    assert "Fanen mangler en kolonne som trengs: Samtykkedato." in told
    assert "Fanen mangler en kolonne som trengs: Samtykke." in told


def test_a_check_that_is_not_made_gives_no_figure_of_its_verdicts(job):
    rows = "".join(f"\n{i} | Ola Berg{i} | M | Halden" for i in (1, 2, 3))
    lists = f"Plass | Navn | Kjønn | Kommune{rows}"
    book = job({"Medlemmer": M, "Kandidatliste": lists})

    def balanced():
        return [r[1] for r in book.grids()["Oppsummering"].values() if r[0] == "Lister i balanse"]

    book.run("2026-05-20")
    assert balanced() == [0]
    book.run("2026-05-21", only={"new_member_not_followed_up"})
    assert balanced() == [0]


@pytest.mark.parametrize("header", ["ID", None])
def test_a_task_tab_that_nobody_would_know_again_is_not_made_anew(job, header):
    book = job({"Medlemmer": M})
    book.run("2026-05-20")
    tabs = [
        Grid("Gjøremål" if g.tab == "Oppgaver" else g.tab, g.numbers, g.cells, g.hidden)
        for g in book.book.read().grids
    ]
    book.book = MemoryWorkbook("bok", tabs)
    book.book.type_in("Gjøremål", 1, 0, header)
    with pytest.raises(Refused) as caught:
        book.run("2026-05-21")
    assert (caught.value.code, caught.value.facts["tab"]) == ("errors.no_task_id", "Gjøremål")


def test_a_tab_of_people_s_own_called_oppgaver_is_theirs(job):
    book = job({"Medlemmer": M, "Oppgaver": "Hva | Hvem\nKake | Kari"})
    with pytest.raises(Refused) as caught:
        book.run("2026-05-20")
    assert caught.value.code == "errors_local.tab_taken"


def test_whole_figures_stay_whole_from_day_to_day(job):
    book = job({"Medlemmer": M})
    book.run("2026-05-20")
    book.run("2026-05-21")
    (members,) = [r for r in book.grids()["Oppsummering"].values() if r[:2] == ("Medlemmer", 1)]
    assert [type(value) for value in members[1:4]] == [int, int, int]


def test_a_word_in_capitals_is_not_taken_for_a_task_s_key(job):
    book = job({"Medlemmer": M, "Notater": "Overskrift\nTILLITSVALG"})
    book.run("2026-05-20")
    book.book = MemoryWorkbook("bok", [g for g in book.book.read().grids if g.tab != "Oppgaver"])
    assert book.run("2026-05-21") == [("create", None)]
