"""What people do in the browser between two requests. Rows are counted from 1, columns from 0."""

from dataclasses import dataclass, replace

from . import dimensions, on_ranges, on_sheets, protection
from .batch import Batch
from .cells import typed
from .model import Column, Row, Sheet, new_key
from .problems import Invalid


@dataclass(frozen=True)
class Act:
    """One act by its name and what it is done to, as `acts.insert_row("Medlemmer", 3)` makes it."""

    kind: str
    args: tuple = ()
    kwargs: tuple = ()


def carry_out(book, act, account, behaviour):
    """Do it wholly or not at all; False when it was refused or there is no such place."""
    before = book.snapshot()
    try:
        _ACTS[act.kind](Batch(book, account, behaviour), *act.args, **dict(act.kwargs))
    except (Invalid, KeyError, IndexError):
        book.restore(before)
        return False
    except BaseException:
        book.restore(before)
        raise
    book.touched()
    return True


_ACTS = {}


def _act(function):
    """Make the function's name a maker of Acts; the function itself carries them out."""
    kind = function.__name__.removeprefix("_")
    _ACTS[kind] = function

    def made(*args, **kwargs):
        return Act(kind, args, tuple(sorted(kwargs.items())))

    made.__name__ = kind
    made.__doc__ = function.__doc__
    return made


def _sheet(batch, title, row=None, column=None):
    sheet = batch.book.sheet(title)
    if row is not None and not 1 <= row <= sheet.row_count:
        raise IndexError(row)
    if column is not None and not 0 <= column < sheet.column_count:
        raise IndexError(column)
    return sheet


@_act
def insert_row(batch, sheet, index):
    """Put in an empty row above this one."""
    on_sheets.insert(batch, _sheet(batch, sheet, index), "ROWS", index - 1, 1)


@_act
def delete_row(batch, sheet, index):
    """Take a row out."""
    tab = _sheet(batch, sheet, index)
    batch.guard(tab, (index - 1, index), None)
    dimensions.delete(batch.book, tab, "ROWS", index - 1, index)


@_act
def move_row(batch, sheet, index, to):
    """Drag a whole row to stand as row `to`."""
    tab = _sheet(batch, sheet, index)
    _sheet(batch, sheet, to)
    batch.guard(tab, (index - 1, index), None)
    destination = to if to > index else to - 1
    protection.check_insert(batch.book, batch.account, batch.behaviour, tab, "ROWS", destination)
    dimensions.move(batch.book, tab, "ROWS", index - 1, index, destination)


@_act
def insert_column(batch, sheet, index):
    """Put in an empty column before this one."""
    tab = _sheet(batch, sheet)
    if not 0 <= index <= tab.column_count:
        raise IndexError(index)
    on_sheets.insert(batch, tab, "COLUMNS", index, 1)


@_act
def delete_column(batch, sheet, index):
    """Take a column out."""
    tab = _sheet(batch, sheet, column=index)
    batch.guard(tab, None, (index, index + 1))
    dimensions.delete(batch.book, tab, "COLUMNS", index, index + 1)


@_act
def move_column(batch, sheet, index, to):
    """Drag a column to stand as column `to`."""
    tab = _sheet(batch, sheet, column=index)
    _sheet(batch, sheet, column=to)
    batch.guard(tab, None, (index, index + 1))
    destination = to + 1 if to > index else to
    protection.check_insert(batch.book, batch.account, batch.behaviour, tab, "COLUMNS", destination)
    dimensions.move(batch.book, tab, "COLUMNS", index, index + 1, destination)


@_act
def sort_sheet(batch, sheet, column, header_rows=1, descending=False):
    """Sort whole rows below the header by one column."""
    tab = _sheet(batch, sheet, column=column)
    area = (header_rows, tab.row_count, 0, tab.column_count)
    on_ranges.sort(batch, tab, area, [(column, descending)])


@_act
def sort_column(batch, sheet, column, header_rows=1, descending=False):
    """Sort one column alone, which tears the rows apart."""
    tab = _sheet(batch, sheet, column=column)
    on_ranges.sort(batch, tab, (header_rows, tab.row_count, column, column + 1), [(column, descending)])


@_act
def type_in(batch, sheet, row, column, value):
    """Type a value; a text that starts with = is a formula. Format, note and validation stay."""
    tab = _sheet(batch, sheet, row, column)
    batch.guard(tab, (row - 1, row), (column, column + 1))
    old, new = tab.cell(row - 1, column), typed(value)
    tab.put(
        row - 1, column, replace(old, value=new.value, formula=new.formula, format=new.format or old.format)
    )


rename_header = type_in


@_act
def append_text(batch, sheet, row, column, text):
    """Add to what a cell says; an empty one then says just that."""
    tab = _sheet(batch, sheet, row, column)
    batch.guard(tab, (row - 1, row), (column, column + 1))
    old = tab.cell(row - 1, column)
    value = "" if old.value is None else str(old.value)
    tab.put(row - 1, column, replace(old, value=value + text, formula=None))


@_act
def cut_row(batch, sheet, index, to):
    """Cut the cells of a row and paste them into another one; what is in that is lost."""
    tab = _sheet(batch, sheet, index)
    _sheet(batch, sheet, to)
    on_ranges.cut(batch, tab, (index - 1, index, 0, tab.column_count), tab, (to - 1, 0))


@_act
def rename_tab(batch, sheet, title):
    """Give a tab another title."""
    tab = _sheet(batch, sheet)
    protection.check_sheet(batch.book, batch.account, tab)
    on_sheets.rename(batch.book, tab, title)


@_act
def delete_tab(batch, sheet):
    """Take a whole tab away."""
    on_sheets.delete_sheet(batch, {"sheetId": _sheet(batch, sheet).sheet_id})


@_act
def duplicate_tab(batch, sheet):
    """Make "Kopi av ...": values, formats, notes and formulas, without metadata."""
    old, book = _sheet(batch, sheet), batch.book
    title, number = f"Kopi av {old.title}", 2
    while book.find(title):
        title, number = f"Kopi av {old.title} {number}", number + 1
    new = Sheet(max(s.sheet_id for s in book.sheets) + 7, title, old.row_count, 0)
    new.columns = [Column(new_key(), one.hidden, one.pixels) for one in old.columns]
    new.rows = [Row(new_key(), row.cells, row.hidden, row.filtered) for row in old.rows]
    new.frozen_rows, new.frozen_columns = old.frozen_rows, old.frozen_columns
    book.sheets.insert(book.sheets.index(old) + 1, new)
    book.check_size()


@_act
def hide_rows(batch, sheet, first, last):
    """Hide rows first to last by a filter."""
    tab = _sheet(batch, sheet, last)
    for index in range(first - 1, last):
        tab.rows[index] = replace(tab.row(index), filtered=True)
    tab.filter = {"range": {"sheetId": tab.sheet_id, "startRowIndex": 0, "endRowIndex": tab.row_count}}


@_act
def hide_column(batch, sheet, index):
    """Hide a column."""
    tab = _sheet(batch, sheet, column=index)
    tab.columns[index] = replace(tab.columns[index], hidden=True)
