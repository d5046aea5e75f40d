"""The check over drawn tabs: one finding a rule, one subject a list."""

import string
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from automations.balance.rules import rules_of
from automations.checks.lists.candidate_list_unbalanced import candidate_list_unbalanced, reason_key
from automations.election_calendar import ElectionCalendar
from automations.model import Source
from automations.settings import Organisation
from automations.words import LANGUAGES, fill, has

PRESETS = {
    name: rules_of(preset["rules"])
    for name, preset in tomllib.loads(
        files("automations.presets").joinpath("list_rules.toml").read_text("utf-8")
    )["presets"].items()
}
OWN = Organisation(party_codes=("A",), party_names=("A", "Ap", "Arbeiderpartiet"))
DRAFTING = date(2026, 11, 1)
NEAR_THE_END = date(2027, 3, 1)
CALENDAR = ElectionCalendar()
GENDERS = {"K": "woman", "M": "man", "?": ""}


@pytest.fixture
def findings(table):
    def find(picture, local_parties=None, officers=None, *, on=DRAFTING, calendar=CALENDAR, **settings):
        return list(
            candidate_list_unbalanced(
                table("candidates", picture, "Kandidatliste"),
                local_parties and table("local_parties", local_parties),
                officers and table("officers", officers),
                on=on,
                presets=PRESETS,
                organisation=OWN,
                calendar=calendar,
                **settings,
            )
        )

    return find


def halden(genders):
    """Draw the list of Halden Ap with these genders from the top."""
    rows = "\n".join(f"3101 | Halden | Ap | {at} | {GENDERS[one]}" for at, one in enumerate(genders, 1))
    return f"municipality_number | municipality | party | place | gender\n{rows}"


def told(finding, part, language):
    """Say the sentence as a task has it: the words of the reason, else those of the check."""
    keys = (f"{finding.check}.{reason_key(finding)}.{part}", f"{finding.check}.{part}")
    key = next(key for key in keys if has(language, key))
    return fill(language, key, **finding.facts, **finding.private)


def rules(found):
    return [each.facts["rule"] for each in found]


# ---------------------------------------------------------------- what is found


def test_a_list_in_balance_has_nothing_to_do(findings):
    assert findings(halden("KMKM")) == []


def test_a_finding_a_rule_and_one_subject_a_list(findings):
    found = findings(halden("KKKKM"))
    assert rules(found) == ["share_50", "both_in_top_2"]
    assert {each.subject.identities for each in found} == {("list:3101:Ap",)}
    assert {each.stage for each in found} == {""}


def test_the_facts_of_a_finding(findings):
    top = findings(halden("KKKKM"))[1]
    assert top.facts == {
        "list": "3101:Ap",
        "municipality_number": "3101",
        "municipality": "Halden",
        "party": "Ap",
        "rule": "both_in_top_2",
        "verdict": "broken",
        "first_break": 2,
        "missing": {"man": 1},
    }


def test_a_finding_stands_at_the_row_of_the_first_break(findings):
    picture = """
        list | place | gender
        Moss | 4     | man
        Moss | 2     | woman
        Moss | 1     | woman
        Moss | 3     | man
    """
    (found,) = findings(picture)
    assert (found.source, found.column) == (Source("Kandidatliste", 3, 1), "place")


def test_an_unknown_gender_that_decides_points_at_its_cell(findings):
    (found,) = findings(halden("K?MK"), rules=({"kind": "both_in_top", "n": 2},))
    assert (found.facts["verdict"], found.facts["first_break"]) == ("cannot_judge", 2)
    assert (found.source, found.column) == (Source("Kandidatliste", 3, 4), "gender")


def test_an_unknown_gender_that_does_not_decide_is_nobodys_business(findings):
    assert findings(halden("KM?KM")) == []


def test_the_first_break_is_the_number_that_stands_there(findings):
    found = findings(
        """
        list | place | gender | status
        Moss | 1     | woman  |
        Moss | 2     | man    | declined
        Moss | 3     | woman  |
        Moss | 4     | man    |
        Moss | 5     | man    |
        """
    )
    assert [(each.facts["rule"], each.facts["first_break"]) for each in found] == [("both_in_top_2", 3)]


def test_only_ones_own_lists_are_looked_at(findings):
    picture = """
        municipality_number | party | party_code | place | gender
        3101                | Høyre | H          | 1     | man
        3101                | Høyre | H          | 2     | man
        3101                | Ap    | A          | 1     | man
        3101                | Ap    | A          | 2     | man
    """
    assert {each.facts["list"] for each in findings(picture)} == {"3101:Ap"}


