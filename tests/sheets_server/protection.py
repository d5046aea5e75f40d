"""Who may edit what."""

from .problems import PROTECTED, Invalid

ANYBODY = "anonymous"


def is_owner(book, account):
    return account in (book.owner, ANYBODY)


def may_edit(book, account, protected):
    return protected.warning_only or is_owner(book, account) or account in protected.users


def check(book, account, sheet, rows=None, columns=None):
    """Refuse an edit of these rows and columns, (start, end) or None for all of them."""
    for protected in book.protected.values():
        if (
            protected.sheet_id == sheet.sheet_id
            and not may_edit(book, account, protected)
            and _meet(protected.rows, rows)
            and _meet(protected.columns, columns)
            and not _excepted(protected, rows, columns)
        ):
            raise Invalid(PROTECTED)


def check_sheet(book, account, sheet):
    """Refuse to delete or rename a tab that is protected, wholly or in part."""
    check(book, account, sheet)


def check_insert(book, account, behaviour, sheet, dimension, index):
    """Refuse rows or columns put inside a protected range."""
    for protected in book.protected.values():
        if protected.sheet_id != sheet.sheet_id or may_edit(book, account, protected):
            continue
        span = protected.rows if dimension == "ROWS" else protected.columns
        inside = protected.whole or (span is not None and span[0] < index < span[1])
        if inside and behaviour.protected_insert_refused:
            raise Invalid(PROTECTED)


def _meet(protected, edited):
    if protected is None or edited is None:
        return True
    return max(protected[0], edited[0]) < min(protected[1], edited[1])


def _excepted(protected, rows, columns):
    if not protected.whole or rows is None or columns is None:
        return False
    far = 1 << 40
    return any(
        grid.get("startRowIndex", 0) <= rows[0]
        and rows[1] <= grid.get("endRowIndex", far)
        and grid.get("startColumnIndex", 0) <= columns[0]
        and columns[1] <= grid.get("endColumnIndex", far)
        for grid in protected.sent.get("unprotectedRanges", [])
    )
