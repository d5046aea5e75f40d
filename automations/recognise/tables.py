"""From the rows of a tab to typed columns, and from the tabs of one kind to one table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from automations.model import Fact, Grid, Problem, Source, Table
from automations.recognise import derived, wishes
from automations.recognise.header import Header
from automations.recognise.kinds import reader
from automations.recognise.rows import Rows
from automations.tabs import TABS


@dataclass(slots=True)
class Part:
    """One tab's share of a table."""

    kind: str
    tab: str
    numbers: Sequence[int]
    columns: dict[str, Sequence[Any]]
    letters: dict[str, int]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, i: int, column: str, code: str, *, place: int | None = None, **more: Fact) -> None:
        """Note a problem in the cell of data row `i`; it stands at `place` where given."""
        source = Source(self.tab, self.numbers[i], self.letters.get(column) if place is None else place)
        self.problems.append(Problem(source, code, {"kind": self.kind, "column": column, **more}))


def read_part(grid: Grid, header: Header, rows: Rows, *, on: date) -> Part:
    """Read the columns of a tab, each distinct cell once."""
    letters = {name: place for name, place in header.letters.items() if name not in header.further}
    part = Part(header.kind, grid.tab, rows.numbers, {}, letters)
    raw: dict[str, Sequence[Any]] = rows.columns
    for name, cells in raw.items():
        kind = header.kinds[name]
        values, bad = reader(kind, on).column(cells)
        own = header.further.get(name, name)
        part.columns[own] = values if own == name else wishes.strictest(own, part.columns[own], values)
        for i, wrong in bad:
            expected = _expected(header.kind, own, wrong.code)
            part.problem(i, own, wrong.code, place=header.letters[name], **expected)
    headings = rows.headings
    if headings and headings[0][0] and (above := _above(grid, header)):
        headings = ((0, above), *headings)
    derived.complete(part, raw, headings)
    return part


def _above(grid: Grid, header: Header) -> str | None:
    """The heading above the header: in a tab of several blocks it names the first of them."""
    for row in reversed(grid.cells[: header.row]):
        filled = [cell for cell in row if cell not in (None, "") and not str(cell).isspace()]
        if len(filled) == 1 and type(filled[0]) is str:
            return filled[0]
    return None


def _expected(kind: str, name: str, code: str) -> dict[str, Fact]:
    """What the words of a problem may name: the choices there are."""
    return {"choices": TABS[kind].by_name[name].choices} if code == "choice" else {}


def other_cells(grid: Grid, header: Header, *, on: date) -> list[Problem]:
    """Look for what should not be kept, in the columns that are not read."""
    return what_should_not_be_kept(
        grid, header.row + 1, on=on, read=frozenset(header.letters.values()), kind=header.kind
    )


def what_should_not_be_kept(
    grid: Grid, first: int, *, on: date, read: Collection[int] = (), kind: str = ""
) -> list[Problem]:
    """Look through the cells from a position on, but for columns that are read elsewhere."""
    text = reader("text", on)
    problems = []
    width = max(map(len, grid.cells[first:]), default=0)
    if width <= len(read) and set(read).issuperset(range(width)):
        return []
    for number, row in zip(grid.numbers[first:], grid.cells[first:], strict=True):
        for place, cell in enumerate(row):
            if cell and place not in read and (type(cell) is not str or len(cell) > 10):  # noqa: PLR2004 - eleven digits
                code = getattr(text.cell(cell), "code", None)
                if code in ("national_id", "account_number"):
                    facts = {"kind": kind} if kind else {}
                    problems.append(Problem(Source(grid.tab, number, place), code, facts))
    return problems


def merged(kind: str, parts: Sequence[Part]) -> Table:
    """Put the tabs of one kind under each other."""
    if len(parts) == 1:
        (part,) = parts
        tabs: Sequence[str] = [part.tab] * len(part.numbers)
        return Table(kind, tabs, part.numbers, part.columns, {part.tab: part.letters})
    names = dict.fromkeys(name for part in parts for name in part.columns)
    columns: dict[str, Sequence[Any]] = {}
    for name in names:
        values: list[Any] = []
        for part in parts:
            values.extend(part.columns.get(name) or [None] * len(part.numbers))
        columns[name] = values
    return Table(
        kind,
        [part.tab for part in parts for _ in part.numbers],
        [number for part in parts for number in part.numbers],
        columns,
        {part.tab: part.letters for part in parts},
    )
