"""Rules and a list → what they ask of its order: bounds on places, and longest rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from automations.balance.counting import Count, Share
from automations.balance.groups import belongs, of_gender
from automations.balance.lists import CandidateList
from automations.balance.nearest.problem import Bound, Demand, Problem, Run
from automations.balance.outcome import Around
from automations.balance.rules import Alternating, BothInTop, LongestRun, Rule, Window
from automations.balance.verdicts import least_of, limits, places_among

ABOUT_ORDER = (Share, Count, BothInTop, Alternating, Window, LongestRun)
_GENDERS = ("woman", "man")


def of_whole_list(rule: Rule) -> bool:
    """Tell whether a rule looks at the whole list, and so at no order of it."""
    return (isinstance(rule, Share) and rule.among == "all") or (isinstance(rule, Count) and rule.top is None)


@dataclass(frozen=True, slots=True)
class Posed:
    """The problem of a list, and what it leaves out.

    `unknown` are the candidates (from 0) of whom a rule would know more, by group; `aside` are the ids
    of rules that no order of one list can meet or break.
    """

    problem: Problem
    unknown: dict[str, tuple[int, ...]]
    aside: tuple[str, ...]


def pose(rules: Sequence[Rule], those: CandidateList, around: Around, locked: Iterable[int] = ()) -> Posed:
    """Put the rules that concern a list as bounds on its places.

    A blank gender, birth year or district is in no group: the bounds count the known. Safe places and
    those with extra votes stay where they are, and people move through them.
    """
    members: dict[str, Sequence[bool | None]] = {}
    demands, aside = [], []
    for rule in rules:
        if not rule.concerns(those.election, len(those)):
            continue
        if not isinstance(rule, ABOUT_ORDER):
            aside.append(rule.id)
        elif demand := _demand(rule, those, around):
            demands.append(demand)
            members |= _members(rule, those, around)
    groups = tuple(
        frozenset(name for name, belonging in members.items() if belonging[at]) for at in range(len(those))
    )
    unknown = {
        name: tuple(at for at, each in enumerate(belonging) if each is None)
        for name, belonging in members.items()
        if None in belonging
    }
    fixed = {at for at, each in enumerate(those.fixed) if each} | set(locked)
    return Posed(Problem(groups, tuple(demands), frozenset(fixed)), unknown, tuple(aside))


def _members(rule: Rule, those: CandidateList, around: Around) -> dict[str, Sequence[bool | None]]:
    if isinstance(rule, (Share, Count)):
        return {name: belongs(rule, name, those, around.election_year) for name in rule.whom}
    return {name: of_gender(name, those.genders) for name in _GENDERS}


def _demand(rule: Rule, those: CandidateList, around: Around) -> Demand | None:
    """Say what a rule about the order asks for; None where it looks at no place of this list."""
    size = len(those)
    if isinstance(rule, (Share, Count)):
        among = rule.among if isinstance(rule, Share) else "all"
        places = places_among(among, those, around)
        if isinstance(rule, Count):
            places = range(min(rule.top or size, size))
        if not places:
            return None
        least, most = limits(rule, len(places))
        return Demand(rule.id, tuple(Bound(name, places, least, most) for name in rule.whom))
    if isinstance(rule, BothInTop):
        return Demand(rule.id, _both(range(min(rule.n, size)), 1))
    if isinstance(rule, Window):
        starts = range(0, size - rule.size + 1, rule.size)
        need = least_of(rule.least, rule.size, 0)
        return Demand(rule.id, tuple(b for at in starts for b in _both(range(at, at + rule.size), need)))
    return Demand(rule.id, runs=tuple(_runs(rule, size)))


def _both(places: range, least: int) -> tuple[Bound, ...]:
    return tuple(Bound(name, places, least) for name in _GENDERS)


def _runs(rule: Rule, size: int) -> Iterator[Run]:
    if isinstance(rule, LongestRun):
        yield Run(("woman", "man"), range(size), rule.most)
    elif isinstance(rule, Alternating):
        step = rule.free_every or size + 1
        for start in range(0, size, step):
            yield Run(("woman", "man"), range(start, min(start + step - 1, size)), 1)


def wanting(problem: Problem, demand: Demand) -> dict[str, int]:
    """Count whom a rule lacks for any order of these candidates to meet it: the least more, by group."""
    lacking: dict[str, int] = {}
    for name in dict.fromkeys([bound.group for bound in demand.bounds]):
        taken: set[int] = set()
        need = 0  # the most that bounds on places of their own ask for together
        for bound in sorted(demand.bounds, key=lambda each: len(each.places)):
            if bound.group == name and taken.isdisjoint(bound.places):
                taken.update(bound.places)
                need += bound.least
        need = max(need, *(bound.least for bound in demand.bounds if bound.group == name))
        lacking[name] = need - _there(problem, name)
    for run in demand.runs:
        either = sum(bool(problem.groups[at] & set(run.groups)) for at in range(len(problem)))
        for name in run.groups:
            need = sum(_parting(len(one.places), run.most) for one in demand.runs)
            lacking[name] = need - _there(problem, name) - (len(problem) - either)
    return {name: n for name, n in lacking.items() if n > 0}


def _parting(places: int, most: int) -> int:
    """Count the fewest of one group that part the others into rows that are short enough."""
    return places // (most + 1)


def _there(problem: Problem, name: str) -> int:
    return sum(name in groups for groups in problem.groups)
