"""Whom each task is suggested to: those with the office or the skill, at the place, who have room.

| what is seen                                     | whom it is suggested to                            |
| a new task                                       | of the first office in line and of the volunteers, |
|                                                  | one with room: fewest open tasks, then by name     |
| none of them has room                            | the next office in line where somebody has         |
| nobody in line has room                          | the first in line all the same                     |
| somebody has been asked, who still may be        | stays, however the loads change                    |
| overdue, and asked for `days` days               | one of the next office in line                     |
| the one asked has left the line                  | the line from where the task would have come to    |
| a person has taken it (Ansvarlig)                | stays; the load is that person's                   |
| put off, or its tabs have lost their rows        | stays                                              |

No task is suggested to the person it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heapify, heappop, heappush, heapreplace

from automations.checks.registry import Check
from automations.people.names import folded, people_in
from automations.people.volunteers import Volunteers
from automations.plan.reconcile import Outcome, urgency
from automations.plan.texts import writable

_TO_DO = frozenset({"open", "overdue", "reopened"})
_SAID = frozenset({"done", "dismissed"})
_Rank = tuple[int, bool, str, str]  # open tasks, a volunteer?, folded name, name


@dataclass(frozen=True, slots=True)
class Share:
    """What is fair: `most` open tasks a person, or fewer where the person says so; `days` for each to act."""

    volunteers: Volunteers
    most: int
    days: int

    def capacity(self, key: str) -> int:
        """How many open tasks a person, by folded name, can have."""
        return min(self.most, self.volunteers.most.get(key, self.most))


def open_tasks(outcomes: Iterable[Outcome], own_rows: Iterable[str] = ()) -> Counter[str]:
    """Count each person's open tasks by folded name; `own_rows` is who has people's own rows."""
    count = Counter(key for text in own_rows for key in people_in(text))
    for outcome in outcomes:
        count.update(_burdened(outcome))
    return count


def above_capacity(outcomes: Iterable[Outcome], own_rows: Iterable[str], share: Share) -> int:
    """Count the open tasks that stand with somebody who has more than there is room for."""
    count = open_tasks(outcomes, own_rows)
    return sum(max(0, n - share.capacity(key)) for key, n in count.items())


def _burdened(outcome: Outcome) -> tuple[str, ...]:
    """Who has an open task: those in Ansvarlig, else the one it is suggested to."""
    task = outcome.task
    if outcome.state not in _TO_DO or (outcome.group is None and task and task.status in _SAID):
        return ()
    if task and task.responsible:
        return people_in(task.responsible)
    return (folded(outcome.suggested),) if outcome.suggested else ()


class Suggestions:
    """Whom the tasks are suggested to, and since when: `known` is decided, `new` waits to be let in.

    New ones come in the order of their urgency, and are suggested one by one as they are taken: what is
    held back weighs on nobody, so that a second run of the day comes to the same.
    """

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        own_rows: Iterable[str],
        checks: Mapping[str, Check],
        share: Share,
        *,
        on: date,
        whole: bool = True,
        shown: bool = True,
    ) -> None:
        """`own_rows` is who has people's own rows; `whole` tells that no tab of people has lost its rows.

        `shown` tells that there is a column Foreslått: what cannot be read back would hop with every load.
        """
        self._lines = _Lines(checks, share)
        self._share, self._on, self._whole, self._shown = share, on, whole, shown
        self.new = sorted((o for o in outcomes if o.step.action == "create"), key=urgency)
        known = [o for o in outcomes if o.step.action != "create"]
        standing = {i: told for i, o in enumerate(known) if (told := self._as_it_stands(o)) is not None}
        self._load = _Load(open_tasks(standing.values(), own_rows), share)
        for i in sorted(set(range(len(known))) - standing.keys(), key=lambda i: urgency(known[i])):
            standing[i] = self.suggest(known[i])
            self.take(standing[i])
        self.known = tuple(standing[i] for i in range(len(known)))

    def suggest(self, outcome: Outcome) -> Outcome:
        """Say whom a task is suggested to; it weighs on nobody until it is taken."""
        line = self._lines.of(outcome)
        assert line is not None  # noqa: S101 - what is gone or put off stands as it is
        if not self._shown:
            return replace(outcome, suggested=line.unweighed(_turn(outcome, self._share.days, on=self._on)))
        name = _next(outcome, line, self._load, self._share.days, on=self._on)
        same = name is not None and folded(name) == folded(_earlier(outcome))
        since = outcome.step.memory.asked if same and outcome.step.action != "reopen" else None
        return _told(outcome, name, (since or self._on) if name else None)

    def take(self, outcome: Outcome) -> None:
        """Let a task weigh on whoever has it."""
        self._load.open.update(_burdened(outcome))

    def _as_it_stands(self, outcome: Outcome) -> Outcome | None:
        """The outcome with whom it was suggested to; None where somebody is to be found."""
        line = self._lines.of(outcome)
        if line is None:
            return replace(outcome, suggested=_earlier(outcome))
        if self._shown and _stays(outcome, line, self._share.days, on=self._on, whole=self._whole):
            return _told(outcome, _earlier(outcome), outcome.step.memory.asked or self._on)
        return None


def _earlier(outcome: Outcome) -> str | None:
    """The one who stands in Foreslått."""
    name = outcome.task.ours.get("suggested") if outcome.task else None
    return name if isinstance(name, str) else None


def _told(outcome: Outcome, name: str | None, asked: date | None) -> Outcome:
    step = outcome.step
    if step.memory.asked != asked:
        step = replace(step, memory=replace(step.memory, asked=asked))
    return replace(outcome, step=step, suggested=name)


def _stays(outcome: Outcome, line: _Line, days: int, *, on: date, whole: bool) -> bool:
    earlier = folded(_earlier(outcome))
    if not earlier or outcome.step.action == "reopen":
        return False
    if not whole:
        return True
    place = line.place(earlier)
    if place is None:
        return False
    return not (_time_is_out(outcome, days, on=on) and place + 1 < len(line.offices))


def _time_is_out(outcome: Outcome, days: int, *, on: date) -> bool:
    """Tell whether the next in line is to be asked: each has some days from being asked, or from a wait."""
    if outcome.state not in _TO_DO or outcome.due is None or on <= outcome.due:
        return False
    asked = outcome.step.memory.asked or on
    until = outcome.task.deferred_until if outcome.task else None
    return on >= max(asked, until or asked) + timedelta(days=days)


def _turn(outcome: Outcome, days: int, *, on: date) -> int:
    """How many offices the task has gone past by now, where nothing tells who was asked."""
    overdue = (on - outcome.due).days if outcome.due else 0
    return 0 if overdue <= 0 else 1 + (overdue - 1) // max(days, 1)


def _next(outcome: Outcome, line: _Line, load: _Load, days: int, *, on: date) -> str | None:
    earlier = _earlier(outcome)
    place = None if earlier is None or outcome.step.action == "reopen" else line.place(folded(earlier))
    if place is not None:  # its time is out; who has taken the task is not asked to take it over
        taken = frozenset(people_in(outcome.task.responsible)) if outcome.task else frozenset()
        return load.choose(line, place + 1, without=taken) or earlier
    turn = min(_turn(outcome, days, on=on), max(len(line.offices) - 1, 0))
    return load.choose(line, turn, volunteers=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """Who may be asked: the holders of each office in turn, and volunteers beside the first.

    `about` are the folded names of those whom the task is about.
    """

    offices: tuple[tuple[str, ...], ...]
    helpers: tuple[str, ...] = ()
    about: AbstractSet[str] = frozenset()
    able: AbstractSet[str] = frozenset()

    def place(self, key: str) -> int | None:
        """The office that a person is asked for; -1 is a volunteer, None somebody not in line."""
        for i, holders in enumerate(self.offices):
            if any(folded(holder) == key for holder in holders):
                return i
        return -1 if key in self.able and key not in self.about else None

    def unweighed(self, turn: int) -> str | None:
        """The first holder of the office whose turn it is."""
        return self.offices[min(turn, len(self.offices) - 1)][0] if self.offices else None


class _Lines:
    """The lines of the tasks; volunteers of one place and kind of work are gathered once."""

    def __init__(self, checks: Mapping[str, Check], share: Share) -> None:
        self._checks = checks
        self._volunteers = share.volunteers
        self._able: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, outcome: Outcome) -> _Line | None:
        """The line of an outcome; None where nothing is to be said: it is gone, or put off."""
        if outcome.group is None or outcome.state == "deferred":
            return None
        findings, first = outcome.group.findings, outcome.group.first
        about = {folded(finding.private.get("name")) for finding in findings} - {""}
        people = next((finding.suggested for finding in findings if finding.suggested), ())
        number = first.facts.get("municipality_number")
        work = self._checks[first.check].work_of(first)
        helpers = self._volunteers.able(number if isinstance(number, str) else None, work)
        if helpers not in self._able:
            self._able[helpers] = frozenset(map(folded, helpers))
        return _Line(tuple(_offices(people, about)), helpers, about, self._able[helpers])


def _offices(people: Sequence[str], about: AbstractSet[str]) -> Iterator[tuple[str, ...]]:
    """Part a line into offices, each person once: those who are asked for the same office share it."""
    holders: list[str] = []
    shared = ""
    seen = {"", *about}
    for person in people:
        key = folded(person)
        if key in seen:
            continue
        seen.add(key)
        office = getattr(person, "office", "")
        if holders and not (office and office == shared):
            yield tuple(holders)
            holders = []
        holders.append(writable(str(person)))
        shared = office
    if holders:
        yield tuple(holders)


@dataclass(slots=True)
class _Load:
    """Open tasks by folded name while suggestions are made: they only grow."""

    open: Counter[str]
    share: Share
    _waiting: dict[tuple[str, ...], list[tuple[int, str, str]]] = field(default_factory=dict)

    def choose(
        self, line: _Line, start: int, *, volunteers: bool = False, without: AbstractSet[str] = frozenset()
    ) -> str | None:
        """Choose of a line from an office on: the first with room, else whoever is the first.

        `volunteers` stand beside the first office, and are never asked for more than they have room for.
        """
        helper = self._helper(line) if volunteers and start == 0 else None
        for i, holders in enumerate(line.offices[start:] or ((),), start):
            ranked = [r for r in self._ranks(holders, without) if r[0] < self.share.capacity(r[2])]
            ranked += [helper] if helper and i == start else []
            if ranked:
                return min(ranked)[-1]
        firsts = (self._ranks(holders, without) for holders in line.offices[start:])
        return next((min(ranked)[-1] for ranked in firsts if ranked), None)

    def _ranks(self, holders: Iterable[str], without: AbstractSet[str]) -> list[_Rank]:
        keyed = ((folded(name), name) for name in holders)
        return [(self.open[key], False, key, name) for key, name in keyed if key not in without]

    def _helper(self, line: _Line) -> _Rank | None:
        """The volunteer with room and the fewest open tasks, kept in a heap that is mended as loads grow."""
        if line.helpers not in self._waiting:
            self._waiting[line.helpers] = [(0, folded(name), writable(name)) for name in line.helpers]
            heapify(self._waiting[line.helpers])
        heap = self._waiting[line.helpers]
        officers = {folded(holder) for holders in line.offices for holder in holders}
        aside, found = [], None
        while heap and found is None:
            count, key, name = heap[0]
            if count != self.open[key]:
                heapreplace(heap, (self.open[key], key, name))
            elif count >= self.share.capacity(key):
                heappop(heap)
            elif key in line.about or key in officers:
                aside.append(heappop(heap))
            else:
                found = (count, True, key, name)
        for each in aside:
            heappush(heap, each)
        return found
