"""Which places move in a proposal, and which rule each move is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from automations.balance.nearest.problem import Demand, Order, Problem, changed, meets


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody at another place than in the committee's list; positions count from 0.

    `own`: it is they who are moved; the others make way, or close up.
    """

    start: int
    end: int
    rule: str
    own: bool


def moves_of(problem: Problem, order: Order, weight: Callable[[str], int]) -> tuple[Move, ...]:
    """List who changes place, from the top of the committee's list, with the rule that asks for it.

    The fewest are said to be moved, the others make way. A move is for a rule that would be broken if
    just that one stood where the committee had them; of several, the one of most `weight`.
    """
    moved = _moved(problem, order)
    place_of = {who: place for place, who in enumerate(order)}
    rules = {who: _rule(problem, order, who, weight) for who in moved}
    moves = []
    for who, place in sorted(place_of.items()):
        if who == place:
            continue
        rule = rules.get(who)
        if rule is None:
            passing = [each for each in moved if (each < who) != (place_of[each] < place)]
            rule = rules[min(passing, key=lambda each: abs(place_of[each] - place))]
        moves.append(Move(who, place, rule, own=who in rules))
    return tuple(moves)


def _moved(problem: Problem, order: Order) -> list[int]:
    """Find the fewest whose moves make the order of the committee's: all but a longest rising row.

    The locked are in the row; of rows as long, those who move up are rather left out than those who
    make way for them.
    """
    order, whole = order[changed(order)], len(order)  # above and below everybody is in the row
    size = len(order)
    length = [0] * size  # what the best row that ends here weighs
    before = [-1] * size
    first = min(order, default=0)
    for at, who in enumerate(order):
        own = (whole if who in problem.locked else 1) * (whole + 1) + (first + at >= who)
        length[at] = own
        for earlier in range(at):
            if order[earlier] < who and length[earlier] + own > length[at]:
                length[at], before[at] = length[earlier] + own, earlier
    kept = set()
    at = max(range(size), key=length.__getitem__, default=-1)
    while at >= 0:
        kept.add(order[at])
        at = before[at]
    return [who for who in order if who not in kept]


def _rule(problem: Problem, order: Order, who: int, weight: Callable[[str], int]) -> str:
    """Name the rule that keeps somebody from standing where the committee had them."""
    free = [place for place in range(len(order)) if place not in problem.locked]
    others = [order[place] for place in free if order[place] != who]
    turned = [sum([other < who for other in others])]  # by how many, at each place
    for other in others:
        turned.append(turned[-1] + (1 if other > who else -1))
    back = min(range(len(turned)), key=lambda at: (turned[at], abs(at - who)))
    standing = [*others[:back], who, *others[back:]]
    groups = list(problem.groups)
    for place, each in zip(free, standing, strict=True):
        groups[place] = problem.groups[each]
    broken = broken_by(problem, groups) or broken_by(problem, problem.groups) or problem.demands
    return max(broken, key=lambda demand: weight(demand.rule)).rule


def broken_by(problem: Problem, groups: Sequence[frozenset[str]]) -> tuple[Demand, ...]:
    """Name the rules that an order, given as the groups of those who stand, does not meet."""
    return tuple(demand for demand in problem.demands if not meets(demand, groups))
