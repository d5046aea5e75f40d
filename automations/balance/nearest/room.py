"""How many of each group can stand on the first places: what the bounds, the locks and who there is leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from automations.balance.nearest.problem import Bound, Problem


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
    limits = [
        _bounded(problem, groups, sum(len(problem.queues[kinds[at]]) for at in those))
        for those, groups in members
    ]
    if not problem.overlapping:
        _leave_to_others(problem, limits)
    if not all(low <= high for limit in limits for low, high in zip(*limit, strict=True)):
        return None
    return [
        Room(those, sum(1 << at for at in those), least, most)
        for (those, _), (least, most) in zip(members, limits, strict=True)
        if those
    ]


def _bounded(problem: Problem, groups: Collection[str], there: int) -> tuple[list[int], list[int]]:
    """Reckon the fewest and the most of a group, of whom so many are not locked, down to each place."""
    size = len(problem)
    least, most = [0] * size, [there] * size
    locked = [0]
    for at in range(size):
        locked.append(locked[-1] + (at in problem.locked and not problem.groups[at].isdisjoint(groups)))
    ending: dict[int, list[Bound]] = {}
    for bound in problem.bounds:
        if bound.group in groups and _together(bound.places):
            ending.setdefault(bound.places[-1], []).append(bound)
    for at in range(size):
        least[at] = least[at - 1] if at else 0
        most[at] = min(there, (most[at - 1] if at else 0) + (at not in problem.locked))
        for bound in ending.get(at, ()):
            first = bound.places[0]
            fixed = locked[at + 1] - locked[first]
            least[at] = max(least[at], (least[first - 1] if first else 0) + bound.least - fixed)
            if bound.most is not None:
                most[at] = min(most[at], (most[first - 1] if first else 0) + bound.most - fixed)
    if size:
        least[-1] = max(least[-1], there)
    _spread(problem, least, most)
    return least, most


def _together(places: Sequence[int]) -> bool:
    return bool(places) and places[-1] - places[0] == len(places) - 1


def _spread(problem: Problem, least: list[int], most: list[int]) -> None:
    """From one place to the next comes one more at most, and at one that is locked none."""
    for at in range(len(problem)):
        free = at not in problem.locked
        least[at] = max(least[at], least[at - 1] if at else 0)
        most[at] = min(most[at], (most[at - 1] if at else 0) + free)
    for at in reversed(range(1, len(problem))):
        least[at - 1] = max(least[at - 1], least[at] - (at not in problem.locked))
        most[at - 1] = min(most[at - 1], most[at])


def _leave_to_others(problem: Problem, limits: Sequence[tuple[list[int], list[int]]]) -> None:
    """Take from each kind's room what the others need, and give it what they can't fill."""
    free = 0
    for at in range(len(problem)):
        free += at not in problem.locked
        fewest, largest = (sum(limit[end][at] for limit in limits) for end in (0, 1))
        for least, most in limits:
            least[at], most[at] = (
                max(least[at], free - largest + most[at]),
                min(most[at], free - fewest + least[at]),
            )
    for least, most in limits:
        _spread(problem, least, most)


def still_to_move(problem: Problem, room: Room, *, down: bool) -> list[int]:
    """Sum the places by which those of a kind who are not placed yet must move, after each number placed.

    Up to where the room asks for them at the latest; with `down` also down to where it first has place.
    """
    (queue,) = (list(problem.queues.values())[at] for at in room.kinds)
    must = [0] * (len(queue) + 1)
    latest = earliest = 0
    for nth, who in enumerate(queue, 1):
        while room.least[latest] < nth:
            latest += 1
        while room.most[earliest] < nth:
            earliest += 1
        must[nth - 1] = max(0, who - latest, earliest - who if down else 0)
    for nth in reversed(range(len(queue))):
        must[nth] += must[nth + 1]
    return must
