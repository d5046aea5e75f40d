"""What a nearest list is sought for: who stands, in which groups, on which places, under which rules.

Candidates are numbered 0..n-1 in the committee's order, places likewise from the top; an order is the
candidates from the first place to the last. Groups are names; a candidate may be in none, one or several.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

Order: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """At least and at most so many of a group on certain places, in increasing order."""

    group: str
    places: Sequence[int]
    least: int = 0
    most: int | None = None

    @property
    def prefix(self) -> bool:
        """Tell whether the places are the first ones."""
        return not self.places or self.places[-1] == len(self.places) - 1


@dataclass(frozen=True, slots=True)
class Run:
    """No more than `most` of one of two groups in a row on neighbouring places.

    Nobody is in both. Who is in neither may be of either: a run is too long where it is so for both.
    """

    groups: tuple[str, str]
    places: range
    most: int


@dataclass(frozen=True, slots=True)
class Demand:
    """What one rule asks of an order."""

    rule: str
    bounds: tuple[Bound, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Who stands (their groups), what the rules demand, and who keeps the place that they have."""

    groups: tuple[frozenset[str], ...]
    demands: tuple[Demand, ...] = ()
    locked: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.groups)

    def under(self, demands: Iterable[Demand], locked: Collection[int] | None = None) -> Problem:
        """The same candidates under other rules, or other locks."""
        return Problem(self.groups, tuple(demands), self.locked if locked is None else frozenset(locked))

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """The bounds of all rules."""
        return tuple(bound for demand in self.demands for bound in demand.bounds)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The longest runs of all rules."""
        return tuple(run for demand in self.demands for run in demand.runs)

    @cached_property
    def kinds(self) -> tuple[frozenset[str], ...]:
        """Each candidate's groups, of those that a rule names: who are alike can stand for each other."""
        named = {bound.group for bound in self.bounds}.union(*(run.groups for run in self.runs))
        return _kinds(self.groups, frozenset(named))

    @cached_property
    def queues(self) -> Mapping[frozenset[str], Sequence[int]]:
        """The candidates of each kind whose place is not locked, in the committee's order."""
        return _queues(self.kinds, self.locked)

    @cached_property
    def overlapping(self) -> bool:
        """Tell whether somebody is in two groups that rules name."""
        return any(len(kind) > 1 for kind in set(self.kinds))


# One list is asked about under several sets of its rules, which mostly name the same groups.
_SETS_OF_RULES = 64


@lru_cache(_SETS_OF_RULES)
def _kinds(groups: tuple[frozenset[str], ...], named: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple([each & named for each in groups])


@lru_cache(_SETS_OF_RULES)
def _queues(
    kinds: tuple[frozenset[str], ...], locked: frozenset[int]
) -> Mapping[frozenset[str], Sequence[int]]:
    queues: dict[frozenset[str], list[int]] = {}
    for at, kind in enumerate(kinds):
        if at not in locked:
            queues.setdefault(kind, []).append(at)
    return queues


def meets(demand: Demand, groups: Sequence[frozenset[str]]) -> bool:
    """Tell whether an order, given as the groups of those who stand, is what the rule asks for."""
    for bound in demand.bounds:
        there = sum([bound.group in groups[place] for place in bound.places])
        if there < bound.least or (bound.most is not None and there > bound.most):
            return False
    return all(_run_met(run, groups) for run in demand.runs)


def _run_met(run: Run, groups: Sequence[frozenset[str]]) -> bool:
    state = (0, 0)
    for place in run.places:
        following = after(run.groups, run.most, state, groups[place])
        if following is None:
            return False
        state = following
    return True


def after(
    groups: tuple[str, str], most: int, ends: tuple[int, int], kind: frozenset[str]
) -> tuple[int, int] | None:
    """Prolong the shortest runs of either group that the places so far can end in; -1 is none.

    None where the run is longer than `most` whoever the unknown are.
    """
    first, second = ends
    one = -1 if groups[1] in kind else _longer(first, second, most)
    other = -1 if groups[0] in kind else _longer(second, first, most)
    return None if one < 0 and other < 0 else (one, other)


def _longer(same: int, other: int, most: int) -> int:
    if other > 0:
        return 1
    return same + 1 if 0 <= same < most else -1


def changed(order: Order) -> slice:
    """Cut out the places from the first to the last at which somebody else stands than in the committee's."""
    others = [place for place, who in enumerate(order) if place != who]
    return slice(others[0], others[-1] + 1) if others else slice(0)


def tau(order: Order) -> int:
    """Count the pairs that stand the other way round than in the committee's order (Kendall)."""
    within = order[changed(order)]
    return sum([before > after for at, before in enumerate(within) for after in within[at + 1 :]])


def footrule(order: Order) -> int:
    """Sum the places that each candidate is moved (Spearman)."""
    return sum(abs(place - who) for place, who in enumerate(order))


def alike_may_change_places(problem: Problem, order: Order) -> bool:
    """Tell whether two in the same groups can change places without making footrule larger.

    For an order that keeps the committee's among them; the locked stay.
    """
    placed: dict[frozenset[str], list[tuple[int, int]]] = {}
    for place, who in enumerate(order):
        if who not in problem.locked:
            placed.setdefault(problem.kinds[who], []).append((place, who))
    return any(
        max(p, x) >= min(q, y)
        for those in placed.values()
        for at, (p, x) in enumerate(those)
        for q, y in those[at + 1 :]
    )
