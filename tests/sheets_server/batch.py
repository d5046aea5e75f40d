"""spreadsheets.batchUpdate: every request or none."""

from . import answers, problems, protection
from .model import Spreadsheet
from .problems import Invalid
from .references import letters
from .schema import check_names

HANDLERS = {}


def handles(kind):
    """Register the function that carries out requests of this kind: fn(batch, request) -> reply or None."""

    def register(function):
        HANDLERS[kind] = function
        return function

    return register


class Batch:
    """What a request may know: the spreadsheet, who asks, and how Google is to behave."""

    def __init__(self, book: Spreadsheet, account, behaviour):
        self.book = book
        self.account = account
        self.behaviour = behaviour

    def guard(self, sheet, rows=None, columns=None):
        protection.check(self.book, self.account, sheet, rows, columns)

    def area(self, grid, *, inside=True):
        """(sheet, top, bottom, left, right) of a GridRange; one that starts outside the grid is refused."""
        sheet = self.book.by_id(grid.get("sheetId", 0))
        top, left = grid.get("startRowIndex", 0), grid.get("startColumnIndex", 0)
        bottom = grid.get("endRowIndex", sheet.row_count)
        right = grid.get("endColumnIndex", sheet.column_count)
        if min(top, left) < 0:
            raise Invalid("GridRange indexes must be non-negative.")
        if top >= bottom or left >= right:
            raise Invalid(f"The range is empty: rows {top} to {bottom}, columns {left} to {right}.")
        if inside and (bottom > sheet.row_count or right > sheet.column_count):
            raise outside(sheet, top, bottom, left, right)
        return sheet, top, bottom, left, right


def outside(sheet, top, bottom, left, right):
    last = "" if (bottom, right) == (top + 1, left + 1) else f":{letters(right - 1)}{bottom}"
    return Invalid(
        f"Range ({sheet.title}!{letters(left)}{top + 1}{last}) exceeds grid limits. "
        f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
    )


def run(book, account, behaviour, body):
    """Carry out a batchUpdate's body; returns the answer, or raises Problem with nothing done."""
    check_names(body)
    requests = body.get("requests") or []
    if not requests:
        raise problems.sheets(400, "Must specify at least one request.")
    before = book.snapshot()
    batch = Batch(book, account, behaviour)
    replies = []
    for index, request in enumerate(requests):
        kind, content = next(iter(request.items()), (None, None))
        if kind is None:
            book.restore(before)
            raise problems.sheets(400, f"Invalid requests[{index}]: No request set.")
        try:
            reply = HANDLERS[kind](batch, content)
        except Invalid as problem:
            book.restore(before)
            text = str(problem) if problem.bare else f"Invalid requests[{index}].{kind}: {problem}"
            raise problems.sheets(400, text) from problem
        except BaseException:
            book.restore(before)
            raise
        replies.append({kind: reply} if reply is not None else {})
    book.touched()
    return {"spreadsheetId": book.id, "replies": replies}


def sheet_reply(batch, sheet):
    return {"properties": answers.properties(batch.book, sheet)}
