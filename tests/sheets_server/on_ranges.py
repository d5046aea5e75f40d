"""Requests that search, sort, and cut and paste."""

import re
from dataclasses import replace

from . import dimensions
from .batch import handles
from .cells import BLANK, LONGEST, Wrong
from .formulas import Evaluator, text_of
from .problems import TOO_LONG, Invalid
from .references import changed, moved_by


@handles("findReplace")
def find_replace(batch, request):
    pattern, new = _pattern(request)
    found = {
        "valuesChanged": 0,
        "formulasChanged": 0,
        "rowsChanged": 0,
        "sheetsChanged": 0,
        "occurrencesChanged": 0,
    }
    for sheet, top, bottom, left, right in _scope(batch, request):
        rows = set()
        for row in range(top, min(bottom, len(sheet.rows))):
            for column, cell in enumerate(sheet.rows[row].cells[left:right], left):
                text = cell.formula if cell.formula is not None else text_of(cell.value)
                if not text or (cell.formula is not None and not request.get("includeFormulas")):
                    continue
                replaced, count = _replaced(pattern, new, text, entire=request.get("matchEntireCell"))
                if not count:
                    continue
                batch.guard(sheet, (row, row + 1), (column, column + 1))
                sheet.put(row, column, _with_text(cell, replaced))
                found["valuesChanged" if cell.formula is None else "formulasChanged"] += 1
                found["occurrencesChanged"] += count
                rows.add(row)
        found["rowsChanged"] += len(rows)
        found["sheetsChanged"] += bool(rows)
    return {name: count for name, count in found.items() if count}


def _pattern(request):
    find, new = request.get("find", ""), request.get("replacement", "")
    if not find:
        raise Invalid("find must be specified.")
    if sum(name in request for name in ("range", "sheetId", "allSheets")) != 1:
        raise Invalid("Must specify exactly one of: range, sheetId, allSheets.")
    regex = request.get("searchByRegex")
    flags = 0 if request.get("matchCase") else re.IGNORECASE
    try:
        pattern = re.compile(find if regex else re.escape(find), flags)
    except re.error as problem:
        raise Invalid(f"Invalid regular expression: {find}") from problem
    new = new.replace("\\", "\\\\")
    return pattern, re.sub(r"\$(\d)", r"\\g<\1>", new) if regex else new


def _replaced(pattern, new, text, *, entire):
    if entire:
        match = pattern.fullmatch(text)
        return (match.expand(new), 1) if match else (text, 0)
    return pattern.subn(new, text)


def _scope(batch, request):
    if "range" in request:
        return [batch.area(request["range"])]
    sheets = batch.book.sheets if request.get("allSheets") else [batch.book.by_id(request["sheetId"])]
    return [(sheet, 0, sheet.row_count, 0, sheet.column_count) for sheet in sheets]


def _with_text(cell, text):
    if len(text) > LONGEST:
        raise Invalid(TOO_LONG)
    if text.startswith("=") and len(text) > 1:
        return replace(cell, value=None, formula=text)
    value = text or None
    if isinstance(cell.value, int | float) and re.fullmatch(r"-?\d+(\.\d+)?", text):
        value = float(text) if "." in text else int(text)
    new = replace(cell, value=value, formula=None)
    return BLANK if new == BLANK else new


@handles("sortRange")
def sort_range(batch, request):
    sheet, top, bottom, left, right = batch.area(request["range"], inside=False)
    bottom, right = min(bottom, sheet.row_count), min(right, sheet.column_count)
    specs = [
        (spec.get("dimensionIndex", 0), spec.get("sortOrder") == "DESCENDING")
        for spec in request.get("sortSpecs", [])
    ]
    sort(batch, sheet, (top, bottom, left, right), specs)


def sort(batch, sheet, area, specs):
    """Sort rows by (column, descending) pairs; hidden and filtered rows stay where they are."""
    top, bottom, left, right = area
    bottom = min(bottom, len(sheet.rows))
    if any(
        grid["endRowIndex"] - grid["startRowIndex"] > 1
        and top < grid["endRowIndex"]
        and grid["startRowIndex"] < bottom
        for grid in sheet.merges
    ):
        raise Invalid("You can't sort a range containing vertical merges.")
    batch.guard(sheet, (top, max(bottom, top + 1)), (left, right))
    evaluator = Evaluator(batch.book)
    places = [row for row in range(top, bottom) if not (sheet.rows[row].hidden or sheet.rows[row].filtered)]
    order = list(places)
    for column, descending in reversed(specs):
        values = {row: evaluator.value(sheet, row, column) for row in order}
        blanks = [row for row in order if values[row] is None or values[row] == ""]
        filled = [row for row in order if not (values[row] is None or values[row] == "")]
        filled.sort(key=lambda row, values=values: _rank(values[row]), reverse=descending)
        order = filled + blanks
    widest = max((len(sheet.rows[row].cells) for row in places), default=0)
    whole = left == 0 and right >= widest
    old = list(sheet.rows)
    for place, source in zip(places, order, strict=True):
        row = old[source]
        cells = tuple(_moved(cell, place - source) for cell in row.cells[left:right])
        if whole:
            key = row.key if batch.behaviour.metadata_follows_sort else old[place].key
            sheet.rows[place] = replace(row, key=key, cells=cells)
            continue
        here = old[place].cells
        here += (BLANK,) * (right - len(here))
        cells += (BLANK,) * (right - left - len(cells))
        sheet.rows[place] = replace(old[place], cells=here[:left] + cells + here[right:])


def _rank(value):
    if isinstance(value, Wrong):
        return (3, value.text)
    if isinstance(value, bool):
        return (2, value)
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _moved(cell, rows):
    if cell.formula is None or not rows:
        return cell
    return replace(cell, formula=changed(cell.formula, lambda reference: moved_by(reference, rows)))


@handles("cutPaste")
def cut_paste(batch, request):
    sheet, top, bottom, left, right = batch.area(request["source"])
    to = request["destination"]
    target = batch.book.by_id(to.get("sheetId", 0))
    cut(batch, sheet, (top, bottom, left, right), target, (to.get("rowIndex", 0), to.get("columnIndex", 0)))


def cut(batch, sheet, area, target, corner):
    """Move cells; formulas move as they are, and references to what moved follow."""
    top, bottom, left, right = area
    down, across = corner[0] - top, corner[1] - left
    batch.guard(sheet, (top, bottom), (left, right))
    batch.guard(target, (top + down, bottom + down), (left + across, right + across))
    if bottom + down > target.row_count or right + across > target.column_count:
        raise Invalid("The destination is outside the grid.")
    taken = {(r, c): sheet.cell(r, c) for r in range(top, bottom) for c in range(left, right)}
    for row, column in taken:
        sheet.put(row, column, BLANK)
    for (row, column), cell in taken.items():
        target.put(row + down, column + across, cell)

    def change(home, reference):
        if not dimensions.points_at(home, reference, sheet) or reference.first.row is None:
            return reference
        first, last = reference.first, reference.last or reference.first
        if last.row is None or not (top <= first.row and last.row < bottom):
            return reference
        if not (left <= first.column and last.column < right):
            return reference
        first, last = (replace(end, row=end.row + down, column=end.column + across) for end in (first, last))
        name = reference.sheet if target is sheet else target.title
        return replace(reference, sheet=name, first=first, last=last if reference.last else None)

    dimensions.rewrite_formulas(batch.book, change)
