"""Each kind of cell: what is accepted, and what is refused with which code."""

from datetime import date

import pytest

from automations.model import Contact
from automations.recognise import parse_status, read_cell

ON = date(2026, 11, 23)
DONE = Contact(done=True)
MAY_3 = Contact(done=True, on=date(2026, 5, 3))


def rows(*pairs):
    return pytest.mark.parametrize(("typed", "value"), pairs)


def refused(typed):
    return pytest.mark.parametrize("typed", typed)


def value_of(kind, typed):
    value, code = read_cell(kind, typed, on=ON)
    assert code is None
    return value


@rows(
    ("ja", True), ("JA", True), ("j", True), ("x", True), ("X", True), ("✓", True), ("✔", True), ("TRUE",
                                                                                                  True),
    ("SANN", True), ("1", True), (1, True), (1.0, True), (True, True), ("ok", True), ("jepp", True), ("y",
                                                                                                      True),
    ("ja (ringt 3/5)", True), ("Ja, men ikke i helgen", True), ("x (Kari)", True), ("03.05.2026", True),
    (date(2026, 5, 3), True), ("nei", False), ("N", False), ("USANN", False), ("0", False), (0, False),
    (False, False), ("-", False), ("nope", False), ("nei, flyttet", False), ("vet ikke", None), ("?", None),
    ("ikke spurt", None), ("kanskje", None), ("", None), (None, None), ("Veit ikkje", None),
)  # fmt: skip
def test_yes_and_no(typed, value):
    assert value_of("yes_no", typed) is value


@refused(["nei?", "ja?", "banan", "jeg vet", 2, "noe"])
def test_a_doubt_is_neither_yes_nor_no(typed):
    assert read_cell("yes_no", typed, on=ON) == (None, "yes_no")


@rows(
    ("K", "woman"), ("k", "woman"), ("Kvinne", "woman"), ("kvinna", "woman"), ("f", "woman"), ("female",
                                                                                               "woman"),
    ("w", "woman"), ("woman", "woman"), ("jente", "woman"), ("M", "man"), ("mann", "man"), ("male", "man"),
    ("man", "man"), ("gutt", "man"), ("annet", "other"), ("ikke-binær", "other"), ("Ikkje binær", "other"),
    ("d", "other"), ("hen", "other"), ("ukjent", None), ("unknown", None), ("?", None), (".", None), ("",
                                                                                                      None),
)  # fmt: skip
def test_gender(typed, value):
    assert value_of("gender", typed) == value


@refused(["x", "X", "Kari", "km", 1, True])
def test_gender_is_never_guessed(typed):
    assert read_cell("gender", typed, on=ON) == (None, "gender")


@rows(
    ("1965", 1965), (1965, 1965), (1965.0, 1965), ("65", 1965), (65, 1965), ("05", 2005), ("26", 2026),
    ("27", 1927),
    ("f. 1965", 1965), ("født 1965", 1965), ("'65", 1965), ("03.05.1965", 1965), ("3.5.65", 1965), (23821,
                                                                                                    1965),
    (date(1965, 5, 3), 1965), ("", None), ("-", None), ("ukjent", None), ("2026", 2026),
)  # fmt: skip
def test_birth_years(typed, value):
    assert value_of("year", typed) == value


@refused(["2027", "2061", 2061, "3.5.2061", date(2061, 1, 1)])
def test_a_birth_year_is_never_in_the_future(typed):
    assert read_cell("year", typed, on=ON) == (None, "future_year")


@refused(["1492", "196", "nittensekstifem", True, "1965-", "19655", 3, float("nan"), float("inf")])
def test_what_is_no_birth_year(typed):
    assert read_cell("year", typed, on=ON) == (None, "year")


@rows(("45", 1981), (45, 1981), ("45 år", 1981), ("0", 2026), ("", None))
def test_an_age_gives_the_year(typed, value):
    assert value_of("age", typed) == value


@refused(["1965", "-4", "gammel"])
def test_what_is_no_age(typed):
    assert read_cell("age", typed, on=ON) == (None, "year")


@rows(
    ("12", 12), (12, 12), (12.0, 12), ("1 234", 1234), ("1\u00a0234", 1234), ("1.234", 1234), ("12,0", 12),
    ("x2", 2),
    ("2 ganger", 2), ("", None), ("-", None), ("0", 0), ("012", 12),
)  # fmt: skip
def test_whole_numbers(typed, value):
    assert value_of("number", typed) == value


@refused(["1. March 2011", "2 eller 3", "12,5", "mange", True, float("nan"), float("inf"), "ca. 20"])
def test_a_text_that_begins_with_a_number_is_none(typed):
    assert read_cell("number", typed, on=ON) == (None, "number")


