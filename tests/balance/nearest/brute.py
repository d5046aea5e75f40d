"""All orders of a short list, judged one by one: what the exact methods are held against.

    python tests/balance/nearest/brute.py [CASES] [SEED]

draws so many random lists (20,000 unless given), and says how many there were of each kind.
"""

import random
import sys
import time
from collections import Counter
from itertools import combinations, permutations

from automations.balance.nearest.problem import Bound, Demand, Problem, Run, after


def turned(order):
    """Kendall tau, as it is defined."""
    return sum(a > b for a, b in combinations(order, 2))


def moved(order):
    """Spearman's footrule, as it is defined."""
    return sum(abs(at - who) for at, who in enumerate(order))


def is_met(demand, standing):
    """Judge an order, given as the groups of those who stand, in the plainest way."""
    for bound in demand.bounds:
        there = len([place for place in bound.places if bound.group in standing[place]])
        if there < bound.least or there > (len(standing) if bound.most is None else bound.most):
            return False
    return all(any(_shorter(run, row) for row in _readings(run, standing)) for run in demand.runs)


def _readings(run, standing):
    """Every way of reading those places as of the first group (0) or the second (1)."""
    rows = [[]]
    for place in run.places:
        known = [at for at in (0, 1) if run.groups[at] in standing[place]]
        rows = [[*row, each] for row in rows for each in known or (0, 1)]
    return rows


def _shorter(run, row):
    return all(len(set(row[at : at + run.most + 1])) > 1 for at in range(len(row) - run.most))


def orders(problem):
    free = [place for place in range(len(problem)) if place not in problem.locked]
    for some in permutations(free):
        order = list(range(len(problem)))
        for place, who in zip(free, some, strict=True):
            order[place] = who
        yield tuple(order)


def nearest(problem, measure):
    """The least distance of any order that meets the rules, and how many have it; (None, 0) for none."""
    least, ways = None, 0
    for order in orders(problem):
        far = measure(order)
        if least is not None and far > least:
            continue
        standing = [problem.groups[who] for who in order]
        if all(is_met(demand, standing) for demand in problem.demands):
            ways = ways + 1 if far == least else 1
            least = far
    return least, ways


def walked(problem, measure):
    """The same as `nearest`, for longer lists: every way through the places, those alike in their order.

    Of those placed so far it matters how many of each kind there are, what the bounds have counted, and in
    which rows they end. By footrule the ways are only those that keep the order of who are alike.
    """
    kinds = list(problem.queues)
    ways = {((0,) * len(kinds), (0,) * len(problem.bounds), ((0, 0),) * len(problem.runs)): (0, 1)}
    for place in range(len(problem)):
        onward = {}
        for (counts, counted, ends), (paid, number) in ways.items():
            waiting = [who for kind, n in zip(kinds, counts, strict=True) for who in problem.queues[kind][n:]]
            waiting += [who for who in problem.locked if who >= place]
            for at, who in _next(problem, kinds, counts, place):
                there = _counted(problem, counted, problem.kinds[who], place)
                rows = _ended(problem, ends, problem.kinds[who], place)
                if there is None or None in rows:
                    continue
                far = abs(who - place) if measure is moved else sum(each < who for each in waiting)
                state = (tuple(n + (each == at) for each, n in enumerate(counts)), there, rows)
                least, so_many = onward.get(state, (paid + far, 0))
                if paid + far <= least:
                    onward[state] = (paid + far, number + (so_many if paid + far == least else 0))
        ways = onward
    least = min((paid for paid, _ in ways.values()), default=None)
    return least, sum(number for paid, number in ways.values() if paid == least)


def _next(problem, kinds, counts, place):
    if place in problem.locked:
        return [(None, place)]
    queues = [problem.queues[kind] for kind in kinds]
    return [(at, queue[counts[at]]) for at, queue in enumerate(queues) if counts[at] < len(queue)]


def _counted(problem, counted, kind, place):
    there = []
    for bound, above in zip(problem.bounds, counted, strict=True):
        n = above + (place in bound.places and bound.group in kind)
        if n > (len(problem) if bound.most is None else bound.most):
            return None
        if place == bound.places[-1] and n < bound.least:
            return None
        there.append(n if place < bound.places[-1] else 0)
    return tuple(there)


