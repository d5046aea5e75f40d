"""Datakvalitet: each cell that could not be read, with what to do and since when it has stood there."""

from datetime import date

import pytest

from automations.model import Grid, Link, OwnTab, Problem, Source
from automations.plan.quality import SHOWN_A_COLUMN, quality_content
from automations.words import LANGUAGES, theme

FIRST = date(2026, 5, 20)
LATER = date(2026, 5, 25)
PHONE = "Telefonnummeret kan ikke stemme."
MEMBERS = """
    Medlemsnr | Navn      | Mobil    | Innmeldt
    1         | Kari Moen | 12       | 03.05.2026
    2         | Ola Berg  | 90090900 | 03.05.2026
    3         | Nils Ny   | 90090901 | 03.05.2026
    4         | Liv Lie   | 90090902 | 03.05.2026
"""
MOBILE = 2


def seen(book):
    """The tab as {cell: (problem, first seen)}."""
    rows = book.grids()["Datakvalitet"]
    return {row[1]: (row[2], row[4]) for number, row in rows.items() if number > 1}


def content(problems, before=None, on=LATER):
    """The lines below the header; `before` are lines that stand in the sheet, from row 2."""
    tab = None
    if before is not None:
        rows = [("Fane", "Celle", "Problem", "Forslag", "Først sett"), *before]
        tab = OwnTab("data_quality", Grid("Datakvalitet", range(1, len(rows) + 1), rows), 1, {})
    return [line.cells for line in quality_content(problems, tab, "nb", on=on).lines[1:]]


def phone(row, tab="Medlemmer", column=MOBILE):
    return Problem(Source(tab, row, column), "phone")


def stood(cell, first, tab="Medlemmer"):
    return (tab, cell, PHONE, "…", first)


def days(lines):
    return {cells[1].text: cells[4] for cells in lines}


