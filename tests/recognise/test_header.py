from datetime import date

import pytest

from automations.model import Grid
from automations.recognise.header import near_column


def test_title_notes_and_blank_rows_may_stand_above(read):
    found = read(
        Medlemmer="""
        Medlemsliste 2026 |      |          |
        # hentet ut av Kari, spør henne først |      |          |

        Medlemsnr         | Navn | Innmeldt | Kommune
        m-1               | Kari | 3.5.26   | Halden
        """
    )
    assert (found.tab.header_row, found.tab.rows, found.tab.skipped_rows) == (4, 1, 0)
    assert found.column("name") == ["Kari"]
    assert found.table.source(0, "joined").a1 == "C5"


def test_a_header_below_the_fifteenth_filled_row_is_not_looked_for(read):
    notes = "\n".join(f"notat {i} |  | " for i in range(15))
    header = "Medlemsnr | Navn | Innmeldt\nm-1 | Kari | 3.5.26"
    assert read(Ark1=f"{notes}\n{header}").tab.note == "unknown_header"
    assert read(Ark1=f"{notes[: notes.rindex(chr(10))]}\n{header}").tab.header_row == 15


@pytest.mark.parametrize(
    "header",
    [
        "PLASSNR | NAVN | KJØNN | FØDT | KOMMNR | STEMMETILLEGG",
        "candidate_number | candidate_name | candidate_gender | candidate_birthyear | kummunenr | Kumulert",
        "Kandidatnr | Kandidat | kjønn | Fødselsår | Kommunenr. | Forhåndskumulert",
        "Nr. | Navn | K/M | F.år | Knr | Førehandskumulert",
        "Place | Name | Gender | Birth year | Municipality number | Extra vote",
        "Plass: | namn | Kjonn | Fodselsaar | Komm.nr | Røystetillegg",
    ],
)
def test_headers_drift_from_year_to_year(read, header):
    found = read(Ark=f"{header}\n1 | Kari N | K | 1960 | 0301 | ja")
    assert found.tab.recognised_as == "candidates"
    assert found.tab.unknown_headers == 0
    assert list(
        found.table.records("place", "name", "gender", "birth_year", "municipality_number", "extra_vote")
    ) == [(1, "Kari N", "woman", 1960, "0301", True)]


@pytest.mark.parametrize(
    ("header", "column"),
    [("Innmelt", "joined"), ("Etternvan", "last_name"), ("Medlemsnumer", "member_number"), ("Komune",
                                                                                            "municipality"),
     ("Kontaktett", "contacted"), ("Noe helt annet", None), ("Skostørrelse", None), ("Kommunikasjon", None),
     ("Aktivitetsplan", None), ("Kj", None)],
)  # fmt: skip
def test_a_header_may_be_nearly_spelt(header, column):
    assert near_column("members", header) == column


def test_columns_stand_in_any_order_and_extra_ones_are_let_be(read):
    found = read(Ark="Skostørrelse | Innmeldt | Navn | Medlemsnr\n42 | 3.5.26 | Kari | m-1")
    assert (found.tab.recognised_as, found.tab.unknown_headers) == ("members", 1)
    assert found.table.letters["Ark"] == {"joined": 1, "name": 2, "member_number": 3}
    assert not found.table.has("Skostørrelse")


@pytest.mark.parametrize(
    "header", ["Etternavn, fornavn", "Etternavn/fornavn", "Fornavn og etternavn", "Navn på medlem"]
)
@pytest.mark.parametrize("joined", ["Dato innmeldt", "Ble medlem"])
def test_names_and_days_of_joining_have_many_headers(read, header, joined):
    found = read(Medlemmer=f"{header} | {joined}\nHansen, Kari | 3.5.26")
    assert (found.column("name"), found.column("joined")) == (["Kari Hansen"], [date(2026, 5, 3)])


