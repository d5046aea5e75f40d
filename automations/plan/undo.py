"""Taking a run back: what it wrote goes, what people typed since stays, and it is not written again.

A run is remembered as what it did to each task and to each tab of the job's own, before and after. Undoing it
is a plan like any other. A cell goes back only while it holds what the run wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from automations.model import (
    Action,
    CellValue,
    Change,
    Grid,
    Line,
    Link,
    OwnTab,
    Plan,
    Recognised,
    Scalar,
    SheetContent,
    Source,
)
from automations.people.names import folded
from automations.plan.memory import GONE, Memory, TaskMemory, memory_content, read_memory
from automations.plan.tasks import OURS, Task, as_written, read_tasks

Row: TypeAlias = tuple[Scalar, ...]
_NAME_NOBODY = ("task_id", "priority", "due", "state", "created", "solved")
_LONG_AGO = date(1970, 1, 1)  # no day is asked for here: statuses and days to come are not read


@dataclass(frozen=True, slots=True)
class WroteTask:
    """What a run did to one task: the job's columns by name, before (nothing for a new one) and after."""

    action: Action
    key: str
    check: str
    before: Mapping[str, Scalar]
    after: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class WroteTab:
    """What a run did to a tab of the job's own: its rows from row 1, before (None: it was made) and after.

    `styles` are those of the rows after.
    """

    kind: str
    before: tuple[Row, ...] | None
    after: tuple[Row, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """Everything that one run wrote into one workbook."""

    tasks: tuple[WroteTask, ...] = ()
    tabs: tuple[WroteTab, ...] = ()


@dataclass(frozen=True, slots=True)
class Undoing:
    """The plan that takes a run back, and the cells that it leaves: somebody has touched them since."""

    plan: Plan
    left: tuple[Source, ...] = ()
    gone: tuple[str, ...] = field(default=())  # tasks whose row nobody finds any more


def wrote(plan: Plan, recognised: Recognised) -> Wrote:
    """Say what a plan writes, and what stood there when it was made."""
    tasks = [
        WroteTask(
            change.action,
            change.key,
            change.check,
            _before(change),
            {name: _kept(value) for name, value in change.values.items()},
        )
        for change in plan.changes
    ]
    tabs = []
    for content in plan.sheets:
        if content.kind != "tasks":
            tab = recognised.own.get(content.kind)
            before = None if tab is None else _rows(tab.grid)
            after = tuple(_trimmed(line.cells) for line in content.lines)
            tabs.append(WroteTab(content.kind, before, after, tuple(line.style for line in content.lines)))
    return Wrote(tuple(tasks), tuple(tabs))


def without_the_gone(done: Wrote, keys: Collection[str], names: Collection[str]) -> Wrote:
    """Take out of what an earlier run wrote what it said of tasks that are archived since.

    Of the others goes whom they suggested, where nobody of that (folded) name stands any more.
    """

    def kept(values: Mapping[str, Scalar], *, archived: bool) -> dict[str, Scalar]:
        return {
            name: value
            for name, value in values.items()
            if name in _NAME_NOBODY
            or (not archived and (name != "suggested" or not value or folded(str(value)) in names))
        }

    def of(task: WroteTask) -> WroteTask:
        gone = task.key in keys
        return replace(task, before=kept(task.before, archived=gone), after=kept(task.after, archived=gone))

    return replace(done, tasks=tuple(map(of, done.tasks)))


def _before(change: Change) -> dict[str, Scalar]:
    """Say what stood there, less what archiving takes away: undo must never bring a text of that back."""
    if change.row is None:
        return {}
    names = _NAME_NOBODY if change.action == "archive" else change.values
    return {name: as_written(change.before.get(name)) for name in names}


def undoing(done: Wrote, recognised: Recognised) -> Undoing:
    """Make the plan that takes back what a run wrote. Nothing where all of it is taken back already.

    ValueError where the hidden tab is not as the job left it.
    """
    own = recognised.own
    if "memory" not in own or "tasks" not in own:
        return Undoing(Plan(version=recognised.version))
    tab = own["tasks"]
    memory = read_memory(own["memory"])
    rows = read_tasks(tab, on=memory.last_run or _LONG_AGO).tasks
    changes: list[Change] = []
    left: list[Source] = []
    gone: list[str] = []
    held: dict[str, TaskMemory] = {}
    for each in done.tasks:
        known, task = memory.tasks.get(each.key), rows.get(each.key)
        if task is None:
            if known is None or known.state != "withdrawn":
                gone.append(each.key)
            continue
        if known is None or known.held:
            continue  # taken back already
        change, touched = _back(each, task, tab)
        left += touched
        changes += [change] if change else []
        held[each.key] = _remembered(each, known, done)
    sheets = _tabs(done, recognised, memory, held)
    if not changes and not sheets:
        return Undoing(Plan(version=recognised.version), tuple(left), tuple(gone))
    plan = Plan(tuple(changes), sheets, tab, {}, recognised.version)
    return Undoing(plan, tuple(left), tuple(gone))


def _back(each: WroteTask, task: Task, tab: OwnTab) -> tuple[Change | None, list[Source]]:
    """Give the task's cells back what stood there, where they hold what the run wrote."""
    values: dict[str, CellValue] = {}
    touched = []
    for name in OURS:
        if name not in each.after or name not in tab.letters:
            continue
        now, before = as_written(task.ours.get(name)), each.before.get(name)
        if now == as_written(each.after[name]):
            values[name] = before
        elif now != before:
            touched.append(Source(tab.grid.tab, task.row, tab.letters[name]))
    if each.action == "create" and "task_id" in values:
        return Change("withdraw", each.key, each.check, values, task.row, task.ours), touched
    if any(as_written(task.ours.get(name)) != _kept(value) for name, value in values.items()):
        return Change("update", each.key, each.check, values, task.row, task.ours), touched
    return None, touched


def _remembered(each: WroteTask, known: TaskMemory, done: Wrote) -> TaskMemory:
    """What to remember of a task that is taken back: as before the run, and held at what was found then."""
    after = _memory_of(done, "after").get(each.key, known)
    held = after.fingerprint if after.state == "open" else GONE
    if each.action == "create":
        return replace(known, state="withdrawn", held=held)
    before = _memory_of(done, "before").get(each.key, known)
    return replace(before, held=held)


def _memory_of(done: Wrote, side: str) -> Mapping[str, TaskMemory]:
    memory = _whole_memory(done, side)
    return memory.tasks if memory else {}


def _whole_memory(done: Wrote, side: str) -> Memory | None:
    tab = next((tab for tab in done.tabs if tab.kind == "memory"), None)
    rows = getattr(tab, side) if tab else None
    if not rows:
        return None
    return read_memory(OwnTab("memory", Grid("", range(1, len(rows) + 1), rows), 1, {}))


def _tabs(
    done: Wrote, recognised: Recognised, memory: Memory, held: Mapping[str, TaskMemory]
) -> tuple[SheetContent, ...]:
    """Bring the job's own tabs back that still stand as the run left them, and remember what is held."""
    back = []
    remembered = memory
    for tab in done.tabs:
        own = recognised.own.get(tab.kind)
        if own is None or _rows(own.grid) != _without_blank_end(tab.after):
            continue
        if tab.kind == "memory":
            before = _whole_memory(done, "before")
            remembered = before or replace(memory, last_run=None, rows={})
            remembered = replace(remembered, salt=memory.salt)
            continue
        styles = {row[0]: style for row, style in zip(tab.after, tab.styles, strict=True) if row}
        head = tab.after[:1] if tab.before is None else tab.before
        lines = tuple(Line(row, styles.get(row[0], "figure") if row else "empty") for row in head)
        if _rows(own.grid) != _without_blank_end(head):
            back.append(SheetContent(tab.kind, own.grid.tab, lines))
    if not held and not back:
        return ()
    # Who is to be forgotten stays so, whatever is taken back.
    remembered = replace(remembered, tasks={**remembered.tasks, **held}, forgotten=memory.forgotten)
    content = memory_content(remembered)
    return (*back, replace(content, title=recognised.own["memory"].grid.tab))


def _rows(grid: Grid) -> tuple[Row, ...]:
    there = dict(zip(grid.numbers, grid.cells, strict=True))
    rows = tuple(_trimmed(there.get(number, ())) for number in range(1, max(there, default=0) + 1))
    return _without_blank_end(rows)


def _without_blank_end(rows: Sequence[Row]) -> tuple[Row, ...]:
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _trimmed(cells: Sequence[CellValue]) -> Row:
    written = [_kept(cell) for cell in cells]
    while written and written[-1] is None:
        written.pop()
    return tuple(written)


def _kept(value: CellValue) -> Scalar:
    return as_written(value.text if isinstance(value, Link) else value)
