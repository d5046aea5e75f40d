"""Oppsummering as a coordinator reads it: figures, coverage, what was not checked, how tabs were read."""

from dataclasses import replace
from datetime import date

import pytest

from automations.checks.registry import registry
from automations.figures.workbook import Figures
from automations.model import Skipped, TabReading, Unread
from automations.plan.memory import Snapshot
from automations.plan.summary import Summary, skipped_told, summary_content
from automations.words import LANGUAGES, fill, theme

PARTIES = """
    Kommunenr | Kommune | Leder
    3101      | Halden  | Liv Lie
    3103      | Moss    | Jo Dahl
"""
PARTNERS = """
    Organisasjon | Type | Kommune | Kontaktperson | Ansvarlig hos oss | Siste kontakt
    LO Halden    | LO   | Halden  | Lo Li         | Liv Lie           | 01.05.2026
    AUF Moss     | AUF  | Moss    |               | Jo Dahl           | 01.05.2026
    AUF Halden   | AUF  | Halden  | Al Berg       | Liv Lie           | 01.05.2025
"""


def members(*places, contacted=""):
    rows = "\n".join(
        f"{1000 + i} | Navn {i}sen | 03.05.2026 | {place} | {contacted}" for i, place in enumerate(places)
    )
    return f"Medlemsnr | Navn | Innmeldt | Kommune | Kontaktet\n{rows}"


def summary_of(book):
    """The tab's rows without the blank cells at their ends, in order."""
    return list(book.grids()["Oppsummering"].values())


def figures_of(book):
    """What stands to the right of each title."""
    return {row[0]: row[1:] for row in summary_of(book)}


def below(book, heading):
    """The rows of one section."""
    rows = book.grids()["Oppsummering"]
    start = next(number for number, row in rows.items() if row[0] == heading)
    found, number = [], start + 1
    while number in rows:
        found.append(rows[number])
        number += 1
    return found


def test_it_says_when_the_job_last_ran_and_keeps_the_day_while_nothing_changes(job):
    book = job({"Kommunepartier": PARTIES, "Samarbeidspartnere": PARTNERS})
    book.run("2026-05-20")
    assert summary_of(book)[:2] == [
        ("Måltall", "Nå", "Forrige", "Endring", "Mål"),
        ("Sist kjørt", date(2026, 5, 20)),
    ]
    book.run("2026-05-22")
    assert summary_of(book)[1] == ("Sist kjørt", date(2026, 5, 22))


def test_each_municipality_is_counted_and_small_groups_are_hidden_with_what_would_reveal_them(job):
    book = job({"Medlemmer": members(*["Halden"] * 12, *["Moss"] * 7, *["Sarpsborg"] * 3)})
    book.run("2026-05-20")
    assert below(book, "Per kommune") == [
        ("Halden: Medlemmer", 12),
        ("Halden: Nye medlemmer siste 6 måneder (brutto)", 12),
        ("Halden: Nye medlemmer som venter på kontakt", 12),
        ("Moss: Medlemmer", "skjult (under 5 i en gruppe)"),
        ("Moss: Nye medlemmer siste 6 måneder (brutto)", "skjult (under 5 i en gruppe)"),
        ("Moss: Nye medlemmer som venter på kontakt", 7),
        ("Sarpsborg: Medlemmer", "skjult (under 5 i en gruppe)"),
        ("Sarpsborg: Nye medlemmer siste 6 måneder (brutto)", "skjult (under 5 i en gruppe)"),
        ("Sarpsborg: Nye medlemmer som venter på kontakt", 3),
    ]


def test_a_hidden_figure_cannot_be_found_in_the_hidden_tab_either(job):
    book = job({"Medlemmer": members(*["Halden"] * 12, *["Moss"] * 7, *["Sarpsborg"] * 3)})
    book.run("2026-05-20")
    remembered = {row[1] for row in book.grids()["_automations"].values() if row[0] == "current_figure"}
    assert "members|3101" in remembered
    assert not remembered & {"members|3103", "members|3105", "new_members|3103", "new_members|3105"}


