"""Rules as they are typed in a preset: their names, their defaults, and what is refused."""

import tomllib
from importlib.resources import files

import pytest
from pydantic import ValidationError

from automations.balance.rules import rules_of

PACKAGED = tomllib.loads(files("automations.presets").joinpath("list_rules.toml").read_text("utf-8"))[
    "presets"
]


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ({"kind": "share", "least": 0.5}, "share_50"),
        ({"kind": "share", "least": 0.5, "tolerance": 1, "among": "safe"}, "share_50_safe"),
        (
            {"kind": "share", "least": 0.4, "group": "woman", "among": "precumulated"},
            "share_40_woman_precumulated",
        ),
        ({"kind": "share", "least": 1, "group": "man"}, "share_100_man"),
        ({"kind": "share", "least": 0.333}, "share_33_3"),
        ({"kind": "both_in_top", "n": 2, "severity": "low"}, "both_in_top_2"),
        ({"kind": "alternating"}, "alternating"),
        ({"kind": "alternating", "free_every": 5}, "alternating_free_5"),
        ({"kind": "window", "size": 5, "least": 0.4}, "window_5_40"),
        ({"kind": "longest_run", "most": 2}, "longest_run_2"),
        ({"kind": "count", "group": "woman", "least": 3}, "count_woman_3"),
        ({"kind": "first_places", "least": 0.5}, "first_places_50"),
        ({"kind": "share", "most": 0.6}, "share_most_60"),
        ({"kind": "share", "least": 0.2, "under": 30}, "share_20_under_30"),
        ({"kind": "count", "under": 30, "least": 1, "top": 10}, "count_under_30_1_top_10"),
        ({"kind": "count", "from_age": 60, "most": 2}, "count_from_age_60_most_2"),
        ({"kind": "count", "from_age": 18, "under": 30, "least": 1}, "count_from_age_18_under_30_1"),
        ({"kind": "count", "district": "Indre Ås-vest", "least": 2}, "count_district_indre_aas_vest_2"),
        ({"kind": "count", "group": "woman", "least": 2, "top": 5}, "count_woman_2_top_5"),
        ({"kind": "law_least"}, "law_least"),
        ({"kind": "law_least", "least": 5}, "law_least_5"),
        ({"kind": "law_most"}, "law_most"),
        ({"kind": "birth_year"}, "birth_year"),
        ({"kind": "age"}, "age"),
        ({"kind": "precumulated_prefix"}, "precumulated_prefix"),
        ({"kind": "precumulated_most"}, "precumulated_most"),
        ({"kind": "share", "least": 0.5, "id": "halvparten"}, "halvparten"),
    ],
)
def test_a_rule_is_named_by_its_kind_and_parameters(rule, name):
    assert rules_of([rule])[0].id == name


@pytest.mark.parametrize(
    ("rule", "path", "said"),
    [
        ({"kind": "shar", "least": 0.5}, (0,), "'share', 'both_in_top'"),
        ({"least": 0.5}, (0,), "kind"),
        ({"kind": "share"}, (0, "share"), "least, most, or both"),
        ({"kind": "first_places"}, (0, "first_places", "least"), "required"),
        ({"kind": "share", "most": 0.4}, (0, "share"), "always has half of a list or more"),
        ({"kind": "share", "group": "man", "least": 0.5, "most": 0.4}, (0, "share"), "less than least"),
        ({"kind": "count", "least": 1}, (0, "count"), "say whom"),
        ({"kind": "count", "under": 30}, (0, "count"), "least, most, or both"),
        ({"kind": "count", "under": 30, "group": "man", "least": 1}, (0, "count"), "a rule for each"),
        (
            {"kind": "count", "under": 30, "from_age": 30, "least": 1},
            (0, "count"),
            "nobody is 30 and under 30",
        ),
        ({"kind": "count", "under": 30, "least": 3, "top": 2}, (0, "count"), "do not stand among 2"),
        ({"kind": "count", "district": "", "least": 1}, (0, "count", "district"), "at least 1"),
        ({"kind": "count", "district": 7, "least": 1}, (0, "count", "district"), "string"),
        ({"kind": "share", "least": 0.5, "toleranse": 1}, (0, "share", "toleranse"), "not permitted"),
        ({"kind": "share", "least": "0.5"}, (0, "share", "least"), "number"),
        ({"kind": "share", "least": 50}, (0, "share", "least"), "less than or equal to 1"),
        ({"kind": "share", "least": 0}, (0, "share", "least"), "greater than 0"),
        ({"kind": "share", "least": 0.6}, (0, "share"), "more than half of each; name a group"),
        ({"kind": "share", "least": 0.5, "tolerance": 0.5}, (0, "share", "tolerance"), "integer"),
        ({"kind": "share", "least": 0.5, "among": "sikre"}, (0, "share", "among"), "'safe'"),
        ({"kind": "share", "least": 0.5, "elections": []}, (0, "share", "elections"), "at least 1"),
        ({"kind": "share", "least": 0.5, "elections": ["valg"]}, (0, "share", "elections", 0), "'municipal'"),
        ({"kind": "share", "least": 0.5, "severity": "alarm"}, (0, "share", "severity"), "'high'"),
        ({"kind": "share", "least": 0.5, "id": "Halv Part"}, (0, "share", "id"), "pattern"),
        (
            {"kind": "share", "least": 0.5, "from_size": 5, "to_size": 4},
            (0, "share"),
            "no list has such a size",
        ),
        ({"kind": "both_in_top", "n": 1}, (0, "both_in_top", "n"), "greater than or equal to 2"),
        ({"kind": "both_in_top", "n": True}, (0, "both_in_top", "n"), "integer"),
        ({"kind": "alternating", "free_every": 2}, (0, "alternating", "free_every"), "equal to 3"),
        ({"kind": "window", "size": 5, "least": 0.5}, (0, "window"), "no block of 5 holds 0.5 of each"),
        ({"kind": "count", "group": "annet", "least": 1}, (0, "count", "group"), "'woman' or 'man'"),
        ({"kind": "longest_run", "most": 0}, (0, "longest_run", "most"), "equal to 1"),
    ],
)
def test_a_rule_that_is_wrong_is_refused_with_its_path(rule, path, said):
    with pytest.raises(ValidationError) as caught:
        rules_of([rule])
    error = caught.value.errors()[0]
    assert error["loc"] == path
    assert said in error["msg"]


