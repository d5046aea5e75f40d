"""A workbook without headers, languages and date formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from automations.model.read import Grid, Problem, Source

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Contact:
    """What a contact cell says: reached or not, when, and how many attempts without an answer."""

    done: bool
    on: date | None = None
    attempts: int = 0


@dataclass(frozen=True, eq=False)
class Table:
    """All rows of one kind in a workbook, typed, column by column.

    Row `i` stands in tab `tabs[i]` at sheet row `rows[i]`. `columns[name][i]` is its value: None is
    blank or unreadable. What is unreadable is a Problem; a wish that is counts as the strictest.
    Every declared column that stands in at least one of the tabs is in `columns`;
    `letters[tab][name]` is its place (from 0) there.
    """

    kind: str
    tabs: Sequence[str]
    rows: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    letters: Mapping[str, Mapping[str, int]]

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, column: str) -> bool:
        """Tell whether any tab of this kind keeps the column."""
        return column in self.columns

    def column(self, name: str) -> Sequence[Any]:
        """The column's values; as many None as there are rows when nobody keeps it."""
        return self.columns.get(name) or [None] * len(self.rows)

    def source(self, i: int, column: str | None = None) -> Source:
        """Where row `i` stands; with `column`, the cell in it (the row, where the tab lacks it)."""
        place = None if column is None else self.letters[self.tabs[i]].get(column)
        return Source(self.tabs[i], self.rows[i], place)

    def records(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Walk the rows as tuples of the named columns."""
        return zip(*(self.column(name) for name in names), strict=True)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same as a frame, indexed by tab and sheet row: a filtered one still knows its rows."""
        import pandas as pd  # noqa: PLC0415 - a third of a second that most commands do not need

        index = pd.MultiIndex.from_arrays([list(self.tabs), list(self.rows)], names=["tab", "row"])
        return pd.DataFrame({k: list(v) for k, v in self.columns.items()}, index=index, dtype=object)


@dataclass(frozen=True, slots=True)
class TabReading:
    """How a tab was understood: from the header to the last row with content each is read or skipped."""

    tab: str
    recognised_as: str | None
    rows: int = 0
    skipped_rows: int = 0
    header_row: int | None = None
    note: str = ""  # why a tab is not read: "copy", "unread", "unknown_header", "blank"
    missing: tuple[str, ...] = ()  # required columns that are not there
    unknown_headers: int = 0


@dataclass(frozen=True, slots=True)
class OwnTab:
    """A tab of the job's as it stands: which columns, and the rows as typed."""

    kind: str
    grid: Grid
    header_row: int
    letters: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A workbook without headers, languages and date formats."""

    name: str
    tables: Mapping[str, Table]
    tabs: tuple[TabReading, ...]
    problems: tuple[Problem, ...]
    own: Mapping[str, OwnTab] = field(default_factory=dict)
    version: str = ""
    reads: int = 1