def test_a_municipality_is_compared_with_the_last_time(job):
    book = job({"Medlemmer": members(*["Halden"] * 6, *["Moss"] * 7)})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 8, 3, "Halden")  # one moves from Moss
    book.run("2026-05-21")
    figures = figures_of(book)
    assert figures["Halden: Medlemmer"] == (7, 6, 1)
    assert figures["Moss: Medlemmer"] == (6, 7, -1)


def test_members_of_one_municipality_have_no_section_of_their_own(job):
    book = job({"Medlemmer": members(*["Halden"] * 6)})
    book.run("2026-05-20")
    assert "Per kommune" not in figures_of(book)


def test_nobody_who_waits_is_a_dash_and_the_goals_stand_at_the_end(job):
    book = job({"Medlemmer": members("Halden", contacted="04.05.2026")})
    book.run("2026-05-20")
    figures = figures_of(book)
    assert figures["Den som har ventet lengst, meldte seg inn"] == ("–",)
    assert figures["Kontaktet innen fristen, prosent"] == (100, None, None, 100)
    assert figures["Nye medlemmer som venter på kontakt"] == (0, None, None, 0)


def test_the_longest_wait_is_named_by_its_day(job):
    picture = """
        Medlemsnr | Navn | Innmeldt   | Kontaktet
        1         | A Aa | 03.05.2026 |
        2         | B Be | 02.04.2026 |
        3         | C Ce | 09.04.2026 | ikke svar
    """
    book = job({"Medlemmer": picture})
    book.run("2026-05-20")
    assert figures_of(book)["Den som har ventet lengst, meldte seg inn"] == (date(2026, 4, 2),)


def test_coverage_is_a_matrix_of_municipalities_and_kinds(job):
    book = job({"Kommunepartier": PARTIES, "Samarbeidspartnere": PARTNERS})
    book.run("2026-05-20")
    assert below(book, "Dekning av samarbeidspartnere") == [
        ("Kommune", "LO", "AUF", "Interesseorganisasjoner", "Frivillige"),
        ("Halden", "i orden", "lenge siden kontakt", "mangler", "mangler"),
        ("Moss", "mangler", "uten kontaktperson", "mangler", "mangler"),
    ]
    assert below(book, "Samarbeidspartnere") == [
        ("Kommuner med kontakt: LO", 1, None, None, 2),
        ("Kommuner med kontakt: AUF", 0, None, None, 2),
        ("Kommuner med kontakt: Interesseorganisasjoner", 0, None, None, 2),
        ("Kommuner med kontakt: Frivillige", 0, None, None, 2),
        ("Organisasjoner vi har hatt kontakt med siste 6 måneder", 2),
    ]


def test_a_cell_of_the_matrix_that_nobody_judged_is_blank():
    figures = Figures(
        coverage={("3101", "lo"): "ok", ("Utopia", "auf"): "none"}, municipalities={"3101": "Halden"}
    )
    lines = [line.cells for line in summary_content(Summary(figures), "nb").lines]
    assert ("Halden", "i orden", None, None, None) in lines
    assert ("Utopia", None, "mangler", None, None) in lines


def test_a_workbook_that_was_never_run_says_so_and_figures_follow_the_order_of_their_sections():
    figures = Figures(
        values={("members", ""): 9, ("waiting", "3101"): 1, ("members", "3101"): 9, ("members", "1"): 6},
        sections={"members": ["members", "waiting"]},
        municipalities={"3101": "Halden"},
    )
    summary = Summary(figures, previous=Snapshot(date(2026, 5, 1), {("members", "3101"): 11}))
    lines = [line.cells for line in summary_content(summary, "nb").lines]
    assert lines[1] == ("Sist kjørt", None)
    assert lines[-3:] == [
        ("1: Medlemmer", 6, None, None, None),
        ("Halden: Medlemmer", 9, 11, -2, None),
        ("Halden: Nye medlemmer som venter på kontakt", 1, None, None, None),
    ]