def test_of_two_headers_that_mean_the_same_the_first_is_read(read):
    found = read(Medlemmer="Navn | Innmeldt | Mobil | Telefon\nKari | 3.5.26 | 90000000 | 91111111")
    assert found.column("phone") == ["+4790000000"]
    assert found.problems == [("D1", "duplicate_header")]


def test_a_column_without_a_header_is_said(read):
    found = read(Medlemmer="Navn |  | Innmeldt\nKari | ring! | 3.5.26\nOla | | 4.5.26")
    assert found.problems == [("B1", "blank_header")]
    assert found.tab.rows == 2


def test_an_empty_column_without_a_header_is_nothing(read):
    found = read(Medlemmer="Navn |  | Innmeldt | Medlemsnr\nKari | | 3.5.26 | m-1")
    assert found.problems == []
    assert found.table.has("member_number")


def test_a_table_beside_is_let_be(read):
    found = read(
        Samarbeidspartnere="""
        Organisasjon | Type | Kommuneparti | Vår kontaktansvarlig |  | Type | Antall
        LO i Halden  | LO   | Halden       | Per                  |  | LO   | 3
        Sum          |      |              |                      |  | AUF  | 4
                     |      |              |                      |  | Alle | 7
        """
    )
    assert found.column("organisation") == ["LO i Halden"]
    assert (found.tab.rows, found.tab.skipped_rows) == (1, 1)
    assert found.problems == []


def test_an_age_gives_way_to_a_year(read):
    found = read(Medlemmer="Navn | Alder | Født | Innmeldt\nKari | 45 | 1980 | 3.5.26")
    assert found.column("birth_year") == [1980]
    assert found.problems == []
    found = read(Medlemmer="Navn | Fødselsdato | Alder | Innmeldt\nKari | 3.5.1980 | 45 | 3.5.26")
    assert found.column("birth_year") == [1980]
    found = read(Medlemmer="Navn | Alder | Innmeldt\nKari | 45 | 3.5.26")
    assert found.column("birth_year") == [1981]


def test_do_not_call_asks_the_other_way_round(read):
    found = read(
        Medlemmer="Navn | Ikke ring | Innmeldt\nKari | x | 3.5.26\nOla | | 3.5.26\nPer | nei | 3.5.26"
    )
    assert found.column("may_contact") == ["no_call", None, "yes"]
    found = read(Medlemmer="Navn | Reservert | Innmeldt\nKari | x | 3.5.26")
    assert found.column("may_contact") == ["no"]


@pytest.mark.parametrize(
    "header",
    [
        "Etnisitet",
        "Religion",
        "Helse",
        "Legning",
        "Fagforening",
        "Fagforbund",
        "LO-medlem",
        "Helseopplysninger",
        "Allergier",
        "Sjukdom",
        "Nedsatt funksjonsevne / funksjonsnedsettelse",
        "Straffbare forhold",
        "Trossamfunn",
        "Personnr.",
        "Fødselsnummer (11 siffer)",
        "Kontonummer",
    ],
)
def test_what_nobody_should_keep_of_persons_is_not_read(read, header):
    found = read(Medlemmer=f"Navn | Innmeldt | {header}\nKari | 3.5.26 | hemmeligheten")
    assert found.problems == [("C1", "forbidden_column")]
    assert "hemmeligheten" not in str(found.all)


def test_partners_may_be_unions(read):
    found = read(Samarbeidspartnere="Organisasjon|Type|Kommune|Vår kontakt|Fagforbund\nNTL|LO|Halden|Per|x")
    assert found.problems == []


def test_a_required_column_that_lacks_is_said_and_the_rest_is_read(read):
    found = read(Medlemmer="Navn | E-post\nKari | kari@ex.no")
    assert (found.tab.recognised_as, found.tab.missing) == ("members", ("joined",))
    assert found.problems == [("A1", "missing_column")]
    assert found.all.problems[0].facts == {"kind": "members", "column": "joined"}
    assert found.column("email") == ["kari@ex.no"]


