from datetime import date

import pytest

from automations.model import Grid

MAY_3 = date(2026, 5, 3)


def test_section_sum_header_and_blank_rows_are_skipped_and_counted(read):
    found = read(
        Medlemmer="""
        Medlemsnr     | Navn  | Innmeldt
        — Sentrum —   |       |
        m-1           | Kari  | 3.5.26

        Medlemsnr     | Navn  | Innmeldt
        m-2           | Ola   | 3.5.26
        Totalt 43     |       |
        """
    )
    assert found.column("name") == ["Kari", "Ola"]
    assert list(found.table.rows) == [3, 6]
    assert (found.tab.rows, found.tab.skipped_rows) == (2, 4)
    assert found.problems == []


@pytest.mark.parametrize(
    "row",
    [
        "Totalt 43 | | |", "Sum | | | 43", " | Totalt | | 43", "SUM: | 43 | |", "I alt | | | 12",
        "Til sammen 4 | | |",
        "Totalt antall: | | | 3",
    ],
)  # fmt: skip
def test_sum_rows(read, row):
    found = read(Medlemmer=f"Medlemsnr | Navn | Innmeldt | Forsøk\nm-1 | Kari | 3.5.26 | 1\n{row}")
    assert (found.tab.rows, found.tab.skipped_rows, found.problems) == (1, 1, [])


@pytest.mark.parametrize("name", ["Summer Hansen", "Total Forvirring", "Til Lykke", "Sumaya Ali"])
def test_people_whose_names_begin_like_a_sum(read, name):
    assert read(Medlemmer=f"Medlemsnr | Navn | Innmeldt\nm-1 | {name} | 3.5.26").column("name") == [name]


@pytest.mark.parametrize(
    "text", ["— Sentrum —", "== Øst ==", "Halden", "Sentrum partilag", "Nord:", "* Vest", "SENTRUM"]
)
def test_section_rows(read, text):
    found = read(Medlemmer=f"Navn | Innmeldt\n{text} |\nKari N | 3.5.26")
    assert (found.column("name"), found.tab.skipped_rows) == (["Kari N"], 1)


def test_a_row_with_only_a_name_is_a_person(read):
    found = read(Medlemmer="Navn | Innmeldt\nKari Nordmann |\nOla N | 3.5.26")
    assert found.column("name") == ["Kari Nordmann", "Ola N"]


def test_a_row_with_only_a_number_is_a_row(read):
    assert read(Medlemmer="Medlemsnr | Navn | Innmeldt\nm-1 | | ").tab.rows == 1


def test_a_number_that_heads_nothing(read):
    found = read(
        Grid("Medlemmer", [1, 2, 3], [["Medlemsnr", "Navn", "Innmeldt"], ["m-1", "Kari", MAY_3], [17]])
    )
    assert found.tab.rows == 2


def test_blank_rows_are_counted_though_they_are_absent(read):
    grid = Grid(
        "Medlemmer", [3, 5, 1_048_576], [["Navn", "Innmeldt"], ["Kari N", "3.5.26"], ["Ola N", "3.5.26"]]
    )
    found = read(grid)
    assert (found.tab.rows, found.tab.skipped_rows) == (2, 1_048_576 - 3 - 2)
    assert list(found.table.rows) == [5, 1_048_576]


def test_stray_cells_outside_the_known_columns_are_no_rows(read):
    grid = Grid(
        "Medlemmer",
        [1, 2, 900_000],
        [["Navn", "Innmeldt"], ["Kari N", "3.5.26"], [None] * 40 + ["hei"]],
    )
    found = read(grid)
    assert (found.tab.rows, found.tab.skipped_rows) == (1, 0)


def test_spaces_are_nothing(read):
    found = read(Grid("Medlemmer", [1, 2, 3], [["Navn", "Innmeldt"], ["Kari N", " "], ["  ", "\u00a0"]]))
    assert (found.tab.rows, found.tab.skipped_rows) == (1, 0)
    assert found.column("joined") == [None]


def test_rows_may_be_shorter_or_longer_than_the_header(read):
    grid = Grid(
        "Medlemmer",
        [1, 2, 3],
        [["Navn", "Innmeldt", "Mobil"], ["Kari N"], ["Ola N", MAY_3, "90000000", "x", "y"]],
    )
    assert list(read(grid).table.records("name", "joined", "phone")) == [
        ("Kari N", None, None),
        ("Ola N", MAY_3, "+4790000000"),
    ]


def test_no_rows_below_the_header(read):
    found = read(Medlemmer="Medlemsnr | Navn | Innmeldt")
    assert (found.tab.rows, found.tab.skipped_rows, len(found.table)) == (0, 0, 0)
    assert found.table.has("joined")


def test_a_header_repeated_in_small_letters(read):
    found = read(
        Medlemmer="Medlemsnr | Navn | Innmeldt\nm-1 | Kari | 3.5.26\n | navn | innmeldt\nm-2 | Ola | 3.5.26"
    )
    assert found.column("member_number") == ["m-1", "m-2"]


def test_a_row_that_says_a_word_or_two_of_the_header_is_data(read):
    found = read(
        Medlemmer="Navn | Innmeldt | Kommentar | E-post\n"
        "Navn | 3.5.26 | Kommentar | a@b.no\nKari | 3.5.26 | |"
    )
    assert found.column("name") == ["Navn", "Kari"]
