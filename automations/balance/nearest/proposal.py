"""The nearest list that meets the rules, why it is so, and what hinders where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod

from automations.balance.nearest.answer import Measure, Unsettled
from automations.balance.nearest.bounds import Posed, wanting
from automations.balance.nearest.clash import clashing, possible
from automations.balance.nearest.moves import Move, broken_by, moves_of
from automations.balance.nearest.problem import Demand, Order, Problem, footrule, tau
from automations.balance.nearest.solve import measure_of, nearest

FILLINGS = 200  # ways of filling blanks in that are looked at before it is said that they could decide


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one list. Candidates and places count from 0, in the committee's order.

    Not `feasible`: no order meets the rules, and `clashing` are the fewest of them that contradict each
    other, with those of the locked that they need, and whom they lack by group; `rest` is then the
    proposal under the rules that an order can meet each by itself. `cannot_judge`: there is no such
    order of those whose groups are known, but the blanks could decide. `unsettled` says why nothing
    could be found out. `cost` is by how much each rule makes the distance larger, by the measure.
    """

    feasible: bool
    order: Order = ()
    measure: Measure = "tau"
    only_one: bool = False
    moves: tuple[Move, ...] = ()
    cost: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()
    clashing_locks: tuple[int, ...] = ()
    lacking: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    cannot_judge: bool = False
    unsettled: str = ""
    aside: tuple[str, ...] = ()
    rest: Proposal | None = None

    @property
    def tau(self) -> int:
        """How many pairs stand the other way round than in the committee's list."""
        return tau(self.order)

    @property
    def footrule(self) -> int:
        """How many places the candidates move, summed."""
        return footrule(self.order)

    @property
    def proved(self) -> bool:
        """Every method is exact: what is proposed is the nearest, and what is said not to exist does not."""
        return not self.unsettled and not self.cannot_judge


def propose(posed: Posed) -> Proposal:
    """Find the nearest list that meets the rules, or what hinders."""
    problem = posed.problem
    broken = tuple(demand.rule for demand in broken_by(problem, problem.groups))
    unknown = tuple(sorted({who for those in posed.unknown.values() for who in those}))
    try:
        return _found(posed, broken, unknown) or _hindered(posed, broken, unknown)
    except Unsettled as unsettled:
        return Proposal(
            feasible=False, broken=broken, unknown=unknown, unsettled=unsettled.reason, aside=posed.aside
        )


def _found(posed: Posed, broken: tuple[str, ...], unknown: tuple[int, ...]) -> Proposal | None:
    problem = posed.problem
    measure = measure_of(problem)
    found = nearest(problem, measure)
    if found is None:
        return None
    cost = _costs(problem, measure, found.order)
    return Proposal(
        feasible=True,
        order=found.order,
        measure=measure,
        only_one=found.only_one,
        moves=moves_of(problem, found.order, lambda rule: cost[rule]),
        cost=cost,
        broken=broken,
        unknown=unknown,
        aside=posed.aside,
    )


def _costs(problem: Problem, measure: Measure, order: Order) -> dict[str, int]:
    """Measure how much nearer the list could be without each rule."""
    distance = tau if measure == "tau" else footrule
    whole, costs = distance(order), {}
    for demand in problem.demands:
        rest = [each for each in problem.demands if each is not demand]
        about_order = demand.runs or any(len(bound.places) < len(problem) for bound in demand.bounds)
        without = nearest(problem.under(rest), measure) if whole and about_order else None
        costs[demand.rule] = whole - distance(without.order) if without else 0
    return costs


def _hindered(posed: Posed, broken: tuple[str, ...], unknown: tuple[int, ...]) -> Proposal:
    if unknown and _blanks_could_decide(posed):
        return Proposal(
            feasible=False,
            broken=broken,
            unknown=unknown,
            cannot_judge=True,
            aside=posed.aside,
            rest=_rest(posed),
        )
    rules, locks = clashing(posed.problem)
    return Proposal(
        feasible=False,
        broken=broken,
        clashing=tuple(demand.rule for demand in rules),
        clashing_locks=tuple(sorted(locks)),
        lacking=_lacking(posed.problem, rules),
        unknown=unknown,
        aside=posed.aside,
        rest=_rest(posed),
    )


def _lacking(problem: Problem, rules: tuple[Demand, ...]) -> dict[str, int]:
    lacking: dict[str, int] = {}
    for demand in rules:
        for name, number in wanting(problem, demand).items():
            lacking[name] = max(number, lacking.get(name, 0))
    return lacking


def _rest(posed: Posed) -> Proposal | None:
    """Propose under the rules that an order can meet, each by itself; None where even they clash."""
    problem = posed.problem
    some = [demand for demand in problem.demands if possible(problem, demand)]
    if not some or len(some) == len(problem.demands):
        return None
    rest = Posed(problem.under(some), posed.unknown, posed.aside)
    broken = tuple(demand.rule for demand in broken_by(rest.problem, problem.groups))
    unknown = tuple(sorted({who for those in posed.unknown.values() for who in those}))
    return _found(rest, broken, unknown)


def _blanks_could_decide(posed: Posed) -> bool:
    """Tell whether some way of filling the blanks in gives a list that meets the rules.

    Those whose place is not locked can stand for each other, so it is enough to try how many of them
    belong; where there are too many ways, they could.
    """
    locked = posed.problem.locked
    ways = []  # for each blank attribute, how it may be filled in: who gets which group
    for name, those in posed.unknown.items():
        if name == "man" and "woman" in posed.unknown:
            continue  # filled in with the women
        other = frozenset({"man"}) if name == "woman" and "man" in posed.unknown else frozenset[str]()
        loose = [who for who in those if who not in locked]
        fixed = [who for who in those if who in locked]
        if (len(loose) + 1) << len(fixed) > FILLINGS:
            return True
        ways.append(
            [
                {who: frozenset({name}) if who in {*loose[:number], *some} else other for who in those}
                for number in range(len(loose) + 1)
                for size in range(len(fixed) + 1)
                for some in combinations(fixed, size)
            ]
        )
    if prod(map(len, ways)) > FILLINGS:
        return True
    return any(nearest(_filled(posed.problem, each)) is not None for each in product(*ways))


def _filled(problem: Problem, filled: Iterable[Mapping[int, frozenset[str]]]) -> Problem:
    groups = list(problem.groups)
    for each in filled:
        for who, more in each.items():
            groups[who] |= more
    return Problem(tuple(groups), problem.demands, problem.locked)
