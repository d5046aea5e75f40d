"""What people ask to be spared: what is typed and cannot be read is never a yes."""

from datetime import date

import pytest

from automations.people.membership import members
from automations.recognise import read_cell

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("may_contact", "ja takk", "yes"), ("may_contact", "Ja gjerne", "yes"),
        ("may_contact", "ja (Kari)", "yes"),
        ("may_contact", "Nei takk", "no"), ("may_contact", "ikkje", "no"),
        ("may_contact", "ønsker ikke kontakt", "no"),
        ("may_contact", "nei vil ikke", "no"), ("may_contact", "ring ikke", "no_call"),
        ("may_contact", "Ikke ring meg", "no_call"), ("may_contact", "vil ikke bli ringt", "no_call"),
        ("may_contact", "bare mail", "no_call"), ("may_contact", "ja, men ikke ring", "no_call"),
        ("may_contact", "Ja (ikke på telefon)", "no_call"), ("may_contact", True, "yes"),
        ("may_contact", False, "no"),
        ("may_contact", "", None), ("may_contact", "vet ikke", None),
        ("no_call", "x", "no_call"), ("no_call", "nei", "yes"), ("no_call", True, "no_call"),
        ("no_call", False, "yes"),
        ("no_call", "ja, men ikke ring", "no_call"), ("no_call", "3.5.2026", "no_call"),
        ("no_contact", "telefon", "no_call"), ("no_contact", "x", "no"), ("no_contact", "nei", "yes"),
        ("protected", "kode 6", True), ("protected", "Kode 7", True), ("protected", "Hemmelig", True),
        ("protected", "fortrolig", True), ("protected", 6, True), ("protected", "nei", False),
        ("protected", "", None),
        ("consent", "trukket", False), ("consent", "Trukket tilbake 3.5", False), ("consent", "ja", True),
        ("consent", "x (Kari)", True), ("consent", "", None),
        ("member_status", "Meldt seg ut", "resigned"), ("member_status", "Død", "resigned"),
        ("member_status", "Avdød", "resigned"), ("member_status", "Utmeldt 3.5", "resigned"),
        ("member_status", "har meldt seg ut i mai", "resigned"),
        ("activity_level", "bare støttemedlem", "supporting"),
        ("activity_level", "Kun støttemedlem", "supporting"),
        ("resigned", "x", True), ("resigned", "ja", True), ("resigned", True, True),
        ("resigned", "nei", None),
        ("resigned", "3.5.2026", date(2026, 5, 3)), ("resigned", date(2026, 5, 3), date(2026, 5, 3)),
        ("resigned", "", None), ("resigned", False, None),
        ("year", "14 år", 2012), ("year", "ca 2012", 2012), ("year", "ca. 2012", 2012),
        ("year", "2012?", 2012),
    ],
)  # fmt: skip
def test_wishes_as_people_write_them(kind, typed, value):
    assert read_cell(kind, typed, on=ON) == (value, None)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "code"),
    [
        ("may_contact", "helst ikke", "no", "wish"), ("may_contact", "spør Kari", "no", "wish"),
        ("may_contact", "ja?", "no", "wish"), ("may_contact", "ja, men bare i helgene", "no", "wish"),
        ("may_contact", "helst sms", "no_call", "wish"), ("may_contact", "helst på tlf", "no_call", "wish"),
        ("may_contact", "#REF!", "no", "formula_error"), ("may_contact", 7, "no", "wish"),
        ("no_call", "spør Kari", "no_call", "wish"), ("no_call", "nei, ikke ring", "no_call", "wish"),
        ("no_contact", "spør Kari", "no", "wish"), ("no_call", 7, "no_call", "wish"),
        ("protected", "spør Kari", True, "wish"), ("protected", "nei?", True, "wish"),
        ("consent", "venter", False, "wish"), ("consent", "ja, men ikke bilder", False, "wish"),
        ("resigned", "spør Kari", True, "date"), ("resigned", "i går", True, "relative_date"),
        ("resigned", "32.1.2026", True, "date"),
        ("member_status", "medlem til hun ble utmeldt", "resigned", "choice"),
        ("member_status", "skal ikke slettes", None, "choice"),
        ("activity_level", "vil gi litt støtte", "supporting", "choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_the_strictest_and_is_said(kind, typed, value, code):
    assert read_cell(kind, typed, on=ON) == (value, code)


@pytest.mark.parametrize(
    ("header", "typed", "column", "value"),
    [
        ("Støttemedlem", "x", "activity_level", "supporting"),
        ("Støttemedlem", "nei", "activity_level", None),
        ("Støttemedlem", "spør", "activity_level", "supporting"),
        ("Slettes", "x", "status", "delete"), ("Slettes", "nei", "status", None),
        ("Ring ikke", "x", "may_contact", "no_call"), ("Må ikke ringes", "x", "may_contact", "no_call"),
        ("Reservert mot telefon", "ja", "may_contact", "no_call"),
        ("Ønsker kontakt", "nei", "may_contact", "no"),
        ("Ikke ring 2026", "x", "may_contact", "no_call"), ("Ikke rimg", "x", "may_contact", "no_call"),
        ("Samtykke til kontakt", "nei", "may_contact", "no"),
        ("Medlemstype", "Støttemedlem", "status", "supporting"),
        ("Skjermet", "x", "protected_address", True), ("Sperret", "ja", "protected_address", True),
        ("Hemmelig", "kode 6", "protected_address", True), ("Utmeldt", "x", "status", "resigned"),
        ("Utmeldt", "x", "resigned_on", None), ("Utmeldt", "spør", "status", "resigned"),
        ("Født", "2O12", "may_contact", "no_call"), ("Født", "", "may_contact", None),
        ("Fødselsdato", "ca 2012", "may_contact", "no_call"), ("Født", "1980", "may_contact", None),
        ("Samtykke", "trukket", "consent", False), ("Sperret adresse", "spør", "protected_address", True),
    ],
)  # fmt: skip
def test_headers_that_protect(read, header, typed, column, value):
    found = read(Medlemmer=f"Navn | {header} | Innmeldt\nKari K | {typed} | 3.5.26")
    assert found.column(column) == [value]


@pytest.mark.parametrize(
    ("head", "cells", "column", "value"),
    [
        ("Kan kontaktes | Ikke ring", "ja | x", "may_contact", "no_call"),
        ("Ikke ring | Kan kontaktes", "x | ja", "may_contact", "no_call"),
        ("Ikke ring | Kan kontaktes", "x | nei", "may_contact", "no"),
        ("Kan kontaktes | Ikke ring", "ja | ", "may_contact", "yes"),
        ("Kan kontaktes | Ikke rimg", "ja | x", "may_contact", "no_call"),
        ("Utmeldt | Utmeldt dato", "x | 3.5.2026", "resigned_on", date(2026, 5, 3)),
        ("Utmeldt dato | Utmeldt", "| x", "status", "resigned"),
        ("Status | Slettes", "Aktiv | x", "status", "delete"),
        ("Ønsket aktivitetsnivå | Støttemedlem", "Aktiv | x", "activity_level", "supporting"),
        ("Sperret adresse | Hemmelig", "nei | x", "protected_address", True),
    ],
)
def test_of_two_columns_the_strictest_wins(read, head, cells, column, value):
    found = read(Medlemmer=f"Navn | {head} | Innmeldt\nKari K | {cells} | 3.5.26")
    assert found.column(column) == [value]
    assert found.problems == []


def test_a_problem_in_the_second_of_two_columns_names_its_own_cell(read):
    found = read(Medlemmer="Navn | Kan kontaktes | Ikke ring | Innmeldt\nKari | ja | spør | 3.5.26")
    assert found.problems == [("C2", "wish")]
    assert found.all.problems[0].facts["column"] == "may_contact"
    assert found.table.letters["Medlemmer"] == {"name": 0, "may_contact": 1, "joined": 3}


@pytest.mark.parametrize("typed", ["x", "ja", "spør Kari", "3.5.2026"])
def test_who_has_resigned_is_only_to_be_deleted(read, typed):
    found = read(Medlemmer=f"Navn | Utmeldt | Innmeldt\nKari K | {typed} | 3.5.26\nOla N | | 3.5.26")
    assert [member.allowed.only for member in members(found.table, on=ON)] == ["delete", None]


def test_sympathisers_have_the_same_protection(read):
    found = read(
        Sympatisører="Navn | Telefon | Samtykke | Samtykkedato\nKari K | 91234567 | trukket | 3.5.26"
    )
    assert found.column("consent") == [False]


def test_a_consent_to_be_passed_on_that_was_taken_back_is_no_consent(read):
    found = read(
        **{
            "AUF-overgang": """
            Navn    | Samtykke til overføring | Meldt dato | Kontaktet av Ap | Kan kontaktes
            Ane Aas | ja                      | 03.05.2026 |                 | ikke ring
            Bo Berg | trukket 4.5             |            |                 |
            Cai Dal | ja, men ikke ennå       |            |                 | spør Kari
            Dan Eng |                         |            |                 |
            """
        }
    )
    assert found.column("transfer_consent") == [True, False, False, None]
    assert found.column("transfer_on") == [date(2026, 5, 3), None, None, None]
    assert found.column("may_contact") == ["no_call", None, "no", None]
    assert found.problems == [("B4", "wish"), ("E4", "wish")]
