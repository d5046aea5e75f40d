"""Where no order meets the rules: the fewest rules that contradict each other, and the locks they need."""

from __future__ import annotations

from itertools import combinations

from automations.balance.nearest.bounds import wanting
from automations.balance.nearest.problem import Demand, Problem, meets
from automations.balance.nearest.solve import nearest

TRIED = 2_000  # sets of rules that are tried by size; beyond that one is made as small as it can be


def clashing(problem: Problem) -> tuple[tuple[Demand, ...], frozenset[int]]:
    """Find the fewest rules that no order meets together, and of the locks those without which one would.

    Each set is minimal: without any one of its rules (or locks) there is an order. Raises Unsettled.
    """
    rules = _fewest(problem)
    locks = problem.locked
    for lock in sorted(locks):
        if nearest(problem.under(rules, locks - {lock})) is None:
            locks -= {lock}
    return rules, locks


def _fewest(problem: Problem) -> tuple[Demand, ...]:
    tried = 0
    for size in range(1, len(problem.demands)):
        for some in combinations(problem.demands, size):
            tried += 1
            if tried > TRIED:
                return _irreducible(problem)
            if not possible(problem, *some):
                return some
    return problem.demands


def possible(problem: Problem, *some: Demand) -> bool:
    """Tell whether an order meets some of the rules, whatever the others ask."""
    if all(meets(demand, problem.groups) for demand in some):
        return True  # today's does
    lacking = any(wanting(problem, demand) for demand in some)  # to count is quicker than to search
    return not lacking and nearest(problem.under(some)) is not None


def _irreducible(problem: Problem) -> tuple[Demand, ...]:
    """Leave out one rule after the other that the contradiction does without."""
    kept = list(problem.demands)
    for demand in problem.demands:
        rest = [each for each in kept if each is not demand]
        if nearest(problem.under(rest)) is None:
            kept = rest
    return tuple(kept)
