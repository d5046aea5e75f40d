"""What the writer of the task tab must know in words: choices, notes, states, and whose tasks to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from automations.plan.tasks import TaskTab
from automations.tabs import TABS
from automations.words import fill

MOST_VIEWS = 20  # one for each of those who have most tasks
_CLOSED = ("said_done", "dismissed", "deferred", "solved", "archived", "withdrawn")


def look_of_tasks(language: str, tab: TaskTab, people: Iterable[str]) -> dict[str, str]:
    """Give the words by what they are for; several in one are parted by `|`. `people` are to pick from."""
    columns = TABS["tasks"].columns
    statuses = TABS["tasks"].by_name["status"].choices
    states = {name: fill(language, f"tasks.state.{name}") for name in ("overdue", *_CLOSED)}
    return {
        "choice.status": "|".join(fill(language, f"tabs.choices.task_status.{name}") for name in statuses),
        "choice.responsible": "|".join(name.replace("|", " ") for name in people),
        "state.overdue": states["overdue"],
        "state.closed": states["solved"],
        "protected": fill(language, "tasks.protected"),
        **{f"note.{column.name}": fill(language, f"tasks.note.{column.name}") for column in columns},
        "view.overdue": states["overdue"],
        "view.unassigned": fill(language, "tasks.view.unassigned"),
        "view.people": "|".join(_most_busy(tab)),
        "view.hidden": "|".join(states[name] for name in _CLOSED),
    }


def _most_busy(tab: TaskTab) -> list[str]:
    names = (*(task.responsible for task in tab.tasks.values() if task.responsible), *tab.own_open)
    # A condition that begins as a formula would be one.
    counted = Counter(name.strip() for name in names if "|" not in name and name.strip()[:1].isalpha())
    once = {name.casefold(): name for name in sorted(counted, key=lambda name: (-counted[name], name))}
    return sorted(list(once.values())[:MOST_VIEWS])
