"""Every kind of rule, over lists that are drawn as strings."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.balance.judge import judge
from automations.balance.rules import rules_of
from automations.balance.verdicts import first_places

HALF = {"kind": "share", "least": 0.5}
EQUAL = {**HALF, "tolerance": 1}


@pytest.mark.parametrize(
    ("genders", "rule", "said"),
    [
        # half of each: exactly, or off by one person
        ("KM", HALF, "met"),
        ("KMK", HALF, "broken 3"),
        ("KMK", EQUAL, "met"),
        ("KKMM", EQUAL, "met"),
        ("KKKM", EQUAL, "broken 3"),
        ("KKKMM", EQUAL, "met"),
        ("KKKKM", EQUAL, "broken 4"),
        ("MKMMKM", {**HALF, "tolerance": 2}, "met"),
        ("MMMMKM", {**HALF, "tolerance": 2}, "broken 6"),
        # a share that binary numbers can't hold: 0.4 of 15 is 6, not a hair more
        ("K" * 6 + "M" * 9, {"kind": "share", "least": 0.4}, "met"),
        ("K" * 5 + "M" * 10, {"kind": "share", "least": 0.4}, "broken 15"),
        ("KMMM", {"kind": "share", "least": 0.25}, "met"),
        # one-sided: too many of the group is nobody's business
        ("KKKK", {**HALF, "group": "woman"}, "met"),
        ("KMMM", {**HALF, "group": "woman"}, "broken 4"),
        ("KKKM", {**HALF, "group": "man"}, "broken 3"),
        ("MMMM", {**HALF, "group": "man"}, "met"),
        # unknown only where it could decide
        ("KKM?", EQUAL, "cannot_judge 4"),
        ("?KKMM", EQUAL, "met"),
        ("KKK?", EQUAL, "broken 3"),
        ("K?KM?K", EQUAL, "cannot_judge 2"),
        ("???", HALF, "broken 3"),
        # the first places
        ("KM", {"kind": "both_in_top", "n": 2}, "met"),
        ("KKM", {"kind": "both_in_top", "n": 2}, "broken 2"),
        ("KKM", {"kind": "both_in_top", "n": 3}, "met"),
        ("MMMK", {"kind": "both_in_top", "n": 3}, "broken 3"),
        ("K?M", {"kind": "both_in_top", "n": 2}, "cannot_judge 2"),
        ("KM?", {"kind": "both_in_top", "n": 2}, "met"),
        ("KK?", {"kind": "both_in_top", "n": 2}, "broken 2"),
        ("K", {"kind": "both_in_top", "n": 2}, "broken 1"),
        # every other
        ("KMKMK", {"kind": "alternating"}, "met"),
        ("K", {"kind": "alternating"}, "met"),
        ("KMMK", {"kind": "alternating"}, "broken 3"),
        ("KMK?", {"kind": "alternating"}, "cannot_judge 4"),
        ("K?M", {"kind": "alternating"}, "broken 3"),
        ("?KK?", {"kind": "alternating"}, "broken 3"),
        ("?M?M", {"kind": "alternating"}, "cannot_judge 1"),
        # with every fifth place free
        ("KMKMMKMKM", {"kind": "alternating", "free_every": 5}, "met"),
        ("KMKMKKMKMM", {"kind": "alternating", "free_every": 5}, "met"),
        ("KMKMKKKMKM", {"kind": "alternating", "free_every": 5}, "broken 7"),
        ("KMKKM", {"kind": "alternating", "free_every": 5}, "broken 4"),
        ("KMKM?KMKM?", {"kind": "alternating", "free_every": 5}, "met"),
        ("KMKM?K", {"kind": "alternating", "free_every": 5}, "met"),
        ("KMKMKK?", {"kind": "alternating", "free_every": 5}, "cannot_judge 7"),
        # blocks from the top, an incomplete last one exempt
        ("KKKMMKKKMM", {"kind": "window", "size": 5, "least": 0.4}, "met"),
        ("KKKMMKKKKM", {"kind": "window", "size": 5, "least": 0.4}, "broken 9"),
        ("KKKMMKKKK", {"kind": "window", "size": 5, "least": 0.4}, "met"),
        ("MMKKKKKKMM", {"kind": "window", "size": 5, "least": 0.4}, "met"),
        ("KKKM?KKKMM", {"kind": "window", "size": 5, "least": 0.4}, "cannot_judge 5"),
        ("KKKM?KKKKM", {"kind": "window", "size": 5, "least": 0.4}, "broken 9"),
        ("KKMMKK", {"kind": "window", "size": 6, "least": 0.4}, "broken 6"),
        # runs
        ("KKMMKK", {"kind": "longest_run", "most": 2}, "met"),
        ("KKMMMK", {"kind": "longest_run", "most": 2}, "broken 5"),
        ("K?KMM", {"kind": "longest_run", "most": 2}, "cannot_judge 2"),
        ("KK?MM", {"kind": "longest_run", "most": 2}, "broken 5"),
        ("KK?MM", {"kind": "longest_run", "most": 3}, "met"),
        ("?KM?KK", {"kind": "longest_run", "most": 2}, "cannot_judge 4"),
        # numbers
        ("MKMK", {"kind": "count", "group": "woman", "least": 2}, "met"),
        ("MKMM", {"kind": "count", "group": "woman", "least": 2}, "broken 4"),
        ("MK?M", {"kind": "count", "group": "woman", "least": 2}, "cannot_judge 3"),
        ("KKK", {"kind": "count", "group": "man", "least": 1}, "broken 3"),
        ("K", {"kind": "count", "group": "woman", "least": 2}, "broken 1"),
    ],
)
def test_a_rule_says_of_a_list(lists, genders, rule, said):
    assert lists.told(genders, **rule) == said


@pytest.mark.parametrize(
    ("genders", "rule", "missing"),
    [
        ("MMMMMKM", EQUAL, {"woman": 2}),
        ("KKK", HALF, {"man": 2}),
        ("KMK", HALF, {"man": 1}),
        ("MMM", {**HALF, "group": "woman"}, {"woman": 2}),
        ("KK", {"kind": "both_in_top", "n": 2}, {"man": 1}),
        ("K?", {"kind": "both_in_top", "n": 2}, {"man": 1}),
        ("KKMM", {"kind": "alternating"}, {}),
        ("KKKKM", {"kind": "alternating"}, {"man": 1}),
        ("KKKMKKKKKK", {"kind": "alternating", "free_every": 5}, {"man": 3}),
        ("KKKKMMMMMKKKKK", {"kind": "window", "size": 5, "least": 0.4}, {"man": 1, "woman": 1}),
        ("KKKKMKKKKKKKKKK", {"kind": "window", "size": 5, "least": 0.4}, {"man": 5}),
        ("KKKKKK", {"kind": "longest_run", "most": 2}, {"man": 2}),
        ("KKKMM", {"kind": "longest_run", "most": 2}, {}),
        ("MMK", {"kind": "count", "group": "woman", "least": 3}, {"woman": 2}),
    ],
)
def test_how_many_are_missing_of_whom(lists, genders, rule, missing):
    assert lists.judged(genders, **rule).missing == missing


def test_a_broken_block_says_which_numbers_it_holds(lists):
    outcome = lists.judged("KKKMMKKKKMKKKKK", "window", size=5, least=0.4)
    assert outcome.numbers == {
        "first": 6,
        "last": 10,
        "size": 5,
        "women": 4,
        "men": 1,
        "unknown": 0,
        "need": 2,
        "need_women": 2,
        "need_men": 2,
    }


def test_safe_places_are_those_marked_on_the_list(lists):
    marked = {"safe": (True, False, True, False)}
    assert lists.told("KMKM", **HALF, among="safe", those=marked) == "broken 3"


def test_safe_places_are_the_first_ones_when_only_their_number_is_known(lists):
    around = lists.Around(2027, safe_places=2)
    assert lists.told("KKMM", **HALF, among="safe", around=around) == "broken 2"
    assert lists.told("KMMM", **HALF, among="safe", around=around) == "met"


def test_marks_on_the_list_win_over_the_number_of_safe_places(lists):
    around = lists.Around(2027, safe_places=2)
    assert lists.told("KKMM", **HALF, among="safe", around=around, those={"safe": (True,) * 4}) == "met"


def test_more_safe_places_than_candidates_are_all_of_them(lists):
    assert lists.told("KK", **HALF, among="safe", around=lists.Around(2027, safe_places=9)) == "broken 2"


def test_safe_places_that_nobody_knows_are_not_judged(lists):
    assert lists.told("KKKK", **HALF, among="safe") == "met"
    assert lists.told("KKKK", **HALF, among="safe", those={"safe": (False,) * 4}) == "met"


def test_among_the_precumulated_the_others_do_not_count(lists):
    extra = {"extra_votes": (False, True, True, False)}
    assert lists.told("MKKM", **HALF, among="precumulated", those=extra) == "broken 3"
    assert lists.told("KMKK", **HALF, among="precumulated", those=extra) == "met"
    assert lists.told("KKKK", **HALF, among="precumulated") == "met"


def test_a_rule_for_some_elections_leaves_the_others_alone(lists):
    top = {"kind": "both_in_top", "n": 2, "elections": ["municipal", "county"]}
    assert lists.told("KK", **top, those={"election": "county"}) == "broken 2"
    assert lists.told("KK", **top, those={"election": "national"}) == "met"


def test_a_rule_for_some_sizes_leaves_shorter_and_longer_lists_alone(lists):
    sized = {"kind": "count", "group": "man", "least": 1, "from_size": 2, "to_size": 3}
    assert [lists.told("K" * size, **sized) for size in (1, 2, 3, 4)] == [
        "met",
        "broken 2",
        "broken 3",
        "met",
    ]


def test_nobody_on_the_list_breaks_no_rule_of_balance(lists):
    assert lists.judged("", **EQUAL) is None
    assert lists.judged("", "both_in_top", n=2) is None
    assert lists.judged("", "alternating") is None


@pytest.mark.parametrize(
    ("tops", "rule", "said"),
    [
        ("wm", {"least": 0.5}, None),
        ("mmmw", {"least": 0.4}, ("broken", 2)),
        ("mwm", {"least": 0.5}, ("broken", 2)),
        ("mwm", {"least": 0.5, "tolerance": 1}, None),
        ("mm?w", {"least": 0.5}, ("cannot_judge", 2)),
        ("wwm", {"least": 0.5, "group": "woman"}, None),
        ("", {"least": 0.5}, None),
    ],
)
def test_first_places_are_counted_across_lists(tops, rule, said):
    outcome = first_places(rules_of([{"kind": "first_places", **rule}])[0], tops)
    assert (outcome and (outcome.verdict, outcome.position)) == said


def test_first_places_say_nothing_of_one_list(lists):
    assert lists.judged("MM", "first_places", least=0.5) is None


# ---------------------------------------------------------------- always


RULES = rules_of(
    [
        {"kind": "share", "least": 0.5},
        {"kind": "share", "least": 0.5, "tolerance": 1, "id": "equal"},
        {"kind": "share", "least": 0.4},
        {"kind": "share", "least": 0.5, "tolerance": 1, "group": "woman"},
        {"kind": "share", "least": 0.5, "tolerance": 1, "among": "safe"},
        {"kind": "both_in_top", "n": 2},
        {"kind": "both_in_top", "n": 3},
        {"kind": "alternating"},
        {"kind": "alternating", "free_every": 3},
        {"kind": "alternating", "free_every": 5},
        {"kind": "window", "size": 5, "least": 0.4},
        {"kind": "window", "size": 3, "least": 0.3},
        {"kind": "longest_run", "most": 1},
        {"kind": "longest_run", "most": 2},
        {"kind": "count", "group": "man", "least": 2},
    ]
)
some_rule = st.sampled_from(RULES)
some_list = st.text(alphabet="KM?", min_size=1, max_size=11).filter(lambda genders: genders.count("?") < 8)


def completions(genders):
    return ("".join(each) for each in product(*("KM" if letter == "?" else letter for letter in genders)))


@given(rule=some_rule, genders=some_list)
def test_the_verdict_is_that_of_every_way_to_fill_in_the_unknown(lists, rule, genders):
    around = lists.Around(2027, safe_places=4)
    met = {judge(rule, lists.drawn(each), around) is None for each in completions(genders)}
    outcome = judge(rule, lists.drawn(genders), around)
    expected = {(True,): None, (False,): "broken", (False, True): "cannot_judge"}[tuple(sorted(met))]
    assert (outcome and outcome.verdict) == expected


@given(rule=some_rule, genders=st.text(alphabet="KM?", min_size=1, max_size=8))
def test_a_broken_rule_breaks_where_nobody_below_could_mend_it(lists, rule, genders):
    around = lists.Around(2027, safe_places=4)

    def can_be_met(upper):
        every = completions(upper + "?" * (len(genders) - len(upper)))
        return any(judge(rule, lists.drawn(each), around) is None for each in every)

    outcome = judge(rule, lists.drawn(genders), around)
    if outcome is None or outcome.verdict != "broken":
        return
    assert not can_be_met(genders[: outcome.position + 1])
    if can_be_met(""):  # else no list of this length meets the rule, whoever stands on it
        assert can_be_met(genders[: outcome.position])


@given(rule=some_rule, genders=some_list)
def test_what_can_not_be_judged_points_at_an_unknown(lists, rule, genders):
    outcome = judge(rule, lists.drawn(genders), lists.Around(2027, safe_places=4))
    if outcome is not None and outcome.verdict == "cannot_judge":
        assert genders[outcome.position] == "?"


@given(rule=some_rule, genders=some_list)
def test_women_and_men_are_judged_alike(lists, rule, genders):
    if getattr(rule, "group", None):
        return
    turned = genders.translate(str.maketrans("KM", "MK"))
    one, other = (judge(rule, lists.drawn(each), lists.Around(2027)) for each in (genders, turned))
    assert (one and (one.verdict, one.position)) == (other and (other.verdict, other.position))


# ---------------------------------------------------------------- districts, ages, and upper bounds


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((1970, 1998, 1990, 1980), "met"),  # 29 in 2027
        ((1970, 1997, 1990, 1980), "broken 4"),  # 30 in 2027
        ((1970, 1997, 1990, None), "cannot_judge 4"),
        ((1970, 1998, None, 1980), "met"),
        (None, "cannot_judge 1"),
    ],
)
def test_somebody_under_thirty_is_one_who_has_not_turned_thirty_at_the_end_of_the_year(lists, years, said):
    assert lists.told("KMKM", "count", under=30, least=1, those={"birth_years": years}) == said


@pytest.mark.parametrize(
    ("top", "said"), [(4, "met"), (3, "met"), (2, "broken 2"), (1, "broken 1"), (9, "met")]
)
def test_a_count_looks_at_the_first_places_that_it_names(lists, top, said):
    years = {"birth_years": (1970, 1980, 2000, 2001)}
    assert lists.told("KMKM", "count", under=30, least=1, top=top, those=years) == said


def test_a_band_of_ages_has_both_its_ends(lists):
    years = {"birth_years": (2009, 1997, 1996, 1998)}  # 18, 30, 31 and 29 in 2027
    outcome = lists.judged("KMKM", "count", from_age=30, under=31, least=2, those=years)
    assert (outcome.numbers["count"], outcome.missing) == (1, {"from_age_30_under_31": 1})


@pytest.mark.parametrize(
    ("districts", "said"),
    [
        (("Nord", "Sør", "Sør", "nord "), "met"),
        (("Nord", "Sør", "Sør", "Vest"), "broken 4"),
        (("Nord", "Sør", "Sør", None), "cannot_judge 4"),
    ],
)
def test_those_from_a_district_are_counted_however_it_is_spelt(lists, districts, said):
    assert lists.told("KMKM", "count", district="NORD", least=2, those={"districts": districts}) == said


@pytest.mark.parametrize(
    ("genders", "rule", "said"),
    [
        ("KKKM", {"most": 0.6}, "broken 3"),
        ("KKMM", {"most": 0.6}, "met"),
        ("KKM?", {"most": 0.6}, "cannot_judge 4"),
        ("MMMKK", {"most": 0.6}, "met"),
        ("MMMMK", {"most": 0.6}, "broken 4"),
        ("MMMMK", {"most": 0.8, "group": "man"}, "met"),
        ("MMMMK", {"least": 0.2, "most": 0.7, "group": "man"}, "broken 4"),
        ("KKKKK", {"least": 0.2, "most": 0.7, "group": "man"}, "broken 5"),
    ],
)
def test_a_share_may_have_an_upper_bound(lists, genders, rule, said):
    assert lists.told(genders, "share", **rule) == said


def test_the_numbers_say_which_places_and_how_many(lists):
    outcome = lists.judged("KKKM", "count", group="woman", most=1, top=3)
    assert outcome.numbers == {
        "size": 3,
        "count": 3,
        "unknown": 0,
        "need": 0,
        "limit": 1,
        "first": 1,
        "last": 3,
    }
    assert outcome.missing == {}


def test_a_count_of_an_empty_list_is_not_judged_on_places_that_are_not_there(lists):
    outcome = lists.judged("", "count", under=30, least=1)
    assert outcome is None  # as for every rule: an empty list has fewer than `from_size` candidates
