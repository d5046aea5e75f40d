"""Overlapping rules (a woman under 30 from the north counts for three): a mixed-integer programme.

Who are in the same groups keep the committee's order, so a list is told by the kind at each place, and
its footrule by how many of each kind stand above each place: to move from one such count to another
costs, for every place, the difference (transport along a line). The programme has one whole number a
kind and place, and HiGHS proves its answer the least. NP-hard in general; some tenths of a second for
eighty candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from automations.balance.nearest.answer import Nearest, Unsettled
from automations.balance.nearest.problem import (
    Order,
    Problem,
    Run,
    alike_may_change_places,
    footrule,
    meets,
)

SECONDS = 20.0  # for one list; most take less than one

_Terms = Mapping[int, float]


@dataclass(slots=True)
class _Programme:
    """Columns (cost, lower, upper) and rows (lower, terms, upper), as HiGHS takes them."""

    costs: list[float] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float]] = field(default_factory=list)
    terms: list[_Terms] = field(default_factory=list)

    def column(self, lower: float, upper: float, *, cost: float = 0, whole: bool = False) -> int:
        self.costs.append(cost)
        self.columns.append((lower, upper))
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, lower: float, terms: _Terms, upper: float) -> None:
        self.rows.append((lower, upper))
        self.terms.append(terms)


def by_programme(problem: Problem) -> Nearest | None:
    """Find a nearest order by footrule; None where no order meets the rules.

    Raises Unsettled where HiGHS is not installed, or has not settled it within SECONDS.
    """
    model = _Model(problem)
    kinds = model.solve()
    if kinds is None:
        return None
    order = model.order(kinds)
    if alike_may_change_places(problem, order) or _two_may_change_places(problem, order):
        return Nearest(order, "footrule", only_one=False)
    model.forbid(kinds, footrule(order))
    return Nearest(order, "footrule", only_one=model.solve() is None)


def _two_may_change_places(problem: Problem, order: Order) -> bool:
    """Look for two who can change places at no cost: another list as near, had without asking HiGHS."""
    free = [place for place in range(len(order)) if place not in problem.locked]
    groups = [problem.groups[who] for who in order]
    for first, second in combinations(free, 2):
        one, other = order[first], order[second]
        before = abs(first - one) + abs(second - other)
        if abs(first - other) + abs(second - one) == before:
            groups[first], groups[second] = groups[second], groups[first]
            if all(meets(demand, groups) for demand in problem.demands):
                return True
            groups[first], groups[second] = groups[second], groups[first]
    return False


class _Model:
    """The programme of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._kinds = list(problem.queues)
        self._free = [place for place in range(len(problem)) if place not in problem.locked]
        self._programme = _Programme()
        self._placed = [self._counts(problem.queues[kind]) for kind in self._kinds]
        for nth in range(len(self._free)):
            self._programme.row(1, _sum(self._at(kind, nth) for kind in range(len(self._kinds))), 1)
        for bound in problem.bounds:
            fixed = sum(
                place in problem.locked and bound.group in problem.groups[place] for place in bound.places
            )
            upper = _INFINITE if bound.most is None else bound.most - fixed
            self._programme.row(bound.least - fixed, self._those(bound.group, bound.places), upper)
        for run in problem.runs:
            self._run(run)

    def _counts(self, queue: Sequence[int]) -> list[int]:
        """One column a place: how many of a kind stand on the free places down to it, and what that costs."""
        programme, columns = self._programme, []
        for nth, place in enumerate(self._free):
            last = nth == len(self._free) - 1
            there = sum(who <= place for who in queue)
            columns.append(programme.column(len(queue) if last else 0, len(queue), whole=True))
            if not last:
                off = programme.column(0, _INFINITE, cost=self._free[nth + 1] - place)
                programme.row(-there, {off: 1, columns[nth]: -1}, _INFINITE)
                programme.row(there, {off: 1, columns[nth]: 1}, _INFINITE)
            programme.row(0, {columns[nth]: 1} | ({columns[nth - 1]: -1} if nth else {}), 1)
        return columns

    def _at(self, kind: int, nth: int) -> _Terms:
        """Spell "one of this kind stands on the nth free place"."""
        columns = self._placed[kind]
        return {columns[nth]: 1} | ({columns[nth - 1]: -1} if nth else {})

    def _those(self, group: str, places: Iterable[int]) -> _Terms:
        """Spell how many of a group, not locked, stand on those places."""
        nths = {place: nth for nth, place in enumerate(self._free)}
        return _sum(
            self._at(at, nths[place])
            for place in places
            if place in nths
            for at, kind in enumerate(self._kinds)
            if group in kind
        )

    def _run(self, run: Run) -> None:
        """Let each place be of one of the two groups, the unknown of either; no row of it too long."""
        programme, problem = self._programme, self._problem
        first, second = run.groups
        of_first = []
        for place in run.places:
            locked = problem.groups[place] if place in problem.locked else frozenset()
            column = programme.column(first in locked, second not in locked, whole=True)
            of_first.append(column)
            programme.row(0, _sum([{column: 1}, _less(self._those(first, [place]))]), _INFINITE)
            programme.row(-_INFINITE, _sum([{column: 1}, self._those(second, [place])]), 1)
        for start in range(len(of_first) - run.most):
            programme.row(1, dict.fromkeys(of_first[start : start + run.most + 1], 1), run.most)

    def forbid(self, kinds: list[int], most: int) -> None:
        """Ask for another list that costs no more."""
        programme = self._programme
        size = len(self._free)
        programme.row(-_INFINITE, _sum(self._at(kind, nth) for nth, kind in enumerate(kinds)), size - 1)
        programme.row(-_INFINITE, {at: cost for at, cost in enumerate(programme.costs) if cost}, most + 0.5)
        programme.costs = [0.0] * len(programme.costs)  # any such list will do

    def order(self, kinds: list[int]) -> Order:
        """Put the candidates of each kind on its places, in the committee's order."""
        queues = [iter(queue) for queue in self._problem.queues.values()]
        order = list(range(len(self._problem)))
        for place, kind in zip(self._free, kinds, strict=True):
            order[place] = next(queues[kind])
        return tuple(order)

    def solve(self) -> list[int] | None:
        """Give the kind at each free place, or None where there is no such list."""
        solution = _highs(self._programme)
        if solution is None:
            return None
        return [
            next(
                kind
                for kind, columns in enumerate(self._placed)
                if round(solution[columns[nth]]) > (round(solution[columns[nth - 1]]) if nth else 0)
            )
            for nth in range(len(self._free))
        ]


