"""What is proposed for lists as people say them ("KMK?"): the order, the moves, the costs, what hinders."""

import random

import pytest

from automations.balance.judge import judge
from automations.balance.nearest.bounds import pose
from automations.balance.nearest.problem import tau
from automations.balance.nearest.proposal import propose
from automations.balance.outcome import Around
from automations.balance.rules import rules_of

AP = (
    {"kind": "share", "least": 0.5, "tolerance": 1},
    {"kind": "share", "least": 0.5, "tolerance": 1, "among": "safe"},
    {"kind": "both_in_top", "n": 2},
)


@pytest.fixture
def proposed(lists):
    def proposal(genders, *rules, locked=(), around=None, **more):
        those = lists.drawn(genders, **more)
        return propose(pose(rules_of(rules), those, around or Around(2027), locked))

    return proposal


def told(proposal):
    """The order in places of the committee's list, counted from 1."""
    return [who + 1 for who in proposal.order]


def moves(proposal):
    return [(move.start + 1, move.end + 1, move.rule) for move in proposal.moves if move.own]


# ---------------------------------------------------------------- each kind of rule


@pytest.mark.parametrize(
    ("genders", "rule", "order"),
    [
        ("KKMM", {"kind": "both_in_top", "n": 2}, [1, 3, 2, 4]),
        ("MMMK", {"kind": "both_in_top", "n": 2}, [1, 4, 2, 3]),
        ("KM", {"kind": "both_in_top", "n": 2}, [1, 2]),
        ("KKMM", {"kind": "alternating"}, [1, 3, 2, 4]),
        ("KMMKKM", {"kind": "alternating"}, [1, 2, 4, 3, 5, 6]),
        ("KKMMK", {"kind": "alternating", "free_every": 3}, [1, 3, 2, 4, 5]),
        ("KKKMM", {"kind": "longest_run", "most": 2}, [1, 2, 4, 3, 5]),
        ("KKKMMMM", {"kind": "window", "size": 3, "least": 0.3}, [1, 2, 4, 3, 5, 6, 7]),
        ("KKKMM", {"kind": "count", "group": "man", "least": 1, "top": 3}, [1, 2, 4, 3, 5]),
        ("KKKMM", {"kind": "count", "group": "woman", "most": 1, "top": 2}, [1, 4, 2, 3, 5]),
        ("KKM?", {"kind": "both_in_top", "n": 2}, [1, 3, 2, 4]),
    ],
)
def test_the_nearest_list_of_each_kind_of_rule(proposed, genders, rule, order):
    proposal = proposed(genders, rule)
    assert proposal.feasible
    assert told(proposal) == order
    assert proposal.tau == tau(proposal.order)


def test_safe_places_stay_and_people_move_through_them(proposed):
    rule = {"kind": "share", "least": 0.5, "among": "safe"}
    known = proposed("MMMMKK", rule, around=Around(2027, safe_places=4))
    assert told(known) == [1, 2, 5, 6, 3, 4]
    marked = proposed("KMKM", rule, safe=(True, False, True, False))
    assert told(marked) in ([1, 3, 2, 4], [2, 1, 3, 4], [1, 2, 4, 3])
    assert marked.tau == 1
    assert not marked.only_one


def test_the_pre_cumulated_places_stay_at_the_top(proposed):
    rule = {"kind": "share", "least": 0.5, "among": "precumulated"}
    assert told(proposed("MMKK", rule, extra_votes=(True, True, False, False))) == [1, 3, 2, 4]


def test_ages_and_districts_move_people_too(proposed):
    years = (1960, 1970, 1980, 2001)
    rule = {"kind": "count", "under": 30, "least": 1, "top": 2}
    assert told(proposed("KMKM", rule, birth_years=years)) == [1, 4, 2, 3]
    rule = {"kind": "count", "district": "Nord", "least": 1, "top": 1}
    assert told(proposed("KMKM", rule, districts=("Sør", "Vest", "Nord", "Nord"))) == [3, 1, 2, 4]


def test_rules_that_overlap_are_met_together(proposed):
    proposal = proposed(
        "KKMMKM",
        {"kind": "both_in_top", "n": 2},
        {"kind": "count", "under": 30, "least": 1, "top": 2},
        birth_years=(1960, 1961, 1962, 1963, 2000, 2001),
    )
    assert proposal.measure == "footrule"
    assert set(told(proposal)[:2]) in ({1, 6}, {3, 5})
    assert proposal.feasible