def test_every_tab_says_how_it_was_read(job):
    picture = members("Halden", "Moss")
    book = job(
        {
            "Medlemmer": picture,
            "Kopi av Medlemmer": picture,
            "Notater": "Hei | du\nja | nei",
            "Frivillige": "Kommune | Epost\nHalden | kari@eksempel.no",
            "Tom": "|",
        }
    )
    book.run("2026-05-20")
    told = below(book, "Fanene slik de ble lest")
    assert told == [
        ("Fane", "Lest som", "Rader lest", "Rader hoppet over", "Merknad"),
        ("Medlemmer", "Medlemmer", 2, 0),
        ("Kopi av Medlemmer", None, 0, 0, "Kopi, ikke lest"),
        ("Notater", None, 0, 0, "Ingen kjent overskriftsrad, ikke lest"),
        ("Frivillige", "Frivillige", 1, 0, "Mangler: Navn"),
        ("Tom", None, 0, 0, "Tom"),
    ]
    book.run("2026-05-21")  # by now the job's own tabs are there, and they are not among them
    assert below(book, "Fanene slik de ble lest") == told


def test_a_tab_that_could_not_be_read_is_named_and_its_checks_are_not_made(job):
    book = job({"Medlemmer": members("Halden"), "Kommunepartier": PARTIES})
    book.run("2026-05-20")
    there = book.book.read
    book.book.read = lambda: replace(
        there(),
        grids=tuple(grid for grid in there().grids if grid.tab != "Medlemmer"),
        unread=(Unread("Medlemmer", "broken"),),
    )
    tasks = book.tasks()
    book.run("2026-05-21")
    assert ("Medlemmer", None, 0, 0, "Kunne ikke leses") in below(book, "Fanene slik de ble lest")
    told = dict(row[:2] for row in below(book, "Ikke kontrollert"))
    assert told["Nye medlemmer som ikke er fulgt opp"] == (
        "Fanen Medlemmer kunne ikke leses. Oppgavene står som før."
    )
    assert [t for t in book.tasks() if t["Gjelder"].startswith("Medlemmer")] == [
        t for t in tasks if t["Gjelder"].startswith("Medlemmer")
    ]


def test_a_check_whose_tab_is_not_kept_is_not_made(job):
    book = job({"Kommunepartier": PARTIES})
    book.run("2026-05-20")
    what, why = below(book, "Ikke kontrollert")[0][:2]
    assert what == "Faner som ikke er i bruk"
    assert why.startswith("Arbeidsboka har ikke Medlemmer, ")
    assert why.endswith(" er ikke gjort.")


def test_a_tab_that_lost_its_most_needed_column_is_said_with_its_name(job):
    book = job({"Kommunepartier": PARTIES, "Frivillige": "Kommune | Epost\nHalden | kari@eksempel.no"})
    worked = book.work("2026-05-20")
    assert [tab.tab for tab in worked.unused_tabs] == ["Frivillige"]
    assert worked.incomplete


def test_a_stage_no_column_is_kept_for_is_said_once(job):
    book = job({"Medlemmer": members("Halden")})
    book.run("2026-05-20")
    sentences = [row[1] for row in below(book, "Ikke kontrollert")]
    assert sentences.count("Arket mangler Tilbud gitt, så det trinnet er ikke vurdert.") == 1
    assert not any("Kontaktet" in sentence for sentence in sentences)


def test_tabs_that_would_have_helped_are_named(job):
    book = job({"Samarbeidspartnere": "Organisasjon | Type | Kommune\nLO Halden | LO | Halden"})
    book.run("2026-05-20")
    told = [row[1] for row in below(book, "Ikke kontrollert") if row[0] == "Kontakt med samarbeidspartnere"]
    assert told == [
        "Arket mangler Kontaktperson, så det trinnet er ikke vurdert.",
        "Arket mangler Vår kontaktansvarlig, så det trinnet er ikke vurdert.",
        "Arket mangler Sist kontakt, så det trinnet er ikke vurdert.",
        "Fanen Kommunepartier finnes ikke. Kommunene er hentet fra fanen med samarbeidspartnere.",
    ]
    told = [row[1] for row in below(book, "Ikke kontrollert") if row[0] == "Forslag til hvem"]
    assert told == ["Arbeidsboka har ikke Tillitsverv, så noe kan mangle i forslagene."]


