"""Which method finds the nearest list of a problem, each exact."""

from __future__ import annotations

from automations.balance.nearest.answer import Measure, Nearest
from automations.balance.nearest.dynamic import by_footrule, by_tau, states
from automations.balance.nearest.fill import fill, fillable
from automations.balance.nearest.overlapping import by_programme
from automations.balance.nearest.problem import Order, Problem, meets

SEARCHED = 20_000  # states of an overlapping problem that are searched sooner than HiGHS is asked
SEARCHED_BY_TAU = 2_000_000  # nobody in two groups: a search meets but a small part of them


def measure_of(problem: Problem) -> Measure:
    """Say by what a nearest list is sought: Kendall tau, which can't be had for many overlapping groups."""
    return "footrule" if problem.overlapping or states(problem) > SEARCHED_BY_TAU else "tau"


def nearest(problem: Problem, measure: Measure | None = None) -> Nearest | None:
    """Find a list that meets every rule and lies nearest to the committee's, or None where there is none.

    By the measure of the problem, unless another is given. Raises Unsettled (answer.py).
    """
    measure = measure or measure_of(problem)
    if all(meets(demand, problem.groups) for demand in problem.demands):
        return Nearest(tuple(range(len(problem))), measure, only_one=True)  # nobody need move
    if fillable(problem):
        order = fill(problem)
        if order is None:
            return None
        if measure == "tau":
            return Nearest(order, measure, only_one=True)
    if measure == "tau":
        return by_tau(problem)
    found = by_footrule(problem) if states(problem) <= SEARCHED else by_programme(problem)
    return found and Nearest(_untangled(problem, found.order), measure, found.only_one)


def _untangled(problem: Problem, order: Order) -> Order:
    """Turn neighbours back who need not be turned: of lists as near by footrule, one with less turned."""
    standing = list(order)
    groups = [problem.groups[who] for who in standing]
    at = 0
    while at + 1 < len(standing):
        if standing[at] > standing[at + 1] and problem.locked.isdisjoint(standing[at : at + 2]):
            groups[at], groups[at + 1] = groups[at + 1], groups[at]
            if all(meets(demand, groups) for demand in problem.demands):
                standing[at], standing[at + 1] = standing[at + 1], standing[at]
                at = max(0, at - 1)
                continue
            groups[at], groups[at + 1] = groups[at + 1], groups[at]
        at += 1
    return tuple(standing)
