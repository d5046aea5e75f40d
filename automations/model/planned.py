"""What is to be written, and what was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from automations.model.read import Scalar, Source
from automations.model.recognised import OwnTab


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of the same workbook."""

    text: str
    to: Source


CellValue: TypeAlias = Scalar | Link
Action: TypeAlias = Literal["create", "update", "close", "reopen", "archive", "withdraw"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one task: `values` are the job's own columns by name, as they shall stand.

    `row` is where the task was read; None for a new one. `before` holds what stood there. One that is
    withdrawn leaves its row: all that the job wrote there goes, its key as well.
    """

    action: Action
    key: str
    check: str
    values: Mapping[str, CellValue]
    row: int | None = None
    before: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a tab that is the job's alone. `style` is header, section, topic, figure, text or empty."""

    cells: tuple[CellValue, ...]
    style: str = ""


class Chart(NamedTuple):
    """A chart of rows `first` to `last` (from 1) of `columns`, each named by the tab's first column.

    With `percent` its axis goes from 0 to 100: not for bars, whose figures stand beside their ends.
    """

    name: str
    title: str
    tab: str
    first: int
    last: int
    columns: tuple[int, ...]
    over_time: bool = False  # a line, and its first row names the columns; else bars, now against the goal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A tab that is the job's alone, as it shall stand, from row 1, and the charts beside its cells."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one run would write into one workbook; empty when nothing is to be written."""

    changes: tuple[Change, ...] = ()
    sheets: tuple[SheetContent, ...] = ()
    tasks: OwnTab | None = None  # the task tab as it stands; None when it is to be made
    titles: Mapping[str, str] = field(default_factory=dict)
    version: str = ""

    @property
    def empty(self) -> bool:
        """Nothing to write."""
        return not self.changes and not self.sheets


@dataclass(frozen=True, slots=True)
class Fittings:
    """What the job's own tabs have besides their values, as they stand.

    `picked` and `noted` are columns of the task tab, `coloured` what its rows are coloured by, by so many
    `rules` with those of people; `protected` are the kinds of tabs that nobody types in by mistake.
    """

    picked: frozenset[str] = frozenset()
    noted: frozenset[str] = frozenset()
    coloured: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    rules: int = 0


@dataclass(frozen=True, slots=True)
class Repairs:
    """What the job's own tabs have lost and shall have back, besides their values.

    `columns` are the task tab's, by name with the header of each; the other fields are as in Fittings.
    `own` are the job's tabs as they stand.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    picked: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    own: Mapping[str, OwnTab] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    rules: int = 0

    def __len__(self) -> int:
        return sum(map(len, (self.columns, self.picked, self.noted, self.coloured, self.protected)))

    @property
    def of_tasks(self) -> bool:
        """Whether any of it is in the task tab."""
        return bool(self.columns or self.picked or self.noted or self.coloured or "tasks" in self.protected)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written, as counted after it was done."""

    reads: int = 0
    writes: int = 0
    backup: str | None = None
    written: Mapping[str, int] = field(default_factory=dict)
