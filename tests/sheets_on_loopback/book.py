"""A spreadsheet: tabs of rows of cells, who may write where, and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no time zone
_COLUMNS = re.compile(r"(?:('(?:[^']|'')+')!|([A-Za-z_]\w*)!)?\$([A-Z]+):\$([A-Z]+)")


class BadRequest(Exception):
    """A 400 of Google's, with its sentence."""


@dataclass(frozen=True)
class Behaviour:
    """What is not known of Google, either way."""

    protected_insert_refused: bool = True
    validation_counts_as_data: bool = False
    duplicate_ids_accepted: bool = False
    foreign_ids: frozenset[int] = frozenset()
    service_account_owns_files: bool = False


@dataclass(frozen=True, eq=False)
class Cell:
    """What somebody typed (`value`, or a formula), and how it looks."""

    value: str | float | int | bool | None = None
    formula: str | None = None
    format: Any = None
    note: str | None = None
    validation: Any = None

    @property
    def blank(self):
        return self.value is None and self.formula is None

    @property
    def number_format(self):
        return (self.format or {}).get("numberFormat")


EMPTY = Cell()


def typed(value):
    """A cell as a person fills it: typed values stay what they are, `=...` is a formula."""
    if value is None:
        return EMPTY
    if isinstance(value, date):
        at = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - likewise
        number = (at - _EPOCH).total_seconds() / 86400
        kind = {"type": "DATE", "pattern": "dd.mm.yyyy"}
        return Cell(int(number) if number.is_integer() else number, format={"numberFormat": kind})
    if isinstance(value, str) and value.startswith("="):
        return Cell(formula=value)
    return Cell(value)


def letters(index):
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


@dataclass
class Protection:
    id: int
    range: dict[str, int]
    description: str = ""
    editors: frozenset[str] = frozenset()

    def covers(self, top, bottom, left, right):
        area = self.range
        return (
            area.get("startRowIndex", 0) < bottom
            and top < area.get("endRowIndex", 10**9)
            and area.get("startColumnIndex", 0) < right
            and left < area.get("endColumnIndex", 10**9)
        )


@dataclass
class Sheet:
    id: int
    title: str
    rows: list[list[Cell]]
    width: int
    hidden: bool = False
    frozen: int = 0
    marks: list[dict[str, Any]] = field(default_factory=list)
    protections: list[Protection] = field(default_factory=list)
    colours: list[Any] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    filter: Any = None
    views: list[dict[str, Any]] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)  # rows that a filter or somebody hides: no sort moves them

    def copy(self):
        return replace(
            self,
            rows=[list(row) for row in self.rows],
            marks=list(self.marks),
            protections=[replace(one, range=dict(one.range)) for one in self.protections],
            colours=list(self.colours),
            widths=dict(self.widths),
            views=list(self.views),
            charts=list(self.charts),
            unseen=set(self.unseen),
        )

    def at(self, row, column):
        return self.rows[row][column] if row < len(self.rows) and column < self.width else EMPTY

    def put(self, row, column, cell):
        self.rows[row][column] = cell

    def last_with_data(self, behaviour):
        """One past the last row that holds something; a note counts."""

        def holds(cell):
            return not cell.blank or cell.note or (behaviour.validation_counts_as_data and cell.validation)

        return next((i + 1 for i in reversed(range(len(self.rows))) if any(map(holds, self.rows[i]))), 0)

    def grow(self, rows):
        self.rows += [[EMPTY] * self.width for _ in range(rows)]