def _ended(problem, ends, kind, place):
    rows = []
    for run, end in zip(problem.runs, ends, strict=True):
        here = after(run.groups, run.most, end, kind) if place in run.places else end
        rows.append((0, 0) if place == run.places[-1] and here else here)
    return tuple(rows)


def possible(problem):
    return nearest(problem, lambda _: 0)[0] is not None


def drawn(dice, *, overlapping=False, most=7):
    """Draw a short list: two to four groups, blanks, locks, bounds below and above, rows, windows."""
    size, names = min(dice.randint(1, most), dice.randint(3, most)), "abcd"[: dice.randint(2, 4)]
    if overlapping:
        groups = [frozenset(name for name in names if dice.random() < 0.4) for _ in range(size)]
        groups = [some - {"b"} if "a" in some else some for some in groups]  # as nobody is of two genders
    else:
        groups = [frozenset() if dice.random() < 0.15 else frozenset(dice.choice(names)) for _ in range(size)]
    demands = tuple(_rule(dice, f"rule {at}", size, names) for at in range(dice.randint(1, 4)))
    locked = frozenset(at for at in range(size) if dice.random() < 0.15)
    return Problem(tuple(groups), demands, locked)


def _rule(dice, name, size, names):
    kind, top = dice.random(), dice.randint(1, size)
    least = dice.randint(0, (top + 1) // 2)
    if kind < 0.5:
        both = dice.random() < 0.4
        some = names[:2] if both else dice.choice(names)
        return Demand(name, tuple(Bound(each, range(top), least // (1 + both)) for each in some))
    if kind < 0.65:
        return Demand(name, (Bound(dice.choice(names), range(top), 0, dice.randint(0, top)),))
    if kind < 0.9:
        places = tuple(sorted(dice.sample(range(size), top)))
        if dice.random() < 0.5:
            places = tuple(range(places[0], places[-1] + 1))
        return Demand(name, (Bound(dice.choice(names), places, least, dice.choice([None, top // 2 + 1])),))
    places = range(dice.randint(0, size - 1), size)
    return Demand(name, runs=(Run((names[0], names[1]), places, dice.randint(1, 2)),))


def compare(problem, *, overlapping):
    """Hold the engine against all orders; an AssertionError where they differ. Says what kind it was."""
    from automations.balance.nearest.clash import clashing
    from automations.balance.nearest.fill import fill, fillable
    from automations.balance.nearest.solve import measure_of
    from automations.balance.nearest.solve import nearest as found_by

    measure = moved if measure_of(problem) == "footrule" else turned
    assert overlapping or measure is turned
    least, ways = nearest(problem, measure)
    found = found_by(problem)
    assert (found is None) == (least is None), problem
    if found is None:
        rules, locks = clashing(problem)
        assert not possible(problem.under(rules, locks)), problem
        assert all(possible(problem.under([each for each in rules if each is not one])) for one in rules)
        assert all(possible(problem.under(rules, locks - {one})) for one in locks), problem
        fewer = combinations(problem.demands, len(rules) - 1)
        assert all(possible(problem.under(some)) for some in fewer), problem
        return "no list"
    standing = [problem.groups[who] for who in found.order]
    assert sorted(found.order) == list(range(len(problem)))
    assert all(found.order[at] == at for at in problem.locked), problem
    assert all(is_met(demand, standing) for demand in problem.demands), problem
    assert measure(found.order) == least, (problem, found, least)
    assert found.only_one == (ways == 1), (problem, found, ways)
    if fillable(problem):
        assert moved(fill(problem)) == nearest(problem, moved)[0], problem
        return "filled from below"
    return "overlapping" if measure is moved else "searched"


def main(cases=20_000, seed=2011):
    dice, count, began = random.Random(seed), Counter(), time.process_time()
    for at in range(cases):
        overlapping = at % 4 == 3
        count[compare(drawn(dice, overlapping=overlapping), overlapping=overlapping)] += 1
    print(f"{cases} lists in {time.process_time() - began:.0f} s of CPU, all as the best of all orders:")
    for kind, number in count.most_common():
        print(f"  {kind}: {number}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
