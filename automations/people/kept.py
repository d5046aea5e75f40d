"""Which tabs use a column: one that is blank for everybody is there, and not in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from automations.model import Table
from automations.once import once


@once
def tabs_using(table: Table, *columns: str, least_share: float = 0.0) -> Iterator[str]:
    """Name the tabs where some row, or at least that share of the rows, holds one of the columns."""
    filled: Counter[str] = Counter()
    for tab, *values in zip(table.tabs, *map(table.column, columns), strict=True):
        filled[tab] += any(value is not None for value in values)
    rows = Counter(table.tabs)
    yield from (tab for tab, count in filled.items() if count and count >= least_share * rows[tab])
