"""Whose name leaves the job's own tabs, and from which day."""

import pytest

HEADER = "Medlemsnr | Navn | Innmeldt | Velkomst sendt | Kontaktet | Kommune | Status"
KARI = "1001 | Kari Moen | 03.05.2026 | 04.05.2026 | | Halden |"
OLA = "1002 | Ola Berg | 01.01.2020 | 01.01.2020 | 02.01.2020 | Halden |"
CONTACTED, STATUS = 4, 6


def members(*rows):
    return "\n".join((HEADER, *rows))


@pytest.fixture
def book(job):
    made = job({"Medlemmer": members(KARI, OLA), "Kommunepartier": "Kommune | Leder\nHalden | Liv Lie"})
    made.run("2026-05-20")
    assert states(made) == [("Åpen", True)]
    return made


def states(book, name="Kari Moen"):
    """The state of each task, and whether its row names the person."""
    return [(task["Tilstand"], name in f"{task['Oppgave']} {task['Hvorfor']}") for task in book.tasks()]


def ring(book):
    return next(task for task in book.tasks() if task["row"] == 2)


def solved(book):
    rows = book.grids()["Oppsummering"].values()
    return next(row[1] for row in rows if row[0] == "Løst siste 30 dager")


def test_what_is_solved_keeps_its_text_while_the_person_stands_and_asks_nobody(book):
    assert ring(book)["Foreslått"] == "Liv Lie"
    book.book.type_in("Medlemmer", 2, CONTACTED, "20.5.2026")
    assert book.run("2026-05-21") == [("close", 2)]
    assert states(book) == [("Løst automatisk", True)]
    assert ring(book)["Foreslått"] is None
    assert book.run("2026-06-01") == []
    for column in range(7):
        book.book.type_in("Medlemmer", 2, column, None)
    assert book.run("2026-06-02") == [("archive", 2)]
    assert states(book) == [("Arkivert", False)]
    assert str(ring(book)["Løst dato"])[:10] == "2026-05-21"
    assert solved(book) == 1  # the work was done, whoever has left since
    assert book.run("2026-06-02") == []


@pytest.mark.parametrize("status", ["Utmeldt", "Slettes"])
def test_who_has_left_is_named_no_more_the_same_day(book, status):
    book.book.type_in("Medlemmer", 2, STATUS, status)
    assert book.run("2026-05-20") == [("archive", 2), ("create", None)]
    assert states(book) == [("Arkivert", False), ("Åpen", False)]
    assert "Slett raden" in book.tasks()[1]["Oppgave"]


def test_who_comes_back_is_named_again(book):
    book.book.type_in("Medlemmer", 2, STATUS, "Utmeldt")
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, STATUS, None)
    book.run("2026-05-21")
    assert states(book)[0] == ("Gjenåpnet", True)


@pytest.mark.parametrize("namesake", [True, False])
def test_a_namesake_s_own_row_keeps_the_name_an_office_does_not(job, namesake):
    rows = [KARI, OLA, *(["1009 | Kari Moen | 01.01.2020 | 01.01.2020 | 02.01.2020 | Moss |"] * namesake)]
    book = job({"Medlemmer": members(*rows), "Kommunepartier": "Kommune | Leder\nHalden | Kari Moen"})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, STATUS, "Utmeldt")
    assert book.run("2026-05-21")[0] == ("close" if namesake else "archive", 2)


def test_a_tab_without_its_names_or_rows_is_not_one_that_everybody_has_left(book):
    book.book.type_in("Medlemmer", 2, CONTACTED, "20.5.2026")
    book.run("2026-05-21")
    book.book.type_in("Medlemmer", 1, 1, "Kallenavnet")
    assert book.run("2026-05-22") == []
    book.book.type_in("Medlemmer", 1, 1, "Navn")
    for row in (2, 3):
        for column in range(7):
            book.book.type_in("Medlemmer", row, column, None)
    assert book.run("2026-05-23") == []
    assert states(book) == [("Løst automatisk", True)]
    assert book.run("2026-05-24", accepted=frozenset({"lost-rows"})) == [("archive", 2)]


def test_a_check_that_is_not_made_names_nobody_who_has_left(book):
    for column in range(7):
        book.book.type_in("Medlemmer", 2, column, None)
    assert book.run("2026-05-21", only=("partner_contact_missing",)) == [("archive", 2)]


def test_one_of_two_who_leaves_takes_the_text_along(job):
    book = job(
        {
            "Medlemmer": """
Medlemsnr | Navn         | Født | Telefon  | Innmeldt   | Kommune
1001      | Åse Hansen   | 1960 | 90000001 | 03.05.2016 | Halden
1002      | Aase Hanssen |      | 90000001 | 04.05.2017 | Halden
1003      | Ola Berg     | 1985 |          | 04.05.2018 | Halden
"""
        }
    )
    book.run("2026-11-23", only=("same_person_twice",))
    assert "Åse Hansen / Aase Hanssen" in ring(book)["Oppgave"]
    for column in range(6):
        book.book.type_in("Medlemmer", 3, column, None)
    assert book.run("2026-11-24", only=("same_person_twice",)) == [("archive", 2)]


DUES = """
Medlemsnr | Navn      | Innmeldt   | Ønsket aktivitetsnivå | Kontaktet  | Kontingent betalt
1001      | Kari Moen | 03.05.2019 | aktiv                 | 04.05.2025 | 2025
1002      | Ola Berg  | 03.05.2019 | aktiv                 | 04.09.2026 | 2026
"""


def test_who_has_not_paid_for_six_months_is_named_until_that_day(job):
    book = job({"Medlemmer": DUES})
    book.run("2026-09-29")
    assert [named for _, named in states(book)] == [True, True]  # a reminder, and a talk that is due
    book.run("2026-09-30")
    assert states(book) == [("Arkivert", False), ("Arkivert", False), ("Åpen", False)]
    assert "Slett raden" in book.tasks()[2]["Oppgave"]


def test_a_sympathiser_is_named_until_the_day_of_the_consent(job):
    book = job(
        {
            "Sympatisører": """
Navn      | E-post     | Samtykke | Samtykkedato | Interesse | Sist kontaktet
Kari Moen | k@m.no     | ja       | 03.05.2024   | stand     |
"""
        }
    )
    book.run("2026-05-02")
    assert states(book) == [("Åpen", True)]
    book.run("2026-05-03")
    assert states(book) == [("Arkivert", False), ("Åpen", False)]