def test_the_top_two_may_be_alike_at_national_elections(findings):
    picture = """
        area    | election | place | gender
        Østfold | national | 1     | man
        Østfold | national | 2     | man
        Østfold | national | 3     | woman
        Østfold | national | 4     | woman
    """
    assert findings(picture) == []
    assert rules(findings(picture.replace("national", "county  "))) == ["both_in_top_2"]


def test_severity_is_the_rules(findings):
    assert [each.severity for each in findings(halden("KKKKM"))] == ["medium", "high"]
    quiet = ({"kind": "both_in_top", "n": 2, "severity": "low"},)
    assert [each.severity for each in findings(halden("KK"), rules=quiet)] == ["low"]


def test_a_list_is_due_when_lists_are(findings):
    assert findings(halden("KK"))[0].due == date(2027, 3, 31)
    assert findings(halden("KK"), calendar=ElectionCalendar(lists_due=date(2031, 3, 31)))[0].due == date(
        2031, 3, 31
    )


# ---------------------------------------------------------------- which rules


def test_another_preset_has_other_rules(findings):
    assert rules(findings(halden("KMMK"), preset="socialdemokraterna")) == ["alternating"]


def test_rules_of_the_configuration_stand_instead_of_preset_and_law(findings):
    given = ({"kind": "count", "group": "man", "least": 3, "id": "tre_menn"},)
    assert rules(findings(halden("KKM"), rules=given, on=NEAR_THE_END)) == ["tre_menn"]


def test_the_law_is_judged_when_the_day_draws_near(findings):
    assert findings(halden("KMKM"), on=date(2026, 11, 30)) == []
    assert rules(findings(halden("KMKM"), on=date(2026, 12, 1))) == ["law_least"]
    assert rules(findings(halden("KMKM"), on=DRAFTING, law_from_days=365)) == ["law_least"]


def test_the_law_can_be_left_out(findings):
    assert findings(halden("KMKM"), on=NEAR_THE_END, law="") == []


def test_a_law_that_is_among_the_rules_already_is_judged_once(table):
    presets = {**PRESETS, "own": rules_of([{"kind": "law_least"}])}
    found = candidate_list_unbalanced(
        table("candidates", halden("KMKM")),
        None,
        None,
        on=NEAR_THE_END,
        presets=presets,
        organisation=OWN,
        calendar=ElectionCalendar(),
        preset="own",
    )
    assert rules(found) == ["law_least"]


def test_seats_and_safe_places_are_read_from_the_local_party(findings):
    parties = """
        municipality_number | council_seats | safe_places
        3103                | 11            | 4
        3101                | 2             | 3
    """
    found = findings(halden("KMKKKKMMMM"), parties, on=NEAR_THE_END, preset="arbeiderpartiet")
    assert rules(found) == ["law_most"]
    found = findings(halden("KMKKKKMMMM"), parties.replace("| 3\n", "| 6\n"), on=DRAFTING)
    assert rules(found) == ["share_50_safe"]


def test_safe_places_of_the_municipality_are_not_those_of_a_county_list(findings):
    picture = """
        municipality_number | election | place | gender
        3101                | county   | 1     | woman
        3101                | county   | 2     | man
        3101                | county   | 3     | woman
        3101                | county   | 4     | woman
        3101                | county   | 5     | man
        3101                | county   | 6     | man
    """
    parties = "municipality_number | safe_places\n3101 | 4"
    assert findings(picture, parties) == []
    assert rules(findings(picture.replace("county  ", "        "), parties)) == ["share_50_safe"]


def test_marks_for_safe_places_on_the_list_are_enough(findings):
    picture = """
        list | place | gender | safe_place
        Moss | 1     | woman  | ja
        Moss | 2     | man    |
        Moss | 3     | woman  | ja
        Moss | 4     | man    |
    """
    (found,) = findings(picture)
    assert (found.facts["rule"], found.facts["first_break"]) == ("share_50_safe", 3)


@pytest.mark.parametrize(
    ("header", "cells", "rule", "column"),
    [
        ("birth_year", ["", "1970", "1980"], "birth_year", "birth_year"),
        ("birth_year", ["2010", "1970", "1980"], "age", "birth_year"),
        ("extra_vote", ["nei", "ja", "nei"], "precumulated_prefix", "extra_vote"),
    ],
)
def test_list_law_points_at_the_cell(findings, header, cells, rule, column):
    rows = "\n".join(
        f"Moss | {at} | {'woman' if at % 2 else 'man'} | {cell}"
        for at, cell in enumerate([*cells, *cells[1:2] * 4], 1)
    )
    found = findings(f"list | place | gender | {header}\n{rows}", on=NEAR_THE_END)
    assert [
        (each.facts["rule"], each.source, each.column) for each in found if each.facts["rule"] == rule
    ] == [(rule, Source("Kandidatliste", 2, 3), column)]


