"""Who is written to about which tasks: from what has become of the tasks, before anything is sent.

A letter says a task's title, when it is due and where it stands, and nothing else: a title is the check's, so
that no member is named outside the workbook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from automations.model import OwnTab, Problem, Source
from automations.people.addresses import AddressBook
from automations.people.names import folded, people_in
from automations.plan.reconcile import Outcome

_TO_DO = frozenset({"open", "overdue", "reopened"})
_SAID = frozenset({"done", "dismissed"})


@dataclass(frozen=True, slots=True)
class Item:
    """One task as a letter tells it. `source` is the cell that it is about, where that is known."""

    key: str
    check: str
    due: date | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Mail:
    """The tasks of each address, most urgent first, and what `problems` keep others from being written to."""

    letters: Mapping[str, tuple[Item, ...]]
    problems: tuple[Problem, ...] = ()


NO_MAIL = Mail({})


def mail(
    outcomes: Iterable[Outcome],
    book: AddressBook,
    tasks: OwnTab | None,
    undeliverable: Callable[[str], bool],
) -> Mail:
    """Give each open task to those in Ansvarlig, else to the one in Foreslått, where one address is known."""
    letters: dict[str, dict[str, Item]] = defaultdict(dict)
    problems: dict[tuple[Source, str], None] = {}
    for outcome in sorted(outcomes, key=_order):
        for name in _whose(outcome):
            number = outcome.group.first.facts.get("municipality_number") if outcome.group else None
            found = book.find(name, number if isinstance(number, str) else None)
            why = "refused" if found.address and undeliverable(found.address) else found.why
            if not why:
                item = _item(outcome)
                letters[found.address.casefold()].setdefault(item.key, item)
            elif why != "left_alone" and (source := found.source or _cell(outcome, tasks)):
                problems[source, f"mail_{why}"] = None
    ordered = {address: tuple(items.values()) for address, items in sorted(letters.items())}
    return Mail(ordered, tuple(Problem(source, code) for source, code in sorted(problems)))


def _order(outcome: Outcome) -> tuple[bool, date, str]:
    return outcome.due is None, outcome.due or date.max, outcome.step.memory.key


def _whose(outcome: Outcome) -> tuple[str, ...]:
    task = outcome.task
    if outcome.state not in _TO_DO or (task and task.status in _SAID):
        return ()
    if task and task.responsible:
        return people_in(task.responsible)
    return (folded(outcome.suggested),) if outcome.suggested else ()


def _item(outcome: Outcome) -> Item:
    source = outcome.group.first.source if outcome.group else None
    return Item(outcome.step.memory.key, outcome.step.memory.check, outcome.due, source)


def _cell(outcome: Outcome, tasks: OwnTab | None) -> Source | None:
    """The cell of Oppgaver that names somebody whom no tab of people knows."""
    if outcome.task and tasks and "responsible" in tasks.letters and outcome.task.responsible:
        return Source(tasks.grid.tab, outcome.task.row, tasks.letters["responsible"])
    return None