SKIPPED = {
    "no_tab": {"kinds": ["members"]},
    "tab_gone": {"kinds": ["members"]},
    "unread": {"tabs": "Ark1"},
    "missing_column": {"kinds": ["members"], "column_names": ["joined", "name"]},
    "no_column": {"kinds": ["members"], "column_names": ["dues_paid", "last_invited"]},
    "lost_rows": {"tabs": "Ark1, Ark2"},
    "stage": {"kinds": ["members"], "column_names": ["offer_given"]},
    "no_local_parties": {},
    "uses": {"kinds": ["local_parties", "officers"]},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", SKIPPED)
def test_every_reason_is_a_sentence_with_the_names_of_its_tabs_and_columns(reason, language):
    facts = SKIPPED[reason]
    ((_, said),) = skipped_told([Skipped("new_member_not_followed_up", reason, facts)], registry(), language)
    assert said.endswith(".")
    assert not set("{}[]_") & set(said)
    for name in (facts["tabs"].split(", ")) if "tabs" in facts else ():
        assert name in said
    kinds = facts.get("kinds", ())
    names = [fill(language, f"tabs.{kinds[0]}.columns.{name}") for name in facts.get("column_names", ())]
    assert ", ".join(names) in said
    if reason != "stage":
        for kind in kinds:
            assert fill(language, f"tabs.{kind}.title") in said


def test_every_reason_has_its_words_in_the_test_above():
    assert set(theme("nb", "summary")["skipped"]) - {"not_kept", "columns_not_kept", "suggestions"} == set(
        SKIPPED
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_tab_speaks_one_language(job, language):
    tabs = {
        "Medlemmer": members(*["Halden"] * 9, *["Moss"] * 2),
        "Kommunepartier": PARTIES,
        "Samarbeidspartnere": PARTNERS,
        "Kandidatliste": "Plass | Navn | Kjønn\n1 | Kari Moen | K\n2 | Ola Berg | M",
        "Notater": "Hei | du\nja | nei",
    }
    book = job(tabs)
    worked = book.work("2026-05-20", language=language)
    (content,) = [sheet for sheet in worked.examined.plan.sheets if sheet.kind == "summary"]
    assert content.title == fill(language, "tabs.summary.title")
    said = [cell for line in content.lines for cell in line.cells if isinstance(cell, str)]
    assert not [text for text in said if "{" in text]
    sections = [line.cells[0] for line in content.lines if line.style == "section"]
    names = (
        "tasks",
        "members",
        "growth",
        "local_parties",
        "lists",
        "partners",
        "municipality",
        "coverage",
        "skipped",
        "tabs",
    )
    assert sections == [fill(language, f"summary.section.{name}") for name in names]
    assert fill(language, "summary.figure.covered", kind=fill(language, "summary.kind.voluntary")) in said


def test_a_tab_that_lacks_columns_says_which_in_the_reader_s_language():
    tab = TabReading("Ark1", "members", 3, missing=("joined",))
    lines = summary_content(Summary(Figures(), tabs=[tab]), "en").lines
    assert lines[-1].cells == ("Ark1", "Members", 3, 0, "Missing: Joined")
    assert [line.style for line in lines[-3:]] == ["section", "header", "figure"]


def test_the_summary_names_nobody(job):
    book = job({"Medlemmer": members("Halden", "Moss"), "Kommunepartier": PARTIES})
    book.run("2026-05-20")
    told = " ".join(str(cell) for row in summary_of(book) for cell in row)
    assert not [name for name in ("0sen", "1sen", "Liv", "Dahl") if name in told]
