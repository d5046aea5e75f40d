"""People's own tabs and columns that look like the job's, and a change of language."""

from datetime import date, timedelta

import pytest

ON = date(2026, 5, 20)
MEMBERS = [["Medlemsnr", "Navn", "Innmeldt", "Kontaktet"], [1001, "Kari Moen", "03.05.2026"]]


def empty_the_second_time(book, on=ON):
    book.work(on)
    again = book.work(on)
    return again.refused is not None or again.examined.plan.empty


@pytest.mark.parametrize(
    ("title", "header"),
    [("Datakvalitet", ["Problem", "Forslag", "Hvem"]), ("Oppsummering", ["Måltall", "Nå", "Mål"])],
)
def test_a_tab_of_people_s_under_a_title_of_the_job_s_is_not_written(world, title, header):
    book = world({title: [header, ["a", "b", "c"]], "Medlemmer": MEMBERS})
    book.work(ON)
    assert book.tabs[title] == [header, ["a", "b", "c"]]


def test_a_tab_of_people_s_whose_title_begins_as_one_of_the_job_s_changes_nothing(world):
    book = world({"Oppsummering 2025": [["Hva", "Tall"], ["møter", 3]], "Medlemmer": MEMBERS})
    assert empty_the_second_time(book)


def test_people_s_own_history_does_not_cost_the_job_its_own(world):
    book = world({"Historikk over laget": [["Dato", "Hva"], ["3.5.2026", "årsmøte"]], "Medlemmer": MEMBERS})
    for day in range(3):
        book.work(ON + timedelta(days=day))
    assert len(book.tabs["Historikk"]) == 4


def test_after_a_change_of_language_the_second_run_writes_nothing(world):
    book = world({"Medlemmer": MEMBERS, "Innstillinger": [["Navn", "Verdi"], ["Språk", "bokmål"]]})
    book.work(ON)
    book.type_in("Innstillinger", 1, 1, "engelsk")
    assert empty_the_second_time(book)


@pytest.mark.parametrize("header", ["Prio", "Begrunnelse", "Deadline", "Gjelder hvem"])
def test_a_column_of_one_s_own_beside_the_job_s_is_never_written(world, header):
    book = world({"Medlemmer": MEMBERS})
    book.work(ON)
    book.insert_column("Oppgaver", 0, header)
    book.work(ON + timedelta(days=1))
    assert [row[0] for row in book.tabs["Oppgaver"][1:] if row] == [None]


def test_without_one_of_the_job_s_columns_the_second_run_writes_nothing(world):
    book = world({"Medlemmer": MEMBERS})
    book.work(ON)
    book.type_in("Oppgaver", 0, 4, "Vårt eget")
    assert empty_the_second_time(book)
