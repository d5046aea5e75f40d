"""A plan as a letter: tab by tab what would be added, changed and closed, the old value and the new.

Tasks are told by key, check and cell, and of their columns only those that name nobody: what is printed may
end in a log.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from automations.checks.registry import Check
from automations.fleet import Worked
from automations.model import CellValue, Change, Link, OwnTab, Scalar, SheetContent
from automations.plan.tasks import as_written
from automations.report.text import ACTIONS
from automations.words import fill
from automations.words.dates import readable

AT_MOST = 20  # changes of one kind that are told one by one
OPEN = ("priority", "due", "state", "created", "solved")  # columns of a task that name nobody


def plan_told(worked: Worked, language: str) -> Iterator[str]:
    """Tell what a run would write, without anybody's name."""
    if worked.examined is None or worked.examined.plan.empty:
        return
    checks, plan, own = worked.examined.made.checks, worked.examined.plan, worked.examined.recognised.own
    title = fill(language, "tabs.tasks.title") if plan.tasks is None else plan.tasks.grid.tab
    if plan.changes:
        yield f"  {title}"
    for action in ACTIONS:
        changes = [change for change in plan.changes if change.action == action]
        if changes:
            yield "    " + fill(language, f"terminal.plan.{action}", count=len(changes))
        for change in changes[:AT_MOST]:
            yield f"      {change.key}  {_told(change, checks[change.check], language)}"
        if len(changes) > AT_MOST:
            yield "      " + fill(language, "terminal.plan.more", count=len(changes) - AT_MOST)
    for content in plan.sheets:
        if content.kind not in {"tasks", "memory"}:
            yield from _tab(content, own.get(content.kind), language)


def _told(change: Change, check: Check, language: str) -> str:
    where = _text(change.values.get("concerns") or change.before.get("concerns"), language)
    parts = [f"{check.text(language, 'title')} ({where})"]
    for name, value in change.values.items():
        old, new = as_written(change.before.get(name)), _plain(value)
        if old == new or name in {"task_id", "concerns"}:
            continue
        column = fill(language, f"tabs.tasks.columns.{name}")
        if name not in OPEN:
            if change.row is not None:
                parts.append(fill(language, "terminal.plan.text", column=column))
        elif change.row is None:
            if name in {"priority", "due"}:
                parts.append(f"{column} {_text(value, language)}")
        else:
            facts = {"old": _text(old, language), "new": _text(value, language)}
            parts.append(fill(language, "terminal.plan.value", column=column, **facts))
    return "; ".join(parts)


def _tab(content: SheetContent, tab: OwnTab | None, language: str) -> Iterator[str]:
    """Tell how many rows of a tab of the job's own come, go and change, by what stands first in them."""
    before = _rows(zip(tab.grid.numbers, tab.grid.cells, strict=True)) if tab else {}
    after = _rows(enumerate((line.cells for line in content.lines), 1))
    facts = {
        "added": len(after.keys() - before.keys()),
        "gone": len(before.keys() - after.keys()),
        "changed": sum(before[first] != after[first] for first in before.keys() & after.keys()),
    }
    yield f"  {content.title}: " + fill(language, "terminal.plan.rows", **facts)


def _rows(numbered: object) -> Mapping[object, tuple[Scalar, ...]]:
    found: dict[object, tuple[Scalar, ...]] = {}
    for number, cells in numbered:  # type: ignore[attr-defined]  # pairs, from a zip or an enumeration
        row = _trimmed(cells)
        if row:
            first: object = row[0]
            found[first if first not in found else (first, number)] = row
    return found


def _trimmed(cells: Sequence[CellValue]) -> tuple[Scalar, ...]:
    row = [_plain(cell) for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _plain(value: CellValue) -> Scalar:
    return as_written(value.text if isinstance(value, Link) else value)


def _text(value: CellValue, language: str) -> str:
    plain = _plain(value)
    shown = readable(language, plain.isoformat()[:10] if isinstance(plain, date) else plain)
    return "–" if shown is None else str(shown)
