from datetime import date

import pytest

from automations.model import Contact, Grid, Unread

MAY_3 = date(2026, 5, 3)


def kinds(found):
    return {tab.tab: (tab.recognised_as, tab.note) for tab in found.tabs}


def test_tabs_of_one_kind_are_one_table(read):
    found = read(
        **{
            "Medlemmer 2025": "Medlemsnr | Navn | Innmeldt\nm-1 | Kari | 3.5.25",
            "2026 ny": "Navn | Mobil | Innmeldt | Medl.nr\nOla | 90000000 | 3.5.26 | m-2",
            "Kopi av Medlemmer": "Medlemsnr | Navn | Innmeldt\nm-1 | Kari | 3.5.25",
            "Copy of 2026": "Medlemsnr | Navn | Innmeldt\nm-1 | Kari | 3.5.25",
        }
    )
    assert kinds(found) == {
        "Medlemmer 2025": ("members", ""),
        "2026 ny": ("members", ""),
        "Kopi av Medlemmer": (None, "copy"),
        "Copy of 2026": (None, "copy"),
    }
    assert list(found.table.tabs) == ["Medlemmer 2025", "2026 ny"]
    assert list(found.table.records("member_number", "phone")) == [("m-1", None), ("m-2", "+4790000000")]
    assert found.table.source(1, "phone").a1 == "B2"
    assert found.table.source(0, "phone").column is None


def test_a_tab_that_could_not_be_read_is_not_an_empty_one(read):
    found = read(Grid("Tom", [], []), unread=(Unread("Medlemmer", "broken"),))
    assert kinds(found) == {"Tom": (None, "blank"), "Medlemmer": (None, "unread")}


def test_the_jobs_own_tabs_are_found_by_title_in_any_language(read):
    found = read(
        Grid("_automations", [1, 2], [["v1", "a"], ["b"]], hidden=True),
        Oppgåver="Oppgåve-ID | Prioritet | Min kolonne | Status\nt-1 | Høg | x | Ferdig\n | | eiga |",
        Summary="Last run | 2026-11-22\n\nFigure | Now | Previous\nMembers | 3 | 2",
        Datakvalitet="Fane | Celle | Problem | Forslag | Først sett\nMedlemmer | A2 | x | y | 2026-01-01",
        Historikk="Dato | Medlemmer\n2026-01-01 | 3",
    )
    assert kinds(found) == {
        "Oppgåver": ("tasks", ""),
        "Summary": ("summary", ""),
        "Datakvalitet": ("data_quality", ""),
        "Historikk": ("history", ""),
    }
    assert found.own["tasks"].letters == {"task_id": 0, "priority": 1, "status": 3}
    assert found.own["summary"].header_row == 3
    assert found.own["summary"].letters == {"figure": 0, "now": 1, "previous": 2}
    assert found.own["data_quality"].letters["first_seen"] == 4
    assert found.own["history"].letters == {"date": 0}
    assert found.own["memory"].grid.cells[0] == ["v1", "a"]
    assert found.all.tables == {}


def test_a_renamed_task_tab_is_found_by_its_headers(read):
    found = read(
        **{
            "Gjøremål for Kari": "Notat til oss\n\n"
            "Oppgave-ID | Oppgave | Status | Ny kolonne\nt-1 | Ring | | x"
        }
    )
    assert found.tab.recognised_as == "tasks"
    assert found.own["tasks"].header_row == 3


def test_a_key_that_people_have_noted_in_a_tab_of_theirs_makes_it_no_task_tab(read):
    found = read(
        Medlemmer="Navn | Innmeldt | Status | Kommentar | Oppgave-ID\nKari | 3.5.26 | Ny | | TABCDEFGH23",
        Notater="Spør Kari\nOppgave-ID\nTABCDEFGH23",
        Gjøreliste="Oppgave-ID | Oppgave | Status\nTABCDEFGH23 | Ring |",
    )
    assert [tab.recognised_as for tab in found.tabs] == ["members", None, "tasks"]
    assert found.own["tasks"].grid.tab == "Gjøreliste"
    assert len(found.all.tables["members"]) == 1


def test_a_task_tab_without_its_key_column_is_not_used(read):
    found = read(Oppgaver="Oppgave | Status | Frist\nRing | Ny | 3.5.26")
    assert (found.tab.recognised_as, found.tab.missing) == ("tasks", ("task_id",))
    assert found.own == {}


@pytest.mark.parametrize(
    "title",
    ["Kopi av 2026", "2026 kopi", "2026_kopi", "2026 - Kopi", "2026 (2)", "2026 kopi 2", "Copy of 2026"],
)
def test_a_copy_of_a_tab_is_not_read_and_said(read, title):
    picture = "Plass | Navn | Kjønn\n1 | Kari | K"
    found = read(**{title: picture, "2026": picture})
    assert [(tab.recognised_as, tab.note) for tab in found.tabs] == [(None, "copy"), ("candidates", "")]
    assert len(found.table) == 1


