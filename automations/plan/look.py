"""What the writer of the task tab must know in words: choices, notes, states, and whose tasks to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from automations.model import Table, column_letters
from automations.people.pickable import pickable
from automations.plan.tasks import TaskTab
from automations.tabs import TABS
from automations.words import fill

_NAMES_IN = (("officers", "name"), ("volunteers", "name"), ("local_parties", "leader"))
_ROOM = 300  # rows below the first name
MOST_VIEWS = 20  # one for each of those who have most tasks
_CLOSED = ("said_done", "dismissed", "deferred", "solved", "archived", "withdrawn")


def look_of_tasks(
    language: str, tab: TaskTab, tables: Mapping[str, Table], *, without: Callable[[str], bool]
) -> dict[str, str]:
    """Give the words by what they are for; several in one are parted by `|`.

    `without` tells of a name that it must not stand in any list of ours.
    """
    people = [name for name in pickable(tables, tab.responsible) if not without(name)]
    columns = TABS["tasks"].columns
    statuses = TABS["tasks"].by_name["status"].choices
    states = {name: fill(language, f"tasks.state.{name}") for name in ("overdue", *_CLOSED)}
    return {
        "choice.status": "|".join(fill(language, f"tabs.choices.task_status.{name}") for name in statuses),
        "range.responsible": _names_of_people(tables),
        "choice.responsible": "|".join(name.replace("|", " ") for name in people),
        "state.overdue": states["overdue"],
        "state.closed": states["solved"],
        "protected": fill(language, "tasks.protected"),
        **{f"note.{column.name}": fill(language, f"tasks.note.{column.name}") for column in columns},
        "view.overdue": states["overdue"],
        "view.unassigned": fill(language, "tasks.view.unassigned"),
        "view.people": "|".join(_most_busy(tab, without)),
        "view.hidden": "|".join(states[name] for name in _CLOSED),
    }


def _names_of_people(tables: Mapping[str, Table]) -> str:
    """Name people's cells in which names stand, for a list that holds none itself: nobody keeps it in step."""
    for kind, name in _NAMES_IN:
        table = tables.get(kind)
        if table is not None and len(table) and table.has(name):
            first = table.source(0, name)
            letters = column_letters(table.letters[first.tab][name])
            tab = first.tab.replace("'", "''")
            return f"'{tab}'!${letters}${first.row}:${letters}${first.row + _ROOM}"
    return ""


def _most_busy(tab: TaskTab, without: Callable[[str], bool]) -> list[str]:
    names = (*(task.responsible for task in tab.tasks.values() if task.responsible), *tab.own_open)
    # A condition that begins as a formula would be one.
    shown = [name.strip() for name in names if "|" not in name and name.strip()[:1].isalpha()]
    counted = Counter(name for name in shown if not without(name))
    once = {name.casefold(): name for name in sorted(counted, key=lambda name: (-counted[name], name))}
    return sorted(list(once.values())[:MOST_VIEWS])
