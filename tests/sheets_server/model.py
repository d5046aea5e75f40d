"""A spreadsheet as Google keeps it. Rows, cells and objects on it are values; sheets and books hold lists of
them, so that a copy of a whole spreadsheet is a few copied lists."""

import itertools
from dataclasses import dataclass, field, replace
from typing import ClassVar

from .cells import BLANK, typed
from .formulas import reaching
from .problems import TOO_MANY_CELLS, Invalid

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
MOST_CELLS = 10_000_000
_keys = itertools.count(1)


def new_key():
    return next(_keys)


@dataclass(frozen=True, slots=True)
class Row:
    key: int
    cells: tuple = ()
    hidden: bool = False  # by hand
    filtered: bool = False

    def cell(self, column):
        return self.cells[column] if column < len(self.cells) else BLANK

    def with_cell(self, column, cell):
        cells = self.cells
        if column >= len(cells):
            cells += (BLANK,) * (column + 1 - len(cells))
        return replace(self, cells=(*cells[:column], cell, *cells[column + 1 :]))


@dataclass(frozen=True, slots=True)
class Column:
    key: int
    hidden: bool = False
    pixels: int = 100


@dataclass(frozen=True)
class Metadata:
    """Metadata; `on` is ("spreadsheet",), ("sheet", id), ("row", id, key) or ("column", id, key)."""

    id: int
    key: str
    value: str | None
    visibility: str
    on: tuple
    project: str


@dataclass(frozen=True)
class Protected:
    """A protected range; rows and columns are (start, end) or None for all of them."""

    id: int
    sheet_id: int
    rows: tuple | None
    columns: tuple | None
    users: tuple
    sent: dict = field(default_factory=dict)

    @property
    def whole(self):
        return self.rows is None and self.columns is None

    @property
    def warning_only(self):
        return bool(self.sent.get("warningOnly"))


class Sheet:
    kept: ClassVar = ("title", "hidden", "row_count", "frozen_rows", "frozen_columns", "properties", "filter")
    lists: ClassVar = ("rows", "columns", "conditional", "merges")

    def __init__(self, sheet_id, title, row_count=1000, column_count=26):
        self.sheet_id = sheet_id
        self.title = title
        self.hidden = False
        self.row_count = row_count
        self.frozen_rows = 0
        self.frozen_columns = 0
        self.properties = {}  # whatever else was sent (tabColor, ...)
        self.filter = None
        self.rows = []  # rows beyond these, up to row_count, have never been touched
        self.columns = [Column(new_key()) for _ in range(column_count)]
        self.conditional = []
        self.merges = []

    @property
    def column_count(self):
        return len(self.columns)

    def row(self, index):
        while len(self.rows) <= index:
            self.rows.append(Row(new_key()))
        return self.rows[index]

    def cell(self, row, column):
        return self.rows[row].cell(column) if row < len(self.rows) else BLANK

    def put(self, row, column, cell):
        if cell is BLANK and self.cell(row, column) is BLANK:
            return
        self.rows[row] = self.row(row).with_cell(column, cell)

    def put_row(self, row, cells):
        self.rows[row] = replace(self.row(row), cells=tuple(cells))

    def last_row(self, *, validation=False):
        """How many rows there are down to the last one with data; notes count, formats don't."""
        for index in range(len(self.rows) - 1, -1, -1):
            for cell in self.rows[index].cells:
                if cell is not BLANK and (
                    cell.has_value or cell.note or (validation and cell.validation is not None)
                ):
                    return index + 1
        return 0

    def resize(self, rows, columns):
        self.row_count = rows
        del self.rows[rows:]
        if columns < self.column_count:
            self.rows = [replace(row, cells=row.cells[:columns]) for row in self.rows]
            del self.columns[columns:]
        self.columns += [Column(new_key()) for _ in range(columns - self.column_count)]

    def state(self):
        return {n: getattr(self, n) for n in self.kept} | {n: list(getattr(self, n)) for n in self.lists}

    def recall(self, state):
        for name, value in state.items():
            setattr(self, name, list(value) if name in self.lists else value)