# ---------------------------------------------------------------- why


def test_a_move_is_named_with_the_rule_it_is_for(proposed):
    proposal = proposed("MMMKKMKK", *AP, around=Around(2027, safe_places=6))
    assert told(proposal) == [1, 4, 2, 3, 5, 7, 6, 8]
    assert moves(proposal) == [(4, 2, "both_in_top_2"), (7, 6, "share_50_safe")]
    assert [(move.start, move.end, move.rule) for move in proposal.moves if not move.own] == [
        (1, 2, "both_in_top_2"),
        (2, 3, "both_in_top_2"),
        (5, 6, "share_50_safe"),
    ]


def test_the_cost_of_a_rule_is_how_much_nearer_the_list_were_without_it(proposed):
    proposal = proposed("MMMKKMKK", *AP, around=Around(2027, safe_places=6))
    assert proposal.tau == 3
    assert proposal.cost == {"share_50": 0, "share_50_safe": 1, "both_in_top_2": 2}


def test_a_list_that_meets_the_rules_is_left_alone(proposed):
    proposal = proposed("KMKM", *AP)
    assert (proposal.feasible, told(proposal), proposal.moves, proposal.broken) == (
        True,
        [1, 2, 3, 4],
        (),
        (),
    )
    assert proposal.only_one


def test_two_lists_may_be_as_near(proposed):
    proposal = proposed("KMMK", {"kind": "alternating"})
    assert (proposal.tau, proposal.only_one) == (1, False)


def test_rules_that_no_order_of_one_list_meets_are_set_aside(proposed):
    proposal = proposed(
        "KKMM", {"kind": "both_in_top", "n": 2}, {"kind": "law_least"}, {"kind": "first_places", "least": 0.5}
    )
    assert proposal.aside == ("law_least", "first_places_50")
    assert list(proposal.cost) == ["both_in_top_2"]


# ---------------------------------------------------------------- locks


def test_who_is_locked_stays(proposed):
    rule = {"kind": "both_in_top", "n": 2}
    assert told(proposed("KKMM", rule, locked=[1])) == [3, 2, 1, 4]
    assert told(proposed("KKMM", rule, fixed=(False, True, False, False))) == [3, 2, 1, 4]


def test_locks_that_no_list_can_keep_are_named_with_the_rule(proposed):
    proposal = proposed("KKMM", {"kind": "both_in_top", "n": 2}, locked=[0, 1, 3])
    assert not proposal.feasible
    assert (proposal.clashing, proposal.clashing_locks) == (("both_in_top_2",), (0, 1))
    assert proposal.lacking == {}


# ---------------------------------------------------------------- no list


def test_whom_the_list_lacks_is_counted(proposed):
    proposal = proposed("MMMMMMMKKK", *AP)
    assert not proposal.feasible
    assert (proposal.clashing, proposal.lacking, proposal.proved) == (("share_50",), {"woman": 2}, True)


def test_the_rules_that_an_order_can_meet_are_met_all_the_same(proposed):
    proposal = proposed("MMMMMMMKKK", *AP)
    assert told(proposal.rest) == [1, 8, 2, 3, 4, 5, 6, 7, 9, 10]
    assert moves(proposal.rest) == [(8, 2, "both_in_top_2")]


def test_the_fewest_rules_that_contradict_each_other_are_named(proposed):
    proposal = proposed(
        "KKMM",
        {"kind": "longest_run", "most": 3},
        {"kind": "count", "group": "woman", "least": 2, "top": 2, "id": "kvinner"},
        {"kind": "both_in_top", "n": 2},
        {"kind": "count", "group": "man", "least": 1, "top": 3},
    )
    assert proposal.clashing == ("kvinner", "both_in_top_2")
    assert proposal.rest is None


