"""What the job's columns of a task say, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from automations.checks.registry import Check
from automations.model import CellValue, Finding, Link
from automations.plan.memory import TaskMemory
from automations.plan.reconcile import Group, Outcome
from automations.plan.tasks import OURS
from automations.words import fill
from automations.words.dates import readable

# What no sheet keeps: a text with it would never be equal to itself read back.
LONGEST_FACT = 500  # characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def task_values(outcome: Outcome, check: Check, language: str, *, on: date) -> dict[str, CellValue]:
    """Fill the job's columns by name, as they shall stand after today."""
    memory, task = outcome.step.memory, outcome.task
    state = fill(language, f"tasks.state.{outcome.state}")
    if outcome.state in {"solved", "deferred"} or outcome.group is None:
        kept: dict[str, CellValue] = dict(task.ours) if task else {}
        if outcome.state == "solved":
            kept["suggested"] = None  # nobody is asked for what is solved
        return kept | {"state": state, "solved": memory.solved}
    group = outcome.group
    return {
        "task_id": memory.key,
        "priority": fill(language, f"tasks.priority.{group.first.severity}"),
        "task": said(group.first, check, "task", language),
        "concerns": concerns(group, language),
        "why": why(group, check, language, reopened=memory.reopened),
        "due": outcome.due,
        "suggested": writable(outcome.suggested) if outcome.suggested else None,
        "state": state,
        "created": memory.created or on,
        "solved": None,
    }


def emptied(memory: TaskMemory, language: str) -> dict[str, CellValue]:
    """What is left of a task that is archived: that its row was ours, and since when it is solved."""
    values: dict[str, CellValue] = dict.fromkeys(OURS)
    state = fill(language, "tasks.state.archived")
    return values | {"task_id": memory.key, "state": state, "solved": memory.solved}


def said(finding: Finding, check: Check, part: str, language: str) -> str:
    """Fill one of the check's sentences from the finding: of its own kind, else of the whole check."""
    facts: Mapping[str, object] = {
        name: _short(readable(language, value))
        for name, value in {**finding.facts, **finding.private}.items()
    }
    own = f"{check.words(finding)}.{part}"
    return writable(check.text(language, own if check.says(language, own) else part, **facts))


def writable(text: str) -> str:
    """Take away what no sheet would give back."""
    return _UNWRITABLE.sub("", text)


def _short(value: object) -> object:
    """Keep a sentence a sentence, whatever somebody has pasted into a cell."""
    if isinstance(value, str) and len(value) > LONGEST_FACT:
        return value[: LONGEST_FACT - 1] + "…"
    return value


def why(group: Group, check: Check, language: str, *, reopened: bool) -> str:
    """Give every reason in a sentence, what would help, and what stands behind it."""
    sentences = [said(finding, check, "why", language) for finding in group.findings]
    advised = [finding for finding in group.findings if "advice" in finding.private]
    sentences += [said(each, check, f"advice.{each.private['advice']}", language) for each in advised]
    reasons = " ".join(dict.fromkeys(sentences))
    behind = {line for finding in group.findings for line in check.lines_behind(finding)}
    text = fill(language, "tasks.why.rule", why=reasons, origin=check.origin(language, behind))
    return fill(language, "tasks.why.reopened", why=text) if reopened else text


def concerns(group: Group, language: str) -> Link:
    """Lead to the cell; name the other rows that are about the same."""
    finding = group.first
    place = fill(language, "tasks.place", tab=finding.source.tab, row=finding.source.row)
    others = dict.fromkeys(
        fill(language, "tasks.place", tab=source.tab, row=source.row)
        for source in sorted(finding.also)
        if (source.tab, source.row) != (finding.source.tab, finding.source.row)
    )
    if others:
        place = fill(language, "tasks.also", place=place, others=", ".join(others))
    return Link(place, finding.source)
