"""The letter to a person at a terminal."""

import re

import click
import pytest

from automations.errors import Refused
from automations.fleet import Worked
from automations.model import Receipt
from automations.report.plan import plan_told
from automations.report.text import letter, refusals, sentence
from automations.settings import load
from automations.words import LANGUAGES

CALLED = 5


def told(worked, *, wrote=True, language="nb"):
    return click.unstyle(letter(worked, language, wrote=wrote)).splitlines()


def test_it_says_what_was_read_found_and_written(book, work):
    lines = told(work(book()))
    skipped = [line for line in lines if " har ikke " in line]
    assert [line for line in lines if line not in skipped] == [
        "bok",
        "  Medlemmer: lest som Medlemmer, 2 rader, 0 hoppet over.",
        "  Nye medlemmer som ikke er fulgt opp: 1 funn.",
        "  Kontroller uten funn: 3.",
        "  Celler som ikke kunne leses, eller bør ses på: 1.",
        "  Skrev i Oppgaver: 1 nye.",
        "  Faner skrevet: Oppgaver, Oppsummering, Datakvalitet, Historikk, Les meg.",
    ]
    assert [line.partition(":")[0].strip() for line in skipped] == [
        "Faner som ikke er i bruk",
        "Forslag til hvem",
        "Kolonner som ikke er i bruk",
    ]


def test_a_plan_says_what_it_would_have_written(book, work):
    lines = told(work(book(), write=False), wrote=False)
    assert lines[-2:] == [
        "  Ville skrevet i Oppgaver: 1 nye.",
        "  Faner som ville blitt skrevet: Oppgaver, Oppsummering, Datakvalitet, Historikk, Les meg.",
    ]


def test_a_second_run_has_nothing_to_write(book, work):
    its = book()
    work(its)
    assert told(work(its))[-1] == "  Ingenting å skrive: arbeidsboka er slik den skal være."


def test_the_job_s_own_tabs_are_not_listed_as_read(book, work):
    its = book()
    work(its)
    assert not [line for line in told(work(its)) if "lest som Oppgaver" in line or "_automations" in line]


def test_a_tab_nobody_knows_is_said_not_to_be_read(book, work):
    lines = told(work(book({"Frivillige": "Navn | Kommune\nKari Moen | Halden", "Notater": "Hei | du"})))
    assert lines[1:3] == [
        "  Frivillige: lest som Frivillige, 1 rader, 0 hoppet over.",
        "  Notater: ikke lest.",
    ]


def test_each_kind_of_change_is_counted(book, work):
    its = book()
    work(its)
    its.type_in("Medlemmer", 2, CALLED, "20.5.26")
    assert "  Skrev i Oppgaver: 1 løst." in told(work(its, "2026-05-21"))
    its.type_in("Medlemmer", 2, CALLED, None)
    its.type_in("Medlemmer", 3, CALLED, None)
    assert "  Skrev i Oppgaver: 1 nye, 1 gjenåpnet." in told(work(its, "2026-05-22"))


def test_a_quiet_day_tells_of_tabs_only(book, work):
    its = book()
    work(its)
    lines = told(work(its, "2026-05-21"))
    assert lines[-1] == "  Faner skrevet: Oppsummering, Historikk."
    assert not [line for line in lines if "i Oppgaver" in line]


def test_what_is_held_back_is_said(book, work):
    settings = load(None)
    settings = settings.model_copy(update={"job": settings.job.model_copy(update={"new_tasks_per_run": 0})})
    assert told(work(book(), settings=settings))[-1] == "  Holdt tilbake til senere dager: 1 nye oppgaver."


def test_the_backup_is_named(book, work):
    done = work(book())
    done = Worked(done.name, done.examined, Receipt(1, 1, "bok.xlsx.backups/1.xlsx"))
    assert told(done)[-1] == "  Sikkerhetskopi: bok.xlsx.backups/1.xlsx."


def test_a_refusal_while_writing_does_not_say_that_it_was_written(book, work):
    done = work(book(), write=False)
    done = Worked(done.name, done.examined, None, Refused("errors.nothing_known", place="bok"))
    assert not [line for line in told(done) if "Skrev" in line]


def test_a_workbook_that_was_not_read_is_its_name():
    assert told(Worked("bok", refused=Refused("errors.nothing_known", place="bok"))) == ["bok"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_names_nobody_and_is_filled_in_each_language(book, work, language):
    text = "\n".join(told(work(book(), language=language), language=language))
    assert not re.search(r"[{}]|Kari|Moen|None", text)


# ---- refusals


def test_a_refusal_is_a_sentence_with_place_and_figures(book, work):
    rows = "\n".join(f"{i} | Navn {i}sen | 03.05.2026 | 4.5.2026 |" for i in range(1000, 1012))
    its = book({"Medlemmer": f"Medlemsnr | Navn | Innmeldt | Velkomst sendt | Kontaktet\n{rows}"})
    work(its)
    for row in range(2, 10):
        its.type_in("Medlemmer", row, 4, "ja")
    (said,) = refusals([work(its, "2026-05-21")], "nb")
    assert said.startswith("bok: kjøringen ville lukket 8, gjenåpnet 0 og arkivert 0 av 12 oppgaver (67 %")
    assert "grensen er 30 %" in said


def test_a_tab_that_could_not_be_read_is_said_and_what_to_do(half_read, work):
    (said,) = refusals([work(half_read, "2026-05-21")], "nb")
    assert said.startswith("bok: fanen Medlemmer kunne ikke leses")
    assert said.endswith("Åpne og lagre fila på nytt.")


def test_a_tab_that_lacks_what_it_is_about_is_said_with_the_column(book, work):
    its = book({"Frivillige": "Kommune | Epost\nHalden | a@eksempel.no", "Sympatisører": "Navn\nKari Moen"})
    assert list(refusals([work(its)], "nb")) == [
        "bok: fanen Frivillige mangler Navn, så den ble ikke brukt. Skriv overskriften i fanen."
    ]


def test_nothing_is_said_where_nothing_is_wrong(book, work):
    assert list(refusals([work(book())], "nb")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_filled_in_each_language(language):
    refused = Refused("errors.own_tab_unread", place="bok", tab="Ark 1")
    said = sentence(refused, language)
    assert said.startswith("bok: ")
    assert "Ark 1" in said
    assert "{" not in said


def test_a_plan_is_told_tab_by_tab_with_old_and_new_and_without_names(book, work):
    its = book()
    lines = list(plan_told(work(its, write=False), "nb"))
    assert lines[:2] == ["  Oppgaver", "    Nye: 1"]
    assert re.fullmatch(
        r"      T[A-Z2-7]+  Nye .* fulgt opp \(Medlemmer, rad 2\); Prioritet \w+; Frist .* 20\d\d", lines[2]
    )
    assert lines[-2].startswith("  Historikk: 2 nye linjer, 0 endrede, 0 borte")
    assert lines[-1].startswith("  Les meg: ")
    assert not [line for line in lines if "Kari" in line or "Moen" in line]
    work(its)
    assert list(plan_told(work(its, write=False), "nb")) == []