def test_a_number_in_a_title_says_nothing_of_a_tab_that_is_not_there(read):
    assert read(**{"Medlemmer (2)": "Navn | Innmeldt\nKari | 3.5.26"}).tab.note == ""
    assert read(Kopiering="Navn | Innmeldt | Telefon | Kontaktet\nKari | 3.5.26 | |").tab.note == ""


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_task_tabs_the_one_with_its_own_title_is_used(read, order):
    tabs = {"Gamle": "Oppgave-ID | Oppgave\na | x", "Oppgaver": "Oppgave-ID | Oppgave\nb | y"}
    found = read(**dict(list(tabs.items())[::order]))
    assert found.own["tasks"].grid.tab == "Oppgaver"
    assert {tab.tab: tab.note for tab in found.tabs} == {"Gamle": "copy", "Oppgaver": ""}


def test_of_two_task_tabs_the_first_is_used(read):
    found = read(Oppgaver="Oppgave-ID | Oppgave\na | x", Gamle="Oppgave-ID | Oppgave\nb | y")
    assert found.own["tasks"].grid.tab == "Oppgaver"
    assert len(found.tabs) == 2


def test_the_tab_names_the_list_where_nothing_else_does(read):
    found = read(
        Halden="Plass | Navn | Kjønn\n1 | Kari | K\n2 | Ola | M",
        Moss="Plass | Navn | Kjønn | Parti\n1 | Per | M | A",
    )
    assert list(found.table.records("list", "name", "party")) == [
        ("Halden", "Kari", None),
        ("Halden", "Ola", None),
        ("Moss", "Per", "A"),
    ]


def test_the_heading_above_a_block_names_the_list(read):
    found = read(
        Nominasjon="""
        Plass                     | Navn | Kjønn
        1                         | Eva  | K
        Halden Arbeiderparti      |      |
        1                         | Kari | K
        2                         | Ola  | M
                                  | — Moss —  |

        Plass                     | Navn | Kjønn
        1                         | Per  | M
        """
    )
    assert list(found.table.records("list", "place", "name")) == [
        ("Nominasjon", 1, "Eva"),
        ("Halden Arbeiderparti", 1, "Kari"),
        ("Halden Arbeiderparti", 2, "Ola"),
        ("Moss", 1, "Per"),
    ]
    assert (found.tab.rows, found.tab.skipped_rows) == (4, 4)


def test_the_heading_above_the_header_names_the_first_of_several_blocks(read):
    picture = """
        Halden Arbeiderparti |      |

        Plass                | Navn | Kjønn
        1                    | Kari | K
        """
    several = (
        picture
        + """
        Moss                 |      |
        1                    | Per  | M
        """
    )
    assert read(Lister=several).column("list") == ["Halden Arbeiderparti", "Moss"]
    assert read(Lister=picture).column("list") == ["Lister"]


def test_a_list_column_or_a_municipality_says_it_itself(read):
    assert not read(A="Plass | Navn | Kjønn | Kommune\n1 | Kari | K | Halden").table.has("list")
    assert read(A="Plass | Navn | Kjønn | Liste\n1 | Kari | K | Rødt").column("list") == ["Rødt"]


def test_a_mark_in_the_place_is_an_extra_vote(read):
    found = read(A="Plass | Navn | Kjønn\n01\u00a0x | Kari | K\n02 | Ola | M")
    assert list(found.table.records("place", "extra_vote")) == [(1, True), (2, None)]
    found = read(A="Plass | Navn | Kjønn | Kumulert\n01 x | Kari | K | \n2 | Ola | M | ja\n3 | Per | M | nei")
    assert found.column("extra_vote") == [True, True, False]


def test_names_that_stand_apart_are_put_together(read):
    found = read(
        Medlemmer="Fornavn | Etternavn | Innmeldt\n"
        "Kari | Nordmann | 3.5.26\nOla | | 3.5.26\n | Hansen | 3.5.26"
    )
    assert found.column("name") == ["Kari Nordmann", "Ola", "Hansen"]


def test_one_number_on_different_people_is_said(read):
    found = read(
        Medlemmer="Medlemsnr | Navn | Født | Innmeldt\n"
        "1 | Kari N | 1980 | 3.5.26\n1 | KARI N | 1980 | 3.5.26\n"
        "1 | Kari N | 1981 | 3.5.26\n2 | Ola | 1970 | 3.5.26",
        Gamle="Medlemsnr | Navn | Innmeldt\n2 | Per | 3.5.25\n | Eva | 3.5.25\n | Liv | 3.5.25",
    )
    assert [(p.source.tab, p.source.a1) for p in found.all.problems] == [("Medlemmer", "A4"), ("Gamle", "A2")]
    assert {p.code for p in found.all.problems} == {"duplicate_number"}


