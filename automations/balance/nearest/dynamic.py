"""Any rules, and locks: the shortest way through how many of each kind are placed.

Some nearest list keeps the committee's order among those who are in the same groups (fill.py says why),
so an order is a row of kinds, and what it costs from here depends only on how many of each kind have a
place, and on what the rules remember of the places above: a count for each bound that does not begin at
the top, the end of the row for each longest run. The ways are searched in the order of what they cost and
must still cost at the least (A*): whoever stands below the last place where the rules allow it must move
up to there, past as many as there are places between. The first way to reach the last place is the
nearest, and the ways that cost as much are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from math import prod
from typing import TypeAlias

from automations.balance.nearest.answer import Nearest
from automations.balance.nearest.memory import Remembered, Remembering
from automations.balance.nearest.problem import Order, Problem, alike_may_change_places
from automations.balance.nearest.room import Room, rooms_for, still_to_move

# How many of each kind are placed, and what is remembered.
_State: TypeAlias = tuple[tuple[int, ...], Remembered]
_Cost: TypeAlias = Callable[[int, int, Sequence[int]], int]


def states(problem: Problem) -> int:
    """Count how many of each kind may be placed, in all combinations: what the search may come to."""
    return prod(len(queue) + 1 for queue in problem.queues.values())


def by_tau(problem: Problem) -> Nearest | None:
    """Find a nearest order by Kendall tau; None where no order meets the rules."""
    queues = list(problem.queues.values())
    # before[who]: how many of each kind, not locked, stand before somebody in the committee's order
    before: list[tuple[int, ...]] = []
    locked = [0]  # how many are locked above each place
    passed = [0] * len(queues)
    numbers = {kind: at for at, kind in enumerate(problem.queues)}
    for who, kind in enumerate(problem.kinds):
        before.append(tuple(passed))
        locked.append(locked[-1] + (who in problem.locked))
        if who not in problem.locked:
            passed[numbers[kind]] += 1

    def cost(who: int, place: int, counts: Sequence[int]) -> int:
        """Count whom somebody is placed before against the committee, and the locked that are passed."""
        turned = abs(locked[who] - locked[place])
        for earlier, placed in zip(before[who], counts, strict=True):
            if earlier > placed:
                turned += earlier - placed
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


def _search(problem: Problem, cost: _Cost, *, down: bool) -> tuple[Order, bool] | None:
    """Find the cheapest way, and whether it is the only one.

    `cost` takes who is placed, where, and how many of each kind are placed before; `down`: it counts the
    places that somebody moves down as well.
    """
    rooms = rooms_for(problem)
    if rooms is None:
        return None
    steps = _Steps(problem, rooms, cost)
    begun = steps.begun()
    if begun is None:
        return None
    ahead = _ahead(problem, rooms, down=down)
    best, ways = {begun: 0}, {begun: 1}
    came: dict[_State, tuple[_State, int]] = {}
    heap = [(sum(each[0] for each in ahead), 0, begun)]
    done = set()
    while heap:
        least, placed, state = heappop(heap)
        if placed == len(steps.free):
            return _told(problem, steps.free, state, came), ways[state] == 1
        if state in done:
            continue
        done.add(state)
        paid, counts = best[state], state[0]
        still = least - paid
        for kind, who, price, following in steps.onward(state, placed):
            total, known = paid + price, best.get(following)
            if known is None or total < known:
                best[following], ways[following] = total, ways[state]
                came[following] = (state, who)
                nth = counts[kind]
                hope = total + still - ahead[kind][nth] + ahead[kind][nth + 1]
                heappush(heap, (hope, placed + 1, following))
            elif total == known:
                ways[following] = min(2, ways[following] + ways[state])
    return None


def _ahead(problem: Problem, rooms: Sequence[Room], *, down: bool) -> list[list[int]]:
    """Reckon for each kind, and number of them placed, what must still be paid at the least."""
    ahead = [[0] * (len(queue) + 1) for queue in problem.queues.values()]
    for room in rooms:
        if len(room.kinds) == 1:
            ahead[room.kinds[0]] = still_to_move(problem, room, down=down)
    return ahead


class _Steps:
    """From how many of each kind are placed to who may come next."""

    def __init__(self, problem: Problem, rooms: Sequence[Room], cost: _Cost) -> None:
        self.free = [place for place in range(len(problem)) if place not in problem.locked]
        self._ends = [*self.free, len(problem)]
        self._kinds = list(enumerate(problem.queues.items()))
        self._rooms = rooms
        self._cost = cost
        self._remembering = Remembering(problem)

    def begun(self) -> _State | None:
        """Start at the first free place; None where those locked above it break a rule already."""
        remembered = self._remembering.through((), 0, self._ends[0])
        return None if remembered is None else ((0,) * len(self._kinds), remembered)

    def onward(self, state: _State, placed: int) -> Iterator[tuple[int, int, int, _State]]:
        """Walk those who may have the next free place: kind, who, what it costs, what follows."""
        counts, remembered = state
        place, end = self.free[placed], self._ends[placed + 1]
        allowed = _allowed(self._rooms, counts, place)
        for at, (kind, queue) in self._kinds:
            nth = counts[at]
            if not allowed >> at & 1 or nth == len(queue):
                continue
            kept = self._remembering.after(remembered, place, kind)
            if kept is not None and end > place + 1:
                kept = self._remembering.through(kept, place + 1, end)
            if kept is not None:
                who = queue[nth]
                following = ((*counts[:at], nth + 1, *counts[at + 1 :]), kept)
                yield at, who, self._cost(who, place, counts), following


def _allowed(rooms: Sequence[Room], counts: Sequence[int], place: int) -> int:
    """Tell, as bits, which kinds the rooms allow at a place."""
    allowed = -1
    for room in rooms:
        there = 0
        for at in room.kinds:
            there += counts[at]
        if there < room.least[place]:
            if there + 1 < room.least[place]:
                return 0
            allowed &= room.mask
        elif there == room.most[place]:
            allowed &= ~room.mask
    return allowed


def _told(
    problem: Problem, free: Sequence[int], state: _State, came: dict[_State, tuple[_State, int]]
) -> Order:
    order = list(range(len(problem)))
    for place in reversed(free):
        state, order[place] = came[state]
    return tuple(order)