def test_a_place_that_is_there_twice_is_said_whatever_the_rules(findings):
    picture = """
        list | place | gender
        Moss | 1     | woman
        Moss | 2     | man
        Moss | 2     | woman
        Moss | 3     | man
    """
    for preset in ("arbeiderpartiet", "uk_labour"):
        (found,) = findings(picture, preset=preset)
        assert (found.facts["rule"], found.facts["first_break"], found.severity) == (
            "place_numbers",
            2,
            "low",
        )


# ---------------------------------------------------------------- across lists


def tops(genders):
    rows = "\n".join(f"{3100 + at} | Ap | 1 | {GENDERS[one]}" for at, one in enumerate(genders, 1))
    return f"municipality_number | party | place | gender\n{rows}"


FIRST = ({"kind": "first_places", "least": 0.5, "tolerance": 1},)


def test_first_places_across_the_lists_are_one_finding_of_their_own(findings):
    (found,) = findings(tops("MMKM"), rules=FIRST)
    assert (found.stage, found.subject.identities) == ("first_places", ("lists:first_places_50",))
    assert found.facts == {
        "list": None,
        "municipality_number": None,
        "municipality": None,
        "party": "Ap",
        "rule": "first_places_50",
        "verdict": "broken",
        "first_break": 1,
        "missing": {"woman": 1},
    }
    assert found.source.row == 5


def test_first_places_in_balance_are_nobodys_business(findings):
    assert findings(tops("MKM"), rules=FIRST) == []
    assert findings(tops("M"), rules=FIRST) == []


def test_first_places_count_the_elections_of_the_rule(findings):
    picture = """
        municipality_number | area    | election | place | gender
        3101                |         |          | 1     | man
        3103                |         |          | 1     | woman
                            | Østfold | county   | 1     | man
                            | Oslo    | county   | 1     | man
    """
    municipal = ({**FIRST[0], "elections": ["municipal"]},)
    assert findings(picture, rules=municipal) == []
    assert rules(findings(picture, rules=FIRST)) == ["first_places_50"]


def test_a_list_that_everybody_has_left_has_no_first_place(findings):
    picture = """
        list   | place | gender | status
        Moss   | 1     | man    | declined
        Halden | 1     | man    |
    """
    assert findings(picture, rules=FIRST) == []


# ---------------------------------------------------------------- whom to ask, and what is said


def test_the_local_partys_leader_is_asked(findings):
    parties = """
        municipality_number | leader    | deputy
        3103                | Liv Vik   | Odd Ås
        3101                | Eva Strand | Per Lie
    """
    assert findings(halden("KK"), parties)[0].suggested == ("Eva Strand", "Per Lie")


def test_an_officer_is_asked_where_there_is_no_local_party(findings):
    officers = """
        office | name      | municipality_number
        Leder  | Siri Haug | 3101
    """
    assert findings(halden("KK"), officers=officers)[0].suggested == ("Siri Haug",)


def test_no_candidates_name_is_in_a_finding(findings):
    picture = """
        list | place | name         | gender | birth_year
        Moss | 1     | Merket Navn  | woman  |
        Moss | 2     | Merket Navn  | woman  |
        Moss | 3     | Merket Navn  |        |
    """
    found = findings(picture, on=NEAR_THE_END)
    assert len(found) >= 3
    assert "Merket" not in repr(found)


