"""How many of each group can stand on the first places: what the bounds, the locks and who there is leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from automations.balance.nearest.problem import Bound, Problem

_Limits: TypeAlias = tuple[list[int], list[int]]  # the fewest and the most down to each place


@dataclass(frozen=True, slots=True)
class Room:
    """The fewest and the most of some kinds, not counting the locked, on the places down to each.

    `kinds` are numbers of Problem.queues; `mask` has their bits.
    """

    kinds: tuple[int, ...]
    mask: int
    least: Sequence[int]
    most: Sequence[int]


def rooms_for(problem: Problem) -> list[Room] | None:
    """Reckon the rooms; None where there is none for some group.

    Where nobody is in two groups, each kind has a room of its own, and what the others need is taken
    from it; otherwise each group that has a bound on the first places has one.
    """
    kinds = list(problem.queues)
    named = {bound.group for bound in problem.bounds}
    if problem.overlapping:
        members = [(tuple(at for at, kind in enumerate(kinds) if group in kind), {group}) for group in named]
    else:
        members = [((at,), set(kind)) for at, kind in enumerate(kinds)]
        members += [((), {group}) for group in named.difference(*kinds)]
    free = list(accumulate(at not in problem.locked for at in range(len(problem))))
    limits = [
        _bounded(problem, free, groups, sum(len(problem.queues[kinds[at]]) for at in those))
        for those, groups in members
    ]
    if not problem.overlapping:
        limits = _left_by_others(free, limits)
    if not all(low <= high for limit in limits for low, high in zip(*limit, strict=True)):
        return None
    return [
        Room(those, sum(1 << at for at in those), least, most)
        for (those, _), (least, most) in zip(members, limits, strict=True)
        if those
    ]


def _bounded(problem: Problem, free: Sequence[int], groups: Collection[str], there: int) -> _Limits:
    """Reckon the fewest and the most of a group, of whom so many are not locked, down to each place.

    `free` counts the places down to each that are not locked.
    """
    ending: dict[int, list[Bound]] = {}
    for bound in problem.bounds:
        if bound.group in groups and together(bound.places):
            ending.setdefault(bound.places[-1], []).append(bound)
    least: list[int] = []
    most: list[int] = []
    low = high = above = 0
    for at, down_to in enumerate(free):
        high = min(there, high + down_to - above)
        above = down_to
        for bound in ending.get(at, ()):
            first = bound.places[0]
            fixed = sum(
                first <= where <= at and not problem.groups[where].isdisjoint(groups)
                for where in problem.locked
            )
            low = max(low, (least[first - 1] if first else 0) + bound.least - fixed)
            if bound.most is not None:
                high = min(high, (most[first - 1] if first else 0) + bound.most - fixed)
        least.append(low)
        most.append(high)
    if least:
        least[-1] = max(low, there)
    return _spread(free, least, most)


def together(places: Sequence[int]) -> bool:
    """Tell whether places are neighbours."""
    return bool(places) and places[-1] - places[0] == len(places) - 1


def _spread(free: Sequence[int], least: Sequence[int], most: Sequence[int]) -> _Limits:
    """From one place to the next comes one more at most, and at one that is locked none."""
    low = high = above = 0
    lows, highs = [], []
    for there, fewest, largest in zip(free, least, most, strict=True):
        high += there - above
        if fewest > low:
            low = fewest
        if largest < high:
            high = largest
        lows.append(low)
        highs.append(high)
        above = there
    for at in reversed(range(len(free))):
        there = free[at]
        low -= above - there
        if lows[at] > low:
            low = lows[at]
        if highs[at] < high:
            high = highs[at]
        lows[at], highs[at] = low, high
        above = there
    return lows, highs


def _left_by_others(free: Sequence[int], limits: Sequence[_Limits]) -> list[_Limits]:
    """Take from each kind's room what the others need, and give it what they can't fill."""
    fewest = list(map(sum, zip(*(least for least, _ in limits), strict=True)))
    largest = list(map(sum, zip(*(most for _, most in limits), strict=True)))
    left = []
    for least, most in limits:
        lows, highs = [], []
        for there, low, high, every_low, every_high in zip(free, least, most, fewest, largest, strict=True):
            must, may = there - every_high + high, there - every_low + low
            lows.append(must if must > low else low)
            highs.append(may if may < high else high)
        left.append(_spread(free, lows, highs))
    return left
