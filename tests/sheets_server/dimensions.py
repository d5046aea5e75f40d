"""Rows and columns inserted, deleted and moved, and all that follows them."""

from dataclasses import dataclass, replace

from .cells import BLANK
from .model import Column, Row, new_key
from .problems import Invalid
from .references import changed, mapped


@dataclass(frozen=True)
class Shift:
    """Where an index is afterwards: `count` put in at `start`, or taken out, or moved to before `to`."""

    kind: str
    start: int
    count: int
    to: int = 0

    def one(self, index):
        """The new index, or None when it is gone."""
        end = self.start + self.count
        if self.kind == "insert":
            return index + self.count if index >= self.start else index
        if self.kind == "delete":
            if index < self.start:
                return index
            return None if index < end else index - self.count
        if self.start <= index < end:
            return index + (self.to - self.start if self.to <= self.start else self.to - end)
        if end <= index < self.to:
            return index - self.count
        if self.to <= index < self.start:
            return index + self.count
        return index

    def open(self, start):
        new = self.one(start)
        new = self.start if new is None else new
        return new, new + 1

    def span(self, start, end):
        """The new (start, end), or None when nothing of it is left."""
        if self.kind == "delete":
            stop = self.start + self.count
            new_start = start if start < self.start else max(self.start, start - self.count)
            new_end = end if end <= self.start else max(self.start, end - self.count)
            if start < self.start < end < stop:
                new_end = self.start
            return (new_start, new_end) if new_start < new_end else None
        first, last = self.one(start), self.one(end - 1)
        return min(first, last), max(first, last) + 1


def insert(book, sheet, dimension, start, count, like=None):
    """Put in rows or columns; `like` is the index (before) whose formats are inherited."""
    if dimension == "ROWS":
        if start < len(sheet.rows):
            formats = ()
            if like is not None and like < len(sheet.rows):
                formats = _formats(sheet.rows[like])
            sheet.rows[start:start] = [Row(new_key(), formats) for _ in range(count)]
        sheet.row_count += count
    else:
        sheet.columns[start:start] = [Column(new_key()) for _ in range(count)]
        gap = (BLANK,) * count
        for index, row in enumerate(sheet.rows):
            if len(row.cells) > start:
                sheet.rows[index] = replace(row, cells=row.cells[:start] + gap + row.cells[start:])
    _follow(book, sheet, dimension, Shift("insert", start, count))
    book.check_size()


def _formats(row):
    return tuple(
        replace(BLANK, format=cell.format, validation=cell.validation)
        if cell.format or cell.validation
        else BLANK
        for cell in row.cells
    )


def delete(book, sheet, dimension, start, end):
    total = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if end - start >= total:
        what = "rows" if dimension == "ROWS" else "columns"
        raise Invalid(f"You can't delete all the {what} on the sheet.")
    if dimension == "ROWS":
        if end >= sheet.row_count and start <= sheet.frozen_rows and sheet.frozen_rows:
            raise Invalid("You can't delete all the rows that are not frozen.")
        del sheet.rows[start:end]
        sheet.row_count -= end - start
    else:
        del sheet.columns[start:end]
        for index, row in enumerate(sheet.rows):
            if len(row.cells) > start:
                sheet.rows[index] = replace(row, cells=row.cells[:start] + row.cells[end:])
    _follow(book, sheet, dimension, Shift("delete", start, end - start))
    book.drop_lost_metadata()


def move(book, sheet, dimension, start, end, to):
    """Move rows or columns to before the index `to`, counted as it is before the move."""
    if start <= to <= end:
        return
    shift = Shift("move", start, end - start, to)
    if dimension == "ROWS":
        sheet.row(max(end, to) - 1)
        sheet.rows = _reordered(sheet.rows, start, end, to)
    else:
        sheet.columns = _reordered(sheet.columns, start, end, to)
        for index, row in enumerate(sheet.rows):
            if len(row.cells) > min(start, to):
                cells = list(row.cells) + [BLANK] * (max(end, to) - len(row.cells))
                sheet.rows[index] = replace(row, cells=tuple(_reordered(cells, start, end, to)))
    _follow(book, sheet, dimension, shift)


def _reordered(things, start, end, to):
    taken = things[start:end]
    if to <= start:
        return things[:to] + taken + things[to:start] + things[end:]
    return things[:start] + things[end:to] + taken + things[to:]


def rewrite_formulas(book, change):
    """Change every formula of the spreadsheet; change(home sheet, reference) gives the new one or None."""
    for home in book.sheets:
        known = {}

        def new(formula, home=home, known=known):
            if formula not in known:
                known[formula] = changed(formula, lambda reference: change(home, reference))
            return known[formula]

        for index, row in enumerate(home.rows):
            cells = None
            for column, cell in enumerate(row.cells):
                if cell.formula is not None and (text := new(cell.formula)) != cell.formula:
                    cells = cells or list(row.cells)
                    cells[column] = replace(cell, formula=text)
            if cells:
                home.rows[index] = replace(row, cells=tuple(cells))


def points_at(home, reference, sheet):
    if reference.sheet is None:
        return home is sheet
    return reference.sheet.casefold() == sheet.title.casefold()


def _follow(book, sheet, dimension, shift):
    def change(home, reference):
        return mapped(reference, dimension, shift) if points_at(home, reference, sheet) else reference

    rewrite_formulas(book, change)
    field = "rows" if dimension == "ROWS" else "columns"
    for number, protected in list(book.protected.items()):
        span = getattr(protected, field)
        if protected.sheet_id != sheet.sheet_id or span is None:
            continue
        new = shift.span(*span)
        if new is None:
            del book.protected[number]
        else:
            book.protected[number] = replace(protected, **{field: new})
    for number, named in list(book.named_ranges.items()):
        new = _range_after(named["range"], sheet, dimension, shift)
        book.named_ranges[number] = {**named, "range": new or {}}
    sheet.conditional = [_rule_after(rule, sheet, dimension, shift) for rule in sheet.conditional]


def _range_after(grid, sheet, dimension, shift):
    kind = "Row" if dimension == "ROWS" else "Column"
    start, end = f"start{kind}Index", f"end{kind}Index"
    if grid.get("sheetId", 0) != sheet.sheet_id or end not in grid:
        return grid
    new = shift.span(grid.get(start, 0), grid[end])
    return None if new is None else {**grid, start: new[0], end: new[1]}


def _rule_after(rule, sheet, dimension, shift):
    ranges = [_range_after(grid, sheet, dimension, shift) for grid in rule.get("ranges", [])]
    return {**rule, "ranges": [grid for grid in ranges if grid]}