class Spreadsheet:
    kept: ClassVar = ("title", "locale", "time_zone")

    def __init__(self, book_id, title, *, locale="nb_NO", time_zone="Europe/Oslo", owner="", folder=None):
        self.id = book_id
        self.title = title
        self.locale = locale
        self.time_zone = time_zone
        self.owner = owner
        self.folder = folder
        self.mime = SPREADSHEET
        self.trashed = False
        self.permissions = {}  # account -> role; "anyone" and "domain:NAME" for links
        self.sheets = []
        self.metadata = {}
        self.protected = {}
        self.named_ranges = {}
        self.version = 1
        self.edits = []  # (when, version), for Drive, which is late
        self.executed = []
        self._hot = []

    def add_sheet(self, title, rows=(), spare_rows=50, *, sheet_id=None, columns=None, spare_columns=0):
        """Put in a tab of typed values, with room for more below."""
        if sheet_id is None:
            sheet_id = 0 if not self.sheets else max(s.sheet_id for s in self.sheets) + 1001
        rows = [[typed(value) for value in row] for row in rows]
        width = columns or max([len(row) for row in rows], default=0) + spare_columns or 1
        sheet = Sheet(sheet_id, title, max(len(rows) + spare_rows, 1), width)
        for index, row in enumerate(rows):
            sheet.put_row(index, row)
        self.sheets.append(sheet)
        self.touched()
        return sheet

    def sheet(self, title):
        """The tab of this title, whatever its letters' case."""
        for sheet in self.sheets:
            if sheet.title.casefold() == title.casefold():
                return sheet
        raise KeyError(title)

    def find(self, title):
        return next((s for s in self.sheets if s.title.casefold() == title.casefold()), None)

    def by_id(self, sheet_id):
        for sheet in self.sheets:
            if sheet.sheet_id == sheet_id:
                return sheet
        raise Invalid(f"No grid with id: {sheet_id}")

    def check_size(self):
        if sum(sheet.row_count * sheet.column_count for sheet in self.sheets) > MOST_CELLS:
            raise Invalid(TOO_MANY_CELLS)

    def reached_out(self):
        """Whether a formula that could reach out has been written or moved since this was last asked."""
        hot = [
            cell.formula
            for sheet in self.sheets
            for row in sheet.rows
            for cell in row.cells
            if cell.formula is not None and reaching(cell.formula)
        ]
        new, self._hot = hot != self._hot, hot
        return new

    def touched(self):
        self.version += 1

    def snapshot(self):
        """Everything there is, to be put back with restore; cheap, as what it shares never changes."""
        return (
            {name: getattr(self, name) for name in self.kept},
            [(sheet, sheet.state()) for sheet in self.sheets],
            dict(self.metadata),
            dict(self.protected),
            dict(self.named_ranges),
        )

    def restore(self, snapshot):
        """Put back what snapshot gave; the version goes on, as Google's does."""
        plain, sheets, metadata, protected, named = snapshot
        for name, value in plain.items():
            setattr(self, name, value)
        self.sheets = [sheet for sheet, _ in sheets]
        for sheet, state in sheets:
            sheet.recall(state)
        self.metadata, self.protected, self.named_ranges = dict(metadata), dict(protected), dict(named)
        self.touched()

    def drop_lost_metadata(self):
        """Metadata go with the row, column or tab they are on."""
        there = {("spreadsheet",)} | {("sheet", sheet.sheet_id) for sheet in self.sheets}
        for sheet in self.sheets:
            there |= {("column", sheet.sheet_id, column.key) for column in sheet.columns}
        rows = (
            {sheet.sheet_id: {row.key for row in sheet.rows} for sheet in self.sheets}
            if any(meta.on[0] == "row" for meta in self.metadata.values())
            else {}
        )
        self.metadata = {
            number: meta
            for number, meta in self.metadata.items()
            if meta.on in there or (meta.on[0] == "row" and meta.on[2] in rows.get(meta.on[1], ()))
        }
