"""An organisation's own check from day to day: the same tasks and the same life as the others."""

import pytest

from automations.settings import load

CONFIG = """
[organisation]
name = "Storvik Arbeiderparti"

[[own_check]]
name = "quiet_partner"
title = "Partnere vi ikke har snakket med"
tab = "Samarbeidspartnere"
column = "Sist kontakt"
older_than_days = 60
text = "Ring {Kontaktperson} i {Organisasjon} – sist kontakt {Sist kontakt}."
who = ["Vår kontaktansvarlig", "leder"]
due_days = 21
severity = "high"
nn = { text = "Ring {Kontaktperson} i {Organisasjon}." }

[[own_check]]
name = "kind"
tab = "partners"
column = "Type"
one_of = ["AUF"]
text = "Inviter {Organisasjon} ({Type})."
"""
TABS = {
    "Samarbeidspartnere": """
        Organisasjon | Type | Kommune | Kontaktperson | Vår kontaktansvarlig | Sist kontakt
        LO i Halden  | LO   | Halden  | Nina Holm     | Liv Lie              | 3.5.2026
        AUF i Halden | AUF  | Halden  | Jon Vik       |                      | 20.11.2026
    """,
    "Kommunepartier": "Kommunenr | Kommune | Leder\n3101 | Halden | Per Aas",
}
MINE = {"own_quiet_partner"}
LAST_CONTACT = 5  # the column Sist kontakt


@pytest.fixture
def book(job, tmp_path):
    path = tmp_path / "automations.toml"
    path.write_text(CONFIG, "utf-8")
    return job(TABS, load(path))


def test_a_task_says_what_and_whose_check_it_is(book):
    assert book.run("2026-11-23", only=MINE) == [("create", None)]
    (task,) = book.tasks()
    assert task["Oppgave"] == "Ring Nina Holm i LO i Halden – sist kontakt 3. mai 2026."
    assert task["Hvorfor"] == (
        "«Sist kontakt» i Samarbeidspartnere er 3. mai 2026, og grensen er 60 dager."
        " (Egen kontroll i Storvik Arbeiderparti.)"
    )
    assert (task["Prioritet"], task["Foreslått"]) == ("Høy", "Liv Lie")
    assert (task["Gjelder"], str(task["Frist"])) == ("Samarbeidspartnere, rad 2", "2026-12-14")


def test_it_lives_as_the_others_do(book):
    book.run("2026-11-23", only=MINE)
    assert book.work("2026-11-23", only=MINE).examined.plan.empty
    book.type_task(2, "Status", "Ikke aktuelt")
    book.run("2026-11-24", only=MINE)
    assert book.tasks()[0]["Tilstand"] == "Ikke aktuelt"
    book.book.type_in("Samarbeidspartnere", 2, LAST_CONTACT, "1.6.2026")  # another day is another reason
    assert book.run("2026-11-25", only=MINE) == [("reopen", 2)]
    book.book.type_in("Samarbeidspartnere", 2, LAST_CONTACT, "25.11.2026")
    assert book.run("2026-11-26", only=MINE) == [("close", 2)]


def test_each_language_has_its_own_text_or_that_in_bokmaal(book):
    assert book.run("2026-11-23", only=MINE, language="nn") == [("create", None)]
    task = book.grids()["Oppgåver"][2]
    assert "Ring Nina Holm i LO i Halden." in task
    assert any("grensa er 60 dagar. (Eigen kontroll i Storvik" in str(cell) for cell in task)
    worked = book.work("2026-11-24", only=MINE, language="en")
    (change,) = worked.examined.plan.changes
    assert change.values["task"] == "Ring Nina Holm i LO i Halden – sist kontakt 3 May 2026."


def test_an_answer_is_told_by_its_title(book):
    book.run("2026-11-23", only={"own_kind"})
    (task,) = book.tasks()
    assert task["Oppgave"] == "Inviter AUF i Halden (AUF)."
    assert task["Hvorfor"].startswith("«Type» i Samarbeidspartnere er «AUF».")


def test_a_tab_or_a_column_that_nobody_keeps_skips_it_and_is_said(job, book):
    settings = book.settings
    other = job({"Medlemmer": "Navn | Innmeldt\nKari Moen | 1.1.2020"}, settings)
    worked = other.work("2026-11-23", only=MINE)
    assert [(item.check, item.reason) for item in worked.examined.assembled.skipped] == [
        ("own_quiet_partner", "no_tab")
    ]
    without = {"Samarbeidspartnere": "Organisasjon | Type | Kommune | Vår kontakt\nLO | LO | Halden |"}
    worked = job(without, settings).work("2026-11-23", only=MINE)
    assert [item.reason for item in worked.examined.assembled.skipped if item.reason != "uses"] == [
        "no_column"
    ]