EVERY_REASON = [
    # a list as it is drawn, a rule that it does not meet
    ("KKKK", {"kind": "share", "least": 0.5}),
    ("KKM?", {"kind": "share", "least": 0.5}),
    ("MMMM", {"kind": "share", "least": 0.5, "group": "woman"}),
    ("KKKK", {"kind": "share", "least": 0.5, "group": "man"}),
    *(
        ("KKKK" if group != "woman" else "MMMM", {"kind": "share", "least": 0.5, "among": among, **one_sided})
        for among in ("safe", "precumulated")
        for group in (None, "woman", "man")
        for one_sided in ([{"group": group}] if group else [{}])
    ),
    ("KKMM", {"kind": "both_in_top", "n": 2}),
    ("K?MM", {"kind": "both_in_top", "n": 2}),
    ("KKMM", {"kind": "alternating"}),
    ("KMK?", {"kind": "alternating", "free_every": 5}),
    ("KKKM", {"kind": "window", "size": 4, "least": 0.5}),
    ("KK?M", {"kind": "window", "size": 4, "least": 0.5}),
    ("KKKM", {"kind": "longest_run", "most": 2}),
    ("KK?M", {"kind": "longest_run", "most": 2}),
    ("KKKM", {"kind": "count", "group": "man", "least": 2}),
    ("KMMM", {"kind": "count", "group": "woman", "least": 2}),
    ("K?MM", {"kind": "count", "group": "woman", "least": 2}),
    ("KKMM", {"kind": "first_places", "least": 1, "group": "man"}),
    ("?KMM", {"kind": "first_places", "least": 1, "group": "man"}),
    ("MMKK", {"kind": "count", "group": "woman", "least": 1, "top": 2}),
    ("KKMM", {"kind": "count", "group": "man", "least": 1, "top": 2}),
    ("KKMM", {"kind": "count", "group": "woman", "most": 1}),
    ("KKMM", {"kind": "share", "group": "man", "most": 0.3}),
    ("K?MM", {"kind": "count", "group": "woman", "most": 1}),
    ("KKMM", {"kind": "count", "under": 10, "least": 1}),
    ("KKMM", {"kind": "share", "from_age": 60, "least": 0.2}),
    ("KKMM", {"kind": "count", "from_age": 60, "under": 70, "least": 1}),
    ("KKMM", {"kind": "share", "under": 30, "most": 0.2}),
    ("KKMM", {"kind": "count", "from_age": 10, "most": 1}),
    ("KKMM", {"kind": "count", "from_age": 10, "under": 30, "most": 1}),
    ("KKMM", {"kind": "count", "district": "Nord", "least": 1}),
    ("KKMM", {"kind": "law_least"}),
    ("KKMM", {"kind": "law_most", "extra": 1}),
    ("KKMM", {"kind": "birth_year"}),
    ("KKMM", {"kind": "age"}),
    ("KKMM", {"kind": "precumulated_prefix"}),
    ("KKMM", {"kind": "precumulated_most", "by_seats": [[1, 2]]}),
    ("KKMM", {"kind": "place_numbers"}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("genders", "rule"), EVERY_REASON)
def test_every_reason_has_its_words_in_every_language(findings, genders, rule, language):
    extra = "ja" if rule["kind"] != "precumulated_prefix" else "nei"
    rows = "\n".join(
        f"3101 | {3 if at == 4 and rule['kind'] == 'place_numbers' else at} | {GENDERS[one]} | ja | "
        f"{extra if at < 4 else 'ja'} | {'' if rule['kind'] == 'birth_year' else 2011}"
        for at, one in enumerate(genders, 1)
    )
    picture = f"municipality_number | place | gender | safe_place | extra_vote | birth_year\n{rows}"
    found = findings(picture, "municipality_number | council_seats\n3101 | 2", rules=(rule,))
    assert len(found) == 1
    texts = [told(found[0], part, language) for part in ("task", "why")]
    for text in texts:
        assert not set(text) & set("{}")
        assert text.endswith((".", ")."))
        assert "None" not in text
    general = {"nb": "Regelen ", "nn": "Regelen ", "en": "The rule "}[language] + found[0].facts["rule"]
    assert not texts[1].startswith(general), "the words of this kind are missing"


def test_words_name_the_numbers_and_never_a_person(findings):
    share, top = findings(halden("KKKKM"))
    assert told(share, "task", "nb") == (
        "Se på kandidatlista for Halden (Ap): den oppfyller ikke alle reglene ennå."
    )
    assert told(share, "why", "nb") == (
        "Lista har 5 kandidater – kvinner: 4, menn: 1; regelen krever minst 2 av hvert kjønn."
    )
    assert told(top, "why", "nn") == (
        "Begge kjønn skal vere blant dei 2 første på lista (no – kvinner: 2, menn: 0)."
    )


@pytest.mark.parametrize(
    ("genders", "rule", "key"),
    [
        ("KKKK", {"kind": "share", "least": 0.5}, "share.all"),
        ("MMMM", {"kind": "share", "least": 0.5, "group": "woman"}, "share.all_woman"),
        ("KKM?", {"kind": "share", "least": 0.5}, "share.cannot_judge"),
        ("KK", {"kind": "both_in_top", "n": 2, "id": "topp"}, "both_in_top"),
        ("KK", {"kind": "count", "group": "man", "least": 1}, "count.man"),
    ],
)
def test_words_are_found_by_the_kind_and_not_by_the_rules_name(findings, genders, rule, key):
    (found,) = findings(halden(genders), rules=(rule,))
    assert reason_key(found) == key


def test_the_languages_have_the_same_keys_and_placeholders():
    def flat(words, path=()):
        for key, value in words.items():
            if isinstance(value, dict):
                yield from flat(value, (*path, key))
            else:
                yield (*path, key), frozenset(field for _, field, _, _ in string.Formatter().parse(value))

    package = files("automations.words")
    every = [
        dict(flat(tomllib.loads(package.joinpath(each, "candidate_list_unbalanced.toml").read_text("utf-8"))))
        for each in LANGUAGES
    ]
    assert every[0] == every[1] == every[2]


def test_a_list_with_a_former_number_meets_its_council_of_today(findings):
    old = halden("KMKMKM").replace("3101", "0101")
    parties = "municipality_number | municipality | council_seats\n3101 | Halden | 35"
    found = findings(old, parties, on=NEAR_THE_END, rules=({"kind": "law_most", "extra": 0},))
    assert found == []
    (broken,) = findings(
        old, parties.replace("35", "5"), on=NEAR_THE_END, rules=({"kind": "law_most", "extra": 0},)
    )
    assert broken.facts["rule"].startswith("law_most")


# ---------------------------------------------------------------- districts, ages, and what would help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("homes", "rule", "reason"),
    [
        (("Sør", "Sør"), {"kind": "count", "district": "Nord", "least": 1}, "counted.least_district"),
        (("Nord", "nord"), {"kind": "count", "district": "Nord", "most": 1}, "counted.most_district"),
        (("Sør", ""), {"kind": "count", "district": "Nord", "least": 1}, "counted.cannot_judge_district"),
        (("Sør", ""), {"kind": "count", "under": 30, "least": 1}, "counted.cannot_judge_age"),
    ],
)
def test_districts_and_ages_have_their_words(findings, homes, rule, reason, language):
    one, two = homes
    picture = f"""
        list | place | gender | residence | birth_year
        Moss | 1     | woman  | {one}     | 1960
        Moss | 2     | man    | {two}     |
    """
    (found,) = findings(picture, rules=(rule,))
    assert reason_key(found) == reason
    text = told(found, "why", language)
    assert not set(text) & set("{}")
    assert "None" not in text


