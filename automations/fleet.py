"""Many workbooks, one after the other: one that fails is said and skipped, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from automations.errors import Refused
from automations.model import Plan, Receipt, TabReading
from automations.pipeline import Examined, examine
from automations.settings import Settings
from automations.sheets import Workbook

FAILED_TABS = ("lost_rows", "tab_gone", "unread", "missing_column")


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of one workbook. `refused` says why it went no further than it did."""

    name: str
    examined: Examined | None = None
    receipt: Receipt | None = None
    refused: Refused | None = None

    @property
    def status(self) -> str:
        """How it counts: ok, or as the refusal says."""
        return self.refused.status if self.refused else "ok"

    @property
    def incomplete(self) -> bool:
        """Tell whether a tab that should have been read was not."""
        if self.examined is None:
            return True
        skipped = any(item.reason in FAILED_TABS for item in self.examined.assembled.skipped)
        return bool(self.unused_tabs) or skipped

    @property
    def unused_tabs(self) -> tuple[TabReading, ...]:
        """Tabs that could not be read, or that lack what makes them of any use."""
        if self.examined is None:
            return ()
        recognised = self.examined.recognised
        return tuple(
            tab
            for tab in recognised.tabs
            if tab.note == "unread" or (tab.missing and tab.recognised_as not in recognised.tables)
        )


@dataclass(frozen=True, slots=True)
class Programme:
    """What to do with each workbook.

    `fresh_salt` makes a secret for a workbook, by its name, that has none yet. `before_writing` may
    still refuse the plan that was made for it.
    """

    settings: Settings
    on: date
    fresh_salt: Callable[[str], str]
    write: bool = False
    only: Collection[str] = ()
    language: str | None = None
    accepted: Collection[str] = ()
    before_writing: Callable[[str, Plan], None] | None = None


def work(workbooks: Iterable[Workbook], programme: Programme) -> Iterator[Worked]:
    """Take the workbooks one by one."""
    for workbook in workbooks:
        yield work_on(workbook, programme)


def work_on(workbook: Workbook, programme: Programme) -> Worked:
    """Read, examine and, if asked to, write one workbook."""
    examined: Examined | None = None
    try:
        examined = examine(
            workbook.read(),
            programme.settings,
            on=programme.on,
            fresh_salt=programme.fresh_salt(workbook.name),
            only=programme.only,
            language=programme.language,
            accepted=programme.accepted,
        )
        if not examined.recognised.tables and not any(t.note == "unread" for t in examined.recognised.tabs):
            return Worked(workbook.name, examined, None, Refused("errors.nothing_known", place=workbook.name))
        receipt = None
        if programme.write and programme.before_writing:
            programme.before_writing(workbook.name, examined.plan)
        if programme.write and not examined.plan.empty:
            receipt = workbook.write(examined.plan)
        if not programme.write and not examined.plan.empty:
            workbook.refuse(examined.plan)
    except Refused as refused:
        return Worked(workbook.name, examined, None, refused)
    return Worked(workbook.name, examined, receipt)