def test_a_cell_that_cannot_be_read_is_named_linked_and_dated(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    assert seen(book) == {"C2": (PHONE, FIRST)}
    links = list(book.book.links.values())
    assert links.count(Link("C2", Source("Medlemmer", 2, MOBILE))) == 1


def test_a_problem_keeps_its_first_day_when_people_sort_the_tab(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, MOBILE, "90090902")
    book.book.type_in("Medlemmer", 5, MOBILE, "12")
    book.run("2026-05-25")
    assert seen(book) == {"C5": (PHONE, FIRST)}


def test_a_problem_that_comes_later_has_its_own_day_and_one_that_is_mended_leaves(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 4, MOBILE, "13")
    book.run("2026-05-25")
    assert seen(book) == {"C2": (PHONE, FIRST), "C4": (PHONE, LATER)}
    book.book.type_in("Medlemmer", 2, MOBILE, "90090903")
    book.run("2026-05-26")
    assert seen(book) == {"C4": (PHONE, LATER)}


def test_a_row_that_stayed_keeps_its_day_and_the_oldest_day_that_is_left_goes_to_the_first_that_moved():
    old, older = date(2026, 3, 1), date(2026, 2, 1)
    before = [stood("C2", FIRST), stood("C3", old), stood("C4", older)]
    lines = content([phone(row) for row in (2, 10, 11, 12)], before)
    assert days(lines) == {"C2": FIRST, "C10": older, "C11": old, "C12": LATER}


@pytest.mark.parametrize(
    "before",
    [
        stood("C2", FIRST, tab="Innmeldte"),
        stood("D2", FIRST),
        ("Medlemmer", "C2", "Noe annet.", "…", FIRST),
        ("Medlemmer", "C2", PHONE, "…", None),
        ("Medlemmer",),
    ],
)
def test_another_tab_column_or_problem_lends_no_day(before):
    assert days(content([phone(3)], [before])) == {"C3": LATER}


def test_a_day_is_lent_once_only():
    assert days(content([phone(7), phone(8)], [stood("C2", FIRST)])) == {"C7": FIRST, "C8": LATER}


def test_lines_stand_by_tab_row_and_column():
    told = content([phone(9), phone(3), phone(3, column=1), phone(3, column=None), phone(30, tab="AUF")])
    assert [(cells[0], cells[1].text) for cells in told] == [
        ("AUF", "C30"),
        ("Medlemmer", "A3"),
        ("Medlemmer", "B3"),
        ("Medlemmer", "C3"),
        ("Medlemmer", "C9"),
    ]


def test_the_same_problem_of_the_same_cell_is_listed_once():
    assert len(content([phone(3), phone(3)])) == 1


def test_as_many_as_can_be_read_are_listed_without_a_count():
    told = content([phone(row) for row in range(2, 2 + SHOWN_A_COLUMN)])
    assert len(told) == SHOWN_A_COLUMN
    assert all(isinstance(cells[1], Link) for cells in told)


def test_more_alike_in_one_column_are_a_count_and_others_are_listed_all_the_same():
    many = [phone(row) for row in range(2, 2 + SHOWN_A_COLUMN + 7)]
    others = [phone(900, column=3), phone(900, tab="AUF"), Problem(Source("Medlemmer", 900, MOBILE), "email")]
    told = content([*many, *others])
    assert len(told) == SHOWN_A_COLUMN + 3 + 1
    assert told[-1] == ("Medlemmer", None, "Like problemer i samme kolonne: 7 til.")
    listed = {(cells[0], cells[1].text) for cells in told[:-1]}
    assert {("Medlemmer", "D900"), ("AUF", "C900"), ("Medlemmer", "C900"), ("Medlemmer", "C51")} <= listed
    assert ("Medlemmer", "C52") not in listed


def test_a_flood_of_problems_is_short_in_the_sheet_and_whole_in_the_figures(job):
    rows = "\n".join(f"{i} | Navn {i}sen | 12 | 03.05.2026" for i in range(1, 71))
    book = job({"Medlemmer": f"Medlemsnr | Navn | Mobil | Innmeldt\n{rows}"})
    book.run("2026-05-20")
    told = [row for number, row in book.grids()["Datakvalitet"].items() if number > 1]
    assert len(told) == SHOWN_A_COLUMN + 1
    assert told[-1][2] == "Like problemer i samme kolonne: 20 til."
    figures = {row[0]: row[1:] for row in book.grids()["Oppsummering"].values()}
    assert figures["Celler å se på (Datakvalitet)"] == (70,)
    assert book.work("2026-05-20").examined.plan.empty


def test_a_date_nobody_can_read_in_the_task_tab_is_named(job):
    members = "Medlemsnr | Navn | Innmeldt | Kontaktet\n1 | Kari Moen | 03.05.2026 |"
    book = job({"Medlemmer": members})
    book.run("2026-05-20")
    book.type_task(2, "Utsatt til", "en gang")
    book.run("2026-05-21")
    assert seen(book)["J2"] == (theme("nb", "problems")["date"]["problem"], date(2026, 5, 21))
    book.type_task(2, "Utsatt til", "01.07.2026")
    book.run("2026-05-22")
    assert "J2" not in seen(book)
    assert book.tasks()[0]["Tilstand"] == "Utsatt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_what_is_wrong_and_what_would_help(language):
    codes = [*theme(language, "problems"), "deletable", "unknown_status", "duplicate_task", "partner_kind"]
    problems = [Problem(Source("Ark", row, 0), code, {"column": "name"}) for row, code in enumerate(codes, 2)]
    lines = quality_content(problems, None, language, on=FIRST).lines
    assert len(lines[0].cells) == 5
    for line in lines[1:]:
        _, _, text, suggestion, first = line.cells
        assert text.endswith((".", "name"))
        assert suggestion.endswith(".")
        assert text != suggestion
        assert "{" not in text + suggestion
        assert first == FIRST


def test_no_content_of_a_cell_is_repeated(job):
    book = job({"Medlemmer": MEMBERS.replace("12  ", "+4799")})
    book.run("2026-05-20")
    told = " ".join(str(cell) for row in book.grids()["Datakvalitet"].values() for cell in row)
    assert "C2" in told
    assert "4799" not in told
    assert "Kari" not in told
