"""The backups beside a local workbook that still name a person: they are people's to delete."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from automations.errors import Refused
from automations.people.occurrences import Traces
from automations.sheets import open_workbook
from automations.sheets.local.replace import backups_of


def backups_naming(path: Path | None, traces: Traces) -> tuple[Path, ...]:
    """Find the backups that name the person, and those that nobody can read; none for Google's."""
    return tuple(backup for backup in backups_of(path) if _names(backup, traces)) if path else ()


def _names(backup: Path, traces: Traces) -> bool:
    try:
        return any(map(traces.names, _cells(backup)))
    except Refused:
        return True


def _cells(backup: Path) -> Iterator[object]:
    for grid in open_workbook(backup).read().grids:
        for row in grid.cells:
            yield from row
            yield from (f"{one} {other}" for one, other in pairwise(row) if one and other)
