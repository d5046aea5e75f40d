"""What the job's own tabs have lost besides their values, and shall have back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automations.model import Fittings, Recognised, Repairs
from automations.people.pickable import pickable
from automations.plan.look import look_of_tasks
from automations.plan.tasks import TaskTab, read_tasks
from automations.tabs import TABS
from automations.words import fill

_PICKED = ("responsible", "status", "deferred_until")
_COLOURS = ("overdue", "closed", "ours")


def words(recognised: Recognised, language: str, *, on: date) -> dict[str, str]:
    """Give the words of what stands round the values (plan.look)."""
    own = recognised.own.get("tasks")
    tab = read_tasks(own, on=on) if own else TaskTab()
    return look_of_tasks(language, tab, pickable(recognised.tables, tab.responsible))


def repairs(recognised: Recognised, fittings: Fittings, titles: Mapping[str, str], language: str) -> Repairs:
    """Compare what stands with what a new workbook gets (design: the workbook in both backends).

    `titles` are those words. A column that is lost takes all that belongs to it along, so that
    is not named besides. Widths, filters and what people have put in its place are theirs to choose.
    """
    own = recognised.own
    columns: dict[str, str] = {}
    picked: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()
    if "tasks" in own:
        letters = own["tasks"].letters
        lost = [column.name for column in TABS["tasks"].columns if column.name not in letters]
        columns = {name: fill(language, f"tabs.tasks.columns.{name}") for name in lost}
        picked = tuple(n for n in _PICKED if n in letters and n not in fittings.picked)
        noted = tuple(n for n in letters if f"note.{n}" in titles and n not in fittings.noted)
        coloured = tuple(n for n in _COLOURS if n not in fittings.coloured)
    return Repairs(
        columns,
        picked,
        noted,
        coloured,
        tuple(kind for kind in own if kind not in fittings.protected),
        own,
        titles,
        recognised.version,
        fittings.rules,
    )
