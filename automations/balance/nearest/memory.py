"""What rules remember of the places above: counts of bounds that do not begin at the top, ends of rows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeAlias

from automations.balance.nearest.problem import Bound, Problem, Run, after

Remembered: TypeAlias = tuple[int | tuple[int, int], ...]  # one value a rule that has begun and not ended


class Remembering:
    """Goes down the places and keeps what the rules that look back need; forgets what is behind them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        rules: list[Bound | Run] = [bound for bound in problem.bounds if not bound.prefix]
        rules += [run for run in problem.runs if run.places]
        self._steps: list[list[tuple[Bound | Run, int]]] = []  # the rules at each place; from where in
        self._alike: list[int] = []  # the first place where the rules go on from the same as at each
        before: list[Bound | Run] = []  # what is remembered they go on
        for place in range(len(problem)):
            at_place = [rule for rule in rules if rule.places[0] <= place <= rule.places[-1]]
            self._steps.append(
                [(rule, next((i for i, each in enumerate(before) if each is rule), -1)) for rule in at_place]
            )
            before = [rule for rule in at_place if rule.places[-1] > place]
            # A row that goes on does so in the same way at every place; a count depends on the places left.
            rows = all(isinstance(rule, Run) for rule in at_place) and len(before) == len(at_place)
            same = place > 0 and rows and self._steps[place] == self._steps[place - 1]
            self._alike.append(self._alike[-1] if same else place)
        self._known: dict[tuple[Remembered, int, frozenset[str]], Remembered | None] = {}

    def after(self, remembered: Remembered, place: int, kind: frozenset[str]) -> Remembered | None:
        """Place one of a kind; None where a rule forbids it, or can't be met any more."""
        if not self._steps[place]:
            return ()
        key = (remembered, self._alike[place], kind)
        try:
            return self._known[key]
        except KeyError:
            found = self._known[key] = self._after(remembered, place, kind)
            return found

    def through(self, remembered: Remembered, place: int, below: int) -> Remembered | None:
        """Pass the locked from a place to the one before `below`."""
        kept: Remembered | None = remembered
        for at in range(place, below):
            kept = None if kept is None else self.after(kept, at, self._problem.kinds[at])
        return kept

    def _after(self, remembered: Remembered, place: int, kind: frozenset[str]) -> Remembered | None:
        kept = []
        for rule, at in self._steps[place]:
            value: int | tuple[int, int] | None
            if isinstance(rule, Run):
                value = after(rule, remembered[at] if at >= 0 else (0, 0), kind)  # type: ignore[arg-type]  # a run's
            else:
                value = _counted(rule, remembered[at] if at >= 0 else 0, place, kind)  # type: ignore[arg-type]  # a bound's
            if value is None:
                return None
            if place < rule.places[-1]:
                kept.append(value)
        return tuple(kept)


def _counted(bound: Bound, there: int, place: int, kind: frozenset[str]) -> int | None:
    passed = bisect_right(bound.places, place)
    if bound.places[passed - 1] == place:
        there += bound.group in kind
    if bound.most is not None and there > bound.most:
        return None
    return None if there + len(bound.places) - passed < bound.least else there