@pytest.mark.parametrize(
    ("rule", "column"),
    [({"under": 30}, "birth_year"), ({"district": "Nord"}, "residence"), ({"group": "man"}, "gender")],
)
def test_what_is_not_known_is_the_cell_that_is_pointed_at(findings, rule, column):
    picture = """
        list | place | gender | residence | birth_year
        Moss | 1     | woman  | Sør       | 1960
        Moss | 2     |        |           |
    """
    (found,) = findings(picture, rules=({"kind": "count", "least": 1, **rule},))
    assert (found.facts["verdict"], found.column, found.source.row) == ("cannot_judge", column, 3)


def test_one_of_the_findings_of_a_list_says_what_would_help(findings):
    parties = "municipality_number | safe_places\n3101 | 4"
    found = findings(halden("MMMMKKKK"), parties)
    assert rules(found) == ["share_50_safe", "both_in_top_2"]
    assert [each.private.get("advice") for each in found] == ["two", None]
    first = found[0].private
    assert (first["start"], first["end"], first["second_start"], first["second_end"]) == ("5", "2", "6", "4")
    assert told(found[0], "advice.two", "nb") == (
        "Nærmeste liste som oppfyller reglene: flytt plass 5 til plass 2 og plass 6 til plass 4."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("genders", "advice"),
    [("KKMM", "one"), ("MMMMMMMKKK", "rest_one"), ("KMKM", None), ("KKKKM", "rest_one"), ("KKKK", None)],
)
def test_what_would_help_is_said_in_every_language(findings, genders, advice, language):
    found = findings(halden(genders))
    assert [each.private["advice"] for each in found if "advice" in each.private] == [advice] * bool(advice)
    if advice:
        text = told(next(each for each in found if "advice" in each.private), f"advice.{advice}", language)
        assert not set(text) & set("{}")


def test_what_would_help_is_no_fact_of_the_task(findings):
    (found,) = findings(halden("KKMM"))
    assert not {"advice", "start", "end", "moves"} & found.facts.keys()


def test_many_moves_are_left_to_the_tab(findings):
    found = findings(halden("KKKKKKMMMMMM"), rules=({"kind": "alternating"},))
    assert found[0].private["advice"] == "many"
    assert told(found[0], "advice.many", "en").endswith("see the tab List proposal.")