def test_without_anything_that_says_who_there_is_no_table(read):
    found = read(Medlemmer="Innmeldt | E-post\n3.5.26 | kari@ex.no")
    assert found.tab.missing == ("name",)
    assert found.table is None


def test_one_of_a_group_is_enough(read):
    header = "Organisasjon | Type | {} | Vår kontaktansvarlig\nLO | LO | 3101 | Per"
    assert read(Samarbeidspartnere=header.format("Kommunenr")).tab.missing == ()
    assert read(Samarbeidspartnere=header.format("Kommune")).tab.missing == ()
    assert read(Samarbeidspartnere=header.format("Sted i verden")).tab.missing == ("municipality",)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Medlemmer", "members"), ("Medlemmer 2025", "members"), ("MEDLEMMAR", "members"), ("Medlemsliste",
                                                                                            "members"),
        ("Nye medlemmer", "members"), ("Members", "members"), ("Styret", "officers"), ("Folkevalde",
                                                                                       "elected"),
        ("Kandidatliste Halden", "candidates"), ("Nominasjon 2027", "candidates"), ("LO og AUF", "partners"),
        ("Kommunepartier", "local_parties"), ("Terminliste", "activities"), ("Kurs", "training"),
        ("AUF-overgang", "youth_transition"), ("Frivillige", "volunteers"), ("Innstillingar", "settings"),
        ("Oppgåver", "tasks"), ("Data quality", "data_quality"), ("_automations", "memory"), ("Ark1", None),
        ("", None),
    ],
)  # fmt: skip
def test_titles_say_the_kind(title, kind):
    from automations.recognise.vocabulary import kind_of_title

    assert kind_of_title(title)[0] == kind


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("members", "Medlemsnr | Navn | Innmeldt"),
        ("supporters", "Navn | Kontaktmåte | Samtykke | Samtykkedato"),
        ("officers", "Verv | Navn | Nivå | Valgt fra | Valgt til"),
        ("elected", "Navn | Verv | Valgt til | Stiller til gjenvalg"),
        ("partners", "Organisasjon | Type | Kommune | Vår kontaktansvarlig"),
        ("local_parties", "Kommunenr | Navn | Leder | Kasserer | Årsmøtedato"),
        ("activities", "Dato | Tittel | Møteform | Arrangør"),
        ("training", "Kurs | Dato | Målgruppe"),
        ("campaign", "Rolle | Navn | Ringere | Standvakter"),
        ("volunteers", "Navn | Maks oppgaver | Sist takket"),
        ("youth_transition", "Navn | Samtykke til overføring | Kontaktet av Ap"),
        ("settings", "Navn | Verdi"),
        ("tasks", "Oppgave-ID | Oppgave | Status"),
    ],
)
def test_headers_say_the_kind_whatever_the_title(read, kind, header):
    width = header.count("|") + 1
    found = read(Ark1=f"{header}\n{' | '.join(['Kari'] * width)}")
    assert found.tab.recognised_as == kind


@pytest.mark.parametrize(
    "header", ["Navn | Beløp | Dato", "Navn | E-post", "a | b | c", "Dato | Klokkeslett | Sted", "1 | 2"]
)
def test_a_header_nobody_knows_is_not_guessed(read, header):
    found = read(Ark1=f"{header}\nx | y | z")
    assert (found.tab.recognised_as, found.tab.note, found.table) == (None, "unknown_header", None)


def test_a_title_alone_makes_no_tab(read):
    assert read(Medlemmer="Budsjett | Beløp\nporto | 300").tab.note == "unknown_header"


def test_headers_that_are_no_text_are_let_be(read):
    found = read(
        Grid("Medlemmer", [1, 2], [["Navn", 2026, None, "Innmeldt", True], ["Kari", 1, None, "3.5.26", 2]])
    )
    assert found.column("name") == ["Kari"]
