"""Lower bounds on the first places, and locks: fill from the last place upward.

For one group a candidate, the nearest list by Kendall tau and by footrule at once, and by tau the only
one. Some nearest list keeps the committee's order inside each group: putting a turned pair of one group
right raises neither distance, and lowers tau. So the j-th of a group must stand no lower than the first
place at which the bounds ask for j. Let x be the last of those whose deadline allows the last free
place, and y, who stands before x in the committee's order, the one whom another list has there. Let them
change places: x's deadline allows it, y moves up, nobody locked moves, and a turned pair is put right:
no distance rises, and tau falls.
"""

from __future__ import annotations

from collections.abc import Sequence

from automations.balance.nearest.problem import Bound, Order, Problem


def fillable(problem: Problem) -> bool:
    """Tell whether this is the method: least numbers on the first places, one group a candidate."""
    return (
        not problem.overlapping
        and not problem.runs
        and all(bound.prefix and bound.most is None for bound in problem.bounds)
    )


def fill(problem: Problem) -> Order | None:
    """Find the nearest list, or None where no order meets the bounds."""
    bounds: dict[str, list[Bound]] = {}
    for bound in problem.bounds:
        bounds.setdefault(bound.group, []).append(bound)
    size = len(problem)
    waiting = []  # of each group those who are not placed yet, and how far down each may stand
    for kind, queue in problem.queues.items():
        deadlines = [size - 1] * len(queue)
        for group in kind:
            found = _deadlines(problem, bounds.pop(group, ()), deadlines)
            if found is None:
                return None
        waiting.append((list(queue), deadlines))
    if any(_deadlines(problem, left, []) is None for left in bounds.values()):
        return None  # a group of which all are locked, or nobody stands
    order = list(range(size))
    for place in reversed(range(size)):
        if place in problem.locked:
            continue
        allowed = [each for each in waiting if each[0] and each[1][-1] >= place]
        if not allowed:
            return None
        queue, deadlines = max(allowed, key=lambda each: each[0][-1])
        order[place] = queue.pop()
        deadlines.pop()
    return tuple(order)


def _deadlines(problem: Problem, bounds: Sequence[Bound], deadlines: list[int]) -> list[int] | None:
    """Move a group's deadlines up to where the bounds ask for them; None where there are too few."""
    for bound in sorted(bounds, key=lambda each: -len(each.places)):
        locked = sum([bound.group in problem.groups[at] and at < len(bound.places) for at in problem.locked])
        if bound.least - locked > len(deadlines):
            return None
        for j in range(bound.least - locked):
            deadlines[j] = len(bound.places) - 1
    return deadlines
