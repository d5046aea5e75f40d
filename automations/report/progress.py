"""Signs of life on a terminal: for more than one workbook, or more than a second's work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from threading import Timer

from automations.fleet import Worked
from automations.words import fill

PATIENCE = 1.0  # seconds before a single workbook shows that it is being worked on


def shown(worked: Iterable[Worked], names: Sequence[str], language: str) -> Iterator[Worked]:
    """Pass the outcomes on, with a progress bar on standard error where a person is watching."""
    if not sys.stderr.isatty():
        yield from worked
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    progress = Progress(console=Console(stderr=True), transient=True)
    task = progress.add_task(fill(language, "terminal.working"), total=len(names))
    timer = Timer(0 if len(names) > 1 else PATIENCE, progress.start)
    timer.daemon = True
    timer.start()
    try:
        for each in worked:
            progress.advance(task)
            yield each
    finally:
        timer.cancel()
        progress.stop()
