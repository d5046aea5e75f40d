"""The exact methods against all orders of short lists: the nearest, the only one, no list, the clash."""

import random
from itertools import combinations

import pytest
from balance.nearest import brute
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.balance.nearest.ahead import still_to_mend
from automations.balance.nearest.dynamic import by_footrule, by_tau
from automations.balance.nearest.fill import fill, fillable
from automations.balance.nearest.overlapping import by_programme
from automations.balance.nearest.problem import Bound, Demand, Problem, Run, footrule, tau
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


def rows_of_two(problem):
    """Every order of two kinds that keeps the committee's among those who are alike: some nearest is one."""
    free = [place for place in range(len(problem)) if place not in problem.locked]
    first, second = list(problem.queues.values())
    for there in combinations(free, len(first)):
        order = list(range(len(problem)))
        for those, places in ((first, there), (second, sorted({*free}.difference(there)))):
            for who, place in zip(those, places, strict=True):
                order[place] = who
        yield tuple(order)


def lower_bound_holds(problem, orders):
    """What is reckoned to be left to pay is never more than what an order pays below each of its places."""
    by_pairs, by_places = (still_to_mend(problem, down=down) for down in (False, True))
    free = [place for place in range(len(problem)) if place not in problem.locked]
    for order in orders:
        for nth, place in enumerate(free):
            waiting = [order[below] for below in free[nth:]]
            reach = max([free.index(order[above]) + 1 for above in free[:nth]], default=0)
            assert by_pairs[reach] <= brute.turned(waiting), (problem, order, place)
            moved = sum(abs(order[below] - below) for below in free[nth:])
            assert by_places[reach] <= moved, (problem, order, place)


BLOCKS = Demand("blocks", tuple(Bound(one, range(at, at + 4), 1) for at in (1, 5, 9) for one in "wm"))


@pytest.mark.parametrize(
    ("standing", "rule", "left"),
    [
        # a man after the second woman, whom three women must let pass
        ("wwwwwmm", Demand("row", runs=(Run(("w", "m"), range(7), 2),)), [3, 2, 1, 0]),
        # one pair turned where the rows meet mends both
        ("wwwmmm", Demand("row", runs=(Run(("w", "m"), range(6), 2),)), [1, 1, 1, 1, 0]),
        ("mwwwwmmmmwmwm", BLOCKS, [1, 1, 1, 1, 1, 1, 0]),
        # the first and the last, each by itself
        ("mwwwwwmmwmmmm", BLOCKS, [2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0]),
        # two come in, one from above and one from below, or all the way
        ("mmmmwwwwwwmm", Demand("two", (Bound("m", range(4, 9), 2),)), [2, 2, 2, 2, 2, 0]),
        ("mmmmwwwwwwmm", Demand("two", (Bound("w", range(4, 9), 0, 2),)), [4, 4, 4, 4, 4, 0]),
    ],
)
def test_what_is_still_to_mend_is_told_closely(standing, rule, left):
    """A search is the faster the more is told, and goes wrong where it is too much."""
    problem = Problem(tuple(map(frozenset, standing)), (rule,))
    assert still_to_mend(problem, down=False)[: len(left)] == left
    assert still_to_mend(problem, down=True)[: len(left)] == [2 * each for each in left]
    lower_bound_holds(problem, [by_tau(problem).order, by_footrule(problem).order])


def test_somebody_locked_parts_a_row():
    """Two and two with a man between who stays: nothing is to be mended, and nobody moves."""
    groups = tuple(map(frozenset, "wwmww"))
    rule = Demand("row", runs=(Run(("w", "m"), range(5), 2),))
    lower_bound_holds(Problem(groups, (rule,), frozenset({2})), [(0, 1, 2, 3, 4)])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("search", "far"), [(by_tau, brute.turned), (by_footrule, brute.moved)])
def test_longer_lists_are_the_best_of_all_rows_of_two_kinds(search, far, seed):
    """Long enough for several stretches that break a rule, beside each other and apart."""
    dice, found_some = random.Random(seed), 0
    for _ in range(30):
        size = dice.randint(10, 13)
        standing = "".join(dice.choice("wm") * dice.randint(1, 5) for _ in range(size))[:size]
        groups = tuple(frozenset({each}) for each in standing)
        rules = [
            Demand("row", runs=(Run(("w", "m"), range(dice.randint(0, 2), size), dice.randint(1, 3)),)),
            Demand("blocks", tuple(Bound("m", range(at, at + 3), 1) for at in range(0, size - 2, 3))),
            Demand("halves", tuple(Bound("w", range(at, at + size // 2), 1, 4) for at in (0, size // 2))),
        ]
        locked = frozenset(at for at in range(size) if dice.random() < 0.15)
        problem = Problem(groups, tuple(dice.sample(rules, dice.randint(1, 2))), locked)
        if len(problem.queues) < 2:
            continue
        met = [
            order
            for order in rows_of_two(problem)
            if all(brute.is_met(demand, [groups[who] for who in order]) for demand in problem.demands)
        ]
        found = search(problem)
        assert (found is None) == (not met), problem
        if found is not None:
            found_some += 1
            lower_bound_holds(problem, met)
            assert far(found.order) == min(map(far, met)), problem
            standing = [groups[who] for who in found.order]
            assert all(brute.is_met(demand, standing) for demand in problem.demands), problem
            if search is by_tau:
                assert found.only_one == ([far(order) for order in met].count(far(found.order)) == 1), problem
    assert found_some > 8


@pytest.mark.parametrize("seed", range(4))
def test_long_lists_are_the_best_of_all_ways_through_the_places(seed):
    """Two to four groups, blanks, locks, and rules of every kind at once."""
    dice, moved = random.Random(seed), 0
    for _ in range(300):
        problem = brute.drawn(dice, most=16)
        size = len(problem)
        in_blocks = [Bound(one, range(at, at + 4), 1) for at in range(0, size - 3, 4) for one in "ab"]
        row = Run(("a", "b"), range(size), 2)
        more = [Demand("blocks", tuple(in_blocks)), Demand("row", runs=(row,))]
        problem = problem.under((*problem.demands[:1], *dice.sample(more, dice.randint(0, 2))))
        for search, far in ((by_tau, brute.turned), (by_footrule, brute.moved)):
            least, ways = brute.walked(problem, far)
            found = search(problem)
            assert (found is None) == (least is None), problem
            if found is not None:
                moved += least > 0
                assert far(found.order) == least, problem
                assert search is by_footrule or found.only_one == (ways == 1), problem
    assert moved > 40


def test_a_list_of_nobody_is_its_own_nearest():
    assert nearest(Problem(())).order == ()
    assert nearest(Problem((), (Demand("one", (Bound("w", range(0), 1),)),))) is None


def test_somebody_locked_is_passed_at_a_cost_too():
    """Two ways to get an a on top: the nearer one does not pass the locked."""
    groups = tuple(map(frozenset, ("b", "b", "c", "b", "a")))
    rule = Demand("one", (Bound("a", (0, 3), 1), Bound("c", range(5), 1)))
    found = nearest(Problem(groups, (rule,), frozenset({2})))
    assert (found.order, tau(found.order)) == ((0, 1, 2, 4, 3), 1)