@rows(
    ("1 234,50", 1234.5), ("2,227.50", 2227.5), ("124,25", 124.25), ("1,34", 1.34), ("47\u00a0639,00",
                                                                                     47639.0),
    ("47 639,00", 47639.0), ("1.234,50", 1234.5), ("12.5", 12.5), (1.5, 1.5), (3, 3.0), ("-4,5", -4.5), ("",
                                                                                                         None),
)  # fmt: skip
def test_decimals(typed, value):
    assert value_of("decimal", typed) == value


@refused(["1,2,3", "abc", True, float("nan")])
def test_what_is_no_decimal(typed):
    assert read_cell("decimal", typed, on=ON) == (None, "number")


@rows(
    ("1", 1),
    ("01", 1),
    ("7.", 7),
    (3.0, 3),
    (3, 3),
    ("01\u00a0x", 1),
    ("2 x", 2),
    ("3*", 3),
    ("nr 4", 4),
    ("", None),
)
def test_places(typed, value):
    assert value_of("place", typed) == value


@refused(["0", "første", "1-2", True, -1, "x", "1234"])
def test_what_is_no_place(typed):
    assert read_cell("place", typed, on=ON) == (None, "place")


@rows(
    ("+47 900 00 000", "+4790000000"), ("0047 90000000", "+4790000000"), ("90000000", "+4790000000"),
    ("900 00 000", "+4790000000"), ("90 00 00 00", "+4790000000"), ("4790000000", "+4790000000"),
    ("90000000 (mobil)", "+4790000000"), ("tlf 90000000", "+4790000000"), ("90000000 / 91111111",
                                                                           "+4790000000"),
    ("90000000, 91111111", "+4790000000"), ("90000000 eller 91111111", "+4790000000"), (90000000,
                                                                                        "+4790000000"),
    (90000000.0, "+4790000000"), (9.0e7, "+4790000000"), ("9.0E7", "+4790000000"), ("90000000.0",
                                                                                    "+4790000000"),
    ("+46 70 123 45 67", "+46701234567"), ("0046701234567", "+46701234567"), ("hemmelig", None),
    ("Hemmelig.", None),
    ("ingen", None), ("-", None), ("", None), ("900.00.000", "+4790000000"),
)  # fmt: skip
def test_phones(typed, value):
    assert value_of("phone", typed) == value


@refused(
    ["1234", "900000001", "9000000", "ring Kari", "+47 123", "9.12E+07", True, "+999 12345678", "00000000"]
)
def test_what_is_no_phone(typed):
    assert read_cell("phone", typed, on=ON) == (None, "phone")


@rows(
    ("ola@ex.no", "ola@ex.no"), (" Ola@Ex.NO ", "ola@ex.no"), ("ola@ex.no; kari@ex.no", "ola@ex.no"),
    ("ola@ex.no, kari@ex.no", "ola@ex.no"), ("mailto:ola@ex.no", "ola@ex.no"), ("ola@ex.no.", "ola@ex.no"),
    ("Ola Hansen <ola@ex.no>", "ola@ex.no"), ("ola.hansen+ap@post.ex.no", "ola.hansen+ap@post.ex.no"),
    ("bjørn@blåbær.no", "bjørn@blåbær.no"), ("ingen", None), ("", None), ("-", None),
)  # fmt: skip
def test_emails(typed, value):
    assert value_of("email", typed) == value


@refused(
    ["ola@gmail,com", "ola@", "@ex.no", "ola ex.no", "ola@ex", "ola..h@ex.no", "ola@ex..no", 12, "ola@-ex.no"]
)
def test_what_is_no_email(typed):
    assert read_cell("email", typed, on=ON) == (None, "email")


@rows(
    ("03.05.2026", MAY_3), ("3/5", MAY_3), (date(2026, 5, 3), MAY_3), ("ja (ringt 3/5)", MAY_3),
    ("Kari 3. mai", MAY_3),
    ("ringt 03.05.2026", MAY_3), ("ikke svar", Contact(done=False, attempts=1)),
    ("Ikke svar x2", Contact(done=False, attempts=2)), ("ikkje svar 3 gonger", Contact(done=False,
                                                                                       attempts=3)),
    ("Ikke_svar", Contact(done=False, attempts=1)), ("Flere_enn_to_ikke_svar", Contact(done=False,
                                                                                       attempts=3)),
    ("ikke svar 3/5", Contact(done=False, on=date(2026, 5, 3), attempts=1)), ("nei", Contact(done=False)),
    (False, Contact(done=False)), ("ikke ennå", Contact(done=False)), ("", None), ("-", None), ("?", None),
)  # fmt: skip
def test_contacts(typed, value):
    assert value_of("contact", typed) == value


