"""A workbook as it was read, and where a thing stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | date | datetime | None
Fact: TypeAlias = str | int | float | bool | Sequence["Fact"] | Mapping[str, "Fact"] | None


def column_letters(index: int) -> str:
    """Name a column the way sheets do: 0 is A, 25 is Z, 26 is AA."""
    more, rest = divmod(index, 26)
    return (column_letters(more - 1) if more else "") + chr(ord("A") + rest)


@dataclass(frozen=True, slots=True)
class Grid:
    """One tab as it was read, only the rows that hold something. Rows may differ in length.

    `numbers[i]` is the sheet's own row number (from 1, increasing) of `cells[i]`, which begins in column A.
    `kind` is said of a tab of the job's that bears a mark of it, whatever people call the tab.
    """

    tab: str
    numbers: Sequence[int]
    cells: Sequence[Sequence[Scalar]]
    hidden: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A tab that is there and could not be read: never the same as an empty one."""

    tab: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a thing stands: tab, sheet row (from 1) and column (from 0; None is the whole row)."""

    tab: str
    row: int
    column: int | None = None

    def __lt__(self, other: Source) -> bool:
        """Order as a reader goes: by tab, row and column; a whole row comes before its cells."""
        mine, its = ((at.tab, at.row, -1 if at.column is None else at.column) for at in (self, other))
        return mine < its

    @property
    def a1(self) -> str:
        """The cell as people name it, `C7`; a whole row is named by its first cell."""
        return f"{column_letters(self.column or 0)}{self.row}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell (or tab) that could not be read as what it should be.

    `code` names the words that say what is expected. `facts` fill them and never hold the cell's content.
    """

    source: Source
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read. `version` tells whether it has changed since."""

    name: str
    grids: tuple[Grid, ...]
    unread: tuple[Unread, ...] = ()
    version: str = ""
    reads: int = 1
    problems: tuple[Problem, ...] = ()  # cells of ours that show something else