def test_contacted_by_someone_is_contacted(read):
    found = read(
        Medlemmer="""
        Navn  | Innmeldt | Kontaktet | Kontaktet av | Resultat
        A B   | 3.5.26   |           | Per          |
        C D   | 3.5.26   | 3.5.26    | Per          |
        E F   | 3.5.26   |           |              |
        G H   | 3.5.26   |           | Per          | ikke svar
        I J   | 3.5.26   | i går     | Per          |
        K L   | 3.5.26   | x         | Per          |
        """
    )
    done = Contact(done=True)
    assert found.column("contacted") == [done, Contact(done=True, on=MAY_3), None, None, None, done]
    assert sorted(found.problems) == [
        ("C2", "contact_without_date"),
        ("C6", "relative_date"),
        ("C7", "contact_without_date"),
    ]


def test_municipality_and_number_help_each_other(read):
    found = read(
        Medlemmer="""
        Navn | Innmeldt | Kommune          | Kommunenr
        A B  | 3.5.26   | Halden           |
        C D  | 3.5.26   |                  | 301
        E F  | 3.5.26   | Herøy            | 1818
        G H  | 3.5.26   | Herøy            |
        I J  | 3.5.26   | Våler (Østfold)  |
        K L  | 3.5.26   | hamarøy kommune  |
        M N  | 3.5.26   | Bærum            | 0219
        O P  | 3.5.26   | Rygge            | 0136
        Q R  | 3.5.26   | Rygge            |
        S T  | 3.5.26   | Andeby           |
        U V  | 3.5.26   | Oslo             | 9999
        """
    )
    assert list(found.table.records("municipality", "municipality_number")) == [
        ("Halden", "3101"),
        ("Oslo", "0301"),
        ("Herøy", "1818"),
        ("Herøy", None),
        ("Våler", "3114"),
        ("Hábmer - Hamarøy", "1875"),
        ("Bærum", "3201"),
        ("Rygge", "0136"),
        ("Rygge", None),
        ("Andeby", None),
        ("Oslo", "9999"),
    ]
    assert sorted(found.problems) == [
        ("C10", "municipality"),
        ("C11", "municipality"),
        ("C5", "municipality_ambiguous"),
        ("D12", "municipality"),
    ]


def test_the_county_tells_municipalities_of_one_name_apart(read):
    found = read(
        Kommunepartier="Navn | Fylke | Leder\nHerøy | Nordland | Kari\nHerøy | Møre og Romsdal | Per"
    )
    assert found.column("municipality_number") == ["1818", "1515"]
    assert found.problems == []


def test_a_national_id_is_found_in_columns_that_are_not_read_too(read):
    found = read(Medlemmer="Navn | Innmeldt | Skostørrelse\nKari | 3.5.26 | 01010750160\nOla | 3.5.26 | 42")
    assert found.problems == [("C2", "national_id")]
    found = read(Grid("Medlemmer", [1, 2], [["Navn", "Innmeldt", "Sko"], ["Kari", MAY_3, 10107050160.0]]))
    assert found.problems == []


def test_what_nobody_should_keep_is_found_in_tabs_that_nobody_knows_and_among_the_tasks(read):
    found = read(Notater="Hva | Hvem\nUtlegg | 8601.11.17947\nSvar | fnr 01010750160\nRom | 12345678901")
    assert found.problems == [("B2", "account_number"), ("B3", "national_id")]
    found = read(Oppgaver="Oppgave-ID | Oppgave | Status | Kommentar\nT2ABCDEFGHI | Ring | Ny | 01010750160")
    assert found.problems == [("D2", "national_id")]


def test_a_problem_never_holds_the_cell(read):
    found = read(Medlemmer="Navn | Innmeldt | E-post | Mobil\nMARKERT | MARKERT | MARKERT | MARKERT")
    assert len(found.problems) == 3
    assert not any("MARKERT" in repr(problem) for problem in found.all.problems)


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("0101", "3101"),
        ("3001", "3101"),
        ("1601", "5001"),
        ("0821", "0821"),
        ("0136", "0136"),
        ("3101", "3101"),
    ],
)
def test_a_former_number_is_todays_but_in_lists(read, typed, now):
    members = read(Medlemmer=f"Navn | Innmeldt | Kommunenr\nA B | 3.5.26 | {typed}")
    assert members.column("municipality_number") == [now]
    assert members.problems == []
    lists = read(Lister=f"Plass | Navn | Kjønn | Kommunenr\n1 | A B | K | {typed}")
    assert lists.column("municipality_number") == [typed]