class Book:
    """A spreadsheet with its tabs; `shared` gives each account its role."""

    def __init__(self, id, title, *, owner, shared, locale="nb_NO", folder=None, mime=None, behaviour=None):
        self.id, self.title, self.owner, self.shared = id, title, owner, dict(shared)
        self.locale, self.zone, self.folder, self.mime = locale, "Etc/GMT", folder, mime
        self.behaviour = behaviour or Behaviour()
        self.sheets: list[Sheet] = []
        self.tokens: list[dict[str, Any]] = []
        self.next_id = 1000
        self.link_shared = False

    def add_sheet(self, title, rows=(), *, spare_rows=20, width=None, hidden=False):
        width = max([width or 1, *map(len, rows)])
        cells = [[typed(v) for v in row] + [EMPTY] * (width - len(row)) for row in rows]
        sheet = Sheet(self.fresh(), title, cells, width, hidden)
        sheet.grow(spare_rows)
        self.sheets.append(sheet)
        return sheet

    def fresh(self):
        self.next_id += 1
        return self.next_id

    def sheet(self, title):
        return next(s for s in self.sheets if s.title == title)

    def by_id(self, sheet_id):
        found = next((s for s in self.sheets if s.id == sheet_id), None)
        if found is None:
            raise BadRequest(f"No grid with id: {sheet_id}")
        return found

    def state(self):
        held = ("title", "locale", "zone", "next_id")
        return {
            "sheets": [s.copy() for s in self.sheets],
            "tokens": list(self.tokens),
            **{name: getattr(self, name) for name in held},
        }

    def restore(self, state):
        for name, value in state.items():
            setattr(self, name, value)
        self.sheets = [s.copy() for s in state["sheets"]]
        self.tokens = list(state["tokens"])

    def refuse_protected(self, account, sheet, top, bottom, left, right):
        if account == self.owner:
            return
        for one in sheet.protections:
            if account not in one.editors and one.covers(top, bottom, left, right):
                raise BadRequest(
                    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner "
                    "to remove protection if you need to edit."
                )

    # What moves cells moves what hangs on them.

    def insert_rows(self, sheet, index, count=1):
        sheet.rows[index:index] = [[EMPTY] * sheet.width for _ in range(count)]
        sheet.unseen = {row + count if row >= index else row for row in sheet.unseen}

    def delete_row(self, sheet, index):
        del sheet.rows[index]
        sheet.unseen = {row - 1 if row > index else row for row in sheet.unseen if row != index}

    def insert_column(self, sheet, index):
        for row in sheet.rows:
            row.insert(index, EMPTY)
        sheet.width += 1
        self._moved(sheet, lambda column: column + (column >= index))

    def delete_column(self, sheet, index):
        for row in sheet.rows:
            del row[index]
        sheet.width -= 1
        for one in sheet.protections:
            for bound in ("startColumnIndex", "endColumnIndex"):
                if one.range.get(bound, 0) > index:
                    one.range[bound] -= 1
        sheet.protections = [
            p
            for p in sheet.protections
            if p.range.get("endColumnIndex", 1) > p.range.get("startColumnIndex", 0)
        ]
        self._rewritten(self._adjusted(sheet, lambda column: column - (column > index)))

    def move_column(self, sheet, source, target):
        order = list(range(sheet.width))
        order.insert(target, order.pop(source))
        for row in sheet.rows:
            row[:] = [row[i] for i in order]
        self._moved(sheet, order.index)

    def rename(self, sheet, title):
        old, sheet.title = sheet.title, title

        def renamed(match):
            name = (match[1] or "").strip("'").replace("''", "'") or match[2]
            if name != old:
                return match[0]
            return f"'{title.replace(chr(39), chr(39) * 2)}'!${match[3]}:${match[4]}"

        self._rewritten(lambda _, text: _COLUMNS.sub(renamed, text))

    def _moved(self, sheet, where: Callable[[int], int]):
        for one in sheet.protections:
            if "startColumnIndex" in one.range:
                first, last = one.range["startColumnIndex"], one.range["endColumnIndex"] - 1
                places = sorted((where(first), where(last)))
                one.range.update(startColumnIndex=places[0], endColumnIndex=places[1] + 1)

        self._rewritten(self._adjusted(sheet, where))

    def _adjusted(self, sheet, where: Callable[[int], int]):
        def adjusted(home, text):
            def sub(match):
                named = (match[1] or "").strip("'").replace("''", "'") or match[2] or home.title
                if named != sheet.title:
                    return match[0]
                head = match[0].split("$")[0]
                return f"{head}${letters(where(place(match[3])))}:${letters(where(place(match[4])))}"

            return _COLUMNS.sub(sub, text)

        return adjusted

    def _rewritten(self, change):
        for sheet in self.sheets:
            for row in sheet.rows:
                for column, cell in enumerate(row):
                    if cell.formula and "$" in cell.formula:
                        row[column] = replace(cell, formula=change(sheet, cell.formula))