def _sum(parts: Iterable[_Terms]) -> _Terms:
    terms: dict[int, float] = {}
    for part in parts:
        for column, factor in part.items():
            terms[column] = terms.get(column, 0) + factor
    return {column: factor for column, factor in terms.items() if factor}


def _less(terms: _Terms) -> _Terms:
    return {column: -factor for column, factor in terms.items()}


_INFINITE = float("inf")


def _highs(programme: _Programme) -> list[float] | None:
    try:
        import highspy  # noqa: PLC0415 - an extra, and only for rules that overlap
    except ImportError:
        raise Unsettled("no_solver") from None
    if any(
        not terms and not low <= 0 <= high
        for terms, (low, high) in zip(programme.terms, programme.rows, strict=True)
    ):
        return None
    if not programme.costs:
        return []
    # The class above it greets on standard output, where the document of --json stands.
    highs: Any = highspy._Highs()  # type: ignore[attr-defined]  # noqa: SLF001
    for option, value in (
        ("output_flag", False),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1.5),  # footrule is even: what is less than two from the least is the least
        ("time_limit", SECONDS),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(_lp(highspy, programme))
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return list(highs.getSolution().col_value)
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return None
    raise Unsettled("too_hard")


def _lp(highspy: Any, programme: _Programme) -> Any:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.costs), len(programme.rows)
    lp.col_cost_ = programme.costs
    lp.col_lower_, lp.col_upper_ = ([column[end] for column in programme.columns] for end in (0, 1))
    lp.row_lower_, lp.row_upper_ = ([row[end] for row in programme.rows] for end in (0, 1))
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if each else real for each in programme.whole]
    starts: list[int] = [0]
    columns: list[int] = []
    factors: list[float] = []
    for terms in programme.terms:
        columns += terms.keys()
        factors += terms.values()
        starts.append(len(columns))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, columns, factors
    return lp
