"""The mess of real sheets, row by row, as one meets it in a tab."""

from datetime import date

from automations.model import Contact, Grid

MAY_3 = date(2026, 5, 3)


def members(read, header, *rows):
    return read(
        Medlemmer="\n".join([f"Navn | Innmeldt | {header}", *(f"Kari N | 3.5.26 | {row}" for row in rows)])
    )


def test_two_alphabets_for_one_code(read):
    found = members(read, "Kjønn", "K", "Mann", "kvinne", "woman", "unknown", "d", "w")
    assert found.column("gender") == ["woman", "man", "woman", "woman", None, "other", "woman"]
    assert found.problems == []


def test_typos_in_headers_and_in_the_names_of_branches(read):
    found = read(Kommunepartier="kummunenr | Kasserar | Sekretar\n4632 | Per | Liv")
    assert list(found.table.records("municipality_number", "municipality", "treasurer", "secretary")) == [
        ("4632", "Austrheim", "Per", "Liv")
    ]
    assert members(read, "Kommune", "AUSTRHEIM ARBEIDAPARTI").column("municipality_number") == ["4632"]


def test_comment_rows_above_the_header(read):
    notes = "\n".join(f"# linje {i} om uttrekket |  | " for i in range(8))
    found = read(Liste=f"{notes}\nPlass | Navn | Kjønn\n1 | Kari | K")
    assert (found.tab.header_row, found.tab.rows) == (9, 1)


def test_duplicate_and_blank_headers_never_stop_the_reading(read):
    found = read(Medlemmer="Navn | Navn | | | Innmeldt | Innmeldt\nKari N | Ola M | x | y | 3.5.26 | 4.5.26")
    assert (found.column("name"), found.column("joined")) == (["Kari N"], [MAY_3])
    assert sorted(found.problems) == [
        ("B1", "duplicate_header"), ("C1", "blank_header"), ("D1", "blank_header"),
        ("F1", "duplicate_header"),
    ]  # fmt: skip


def test_dates(read):
    found = members(
        read, "Sist invitert", "03.05.1965", "03-05-66", "3. mai", "3/5", "mai 26", "i går", "uke 12", "45000"
    )
    assert found.column("last_invited") == [
        date(1965, 5, 3), date(1966, 5, 3), MAY_3, MAY_3, date(2026, 5, 31), None,
        date(2026, 3, 22), date(2023, 3, 15),
    ]  # fmt: skip
    assert found.problems == [("C7", "relative_date")]


def test_a_birth_year_of_2061_is_not_mended_in_silence(read):
    found = members(read, "Fødselsår", "2061", "61")
    assert (found.column("birth_year"), found.problems) == ([None, 1961], [("C2", "future_year")])


def test_a_date_cell_and_a_date_text_are_the_same(read):
    rows = [["Navn", "Innmeldt"], ["Kari", MAY_3], ["Ola", "03.05.2026"], ["Per", 46145], ["Liv", 46145.0]]
    found = read(Grid("Medlemmer", range(1, 6), rows))
    assert found.column("joined") == [MAY_3] * 4


def test_leading_zeros(read):
    found = members(read, "Postnr | Kommunenr", "301 | 301", "0301 | 0301")
    assert list(found.table.records("postcode", "municipality_number")) == [("0301", "0301")] * 2
    found = read(
        Grid("Medlemmer", [1, 2], [["Navn", "Innmeldt", "Postnr", "Kommunenr"], ["Kari", MAY_3, 301.0, 301]])
    )
    assert list(found.table.records("postcode", "municipality_number")) == [("0301", "0301")]


def test_a_text_that_starts_with_a_digit_is_no_number(read):
    found = members(read, "Forsøk", "1. March 2011: ringte", "2")
    assert (found.column("attempts"), found.problems) == ([None, 2], [("C2", "number")])


def test_numbers_with_spaces_commas_and_hard_spaces(read):
    found = read(
        Kommunepartier="Kommunenr | Navn | Antall kommunestyreplasser\n"
        "0301 | Oslo | 1\u00a0234,00\n3101 | Halden | 12,5"
    )
    assert (found.column("council_seats"), found.problems) == ([1234, None], [("C3", "number")])


def test_order_is_not_position(read):
    found = read(A="Plass | Navn | Kjønn\n01 | A | K\n02 | B | M\n05 | C | K\n04 | D | M")
    assert list(found.table.records("place", "name")) == [(1, "A"), (2, "B"), (5, "C"), (4, "D")]


def test_names(read):
    found = read(
        Medlemmer="Navn | Innmeldt\nNilssen, Magnar | 3.5.26\n"
        "Kari   Ruud  | 3.5.26\nAnne-Lise fra Åsen | 3.5.26\n"
        "Ánne Šiŋká | 3.5.26\nHansen Per | 3.5.26"
    )
    assert found.column("name") == [
        "Magnar Nilssen",
        "Kari Ruud",
        "Anne-Lise fra Åsen",
        "Ánne Šiŋká",
        "Hansen Per",
    ]


