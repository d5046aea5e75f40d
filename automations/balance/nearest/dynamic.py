"""Any rules, and locks: the shortest way through how many of each kind are placed.

Some nearest list keeps the committee's order among those who are in the same groups (fill.py says why),
so an order is a row of kinds, and what it costs from here depends only on how many of each kind have a
place (points.py), and on what the rules remember of the places above (memory.py). The ways are searched
in the order of what they cost and must still cost at the least (A*, ahead.py). The first way to reach the
last place is the nearest, and the only one where no way that costs as much has joined it: those have all
been walked by then, as of ways that must cost the same the shorter ones come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import prod

from automations.balance.nearest.answer import Nearest
from automations.balance.nearest.memory import remembering
from automations.balance.nearest.points import Cost, Points, Way
from automations.balance.nearest.problem import Order, Problem, alike_may_change_places
from automations.balance.nearest.room import rooms_for


def states(problem: Problem) -> int:
    """Count how many of each kind may be placed, in all combinations: what the search may come to."""
    return prod(len(queue) + 1 for queue in problem.queues.values())


def by_tau(problem: Problem) -> Nearest | None:
    """Find a nearest order by Kendall tau; None where no order meets the rules."""
    # before[who]: how many of each other kind, not locked, stand before somebody in the committee's order
    before: list[list[tuple[int, int]]] = []
    locked = [0]  # how many are locked above each place
    passed = [0] * len(problem.queues)
    numbers = {kind: at for at, kind in enumerate(problem.queues)}
    for who, kind in enumerate(problem.kinds):
        own = numbers.get(kind)
        before.append([(at, number) for at, number in enumerate(passed) if number and at != own])
        locked.append(locked[-1] + (who in problem.locked))
        if own is not None and who not in problem.locked:
            passed[own] += 1

    def cost(who: int, place: int, counts: Sequence[int]) -> int:
        """Count whom somebody is placed before against the committee, and the locked that are passed."""
        turned = abs(locked[who] - locked[place])
        for at, earlier in before[who]:
            if earlier > counts[at]:
                turned += earlier - counts[at]
        return turned

    found = _search(problem, cost, down=False)
    return found and Nearest(found[0], "tau", found[1])


def by_footrule(problem: Problem) -> Nearest | None:
    """Find a nearest order by footrule; None where no order meets the rules."""
    found = _search(problem, lambda who, place, _: abs(who - place), down=True)
    if found is None:
        return None
    order, only_one = found
    return Nearest(order, "footrule", only_one and not alike_may_change_places(problem, order))


def _search(problem: Problem, cost: Cost, *, down: bool) -> tuple[Order, bool] | None:
    """Find the cheapest way, and whether it is the only one; `down`: moving down is paid as well."""
    rooms = rooms_for(problem)
    remembered, after = remembering(problem)
    if rooms is None or remembered is None:
        return None
    points = Points(problem, rooms, cost, down=down)
    begun = Way(points.begun, remembered, 0, None, -1)
    heap = [(0, 0, 0, 0, begun)]  # what the way must cost, how many are placed, which it is, what is paid
    met = 0
    while heap:
        least, placed, _, paid, way = heappop(heap)
        if placed == len(after):
            return _told(problem, way)
        if paid > way.paid:
            continue  # a cheaper way was found since
        onward = after[placed]
        for kind, who, price, point in way.point.steps or points.steps(way.point, placed):
            kept = onward[kind][way.remembered]
            if kept is None:
                continue
            total = paid + price
            known = point.ways.get(kept)
            if known is None:
                known = point.ways[kept] = Way(point, kept, total, way, who)
            elif total < known.paid:
                known.paid, known.before, known.who, known.only_one = total, way, who, True
            else:
                known.only_one = known.only_one and total > known.paid
                continue
            met += 1
            heappush(heap, (max(least, total + point.ahead), placed + 1, met, total, known))
    return None


def _told(problem: Problem, way: Way) -> tuple[Order, bool]:
    """Tell the order, and whether no other way that costs as much joined this one."""
    order, only_one = list(range(len(problem))), True
    for place in reversed(range(len(problem))):
        if place not in problem.locked and way.before:
            order[place], only_one, way = way.who, only_one and way.only_one, way.before
    return tuple(order), only_one
