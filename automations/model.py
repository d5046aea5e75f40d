"""The values that flow from stage to stage: frozen, comparable, without I/O.

read → Reading → recognise → Recognised → check → Finding → plan → Plan → write → Receipt
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Scalar: TypeAlias = str | int | float | bool | date | datetime | None
Fact: TypeAlias = str | int | float | bool | Sequence["Fact"] | Mapping[str, "Fact"] | None
Severity: TypeAlias = Literal["high", "medium", "low"]
Action: TypeAlias = Literal["create", "update", "close", "reopen", "archive", "withdraw"]


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
class Reading:
    """A workbook as it was read. `version` tells whether it has changed since."""

    name: str
    grids: tuple[Grid, ...]
    unread: tuple[Unread, ...] = ()
    version: str = ""
    reads: int = 1
    problems: tuple[Problem, ...] = ()  # cells of ours that show something else


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


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a finding is about: identities, the strongest first, the same from day to day.

    The first names it; by the others an open task is found again when a better one appears.
    """

    identities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the founding document asks for and nobody has done.

    `facts` are the check's reason: safe to print and log, never today's date, never a person.
    `private` holds what only the workbook may show (a name); it leaves with the task's text.
    `suggested` names who could do it, first choice first; the next one is asked when it is overdue.
    `days` are those that people have from the day the task is made; None: as the settings say.
    """

    check: str
    subject: Subject
    source: Source
    severity: Severity
    facts: Mapping[str, Fact]
    stage: str = ""
    column: str | None = None
    due: date | None = None
    also: tuple[Source, ...] = ()
    private: Mapping[str, str] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not be made, and why: its tasks stay as they are."""

    check: str
    reason: str  # a word of words.skipped
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of the same workbook."""

    text: str
    to: Source


CellValue: TypeAlias = Scalar | Link


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
    """A chart of rows `first` to `last` (from 1) of `columns`, each named by the tab's first column."""

    name: str
    title: str
    tab: str
    first: int
    last: int
    columns: tuple[int, ...]
    over_time: bool = False  # a line, and its first row names the columns; else bars, now against the goal


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
class Receipt:
    """What was written, as counted after it was done."""

    reads: int = 0
    writes: int = 0
    backup: str | None = None
    written: Mapping[str, int] = field(default_factory=dict)
