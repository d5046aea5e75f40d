"""Findings and the workbook as it stands → the plan: the smallest set of writes that makes it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from automations.checks.registry import Check
from automations.errors import Refused
from automations.figures.section import Asked
from automations.figures.workbook import workbook_figures
from automations.model import (
    Action,
    CellValue,
    Change,
    Finding,
    Link,
    OwnTab,
    Plan,
    Problem,
    Recognised,
    Skipped,
    Source,
)
from automations.people.pickable import pickable
from automations.people.volunteers import Volunteers
from automations.plan.life import Patience
from automations.plan.limits import (
    admit,
    count_rows,
    lost_rows,
    refuse_surprises,
    still_remembered,
)
from automations.plan.list_proposal import proposal_content
from automations.plan.load import Share, Suggestions, above_capacity
from automations.plan.look import look_of_tasks
from automations.plan.memory import Memory, Snapshot, read_memory, released
from automations.plan.own_tabs import OwnTabs
from automations.plan.reconcile import Group, Outcome, grouped, reconcile
from automations.plan.summary import Summary, snapshot_figures
from automations.plan.tasks import OURS, TaskTab, as_written, read_tasks
from automations.plan.texts import task_values
from automations.settings import Settings

_WHOM_TO_ASK = ("local_parties", "officers", "volunteers")


@dataclass(frozen=True, slots=True)
class Made:
    """What the checks of one run have said: which of the `known` were made, found or skipped what."""

    checks: Mapping[str, Check]
    findings: Sequence[Finding]
    skipped: Sequence[Skipped] = ()
    known: Mapping[str, Check] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The plan, and what a reader of it wants to know beside it."""

    plan: Plan
    groups: tuple[Group, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    held_back: int = 0
    doubtful: frozenset[str] = frozenset()  # tasks that are closed, or made anew although remembered


def assemble(
    recognised: Recognised,
    made: Made,
    settings: Settings,
    *,
    on: date,
    language: str,
    fresh_salt: str,
    accepted: Collection[str] = (),
    again: Collection[str] = (),
) -> Assembled:
    """Make the plan. Refused where the plan would be surprising or the hidden tab is not whole.

    `again` names tasks that were taken back and may be written once more.
    """
    memory = _memory(recognised, fresh_salt)
    memory = replace(memory, tasks=released(memory.tasks, again))
    tab = read_tasks(recognised.own["tasks"], on=on) if "tasks" in recognised.own else TaskTab()
    job = settings.job
    now = count_rows(recognised.tables)
    lost = {} if "lost-rows" in accepted else lost_rows(memory.rows, now)
    doubted = {name for name, check in made.checks.items() if lost.keys() & {*check.reads}}
    skipped = (*_gone(made.skipped, lost.keys()), *_doubts(made.checks, doubted, lost))
    groups = grouped(made.findings, memory, tab.tasks)
    outcomes = reconcile(
        groups,
        tab,
        memory,
        on=on,
        judged=made.checks.keys(),
        closable=made.checks.keys() - doubted,
        patience=Patience(job.believe_done_days, job.archive_after_days),
        days_to_act=job.days_to_act,
    )
    if "large-change" not in accepted:
        refuse_surprises(
            outcomes,
            len(tab.tasks),
            place=recognised.name,
            most=job.largest_change,
            established=job.established_rows,
        )
    columns = recognised.own["tasks"].letters if "tasks" in recognised.own else OURS
    share = _share(recognised, settings)
    whole, shown = lost.keys().isdisjoint(_WHOM_TO_ASK), "suggested" in columns
    suggestions = Suggestions(outcomes, tab.own_open, made.checks, share, on=on, whole=whole, shown=shown)
    limits = {"a_run": job.new_tasks_per_run, "a_person": job.new_tasks_per_person}
    admitted = admit(suggestions, memory, on=on, **limits)
    changes = _changes(admitted.outcomes, made.checks, [c for c in OURS if c in columns], language, on=on)
    problems = (*recognised.problems, *tab.problems, *_deletable(admitted.outcomes, recognised))
    above = above_capacity(admitted.outcomes, tab.own_open, share)
    counts = _task_counts(admitted.outcomes, tab, admitted.held_back, above, len(problems), on=on)
    asked = Asked(
        recognised.tables,
        made.findings,
        on,
        made.checks.keys(),
        memory.current.figures,
        settings.checks,
        settings.organisation,
        settings.calendar,
    )
    figures = workbook_figures(asked, counts)
    today = snapshot_figures(figures)
    remembered = Memory(
        memory.salt,
        memory.last_run,
        {o.step.memory.key: o.step.memory for o in admitted.outcomes},
        still_remembered(memory.rows, now, lost),
        memory.current if memory.current.figures == today else Snapshot(on, today),
        memory.previous,
    )
    looked_at = "candidate_list_unbalanced" in made.checks.keys() - doubted
    lists = proposal_content(recognised, settings, language) if looked_at else None
    own_tabs = OwnTabs(
        recognised, Summary(figures, skipped, recognised.tabs, made.known), problems, language, on, lists
    )
    sheets = own_tabs.changed(remembered)
    if changes or sheets or _heartbeat_due(memory, job.heartbeat, on=on):
        earlier = memory.current if (memory.current.on or on) < on else memory.previous
        sheets = own_tabs.changed(
            replace(remembered, last_run=on, current=Snapshot(on, today), previous=earlier), history=True
        )
    plan = Plan(
        changes,
        sheets,
        recognised.own.get("tasks"),
        look_of_tasks(language, tab, pickable(recognised.tables, tab.responsible)),
        recognised.version,
    )
    doubtful = frozenset(
        change.key
        for change in changes
        if change.action in {"close", "archive"} or (change.action == "create" and change.key in memory.tasks)
    )
    return Assembled(plan, groups, admitted.outcomes, problems, skipped, admitted.held_back, doubtful)


def _memory(recognised: Recognised, fresh_salt: str) -> Memory:
    unread = [tab.tab for tab in recognised.tabs if tab.note == "unread"]
    if unread and not {"tasks", "memory"} <= recognised.own.keys():
        # One of the unreadable tabs may be ours: writing another beside it would double every task.
        raise Refused("errors.own_tab_unread", place=recognised.name, status="refused", tab=unread[0])
    for tab in recognised.tabs:
        if tab.recognised_as == "tasks" and "task_id" in tab.missing:
            # Without our memory it is not our tab that lost its header, but one of people's own.
            code = "errors.no_task_id" if "memory" in recognised.own else "errors_local.tab_taken"
            raise Refused(code, place=recognised.name, status="refused", tab=tab.tab)
    own = recognised.own.get("memory")
    if own is not None:
        try:
            return read_memory(own)
        except (ValueError, KeyError):
            raise Refused("errors.memory_broken", place=recognised.name, status="refused") from None
    tasks = recognised.own.get("tasks")
    if tasks is not None and _has_keys(tasks):
        raise Refused("errors.memory_missing", place=recognised.name, status="refused")
    return Memory(fresh_salt)


def _share(recognised: Recognised, settings: Settings) -> Share:
    """What is fair among the people of this workbook."""
    tables = recognised.tables
    volunteers = Volunteers(tables.get("volunteers"), tables.get("local_parties"))
    return Share(volunteers, settings.job.open_tasks_per_person, settings.job.days_to_act)


def _has_keys(tasks: OwnTab) -> bool:
    place = tasks.letters["task_id"]
    return any(
        number > tasks.header_row and place < len(cells) and cells[place] is not None
        for number, cells in zip(tasks.grid.numbers, tasks.grid.cells, strict=True)
    )


def _gone(skipped: Sequence[Skipped], lost: AbstractSet[str]) -> list[Skipped]:
    """Tell a tab that was there at the last run from one that this workbook has never kept."""
    return [
        replace(item, reason="tab_gone") if item.reason == "no_tab" and lost & set(_kinds(item)) else item
        for item in skipped
    ]


def _kinds(item: Skipped) -> Sequence[str]:
    kinds = item.facts.get("kinds")
    return [str(kind) for kind in kinds] if isinstance(kinds, (list, tuple)) else []


def _doubts(
    checks: Mapping[str, Check], doubted: Collection[str], lost: Mapping[str, Sequence[str]]
) -> list[Skipped]:
    doubts = []
    for name in sorted(doubted):
        read = set(checks[name].reads)
        tabs = [tab for kind in sorted(lost.keys() & read) for tab in lost[kind]]
        doubts.append(Skipped(name, "lost_rows", {"tabs": ", ".join(tabs)}))
    return doubts


def _changes(
    outcomes: Sequence[Outcome],
    checks: Mapping[str, Check],
    columns: Sequence[str],
    language: str,
    *,
    on: date,
) -> tuple[Change, ...]:
    """What is to be written: a column of ours that somebody has taken away cannot be brought up to date."""
    changes = []
    for outcome in outcomes:
        step, task = outcome.step, outcome.task
        if step.action is None or outcome.step.memory.check not in checks:
            continue
        values = task_values(outcome, checks[step.memory.check], language, on=on)
        before = task.ours if task else {}
        if task and all(_same(values.get(name), before.get(name)) for name in columns):
            continue
        action: Action = step.action
        changes.append(
            Change(action, step.memory.key, step.memory.check, values, task.row if task else None, before)
        )
    # In the order of the rows; new ones come last, the most urgent first.
    return tuple(sorted(changes, key=lambda change: (change.row is None, change.row or 0)))


def _same(wanted: CellValue, there: CellValue) -> bool:
    wanted = wanted.text if isinstance(wanted, Link) else wanted
    there = there.text if isinstance(there, Link) else there
    return as_written(wanted) == as_written(there)


def _deletable(outcomes: Sequence[Outcome], recognised: Recognised) -> list[Problem]:
    own = recognised.own.get("tasks")
    if own is None:
        return []
    return [
        Problem(Source(own.grid.tab, o.task.row, own.letters["task_id"]), "deletable")
        for o in outcomes
        if o.task and o.step.memory.state == "archived"
    ]


def _task_counts(
    outcomes: Sequence[Outcome], tab: TaskTab, held_back: int, above: int, problems: int, *, on: date
) -> dict[str, int]:
    states = Counter(o.state for o in outcomes)
    recently = on - timedelta(days=30)
    solved = sum(
        o.step.memory.state == "solved" and (o.step.memory.solved or on) >= recently for o in outcomes
    )
    return {
        "open_tasks": states["open"] + states["overdue"] + states["reopened"],
        "overdue_tasks": states["overdue"],
        "deferred_tasks": states["deferred"],
        "said_done_tasks": states["said_done"],
        "solved_tasks": solved,
        "held_back": held_back,
        "taken_back": sum(bool(o.step.memory.held) for o in outcomes),
        "above_capacity": above,
        "own_rows": tab.own_rows,
        "problems": problems,
    }


def _heartbeat_due(memory: Memory, heartbeat: str, *, on: date) -> bool:
    if memory.last_run is None:
        return True
    return (on - memory.last_run).days >= (1 if heartbeat == "daily" else 7)
