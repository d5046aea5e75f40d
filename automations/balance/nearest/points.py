"""How many of each kind are placed, who may come next, and what must still be paid from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from automations.balance.nearest.ahead import still_to_mend, still_to_move
from automations.balance.nearest.memory import Remembered
from automations.balance.nearest.problem import Problem
from automations.balance.nearest.room import Room

# Who is placed, where, and how many of each kind are placed before → what it costs.
Cost: TypeAlias = Callable[[int, int, Sequence[int]], int]
Step: TypeAlias = "tuple[int, int, int, Point]"  # the kind, who, what it costs, and where it leads
# A kind, what one more of it adds to Point.number, and those of it: who, their reach, how far they must move.
_Kind: TypeAlias = tuple[int, int, Sequence[tuple[int, int, int]]]


class Point:
    """How many of each kind are placed (as one number), and the cheapest way by what is remembered.

    `reach` is how many who aren't locked stand in the committee's order down to the last of those placed;
    `moving` and `ahead` are what must still be paid at the least: for those who must move, and altogether.
    """

    __slots__ = ("ahead", "moving", "number", "reach", "steps", "ways")

    def __init__(self, number: int, reach: int, moving: int, ahead: int) -> None:
        self.number = number
        self.reach = reach
        self.moving = moving
        self.ahead = ahead
        self.steps: list[Step] = []
        self.ways: dict[Remembered, Way] = {}


class Way:
    """The cheapest way to a point: what is paid, its last step, and whether no other is as cheap."""

    __slots__ = ("before", "only_one", "paid", "point", "remembered", "who")

    def __init__(self, point: Point, remembered: Remembered, paid: int, before: Way | None, who: int) -> None:
        self.point = point
        self.remembered = remembered
        self.paid = paid
        self.before = before
        self.who = who
        self.only_one = True


class Points:
    """The points of a problem, each made when a way first leads there."""

    def __init__(self, problem: Problem, rooms: Sequence[Room], cost: Cost, *, down: bool) -> None:
        self._rooms = rooms
        self._cost = cost
        self._free = [place for place in range(len(problem)) if place not in problem.locked]
        reach = {who: nth for nth, who in enumerate(self._free, 1)}
        alone = {room.kinds[0]: room for room in rooms if len(room.kinds) == 1}
        self._mending = still_to_mend(problem, down=down)
        self._kinds: list[_Kind] = []
        unit, least = 1, 0
        for kind, queue in enumerate(problem.queues.values()):
            moving = still_to_move(problem, alone[kind], down=down) if kind in alone else [0] * len(queue)
            least += sum(moving)
            those = [(who, reach[who], must) for who, must in zip(queue, moving, strict=True)]
            self._kinds.append((kind, unit, those))
            unit *= len(queue) + 1
        self.begun = Point(0, 0, least, 0)
        self._known: dict[int, Point] = {}

    def steps(self, point: Point, placed: int) -> list[Step]:
        """List whom the rooms allow at the next free place; what is remembered may still forbid them."""
        counts = [point.number // unit % (len(those) + 1) for _, unit, those in self._kinds]
        place = self._free[placed]
        allowed = _allowed(self._rooms, counts, place)
        for kind, unit, those in self._kinds:
            nth = counts[kind]
            if allowed >> kind & 1 and nth < len(those):
                who, reach, must = those[nth]
                found = self._known.get(point.number + unit)
                if found is None:
                    reach, moving = max(point.reach, reach), point.moving - must
                    found = Point(point.number + unit, reach, moving, max(moving, self._mending[reach]))
                    self._known[found.number] = found
                point.steps.append((kind, who, self._cost(who, place, counts), found))
        return point.steps


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
