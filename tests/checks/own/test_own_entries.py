"""What an entry of `[[own_check]]` may not say, and the sentence that names it."""

import pytest

from automations.errors import Refused
from automations.report.text import sentence
from automations.settings import load
from automations.words import LANGUAGES

GOOD = {
    "name": "'mine'",
    "tab": "'Samarbeidspartnere'",
    "column": "'Sist kontakt'",
    "older_than_days": "60",
    "text": "'Ring {Kontaktperson}'",
}


def written(folder, *entries):
    path = folder / "automations.toml"
    lines: list[str] = []
    for entry in entries:
        lines += ["[[own_check]]", *(f"{key} = {value}" for key, value in entry.items() if value)]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def refused(tmp_path):
    """`refused(column="'Sist'")` → how the entry is refused that is good but for this."""

    def caught(**changed):
        with pytest.raises(Refused) as told:
            load(written(tmp_path, GOOD | changed))
        for language in LANGUAGES:
            said = sentence(told.value, language)
            assert "automations.toml" in said
            assert not set("{}") & set(said)
            assert "Input should" not in said
        return told.value

    return caught


@pytest.mark.parametrize(
    ("changed", "where", "near"),
    [
        ({"tab": "'Samarbeidspartner-liste'"}, "own_check.mine.tab", "Samarbeidspartnere"),
        ({"tab": "'partnerz'"}, "own_check.mine.tab", "partners"),
        ({"column": "'Sist kontackt'"}, "own_check.mine.column", "Sist kontakt"),
        ({"text": "'Ring {Kontaktpreson}'"}, "own_check.mine.text", "Kontaktperson"),
        ({"nn": "{ text = 'Ring {Organisasjonn}' }"}, "own_check.mine.nn.text", "Organisasjon"),
        ({"who": "'Medlemsansvarleg person'"}, "own_check.mine.who", "Medlemsansvarlig"),
        ({"due_column": "'Avtale tll'"}, "own_check.mine.due_column", "Avtale til"),
        ({"where": "[{ column = 'Typee', one_of = ['LO'] }]"}, "own_check.mine.where.0.column", "Type"),
        (
            {"column": "'type'", "older_than_days": "", "one_of": "['frivilig']"},
            "own_check.mine.one_of",
            "Frivillig",
        ),
    ],
)
def test_a_name_that_is_none_is_told_with_its_place_and_the_nearest(refused, changed, where, near):
    error = refused(**changed)
    assert (error.code, error.facts["where"], error.facts["near"]) == ("errors.config_no_such", where, near)


def test_a_name_that_is_near_to_none_is_told_with_those_there_are(refused):
    error = refused(tab="'qqq'")
    assert error.code == "errors.config_no_such_list"
    assert "Medlemmer" in error.facts["known"]
    assert "Oppgaver" not in error.facts["known"]


@pytest.mark.parametrize(
    ("changed", "key", "wanted"),
    [
        ({"empty": "true"}, "own_check.mine", "one_condition"),
        ({"older_than_days": ""}, "own_check.mine", "one_condition"),
        ({"column": "", "older_than_days": ""}, "own_check.mine", "one_condition"),
        ({"where": "[{ column = 'Type' }]"}, "own_check.mine.where.0", "one_condition"),
        ({"for_each": "'local_parties'"}, "own_check.mine", "for_each_alone"),
        ({"due_days": "3", "due_column": "'Avtale til'"}, "own_check.mine", "one_due"),
        ({"due_column": "'Organisasjon'"}, "own_check.mine.due_column", "own_dates"),
        ({"column": "'Organisasjon'"}, "own_check.mine.older_than_days", "own_dates"),
        ({"older_than_days": "", "one_of": "['i går']"}, "own_check.mine.one_of", "own_answers"),
        ({"text": "'Ring {Telefon}'"}, "own_check.mine.text", "own_private"),
        ({"text": "'Ring {E-post}'"}, "own_check.mine.text", "own_private"),
        ({"why": "'Se {Kommentar}'"}, "own_check.mine.why", "own_private"),
        ({"text": "'Ring {'"}, "own_check.mine.text", "own_braces"),
        ({"title": "'Om {Kontaktperson}'"}, "own_check.mine.title", "own_title"),
        ({"name": "'Min kontroll'"}, "own_check.Min kontroll.name", "string_pattern_mismatch"),
        ({"text": "''"}, "own_check.mine.text", "string_too_short"),
        ({"older_than_days": "-1"}, "own_check.mine.older_than_days", "greater_than_equal"),
        ({"older_than_days": "'60'"}, "own_check.mine.older_than_days", "int_type"),
        ({"text": ""}, "own_check.mine.text", "missing"),
        ({"severity": "'urgent'"}, "own_check.mine.severity", "literal_error"),
    ],
)
def test_what_cannot_be_is_told_with_its_place_and_what_it_must_be(refused, changed, key, wanted):
    error = refused(**changed)
    assert (error.code, error.facts["key"], error.facts["wanted"]) == ("errors.config_wrong", key, wanted)


def test_a_key_that_is_misspelt_is_told_with_the_nearest(refused):
    error = refused(older_than="60")
    assert (error.facts["key"], error.facts["near"]) == ("own_check.mine.older_than", "older_than_days")


def test_two_checks_of_one_name_are_refused(tmp_path):
    with pytest.raises(Refused) as told:
        load(written(tmp_path, GOOD, GOOD))
    assert told.value.code == "errors.own_check_twice"


def test_titles_in_each_language_words_met_and_the_job_s_names_all_do(tmp_path):
    for tab, column in (
        ("Samarbeidspartnarar", "Siste kontakt"),
        ("Partners", "Last contact"),
        ("partners", "last_contact"),
        ("Nettverk", "Sist møte"),
    ):
        load(written(tmp_path, GOOD | {"tab": f"'{tab}'", "column": f"'{column}'"}))
