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
# The kind, who, what it costs, by how much more than was reckoned with, and how many are placed then.
_Step: TypeAlias = tuple[frozenset[str], int, int, int, tuple[int, ...]]


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


def _search(problem: Problem, cost: _Cost, *, down: bool) -> tuple[Order, bool] | None:
    """Find the cheapest way, and whether it is the only one.

    `cost` takes who is placed, where, and how many of each kind are placed before; `down`: it counts the
    places that somebody moves down as well.
    """
    rooms = rooms_for(problem)
    if rooms is None:
        return None
    steps = _Steps(problem, rooms, cost, down=down)
    if steps.begun is None:
        return None
    ways: dict[_State, _Way] = {steps.begun: _Way(0, 1, steps.begun, -1)}
    heap = [(steps.ahead_at_first, 0, steps.begun)]
    whole = len(steps.free)
    while heap:
        least, placed, state = heappop(heap)
        way = ways[state]
        if placed == whole:
            return _told(problem, steps.free, state, ways), way.number == 1
        if way.done:
            continue
        way.done = True
        paid = way.paid
        for who, price, hope, following in steps.onward(state, placed):
            total, known = paid + price, ways.get(following)
            if known is None or total < known.paid:
                ways[following] = _Way(total, way.number, state, who)
                heappush(heap, (least + hope, placed + 1, following))
            elif total == known.paid:
                known.number = min(2, known.number + way.number)
    return None


class _Way:
    """The cheapest way to a state: what it costs, how many ways cost that, and the last step of one."""

    __slots__ = ("before", "done", "number", "paid", "who")

    def __init__(self, paid: int, number: int, before: _State, who: int) -> None:
        self.paid = paid
        self.number = number
        self.before = before
        self.who = who
        self.done = False


class _Steps:
    """From how many of each kind are placed to who may come next."""

    def __init__(self, problem: Problem, rooms: Sequence[Room], cost: _Cost, *, down: bool) -> None:
        self.free = [place for place in range(len(problem)) if place not in problem.locked]
        self._ends = [*self.free, len(problem)]
        self._kinds = list(enumerate(problem.queues.items()))
        self._rooms = rooms
        self._cost = cost
        self._remembering = Remembering(problem)
        # For each kind and number of them placed, what must still be paid at the least.
        self._ahead = [[0] * (len(queue) + 1) for queue in problem.queues.values()]
        for room in rooms:
            if len(room.kinds) == 1:
                self._ahead[room.kinds[0]] = still_to_move(problem, room, down=down)
        self.ahead_at_first = sum(each[0] for each in self._ahead)
        remembered = self._remembering.through((), 0, self._ends[0])
        counts = (0,) * len(self._kinds)
        self.begun: _State | None = None if remembered is None else (counts, remembered)
        self._known: dict[tuple[int, ...], list[_Step]] = {}

    def onward(self, state: _State, placed: int) -> Iterator[tuple[int, int, int, _State]]:
        """Walk those who may have the next free place.

        Each with what it costs, by how much more than was reckoned with, and the state that follows.
        """
        counts, remembered = state
        steps = self._known.get(counts)
        if steps is None:
            steps = self._known[counts] = self._steps(counts, self.free[placed])
        place, end = self.free[placed], self._ends[placed + 1]
        after = self._remembering.after
        for kind, who, price, hope, following in steps:
            kept = after(remembered, place, kind)
            if kept is not None and end > place + 1:
                kept = self._remembering.through(kept, place + 1, end)
            if kept is not None:
                yield who, price, hope, (following, kept)

    def _steps(self, counts: tuple[int, ...], place: int) -> list[_Step]:
        allowed = _allowed(self._rooms, counts, place)
        steps = []
        for at, (kind, queue) in self._kinds:
            nth = counts[at]
            if allowed >> at & 1 and nth < len(queue):
                price = self._cost(queue[nth], place, counts)
                hope = price + self._ahead[at][nth + 1] - self._ahead[at][nth]
                steps.append((kind, queue[nth], price, hope, (*counts[:at], nth + 1, *counts[at + 1 :])))
        return steps


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


def _told(problem: Problem, free: Sequence[int], state: _State, ways: dict[_State, _Way]) -> Order:
    order = list(range(len(problem)))
    for place in reversed(free):
        order[place] = ways[state].who
        state = ways[state].before
    return tuple(order)
