"""The job's own tabs as they shall stand, less those that stand so already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from automations.model import CellValue, Line, Link, OwnTab, Problem, Recognised, SheetContent
from automations.plan.charts import charts
from automations.plan.guide import guide_content
from automations.plan.history import history_content
from automations.plan.memory import Memory, memory_content
from automations.plan.quality import quality_content
from automations.plan.summary import Summary, history_figures, summary_content
from automations.plan.tasks import as_written
from automations.tabs import TABS
from automations.words import fill


@dataclass(frozen=True, slots=True)
class OwnTabs:
    """Lays out the job's own tabs, and leaves out those that stand as they should."""

    recognised: Recognised
    summary: Summary
    problems: Sequence[Problem]
    language: str
    on: date
    lists: SheetContent | None = None  # None: the tab of proposals stays as it is, or is not made

    def changed(self, memory: Memory, *, history: bool = False) -> tuple[SheetContent, ...]:
        """Lay them out for what shall be remembered; `history` adds the row of the day, and the guide.

        The guide goes along when something is written, and is never the reason why.
        """
        own = self.recognised.own
        summary = replace(self.summary, previous=memory.previous, last_run=memory.last_run)
        wanted = [
            summary_content(summary, self.language),
            quality_content(self.problems, own.get("data_quality"), self.language, on=self.on),
            memory_content(memory),
        ]
        if history:
            titled = history_figures(summary.figures, self.language)
            wanted.insert(2, history_content(titled, own.get("history"), self.language, on=self.on))
            wanted.append(guide_content(self.recognised, self.language))
        if self.lists is not None:
            wanted.insert(2, self.lists)
        if "tasks" not in own:
            columns = [column.name for column in TABS["tasks"].columns]
            titles = tuple(fill(self.language, f"tabs.tasks.columns.{name}") for name in columns)
            title = fill(self.language, "tabs.tasks.title")
            wanted.insert(0, SheetContent("tasks", title, (Line(titles, "header"),)))
        # A tab keeps the title that it has: another language does not make a second set of them.
        kept = [
            replace(content, title=own[content.kind].grid.tab) if content.kind in own else content
            for content in wanted
        ]
        if history:
            laid_out = {content.kind: content for content in kept}
            drawn = charts(laid_out["summary"], laid_out["history"], summary.figures, self.language)
            kept = [
                replace(content, charts=drawn) if content.kind == "summary" else content for content in kept
            ]
        return tuple(content for content in kept if not _stands(content, own.get(content.kind)))


def _stands(content: SheetContent, tab: OwnTab | None) -> bool:
    """Tell whether a tab holds just this already."""
    if tab is None:
        return False
    there: dict[int, tuple[Any, ...]] = {}
    for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
        if trimmed := _trimmed(cells):
            there[number] = trimmed
    wanted = {i: t for i, line in enumerate(content.lines, 1) if (t := _trimmed(line.cells))}
    return there == wanted


def _trimmed(cells: Sequence[CellValue]) -> tuple[Any, ...]:
    written = [as_written(cell.text if isinstance(cell, Link) else cell) for cell in cells]
    while written and written[-1] is None:
        written.pop()
    return tuple(written)
