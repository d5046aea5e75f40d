"""The exact methods against all orders of short lists: the nearest, the only one, no list, the clash."""

import random

import pytest
from balance.nearest import brute
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.balance.nearest.dynamic import by_footrule, by_tau
from automations.balance.nearest.fill import fill, fillable
from automations.balance.nearest.overlapping import by_programme
from automations.balance.nearest.problem import Bound, Demand, Problem, footrule, tau
from automations.balance.nearest.solve import nearest


@pytest.mark.parametrize("seed", range(10))
def test_the_nearest_list_is_the_best_of_all_orders(seed):
    """A part of the 20,000 that `python tests/balance/nearest/brute.py` goes through."""
    dice = random.Random(seed)
    kinds = {
        brute.compare(brute.drawn(dice, overlapping=at % 4 == 3), overlapping=at % 4 == 3)
        for at in range(400)
    }
    assert kinds == {"no list", "searched", "filled from below", "overlapping"}


@pytest.mark.parametrize("seed", range(4))
def test_the_programme_finds_what_all_orders_say(seed):
    dice = random.Random(seed)
    for _ in range(25):
        problem = brute.drawn(dice, overlapping=True, most=6)
        least, ways = brute.nearest(problem, brute.moved)
        found = by_programme(problem)
        assert (found is None) == (least is None)
        if found is not None:
            assert brute.moved(found.order) == least
            assert found.only_one == (ways == 1)


def lists(most=12):
    """Longer lists than all orders could be tried of: two groups, blanks, locks, bounds from the top."""
    groups = st.lists(st.sampled_from(["w", "m", ""]), min_size=1, max_size=most)
    bound = st.tuples(st.sampled_from("wm"), st.integers(1, most), st.integers(0, most))
    return st.builds(
        lambda groups, bounds, locked: Problem(
            tuple(frozenset(each) for each in groups),
            tuple(
                Demand(str(at), (Bound(name, range(min(top, len(groups))), min(least, top, len(groups))),))
                for at, (name, top, least) in enumerate(bounds)
            ),
            frozenset(at for at in locked if at < len(groups)),
        ),
        groups,
        st.lists(bound, max_size=4),
        st.sets(st.integers(0, most), max_size=3),
    )


@given(lists())
@settings(deadline=None, max_examples=150)
def test_three_methods_agree(problem):
    assert fillable(problem)
    order, searched, by_places = fill(problem), by_tau(problem), by_footrule(problem)
    if order is None:
        assert (searched, by_places) == (None, None)
    else:
        assert (searched.order, searched.only_one) == (order, True)
        assert footrule(by_places.order) == footrule(order)


@given(lists())
@settings(deadline=None, max_examples=100)
def test_a_list_that_meets_the_rules_stays_as_it_is(problem):
    found = nearest(problem)
    if found is not None:
        better = Problem(tuple(problem.groups[who] for who in found.order), problem.demands, problem.locked)
        again = nearest(better)
        assert tau(again.order) == 0
        assert again.only_one


def test_a_list_of_nobody_is_its_own_nearest():
    assert nearest(Problem(())).order == ()
    assert nearest(Problem((), (Demand("one", (Bound("w", range(0), 1),)),))) is None


def test_somebody_locked_is_passed_at_a_cost_too():
    """Two ways to get an a on top: the nearer one does not pass the locked."""
    groups = tuple(map(frozenset, ("b", "b", "c", "b", "a")))
    rule = Demand("one", (Bound("a", (0, 3), 1), Bound("c", range(5), 1)))
    found = nearest(Problem(groups, (rule,), frozenset({2})))
    assert (found.order, tau(found.order)) == ((0, 1, 2, 4, 3), 1)
