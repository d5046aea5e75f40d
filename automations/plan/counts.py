"""How many tasks there are, by state: the first figures of Oppsummering, and a coordinator's week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from automations.plan.reconcile import Outcome
from automations.plan.tasks import TaskTab


def task_counts(
    outcomes: Sequence[Outcome], tab: TaskTab, held_back: int, above: int, problems: int, *, on: date
) -> dict[str, int]:
    """Count the tasks by what has become of them; solved ones of the last 30 days."""
    states = Counter(o.state for o in outcomes)
    recently = on - timedelta(days=30)
    solved = sum(
        o.step.memory.state in {"solved", "archived"} and (o.step.memory.solved or on) >= recently
        for o in outcomes
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
