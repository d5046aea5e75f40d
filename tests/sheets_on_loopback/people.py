"""What somebody does by hand, with whatever rights they have; False where Google would not let them."""

from __future__ import annotations

from dataclasses import replace

from sheets_on_loopback.book import EMPTY, BadRequest, typed


def _may(book, who, sheet, top=0, bottom=10**9, left=0, right=10**9):
    try:
        book.refuse_protected(who, sheet, top, bottom, left, right)
    except BadRequest:
        return False
    return True


def type_in(book, who, sheet, row, column, value):
    """Row from 1, column from 0."""
    while row > len(sheet.rows):
        sheet.grow(1)
    if not _may(book, who, sheet, row - 1, row, column, column + 1):
        return False
    old = sheet.rows[row - 1][column]
    new = typed(value)
    sheet.put(row - 1, column, replace(new, validation=old.validation, note=old.note))
    return True


def insert_row(book, who, sheet, row):
    if book.behaviour.protected_insert_refused and not _may(book, who, sheet, row - 1, row):
        return False
    book.insert_rows(sheet, row - 1)
    return True


def delete_row(book, who, sheet, row):
    if not _may(book, who, sheet, row - 1, row):
        return False
    book.delete_row(sheet, row - 1)
    return True


def insert_column(book, who, sheet, column):
    if book.behaviour.protected_insert_refused and not _may(book, who, sheet, left=column, right=column + 1):
        return False
    book.insert_column(sheet, column)
    return True


def delete_column(book, who, sheet, column):
    if not _may(book, who, sheet, left=column, right=column + 1):
        return False
    book.delete_column(sheet, column)
    return True


def move_column(book, who, sheet, source, target):
    if not _may(book, who, sheet):
        return False
    book.move_column(sheet, source, target)
    return True


def sort_rows(book, who, sheet, column, values, *, header_rows=1, descending=False):
    """Sort whole rows by what a column shows (`values` of all rows); blanks come last either way."""
    if not _may(book, who, sheet, header_rows):
        return False
    places, order = _order(sheet, values, header_rows, descending)
    rows = [sheet.rows[i] for i in order]
    for place, row in zip(places, rows, strict=True):
        sheet.rows[place] = row
    return True


def sort_column(book, who, sheet, column, values, *, header_rows=1, descending=False):
    """Sort one column alone: its cells leave their rows."""
    if not _may(book, who, sheet, header_rows, 10**9, column, column + 1):
        return False
    places, order = _order(sheet, values, header_rows, descending)
    cells = [sheet.rows[i][column] for i in order]
    for place, cell in zip(places, cells, strict=True):
        sheet.rows[place][column] = cell
    return True


def filter_rows(book, who, sheet, values, kept, *, header_rows=1):
    """Filter by what a column shows (`values` of all rows): every other row goes out of sight, and stays."""
    sheet.unseen = {i for i in range(header_rows, len(sheet.rows)) if values[i] != kept}
    return True


def hide_row(book, who, sheet, row):
    sheet.unseen.add(row - 1)
    return True


def cut_row(book, who, sheet, source, target):
    """Cut a row and paste it over a blank one."""
    if not _may(book, who, sheet, source - 1, source) or not _may(book, who, sheet, target - 1, target):
        return False
    if any(not cell.blank for cell in sheet.rows[target - 1]):
        return False
    sheet.rows[target - 1] = sheet.rows[source - 1]
    sheet.rows[source - 1] = [EMPTY] * sheet.width
    return True


def rename_tab(book, who, sheet, title):
    if not _may(book, who, sheet) or any(s.title == title for s in book.sheets):
        return False
    book.rename(sheet, title)
    return True


def duplicate_tab(book, who, sheet):
    """A copy has values, formulas and looks, and neither marks nor protection."""
    del who
    copy = sheet.copy()
    copy.id, copy.title = book.fresh(), f"Kopi av {sheet.title}"
    copy.marks, copy.protections = [], []
    book.sheets.append(copy)
    return True


def _order(sheet, values, first, descending):
    """The rows that a sort moves, and which of them comes at each place."""

    def key(i):
        value = values[i]
        return (isinstance(value, str), value.casefold() if isinstance(value, str) else value)

    places = [i for i in range(first, len(sheet.rows)) if i not in sheet.unseen]
    filled = [i for i in places if values[i] not in (None, "")]
    blank = [i for i in places if values[i] in (None, "")]
    return places, sorted(filled, key=key, reverse=descending) + blank
