"""What the job's own tabs have lost besides their values, and shall have back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automations.model import Fittings, Recognised, Repairs
from automations.people.pickable import pickable
from automations.plan.look import look_of_tasks
from automations.plan.tasks import TaskTab, read_tasks
from automations.tabs import TABS
from automations.words import LANGUAGES, fill, theme

_PICKED = ("responsible", "status", "deferred_until")
_COLOURS = ("overdue", "closed", "ours")


def language_of(recognised: Recognised, otherwise: str) -> str:
    """The language that the task tab is written in, by its headers and states: colours go by their words."""
    tab = recognised.own.get("tasks")
    if tab is None:
        return otherwise
    place = tab.letters.get("state", -1)
    rows = zip(tab.grid.numbers, tab.grid.cells, strict=True)
    said = [cell for number, cells in rows if number == tab.header_row for cell in cells]
    said += [cells[place] for cells in tab.grid.cells if 0 <= place < len(cells)]

    def known(language: str) -> int:
        titles = {*theme(language, "tabs")["tasks"]["columns"].values()}
        return sum(cell in titles | {*theme(language, "tasks")["state"].values()} for cell in said)

    return max((otherwise, *LANGUAGES), key=known)


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