@rows(
    ("Ikke svar 3/4, ikke svar 10/4", 2), ("ikke svar 3/4 og 10/4", 2),
    ("ikke svar 3/4, ringer igjen 10/4", 1),
    ("ikke svar 3/4, la igjen beskjed på telefonsvarer", 1), ("Ringte 3/11, svarte ikke", 1),
    ("Prøvd å ringe 3/11", 1), ("prøvde 3.11", 1), ("tok ikkje telefonen", 1), ("Forsøkt 3/11", 1),
    ("Kari skal ringe", 0), ("skal ringes", 0), ("ring!", 0), ("Må ringes igjen", 0), ("Ring henne", 0),
)  # fmt: skip
def test_attempts_and_plans_are_no_contact(typed, value):
    found = value_of("contact", typed)
    assert (found.done, found.attempts) == (False, value)


@pytest.mark.parametrize(
    "typed",
    ["Snakket 3/5, skal ringe igjen", "prøvde 2/5, fikk tak i henne 3/5", "Fikk tak i henne 3/5"],
)
def test_a_contact_that_a_plan_or_an_attempt_is_told_with_is_one(typed):
    assert value_of("contact", typed).done


@refused(["x", "ja", "✓", "Kari Hansen", True, 1, "Snakket med henne"])
def test_a_contact_without_a_date_counts_and_is_said(typed):
    assert read_cell("contact", typed, on=ON) == (DONE, "contact_without_date")
    assert read_cell("done_on", typed, on=ON) == (DONE, None)


@refused(["november 2026", "nov", "2026", 2026, "uke 48", "ringt uke 48"])
def test_a_contact_in_a_period_that_is_not_over_is_one_without_a_date(typed):
    assert read_cell("contact", typed, on=ON) == (DONE, "contact_without_date")


@rows(
    ("i går", "relative_date"), ("forrige uke", "relative_date"), ("05/13/2026", "date"), ("24.12.2026",
                                                                                           "future_date"),
    ("ringt 32.13.2026", "date"),
)  # fmt: skip
def test_a_contact_whose_date_cannot_be_read(typed, value):
    assert read_cell("contact", typed, on=ON) == (None, value)


@rows(("Svarte", DONE), ("Vil bli med", DONE), ("RingTilbake", Contact(done=False, attempts=1)), ("", None))
def test_results_of_a_call(typed, value):
    assert value_of("result", typed) == value


@rows(
    ("2026", 2026), (2026, 2026), ("ja", True), ("nei", False), ("betalt 2025", 2025), (date(2026, 2, 1),
                                                                                        2026),
    (True, True), ("", None), ("01.02.2026", 2026), ("nei, ikke for 2026", False),
)  # fmt: skip
def test_dues(typed, value):
    assert value_of("dues", typed) == value


@rows(
    ("Ny", ("new", True)), ("Påbegynt", ("started", True)), ("I gang", ("started", True)), ("Starta",
                                                                                            ("started",
                                                                                             True)),
    ("Venter", ("waiting", True)), ("Avventer", ("waiting", True)), ("Ferdig", ("done", True)),
    ("Ferdig!", ("done", True)), ("Utført", ("done", True)), ("Ok", ("done", True)), ("✓", ("done", True)),
    (True, ("done", True)), ("ikkje aktuelt", ("dismissed", True)), ("Droppes", ("dismissed", True)),
    ("Done", ("done", True)), ("", (None, True)), (None, (None, True)), ("hurra", (None, False)), (7, (None,
                                                                                                       False)),
)  # fmt: skip
def test_statuses_of_tasks(typed, value):
    assert parse_status(typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("activity_level", "Av og til", "sometimes"), ("activity_level", "STØTTEMEDLEM", "supporting"),
        ("activity_level", "ikke spurt", "not_asked"), ("may_contact", "Ikke ring", "no_call"),
        ("may_contact", "x", "yes"), ("may_contact", "nei", "no"), ("may_contact", False, "no"),
        ("no_call", "x", "no_call"), ("no_call", "nei", "yes"), ("no_call", "", None),
        ("no_contact", "x", "no"), ("no_contact", "nei", "yes"),
        ("member_status", "utmeldt", "resigned"), ("member_status", "Slett", "delete"),
        ("candidate_status", "Takket nei", "declined"), ("candidate_status", "takka ja (3/5)", "accepted"),
        ("election", "Stortingsvalg", "national"), ("election", "fylkesting", "county"),
        ("reelection", "ikkje spurd", "not_asked"), ("reelection", "ja", "yes"),
        ("partner_type", "LO", "lo"), ("partner_type", "LO-forbund", "lo_union"), ("partner_type", "auf",
                                                                                   "auf"),
        ("partner_type", "interesseorg", "interest"), ("partner_type", "Frivillig org.", "voluntary"),
        ("level", "lokalt", "local"), ("level", "Fylke", "regional"), ("level", "National", "national"),
        ("activity_type", "styremøte", "board_meeting"), ("activity_form", "Teams", "digital"),
        ("training_status", "gjennomført", "completed"),
    ],
)  # fmt: skip
def test_choices(kind, typed, value):
    assert value_of(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"), [("level", "galakse"), ("partner_type", "idrettslaget"), ("level", 3)]
)
def test_a_word_that_is_no_choice(kind, typed):
    assert read_cell(kind, typed, on=ON) == (None, "choice")