@pytest.mark.parametrize(
    ("genders", "rule", "lacking"),
    [
        ("KKKKM", {"kind": "alternating"}, {"man": 1}),
        ("KKKKKKKM", {"kind": "longest_run", "most": 2}, {"man": 1}),
        ("KKKKKKKKKM", {"kind": "window", "size": 5, "least": 0.4}, {"man": 3}),
        ("KKKM", {"kind": "count", "group": "man", "least": 3}, {"man": 2}),
        ("KKKK", {"kind": "both_in_top", "n": 2}, {"man": 1}),
    ],
)
def test_how_many_more_are_needed(proposed, genders, rule, lacking):
    proposal = proposed(genders, rule)
    assert (proposal.feasible, proposal.lacking) == (False, lacking)


# ---------------------------------------------------------------- blanks


def test_a_blank_that_could_decide_is_not_judged(proposed):
    proposal = proposed("KKKM?M", {"kind": "share", "least": 0.5})
    assert (proposal.feasible, proposal.cannot_judge, proposal.clashing) == (False, True, ())
    assert not proposal.proved


def test_a_blank_that_could_not_decide_does_not_stand_in_the_way(proposed):
    proposal = proposed("KKKKM?", {"kind": "share", "least": 0.5})
    assert (proposal.feasible, proposal.cannot_judge, proposal.clashing) == (False, False, ("share_50",))
    assert proposal.unknown == (5,)


def test_the_proposal_counts_the_known_only(proposed):
    proposal = proposed("K?M", {"kind": "both_in_top", "n": 2})
    assert told(proposal) == [1, 3, 2]
    assert proposal.unknown == (1,)


def test_a_blank_birth_year_belongs_to_no_age(proposed):
    rule = {"kind": "count", "under": 30, "least": 1, "top": 1}
    assert told(proposed("KMK", rule, birth_years=(None, 1960, 2001))) == [3, 1, 2]
    assert proposed("KMK", rule, birth_years=(None, 1960, 1950)).cannot_judge


# ---------------------------------------------------------------- and the judge agrees

EVERY_KIND = (
    {"kind": "share", "least": 0.4},
    {"kind": "share", "least": 0.5, "tolerance": 1, "among": "safe"},
    {"kind": "share", "least": 0.5, "tolerance": 1, "among": "precumulated"},
    {"kind": "both_in_top", "n": 2},
    {"kind": "alternating", "free_every": 4},
    {"kind": "window", "size": 4, "least": 0.25},
    {"kind": "longest_run", "most": 2},
    {"kind": "count", "group": "woman", "least": 1, "most": 2, "top": 4},
    {"kind": "count", "under": 30, "least": 1, "top": 3},
    {"kind": "count", "district": "Nord", "least": 1, "top": 5},
)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_proposed_is_found_in_order_by_the_check(lists, seed):
    dice = random.Random(seed)
    proposals = 0
    for _ in range(40):
        size = dice.randint(2, 14)
        rules = rules_of(dice.sample(EVERY_KIND, dice.randint(1, 3)))
        those = lists.drawn(
            "".join(dice.choice("KKKMMM?") for _ in range(size)),
            birth_years=tuple(dice.choice([1960, 1990, 2001, None]) for _ in range(size)),
            districts=tuple(dice.choice(["Nord", "Sør", None]) for _ in range(size)),
            safe=tuple(dice.random() < 0.3 for _ in range(size)),
            extra_votes=tuple(at < size // 3 for at in range(size)),
            fixed=tuple(dice.random() < 0.1 for _ in range(size)),
        )
        around = Around(2027)
        proposal = propose(pose(rules, those, around))
        outcomes = [judge(rule, those, around) for rule in rules]
        if not proposal.feasible:
            assert proposal.clashing or proposal.cannot_judge
            assert any(outcomes)
            continue
        proposals += 1
        order = proposal.order
        after = lists.drawn(
            "".join({"w": "K", "m": "M", "?": "?"}[those.genders[who]] for who in order),
            birth_years=tuple(those.birth_years[who] for who in order),
            districts=tuple(those.districts[who] for who in order),
            safe=those.safe,
            extra_votes=those.extra_votes,
        )
        for rule in rules:
            outcome = judge(rule, after, around)
            rests_on_blanks = rule.kind in {"alternating", "longest_run"} or getattr(rule, "most", None)
            assert outcome is None or (outcome.verdict == "cannot_judge" and rests_on_blanks)
        if not any(outcomes):
            assert proposal.tau == 0
        assert {move.rule for move in proposal.moves} <= {rule.id for rule in rules}
    assert proposals > 5
