"""A likely double from day to day: shown, laid aside, or gone when a row is corrected."""

import pytest

MEMBERS = """
    Medlemsnr | Navn         | Født | Telefon    | Innmeldt   | Kommune
    1001      | Åse Hansen   | 1960 | 90 00 00 01 | 03.05.2016 | Halden
    1002      | Aase Hanssen |      | +4790000001 | 04.05.2017 | Halden
    1003      | Åse Hansen   | 1985 | 90000001    | 04.05.2018 | Halden
"""
BIRTH_YEAR = 2  # the column Født


@pytest.fixture
def book(job):
    made = job({"Medlemmer": MEMBERS})
    made.run("2026-11-23", only={"same_person_twice"})
    return made


def test_both_rows_are_shown_and_why(book):
    first, second = book.tasks()
    assert first["Oppgave"] == (
        "Se om radene for Åse Hansen / Aase Hanssen gjelder samme person, og la én av dem stå."
    )
    assert first["Gjelder"] == "Medlemmer, rad 2 (og Medlemmer, rad 3)"
    assert second["Gjelder"] == "Medlemmer, rad 3 (og Medlemmer, rad 4)"
    assert "telefonnummeret er det samme" in first["Hvorfor"]
    assert first["Hvorfor"].endswith("(Grunndokumentet, linje 15–16.)")


def test_not_relevant_holds_from_day_to_day(book):
    book.type_task(2, "Status", "Ikke aktuelt")
    book.run("2026-11-24", only={"same_person_twice"})
    book.run("2027-02-01", only={"same_person_twice"})
    assert book.tasks()[0]["Tilstand"] == "Ikke aktuelt"
    book.book.type_in("Medlemmer", 3, BIRTH_YEAR, 1960)
    assert book.run("2027-02-02", only={"same_person_twice"}) == [("close", 3)]
    assert [task["Tilstand"] for task in book.tasks()] == ["Ikke aktuelt", "Løst automatisk"]


def test_the_task_closes_when_a_row_is_corrected(book):
    book.book.type_in("Medlemmer", 3, BIRTH_YEAR, 1950)
    assert book.run("2026-11-24", only={"same_person_twice"}) == [("close", 2), ("close", 3)]
    assert {task["Tilstand"] for task in book.tasks()} == {"Løst automatisk"}
