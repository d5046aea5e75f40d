"""The rules on all municipal lists of 2011, as the authorities published them."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from lists_of_2011 import WITH_THE_LISTS, candidacies

from automations.balance.judge import judge
from automations.balance.lists import lists_of
from automations.balance.nearest.lists import proposals, proposed
from automations.balance.outcome import Around
from automations.balance.rules import rules_of
from automations.checks.lists.candidate_list_unbalanced import candidate_list_unbalanced
from automations.election_calendar import ElectionCalendar
from automations.settings import Organisation, packaged_presets

pytestmark = WITH_THE_LISTS
RULES = rules_of(
    [
        {"kind": "both_in_top", "n": 2},
        {"kind": "alternating"},
        {"kind": "share", "least": 0.5, "tolerance": 1},
        {"kind": "share", "least": 0.4},
        {"kind": "precumulated_prefix"},
    ]
)
NAMES = ("A", "Ap", "Arbeiderpartiet", "Det norske arbeiderparti")


@pytest.fixture(scope="module")
def candidates():
    return candidacies()


def found(candidates, *codes, preset="these", on=date(2011, 3, 1)):
    return list(
        candidate_list_unbalanced(
            candidates,
            None,
            None,
            on=on,
            presets={"these": RULES, "nobody": rules_of([{"kind": "law_least", "least": 999}])},
            organisation=Organisation(party_codes=codes, party_names=NAMES),
            calendar=ElectionCalendar(),
            preset=preset,
            law="",
        )
    )


@pytest.mark.parametrize(("codes", "lists"), [((), 2_884), (("A",), 418)])
def test_lists_are_as_many_as_there_were(candidates, codes, lists):
    subjects = {each.subject.identities for each in found(candidates, *codes, preset="nobody")}
    assert len(subjects) == lists


@pytest.mark.parametrize(
    ("codes", "lists", "met"),
    [
        (("A",), 418, {"both_in_top_2": 407, "alternating": 114, "share_50": 280, "share_40": 381}),
        ((), 2_884, {"both_in_top_2": 2_112, "alternating": 197, "share_50": 815, "share_40": 1_601}),
    ],
)
def test_lists_that_meet_each_rule(candidates, codes, lists, met):
    broken = Counter(each.facts["rule"] for each in found(candidates, *codes))
    assert {rule: lists - broken[rule] for rule in met} == met


def test_exactly_eleven_of_the_partys_lists_have_two_of_a_kind_on_top(candidates):
    tops = [each for each in found(candidates, "A") if each.facts["rule"] == "both_in_top_2"]
    assert {each.facts["municipality"]: each.facts["missing"] for each in tops} == {
        "Grue": {"man": 1},
        "Arendal": {"woman": 1},
        "Hægebostad": {"woman": 1},
        "Finnøy": {"woman": 1},
        "Masfjorden": {"woman": 1},
        "Frøya": {"man": 1},
        "Holtålen": {"woman": 1},
        "Leksvik": {"woman": 1},
        "Høylandet": {"woman": 1},
        "Øksnes": {"woman": 1},
        "Karlsøy": {"man": 1},
    }
    assert {(each.facts["first_break"], each.facts["verdict"]) for each in tops} == {(2, "broken")}
    for each in tops:
        row = each.source.row - 2
        assert candidates.columns["municipality"][row] == each.facts["municipality"]
        assert (candidates.columns["place"][row], each.column) == (2, "place")


def test_the_partys_precumulated_are_always_the_first_and_no_place_stands_twice(candidates):
    rules = {each.facts["rule"] for each in found(candidates, "A")}
    assert not rules & {"precumulated_prefix", "place_numbers"}


# ---------------------------------------------------------------- the nearest list

OWN = Organisation(party_codes=("A",), party_names=NAMES)
PRESETS = {name: rules_of(preset["rules"]) for name, preset in packaged_presets().items()}
SHARE_LISTS = 138  # of which no order has half of each


def reordered(those, order):
    """The list as it is proposed: people at other places, safe places and extra votes where they were."""
    return replace(
        those,
        rows=tuple(those.rows[who] for who in order),
        genders="".join(those.genders[who] for who in order),
        birth_years=tuple(those.birth_years[who] for who in order),
    )


@pytest.mark.parametrize("preset", ["arbeiderpartiet", "socialdemokraterna", "spd", "spain", "uk_labour"])
def test_every_list_that_breaks_a_rule_gets_a_list_that_meets_them_or_the_reason_why_none_does(
    candidates, preset
):
    rules, around = PRESETS[preset], Around(2011)
    broken = {
        each.name: each
        for each in lists_of(candidates, OWN)
        for rule in rules
        if (outcome := judge(rule, each, around)) and outcome.verdict == "broken"
    }
    found = {name: proposed(each, rules, around) for name, each in broken.items()}
    for each in found.values():
        those, proposal = each.those, each.proposal
        assert proposal.proved
        if proposal.feasible:
            assert proposal.tau > 0
            after = reordered(those, proposal.order)
            assert not any(judge(rule, after, around) for rule in rules)
        else:
            (name,) = proposal.clashing  # in these presets one rule is enough to rule every order out
            assert sum(proposal.lacking.values()) > 0
            assert sum(judge(each.rules[name], those, around).missing.values()) > 0
        if proposal.rest:
            after = reordered(those, proposal.rest.order)
            assert all(judge(rule, after, around) is None for rule in rules if rule.id in proposal.rest.cost)
    moving = {name for name, each in found.items() if each.moving}
    assert {
        each.those.name for each in proposals(candidates, None, rules, OWN, 2011) if each.moving
    } == moving


def test_the_eleven_lists_with_two_of_a_kind_on_top_are_mended_by_moving_one(candidates):
    rules = PRESETS["arbeiderpartiet"]
    moving = proposals(candidates, None, rules, OWN, 2011)
    assert len(moving) == 11
    for each in moving:
        (move,) = [move for move in each.best.moves if move.own]
        assert (move.end, move.rule) == (1, "both_in_top_2")
        assert each.best.only_one
        assert each.best.tau == move.start - 1
    every = [proposed(each, rules, Around(2011)).proposal for each in lists_of(candidates, OWN)]
    lacking = [each for each in every if not each.feasible]
    assert len(lacking) == SHARE_LISTS
    assert {each.clashing for each in lacking} == {("share_50",)}
