"""Findings and the tasks that are there → what becomes of each task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from automations.model import Finding, Severity, Source
from automations.people.names import people_in
from automations.plan.keys import fingerprint, name_mark, task_key
from automations.plan.life import Patience, State, Step, found, gone, state_of
from automations.plan.memory import GONE, Memory, TaskMemory
from automations.plan.tasks import Task, TaskTab
from automations.tabs import TABS

_Which: TypeAlias = tuple[str, str, tuple[str, ...]]  # check, stage, identities

_NAMING = frozenset(
    {"name", "names"}
    | {column.name for tab in TABS.values() for column in tab.columns if column.kind == "name"}
)
RANK: Mapping[Severity, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings that are one task: the same check, stage and subject.

    `aliases` are the keys of its subject's identities, in their order: what it is found again by.
    `names` are marks of those whom it names.
    """

    key: str
    aliases: tuple[str, ...]
    findings: tuple[Finding, ...]
    fingerprint: str
    names: tuple[str, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding that speaks for the group: the most severe one."""
        return self.findings[0]

    @property
    def due(self) -> date | None:
        """The earliest day that any of the findings asks for."""
        return min((f.due for f in self.findings if f.due), default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one task today. No group: its finding is gone, or was not looked for.

    `suggested` is said by plan/load.py.
    """

    step: Step
    task: Task | None
    group: Group | None
    state: State
    due: date | None = None
    suggested: str | None = None


def grouped(findings: Iterable[Finding], memory: Memory, taken: Collection[str]) -> tuple[Group, ...]:
    """Gather findings into tasks, and give each the key that it bears already, or a new one.

    A task found under an older identity of its subject keeps its key, and with it its row and
    people's cells. `taken` are keys that stand in the task tab.
    """
    gathered: dict[_Which, list[Finding]] = defaultdict(list)
    for finding in findings:
        gathered[finding.check, finding.stage, finding.subject.identities].append(finding)
    candidates = {
        which: [task_key(memory.salt, which[0], which[1], identity) for identity in which[2]]
        for which in gathered
    }
    keys = _matched(candidates, memory.tasks)
    used = {*keys.values(), *taken, *memory.tasks}
    groups = []
    for which, members in gathered.items():
        key = keys.get(which) or next(alias for alias in _spare(candidates[which]) if alias not in used)
        used.add(key)
        ordered = tuple(sorted(members, key=lambda f: (RANK[f.severity], f.source, str(f.facts))))
        aliases = tuple(candidates[which])
        facts = fingerprint(memory.salt, (f.facts for f in ordered))
        named = dict.fromkeys(name for finding in ordered for name in names_in(finding))
        groups.append(
            Group(key, aliases, ordered, facts, tuple(name_mark(memory.salt, name) for name in named))
        )
    return tuple(groups)


def names_in(finding: Finding) -> Iterator[str]:
    """Fold the names of those whom the text of a finding names."""
    for said in _NAMING & finding.private.keys():
        yield from people_in(finding.private[said])


def _matched(
    candidates: Mapping[_Which, Sequence[str]], tasks: Mapping[str, TaskMemory]
) -> dict[_Which, str]:
    """Pair groups with the tasks that are there, each task once: what is as it was, then the strongest first.

    Subjects share identities (of three rows two are alike, and two others). So whoever is known by just
    what it was known by comes first; otherwise one would take the task of another, and that one a new one.
    """
    as_it_was: dict[tuple[str, ...], str] = {}
    bearers = {key: key for key in tasks}
    for known in tasks.values():
        as_it_was.setdefault(known.aliases, known.key)
        for alias in known.aliases:
            bearers.setdefault(alias, known.key)
    keys = {which: as_it_was[tuple(a)] for which, a in candidates.items() if tuple(a) in as_it_was}
    used = {*keys.values()}
    for rank in range(max(map(len, candidates.values()), default=0)):
        for which, aliases in candidates.items():
            if which in keys or rank >= len(aliases):
                continue
            key = bearers.get(aliases[rank])
            if key and key not in used:
                keys[which] = key
                used.add(key)
    return keys


def _spare(aliases: Sequence[str]) -> Iterable[str]:
    """Keys to choose from: one's own identities, and if others bear them all, a numbered one."""
    yield from aliases
    number = 2
    while True:
        yield f"{aliases[0]}{number}"
        number += 1


def reconcile(
    groups: Sequence[Group],
    tab: TaskTab,
    memory: Memory,
    *,
    on: date,
    judged: Collection[str],
    closable: Collection[str],
    patience: Patience,
    days_to_act: int,
) -> tuple[Outcome, ...]:
    """Take every task one day on.

    `judged` are the checks that were made: tasks of others stay as they are. `closable` are those
    among them whose silence can be believed (no tab they read has lost its rows).
    """
    outcomes = []
    for group in groups:
        task, known = tab.tasks.get(group.key), memory.tasks.get(group.key)
        outcomes.append(_stands(group, task, known, on=on, patience=patience, days_to_act=days_to_act))
    seen = {group.key for group in groups}
    for key, remembered in memory.tasks.items():
        if key in seen:
            continue
        task = tab.tasks.get(key)
        if remembered.held == GONE or (remembered.held and remembered.check not in closable):
            outcomes.append(_held(remembered, task, None, on=on))
            continue
        known = replace(remembered, held="")  # what was found is no more: that is news
        if known.state == "withdrawn":
            continue
        if task is None and (known.check in closable or known.state != "open"):
            continue  # neither row nor finding: nothing left to remember
        step = Step(None, known)
        if task is not None and known.check in judged and (known.check in closable or known.state != "open"):
            step = gone(known, on=on, patience=patience)
        outcomes.append(Outcome(step, task, None, state_of(step, task, due=None, on=on)))
    return tuple(outcomes)


def _stands(
    group: Group,
    task: Task | None,
    known: TaskMemory | None,
    *,
    on: date,
    patience: Patience,
    days_to_act: int,
) -> Outcome:
    finding = group.first
    if known is not None and known.held:
        if known.held == group.fingerprint:
            return _held(known, task, group, on=on)
        known = replace(known, held="")
    if task is None or known is None or known.state == "withdrawn":
        story = known.story if known else ()
        made = TaskMemory(
            group.key,
            finding.check,
            finding.stage,
            created=on,
            opened=on,
            story=story,
            fingerprint=group.fingerprint,
            aliases=group.aliases,
            names=group.names,
        )
        step = Step("create", made.then("created", on))
        task = None
    else:
        step = found(task, known, group.fingerprint, on=on, patience=patience)
        step = replace(step, memory=replace(step.memory, aliases=group.aliases, names=group.names))
    # People get some days from the day they are told, however long a thing was forgotten.
    due = (step.memory.opened or on) + timedelta(days=days_to_act if finding.days is None else finding.days)
    due = max(due, group.due) if group.due else due
    state = state_of(step, task, due=due, on=on)
    return Outcome(step, task, group, state, due)


def _held(known: TaskMemory, task: Task | None, group: Group | None, *, on: date) -> Outcome:
    """Leave a task as somebody put it back."""
    step = Step(None, known)
    return Outcome(step, task, group, state_of(step, task, due=None, on=on))


def urgency(outcome: Outcome) -> tuple[int, date, str, Source, str]:
    """Order what is found, the most urgent first, the same from run to run."""
    assert outcome.group is not None  # noqa: S101 - only what is found is urgent
    first = outcome.group.first
    return (
        RANK[first.severity],
        outcome.group.due or date.max,
        first.check,
        first.source,
        outcome.step.memory.key,
    )
