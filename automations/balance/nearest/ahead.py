"""What a search must still pay at the least: a bound from the room of each kind, and one from what is broken.

Both are never more than what is paid in the end, so the first way that reaches the last place is the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from automations.balance.nearest.problem import Problem
from automations.balance.nearest.room import Room, together


def still_to_move(problem: Problem, room: Room, *, down: bool) -> list[int]:
    """Tell by how many places each of a kind must move: who is there, in the committee's order.

    Up to where the room asks for them at the latest; with `down` also down to where it first has place.
    """
    (queue,) = (list(problem.queues.values())[at] for at in room.kinds)
    must = []
    latest = earliest = 0
    for nth, who in enumerate(queue, 1):
        while room.least[latest] < nth:
            latest += 1
        while room.most[earliest] < nth:
            earliest += 1
        must.append(max(0, who - latest, earliest - who if down else 0))
    return must


def still_to_mend(problem: Problem, *, down: bool) -> list[int]:
    """Count the pairs that must be turned below each number of those who aren't locked, to meet the rules.

    With `down` the places to move: two for each pair that is turned across a place, one up and one down.

    Where d more or d fewer of a group stand above some place than in the committee's order, d pairs at least
    are turned across it. Inside a stretch that breaks a rule the group's number must change, which tells how
    many across its places together at the least, whoever stands above; stretches without a place in common
    add up. It holds for those below the last who has a place already: they wait in the committee's order.
    """
    free = [place for place in range(len(problem)) if place not in problem.locked]
    above = [0, *accumulate(place not in problem.locked for place in range(len(problem)))]
    stretches: dict[int, list[tuple[int, int]]] = {}  # from each place: to where, what is paid
    for first, end, turned in (*_lacking(problem, above), *_rows(problem, free)):
        stretches.setdefault(first, []).append((end, turned * (1 + down)))
    must = [0] * (len(free) + 2)
    for at in reversed(range(len(free) + 1)):
        must[at] = must[at + 1]
        for end, paid in stretches.get(at, ()):
            must[at] = max(must[at], paid + must[end + 1])
    return must


def _lacking(problem: Problem, above: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Walk the bounds that aren't met: their number changes by so many, one at a time.

    Those on the first places make a room (room.py), which asks for more.
    """
    counts: dict[str, list[int]] = {}  # of each group down to each place
    for bound in problem.bounds:
        if not bound.prefix and together(bound.places):
            if bound.group not in counts:
                counts[bound.group] = [0, *accumulate([bound.group in kind for kind in problem.kinds])]
            first, below = bound.places[0], bound.places[-1] + 1
            there = counts[bound.group][below] - counts[bound.group][first]
            change = max(bound.least - there, 0 if bound.most is None else there - bound.most)
            if change > 0:
                yield above[first], above[below], (change + 1) ** 2 // 4


def _rows(problem: Problem, free: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Walk the rows that are too long, from each of their places to the last, and to the one before it.

    The number is the same at `most` + 1 neighbouring places at the most: where it is 0, 1 more, 1 fewer...
    """
    for run in problem.runs:
        for group in run.groups:
            length, below = 0, -1
            for at in reversed(range(len(free))):
                place = free[at]
                if place not in run.places or group not in problem.kinds[place]:
                    length = 0
                    continue
                length = length + 1 if place + 1 == below else 1
                below = place
                for shorter in (0, 1):
                    turned, left = 0, length - shorter - run.most
                    while left > 0:
                        turned += left
                        left -= 2 * (run.most + 1)
                    if turned:
                        yield at, at + length - shorter, turned