def test_encodings(read):
    found = read(
        Medlemmer="\ufeffNavn | Innmeldt\n"
        "Bj\ufffdrn | 3.5.26\nA\u030asne | 3.5.26\nBjÃ¸rn | 3.5.26\nBjørn Ås | 3.5.26"
    )
    assert found.column("name") == ["Bj\ufffdrn", "Åsne", "Bjørn", "Bjørn Ås"]
    assert found.problems == [("A2", "broken_text")]


def test_headers_in_broken_encodings(read):
    found = read(A="Plass | Navn | KjÃ¸nn | Født | A\u030arsmøte\n1 | Kari | K | 1960 | x")
    assert found.column("gender") == ["woman"]


def test_words_for_missing(read):
    blanks = [".", "-", "?", "ukjent", "N/A", ""]
    found = members(
        read, "Kjønn | Mobil | E-post | Fødselsår | Lag | Resultat", *(" | ".join([b] * 6) for b in blanks)
    )
    for name in ("gender", "phone", "email", "birth_year", "local_branch", "result"):
        assert found.column(name) == [None] * 6
    assert found.problems == []


def test_yes_and_no(read):
    found = members(
        read, "Samtykke", "ja", "nei", "x", "✔", "USANN", "1", "j", "ja (ringt 3/5)", "nei?", "vet ikke", ""
    )
    assert found.column("consent") == [True, False, True, True, False, True, True, True, False, None, None]
    assert found.problems == [("C10", "wish")]


def test_phones(read):
    found = members(
        read,
        "Mobil",
        "+47 900 00 000",
        "0047 90000000",
        "90000000 (mobil)",
        "90000000 / 91111111",
        "hemmelig",
        "9000",
    )
    assert found.column("phone") == ["+4790000000"] * 4 + [None, None]
    assert found.problems == [("C7", "phone")]


def test_emails(read):
    found = members(
        read, "E-post", "ola@ex.no; kari@ex.no", "mailto:ola@ex.no", "ola@ex.no.", "ola@gmail,com"
    )
    assert found.column("email") == ["ola@ex.no"] * 3 + [None]
    assert found.problems == [("C5", "email")]


def test_municipalities(read):
    found = members(read, "Kommune", "Herøy", "Hábmer - Hamarøy", "Hábmer", "Oslo ", "0219")
    assert list(found.table.records("municipality", "municipality_number")) == [
        ("Herøy", None), ("Hábmer - Hamarøy", "1875"), ("Hábmer - Hamarøy", "1875"), ("Oslo", "0301"),
        ("Bærum", "3201"),
    ]  # fmt: skip
    assert found.problems == [("C2", "municipality_ambiguous")]


def test_the_same_person_twice_is_kept_twice(read):
    found = members(read, "Medlemsnr", "m-1", "m-1")
    assert (found.tab.rows, found.problems) == (2, [])


def test_formulas_that_trail_below_the_table(read):
    found = read(
        Grid("Medlemmer", [1, 2, 3, 4], [["Navn", "Innmeldt"], ["Kari N", MAY_3], ["", ""], ["", ""]])
    )
    assert (found.tab.rows, found.tab.skipped_rows) == (1, 0)
    found = members(read, "Fødselsår", "#N/A", "#REF!")
    assert (found.column("birth_year"), {code for _, code in found.problems}) == (
        [None, None],
        {"formula_error"},
    )


def test_words_that_drift_from_the_list(read):
    found = members(read, "Status", "under oppfølging", "AKTIV", "Utmeldt!", "på ferie")
    assert found.column("status") == ["in_progress", "active", "resigned", None]
    assert found.problems == [("C5", "choice")]
    assert found.all.problems[0].facts["choices"] == (
        "new", "in_progress", "active", "supporting", "moved", "resigned", "delete"
    )  # fmt: skip


def test_comments_as_data(read):
    found = members(read, "Kontaktet | Velkomst sendt", "ja (ringt 3/5) | sendt", "ikke svar x2 | x")
    assert list(found.table.records("contacted", "welcome_sent")) == [
        (Contact(done=True, on=MAY_3), Contact(done=True)),
        (Contact(done=False, attempts=2), Contact(done=True)),
    ]


def test_values_that_recalculate_between_readings_are_read_as_they_stand(read):
    rows = [["Navn", "Innmeldt", "Samtykke"], ["Kari N", MAY_3, True], ["Ola N", MAY_3, 0.0]]
    assert read(Grid("Medlemmer", range(1, 4), rows)).column("consent") == [True, False]