def test_the_path_counts_the_rules_from_nought():
    with pytest.raises(ValidationError) as caught:
        rules_of([{"kind": "alternating"}, {"kind": "both_in_top"}])
    assert caught.value.errors()[0]["loc"] == (1, "both_in_top", "n")


def test_two_rules_of_one_name_are_refused_until_one_is_renamed():
    pair = [{"kind": "share", "least": 0.5}, {"kind": "share", "least": 0.5, "tolerance": 1}]
    with pytest.raises(ValidationError, match="two rules are named share_50: give one of them an id"):
        rules_of(pair)
    assert [rule.id for rule in rules_of([pair[0], {**pair[1], "id": "nesten"}])] == ["share_50", "nesten"]


def test_rules_that_are_read_already_stay_as_they_are():
    rules = rules_of([{"kind": "alternating"}])
    assert rules_of(rules) == rules


def test_a_rule_can_not_be_changed():
    (rule,) = rules_of([{"kind": "alternating"}])
    with pytest.raises(ValidationError, match="frozen"):
        rule.severity = "high"


def test_a_share_may_be_half_where_a_window_has_an_even_size():
    assert rules_of([{"kind": "window", "size": 4, "least": 0.5}])[0].id == "window_4_50"


@pytest.mark.parametrize(
    ("preset", "names"),
    [
        ("arbeiderpartiet", ["share_50", "share_50_safe", "both_in_top_2"]),
        ("socialdemokraterna", ["alternating", "first_places_50"]),
        ("spd", ["share_40", "alternating_free_5"]),
        ("spain", ["share_40", "window_5_40", "share_50"]),
        ("uk_labour", ["share_50_woman", "count_woman_1"]),
        (
            "norwegian_list_law",
            ["law_least", "law_most", "birth_year", "age", "precumulated_prefix", "precumulated_most"],
        ),
    ],
)
def test_the_packaged_presets(preset, names):
    assert [rule.id for rule in rules_of(PACKAGED[preset]["rules"])] == names


def test_every_packaged_preset_can_be_read():
    assert all(rules_of(preset["rules"]) for preset in PACKAGED.values())


def test_arbeiderpartiets_top_two_is_no_rule_at_national_elections():
    top = rules_of(PACKAGED["arbeiderpartiet"]["rules"])[2]
    assert (top.elections, top.severity) == (("municipal", "county"), "high")


@pytest.mark.parametrize(
    ("genders", "said"), [("KM", []), ("KKM", []), ("KKMMK", []), ("KKKKM", ["share_40", "window_5_40"])]
)
def test_spain_asks_for_balance_of_short_lists_and_forty_percent_of_long_ones(lists, genders, said):
    rules = PACKAGED["spain"]["rules"]
    assert [r.id for r in rules_of(rules) if lists.judged(genders, **_typed(rules, r.id))] == said


def _typed(rules, name):
    return next(rule for rule in rules if rules_of([rule])[0].id == name)
