"""The life of a task: what happens to it today, from what is found and what people say.

| what is seen                               | what follows                                     |
| found, no task                             | created                                          |
| found, open                                | kept up to date                                  |
| found, solved or archived before           | reopened                                         |
| not found any more                         | solved today                                     |
| solved for longer than `archive_after`     | archived: our text leaves the row                |
| people say done, still found               | believed for `believe_done` days, reopened once; |
|                                            | said again: believed until the facts change      |
| people say not relevant                    | believed until the facts change                  |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from automations.model import Action
from automations.plan.memory import Event, TaskMemory
from automations.plan.tasks import Task

State = Literal[
    "open", "overdue", "reopened", "said_done", "dismissed", "deferred", "solved", "archived", "withdrawn"
]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things are left to people, in days."""

    believe_done: int = 7
    archive_after: int = 30


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to a task today: an action (None leaves it open as it is) and what is remembered."""

    action: Action | None
    memory: TaskMemory
    believed: bool = False  # people have spoken and the job leaves it there


def found(task: Task, known: TaskMemory, fingerprint: str, *, on: date, patience: Patience) -> Step:
    """Take a task one day on whose finding stands today."""
    if known.state != "open":
        return Step("reopen", reopen(known, task, fingerprint, on=on))
    ticked = _heard(known, task, fingerprint, on=on)
    ticked = replace(ticked, fingerprint=fingerprint)
    if not ticked.ticked or ticked.overruled:
        return Step("update", ticked)
    if _still_believed(ticked, fingerprint, on=on, patience=patience):
        return Step("update", ticked, believed=True)
    why: Event = "not_done" if ticked.ticked == "done" and ticked.ticks == 1 else "changed"
    return Step("reopen", replace(ticked, overruled=True, reopened=True, opened=on).then(why, on))


def reopen(known: TaskMemory, task: Task, fingerprint: str, *, on: date) -> TaskMemory:
    """Open a solved or archived task again: what is ticked now was ticked for the last time round."""
    tick = task.status if task.status in {"done", "dismissed"} else ""
    return replace(
        known,
        state="open",
        fingerprint=fingerprint,
        opened=on,
        solved=None,
        reopened=True,
        ticked=tick,
        ticked_on=on if tick else None,
        ticked_fingerprint=fingerprint if tick else "",
        ticks=0,
        overruled=bool(tick),
    ).then("back", on)


def gone(known: TaskMemory, *, on: date, patience: Patience) -> Step:
    """Take a task one day on whose finding is no more."""
    if known.state == "open":
        return Step("close", replace(known, state="solved", solved=on).then("solved", on))
    if known.state == "solved" and on > (known.solved or on) + timedelta(days=patience.archive_after):
        return Step("archive", replace(known, state="archived").then("archived", on))
    return Step(None, known)


def _heard(known: TaskMemory, task: Task, fingerprint: str, *, on: date) -> TaskMemory:
    """Take in what people have set as status since the last run."""
    if task.status not in {"done", "dismissed"}:
        return replace(known, ticked="", ticked_on=None, ticked_fingerprint="", overruled=False)
    if task.status == known.ticked:
        return known
    return replace(
        known,
        ticked=task.status,
        ticked_on=on,
        ticked_fingerprint=fingerprint,
        ticks=known.ticks + (task.status == "done"),
        overruled=False,
    )


def _still_believed(known: TaskMemory, fingerprint: str, *, on: date, patience: Patience) -> bool:
    if known.ticked == "done" and known.ticks == 1:
        return on < (known.ticked_on or on) + timedelta(days=patience.believe_done)
    return known.ticked_fingerprint == fingerprint


def state_of(step: Step, task: Task | None, *, due: date | None, on: date) -> State:
    """Name what the job's own column says of the task."""
    known = step.memory
    if known.state != "open":
        return known.state
    if step.believed:
        return "said_done" if known.ticked == "done" else "dismissed"
    if task and task.deferred_until and task.deferred_until > on:
        return "deferred"
    if due and on > due:
        return "overdue"
    return "reopened" if known.reopened else "open"
