"""Findings and the workbook as it stands → the plan: the smallest set of writes that makes it right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from automations.checks.registry import Check
from automations.figures.section import Asked
from automations.figures.workbook import workbook_figures
from automations.model import (
    Action,
    CellValue,
    Change,
    Finding,
    Link,
    Plan,
    Problem,
    Recognised,
    Skipped,
    Source,
)
from automations.people.addresses import AddressBook
from automations.people.pickable import pickable
from automations.people.volunteers import Volunteers
from automations.plan.counts import task_counts
from automations.plan.departures import Standing, departed, leaving
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
from automations.plan.mail import NO_MAIL, Mail, mail
from automations.plan.memory import Memory, Snapshot, released
from automations.plan.own_tabs import OwnTabs
from automations.plan.reconcile import Group, Outcome, grouped, reconcile
from automations.plan.remembered import memory_of
from automations.plan.summary import Summary, snapshot_figures
from automations.plan.tasks import OURS, TaskTab, as_written, read_tasks
from automations.plan.texts import emptied, task_values
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
    summary: Summary
    held_back: int = 0
    mail: Mail = NO_MAIL
    counts: Mapping[str, int] = field(default_factory=dict)
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
    undeliverable: Callable[[str], bool] = lambda _: False,
    forgotten: Mapping[str, str] | None = None,
) -> Assembled:
    """Make the plan. Refused where the plan would be surprising or the hidden tab is not whole.

    `again` names tasks that were taken back and may be written once more; `undeliverable` tells an address
    that has refused mail; `forgotten` are the marks of those who still stand in people's tabs.
    """
    memory = memory_of(recognised, fresh_salt)
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
    standing = Standing(recognised, leaving(made.findings), memory.salt, lost=lost.keys())
    outcomes = departed(outcomes, standing, made.known, on=on)
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
    letters = NO_MAIL
    if settings.mail.enabled:
        book = AddressBook(recognised.tables, on=on)
        letters = mail(admitted.outcomes, book, recognised.own.get("tasks"), undeliverable)
    deletable = _deletable(admitted.outcomes, recognised)
    problems = (*recognised.problems, *tab.problems, *deletable, *letters.problems)
    above = above_capacity(admitted.outcomes, tab.own_open, share)
    counts = task_counts(admitted.outcomes, tab, admitted.held_back, above, len(problems), on=on)
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
        memory.forgotten if lost else forgotten or {},
    )
    looked_at = "candidate_list_unbalanced" in made.checks.keys() - doubted
    lists = proposal_content(recognised, settings, language) if looked_at else None
    summary = Summary(figures, skipped, recognised.tabs, made.known)
    own_tabs = OwnTabs(recognised, summary, problems, language, on, lists)
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
    kept = (groups, admitted.outcomes, problems, skipped, summary, admitted.held_back)
    return Assembled(plan, *kept, letters, counts, doubtful)


def _share(recognised: Recognised, settings: Settings) -> Share:
    """What is fair among the people of this workbook."""
    tables = recognised.tables
    volunteers = Volunteers(tables.get("volunteers"), tables.get("local_parties"))
    return Share(volunteers, settings.job.open_tasks_per_person, settings.job.days_to_act)


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
        if step.action == "archive":
            values = emptied(step.memory, language)
        elif step.action and step.memory.check in checks:
            values = task_values(outcome, checks[step.memory.check], language, on=on)
        else:
            continue
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


def _heartbeat_due(memory: Memory, heartbeat: str, *, on: date) -> bool:
    if memory.last_run is None:
        return True
    return (on - memory.last_run).days >= (1 if heartbeat == "daily" else 7)