@rows(
    ("301", "0301"), (301, "0301"), (301.0, "0301"), ("0301", "0301"), ("3101 Halden", "3101"), ("0219",
                                                                                                 "0219"),
    ("3024", "3024"), ("1507", "1507"), ("", None),
)  # fmt: skip
def test_municipality_numbers(typed, value):
    assert value_of("municipality_number", typed) == value


@refused(["Halden", "31", True])
def test_what_is_no_municipality_number(typed):
    assert read_cell("municipality_number", typed, on=ON) == (None, "municipality")


def test_a_number_that_nobody_knows_is_a_problem_and_still_keeps_its_rows_apart():
    assert read_cell("municipality_number", "9999", on=ON) == ("9999", "municipality")


@rows(("0301", "0301"), ("301", "0301"), (301, "0301"), ("SE-123", "SE-123"), ("", None))
def test_postcodes_keep_their_zeros(typed, value):
    assert value_of("postcode", typed) == value


@rows(
    ("Nilssen, Magnar", "Magnar Nilssen"), ("  Kari   Nordmann ", "Kari Nordmann"), ("Kari\u00a0Nordmann",
                                                                                     "Kari Nordmann"),
    ("Ánde Šuŋŋá", "Ánde Šuŋŋá"), ("Anne-Marie van der Fra", "Anne-Marie van der Fra"), ("BjÃ¸rn Ã…s",
                                                                                         "Bjørn Ås"),
    ("A\u030ase", "Åse"), ("\ufeffKari", "Kari"), ("-", None), ("?", None), ("Nilssen,", "Nilssen"),
)  # fmt: skip
def test_names(typed, value):
    assert value_of("name", typed) == value


@refused(["Vakant", "vakant ", "VAKANT", "ingen", "ubesatt", "Ledig", "ikke valgt", "ikkje vald"])
def test_nobody_has_the_office(typed):
    assert value_of("name", typed) is None


def test_letters_that_are_lost_are_said():
    assert read_cell("name", "Bj\ufffdrn", on=ON) == ("Bj\ufffdrn", "broken_text")


@rows(
    ("a  b", "a b"),
    (12, "12"),
    (12.0, "12"),
    (1.5, "1.5"),
    ("N/A", None),
    ("ukjent", None),
    ("Ukjent", None),
    ("a\tb", "a b"),
)
def test_free_text(typed, value):
    assert value_of("text", typed) == value


@refused(["#N/A", "#REF!", "#VERDI!", "#I/T", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize(
    "kind", ["text", "date", "number", "yes_no", "phone", "email", "gender", "name", "level"]
)
def test_the_error_of_a_formula(kind, typed):
    assert read_cell(kind, typed, on=ON) == (None, "formula_error")


@pytest.mark.parametrize("kind", ["text", "phone", "date", "number", "contact", "name", "email", "postcode"])
@pytest.mark.parametrize("typed", ["01010750160", "010107 50160", 1010750160])
def test_a_national_identity_number_is_said_and_not_kept(kind, typed):
    value, code = read_cell(kind, typed, on=ON)
    if isinstance(typed, str):
        assert (value, code) == (None, "national_id")
    else:
        assert code != "national_id"  # ten digits are none


def test_a_d_number_too_and_the_words_around_it_stay():
    assert read_cell("text", "fnr 41010700130 sa hun", on=ON) == ("fnr sa hun", "national_id")


@pytest.mark.parametrize(
    "typed", ["8601 11 17947", "8601.11.17947", "86011117947", "NO93 8601 1117 947", "NO9386011117947"]
)
def test_an_account_number_is_said_and_not_kept(typed):
    assert read_cell("text", typed, on=ON) == (None, "account_number")
    assert read_cell("text", f"Konto: {typed}, takk", on=ON) == ("Konto: , takk", "account_number")


def test_an_account_number_in_a_cell_of_numbers_too():
    assert read_cell("text", 86011117947.0, on=ON)[1] == "account_number"


@refused(["8601 11 17948", "8601.11 17947", "+86011117947", "986011117947", "00000000000", "860111 17948"])
def test_eleven_digits_that_are_no_account(typed):
    assert read_cell("text", typed, on=ON)[1] is None


@refused(["01010750161", "12345678901", "99999999999", "1234 56 78901"])
def test_eleven_digits_that_are_no_identity_number(typed):
    assert read_cell("text", typed, on=ON) == (typed, None)
