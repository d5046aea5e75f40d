"""What rules remember of the places above: counts of bounds that do not begin at the top, ends of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from automations.balance.nearest.problem import Problem, after

_Value: TypeAlias = int | tuple[int, int]
Remembered: TypeAlias = tuple[_Value, ...]  # one value a rule that has begun and not ended


class _Counting(NamedTuple):
    """A bound at a place: whether it counts who stands there, and how many it counts below."""

    begun: bool
    goes_on: bool
    group: str
    least: int
    most: int | None
    counts: bool
    below: int

    def after(self, above: _Value | None, kind: frozenset[str]) -> int | None:
        there = above if isinstance(above, int) else 0
        there += self.counts and self.group in kind
        if self.most is not None and there > self.most:
            return None
        return None if there + self.below < self.least else there


class _Row(NamedTuple):
    """A longest run at a place: the ends of the rows above are what it remembers."""

    begun: bool
    goes_on: bool
    groups: tuple[str, str]
    most: int

    def after(self, above: _Value | None, kind: frozenset[str]) -> tuple[int, int] | None:
        ends = above if isinstance(above, tuple) else (0, 0)
        return after(self.groups, self.most, ends, kind)


_Look: TypeAlias = _Counting | _Row


class Onward(dict[Remembered, Remembered | None]):
    """What is remembered before the next free place, by what was before this one, if one of a kind has it.

    None where a rule forbids it, or can't be met any more. Each is reckoned when it is first asked for.
    """

    def __init__(self, looks: Sequence[Sequence[_Look]], kinds: Sequence[frozenset[str]]) -> None:
        super().__init__()
        self._places = list(zip(looks, kinds, strict=True))

    def __missing__(self, remembered: Remembered) -> Remembered | None:
        kept: Remembered | None = remembered
        for looks, kind in self._places:
            kept = None if kept is None else _passed(looks, kept, kind)
        self[remembered] = kept
        return kept


def _passed(looks: Sequence[_Look], remembered: Remembered, kind: frozenset[str]) -> Remembered | None:
    values, kept = iter(remembered), []
    for look in looks:
        value = look.after(next(values) if look.begun else None, kind)
        if value is None:
            return None
        if look.goes_on:
            kept.append(value)
    return tuple(kept)


def remembering(problem: Problem) -> tuple[Remembered | None, Sequence[Sequence[Onward]]]:
    """Say what is remembered before the first free place, and how it goes on from each, by kind.

    None where the locked above it break a rule. Kinds are numbered as in Problem.queues. Places at which the
    rules look back alike (the second of each block, say) share what has been reckoned.
    """
    looks = [tuple(those) for those in _looks(problem)]
    free = [place for place in range(len(problem)) if place not in problem.locked]
    ends = [*free, len(problem)]
    begun = Onward(looks[: ends[0]], problem.kinds[: ends[0]])[()]
    alike: dict[tuple[object, ...], list[Onward]] = {}
    onward = []
    for place, end in zip(free, ends[1:], strict=True):
        locked, there = problem.kinds[place + 1 : end], looks[place:end]
        key = (*there, *locked)
        known = alike.get(key)
        if known is None:
            known = alike[key] = [Onward(there, (kind, *locked)) for kind in problem.queues]
        onward.append(known)
    return begun, onward


def _looks(problem: Problem) -> list[list[_Look]]:
    """List for each place the rules that look back there, always in the same order."""
    looks: list[list[_Look]] = [[] for _ in range(len(problem))]
    for bound in problem.bounds:
        if bound.prefix:
            continue
        first, last, below = bound.places[0], bound.places[-1], len(bound.places)
        for place in range(first, last + 1):
            counts = bound.places[-below] == place
            below -= counts
            looks[place].append(
                _Counting(place > first, place < last, bound.group, bound.least, bound.most, counts, below)
            )
    for run in problem.runs:
        for place in run.places:
            ends = run.places[0], run.places[-1]
            looks[place].append(_Row(place > ends[0], place < ends[1], run.groups, run.most))
    return looks
