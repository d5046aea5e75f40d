"""Many workbooks: one that fails is said and skipped, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date

from automations.errors import Refused
from automations.model import Plan, Receipt, TabReading
from automations.pipeline import Examined, examine
from automations.settings import Settings
from automations.sheets import Workbook

# Is told what is about to be written into a workbook, and gives what to call when it is.
Journal = Callable[[Workbook, Examined], Callable[[], None]]

FAILED_TABS = ("lost_rows", "tab_gone", "unread", "missing_column")
AT_ONCE = 6  # workbooks on the way while others wait for an answer


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many requests something will take."""

    reads: int
    writes: int


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of one workbook. `refused` says why it went no further than it did.

    `reads` counts the readings that it took; `forecast` what a run would cost in requests to Google.
    """

    name: str
    examined: Examined | None = None
    receipt: Receipt | None = None
    refused: Refused | None = None
    reads: int = 0
    forecast: Forecast | None = None
    remote: bool = False

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
    still refuse the plan that was made for it. Once `stopped` says so, no further workbook is begun.
    `alone` keeps others from a workbook meanwhile, `journal` hears of every plan before it is written, and
    `undeliverable` tells an address that refused mail.
    """

    settings: Settings
    on: date
    fresh_salt: Callable[[str], str]
    write: bool = False
    only: Collection[str] = ()
    language: str | None = None
    accepted: Collection[str] = ()
    again: Collection[str] = ()
    before_writing: Callable[[Workbook, Plan], None] | None = None
    stopped: Callable[[], bool] = lambda: False
    alone: Callable[[Workbook], AbstractContextManager[None]] = lambda _: nullcontext()
    journal: Journal = lambda _workbook, _examined: lambda: None
    undeliverable: Callable[[str], bool] = lambda _: False


def work(workbooks: Sequence[Workbook], programme: Programme) -> Iterator[Worked]:
    """Take the workbooks in their order; while one waits for an answer, others go on."""
    if not any(workbook.remote for workbook in workbooks):
        yield from (work_on(workbook, programme) for workbook in workbooks)
        return
    with ThreadPoolExecutor(min(AT_ONCE, len(workbooks))) as pool:
        yield from pool.map(lambda workbook: work_on(workbook, programme), workbooks)


def work_on(workbook: Workbook, programme: Programme) -> Worked:
    """Read, examine and, if asked to, write one workbook."""
    examined: Examined | None = None
    reads = 0
    if programme.stopped():
        return Worked(workbook.name, refused=Refused("errors.stopped", place=workbook.name, status="skipped"))
    try:
        with programme.alone(workbook):
            examined = _examined(workbook, programme)
            reads = examined.recognised.reads
            if not examined.recognised.tables and not any(
                t.note == "unread" for t in examined.recognised.tabs
            ):
                nothing = Refused("errors.nothing_known", place=workbook.name)
                return Worked(workbook.name, examined, None, nothing, reads, remote=workbook.remote)
            if programme.write and workbook.remote and examined.doubtful:
                examined = _confirmed(workbook, programme, examined)
                reads += examined.recognised.reads
            receipt = None
            if programme.write and programme.before_writing:
                programme.before_writing(workbook, examined.plan)
            if programme.write and not examined.plan.empty:
                written = programme.journal(workbook, examined)
                receipt = workbook.write(examined.plan)
                written()
            if not programme.write and not examined.plan.empty:
                workbook.refuse(examined.plan)
    except Refused as refused:
        return Worked(workbook.name, examined, None, refused, reads, remote=workbook.remote)
    forecast = _forecast(examined) if workbook.remote and not programme.write else None
    return Worked(workbook.name, examined, receipt, None, reads, forecast, remote=workbook.remote)


def _examined(workbook: Workbook, programme: Programme) -> Examined:
    return examine(
        workbook.read(),
        programme.settings,
        on=programme.on,
        fresh_salt=programme.fresh_salt(workbook.name),
        only=programme.only,
        language=programme.language,
        accepted=programme.accepted,
        again=programme.again,
        undeliverable=programme.undeliverable,
    )


def _confirmed(workbook: Workbook, programme: Programme, first: Examined) -> Examined:
    """Read once more before anything is closed or made anew: half an answer looks like forgotten rows.

    Refused as skipped where the second reading takes away what the first did not.
    """
    again = _examined(workbook, programme)
    if not again.doubtful <= first.doubtful:
        raise Refused("errors_google.typed_while_reading", place=workbook.name, status="skipped")
    return again


def _forecast(examined: Examined) -> Forecast:
    """One read; for what is to be written one more to see it stand, and one before anything is taken away."""
    if examined.plan.empty:
        return Forecast(1, 0)
    return Forecast(2 + bool(examined.doubtful), 1)
