"""Requests that write cells."""

from dataclasses import replace

from . import masks
from .batch import handles, outside
from .cells import BLANK, LONGEST, Cell, from_extended
from .problems import TOO_LONG, Invalid


class Writing:
    """Which parts of a cell a field mask changes."""

    def __init__(self, fields):
        if not fields:
            raise Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
        self.mask = masks.parse(fields)

    def has(self, name):
        return not self.mask or name in self.mask

    def changed(self, cell, sent):
        """The cell with what was sent in the fields of the mask, and without what was not."""
        value, formula = cell.value, cell.formula
        if self.has("userEnteredValue"):
            value, formula = from_extended(sent.get("userEnteredValue"))
            if len(formula or (value if isinstance(value, str) else "")) > LONGEST:
                raise Invalid(TOO_LONG)
        form = cell.format
        if self.has("userEnteredFormat"):
            form = merged(
                cell.format or {}, sent.get("userEnteredFormat") or {}, self.below("userEnteredFormat")
            )
        note = (sent.get("note") or None) if self.has("note") else cell.note
        validation = (sent.get("dataValidation") or None) if self.has("dataValidation") else cell.validation
        new = Cell(value, formula, form or None, note, validation)
        return BLANK if new == BLANK else new

    def below(self, name):
        return self.mask.get(name, {}) if self.mask else {}


def merged(old, sent, tree):
    """A dict with the fields of a mask taken from what was sent."""
    if not tree or "*" in tree:
        return sent
    new = dict(old)
    for name, below in tree.items():
        if below and name in sent:
            new[name] = merged(old.get(name) or {}, sent[name] or {}, below)
        elif name in sent:
            new[name] = sent[name]
        else:
            new.pop(name, None)
    return new


def write(sheet, row, left, sent, writing):
    """Write the cells of one row from a column on."""
    cells = list(sheet.row(row).cells)
    cells += [BLANK] * (left + len(sent) - len(cells))
    for index, one in enumerate(sent, left):
        cells[index] = writing.changed(cells[index], one or {})
    while cells and cells[-1] is BLANK:
        cells.pop()
    sheet.put_row(row, cells)


@handles("updateCells")
def update_cells(batch, request):
    writing = Writing(request.get("fields"))
    rows = [row.get("values", []) for row in request.get("rows", [])]
    width = max(map(len, rows), default=0)
    if "range" in request:
        sheet, top, bottom, left, right = batch.area(request["range"])
        if len(rows) > bottom - top:
            raise Invalid(
                f"Attempting to write row: {top + len(rows) - 1}, "
                f"beyond the last requested row of: {bottom - 1}"
            )
        if width > right - left:
            raise Invalid(
                f"Attempting to write column: {left + width - 1}, "
                f"beyond the last requested column of: {right - 1}"
            )
        height, width = bottom - top, right - left
    elif "start" in request:
        start = request["start"]
        sheet = batch.book.by_id(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        height = len(rows)
        if not height or not width:
            return
        if top + height > sheet.row_count or left + width > sheet.column_count:
            raise outside(sheet, top, top + height, left, left + width)
    else:
        raise Invalid("Must specify either start or range.")
    batch.guard(sheet, (top, top + height), (left, left + width))
    ranged = "range" in request
    for index in range(height):
        sent = rows[index] if index < len(rows) else []
        if ranged:
            if index >= len(rows) and top + index >= len(sheet.rows):
                break
            sent = sent + [None] * (width - len(sent))
        write(sheet, top + index, left, sent, writing)


@handles("appendCells")
def append_cells(batch, request):
    writing = Writing(request.get("fields"))
    sheet = batch.book.by_id(request.get("sheetId", 0))
    rows = [row.get("values", []) for row in request.get("rows", [])]
    if not rows:
        return
    width = max(map(len, rows))
    top = sheet.last_row(validation=batch.behaviour.validation_counts_as_data)
    if width > sheet.column_count:
        sheet.resize(sheet.row_count, width)
    sheet.row_count = max(sheet.row_count, top + len(rows))
    batch.book.check_size()
    batch.guard(sheet, (top, top + len(rows)), (0, max(width, 1)))
    for index, sent in enumerate(rows):
        write(sheet, top + index, 0, sent, writing)


@handles("repeatCell")
def repeat_cell(batch, request):
    writing = Writing(request.get("fields"))
    sheet, top, bottom, left, right = batch.area(request["range"])
    batch.guard(sheet, (top, bottom), (left, right))
    sent = [request.get("cell", {})] * (right - left)
    for row in range(top, bottom):
        write(sheet, row, left, sent, writing)


@handles("setDataValidation")
def set_data_validation(batch, request):
    sheet, top, bottom, left, right = batch.area(request["range"])
    batch.guard(sheet, (top, bottom), (left, right))
    rule = request.get("rule")
    if rule and "condition" not in rule:
        raise Invalid("rule.condition must be specified.")
    for row in range(top, bottom):
        for column in range(left, right):
            sheet.put(row, column, replace(sheet.cell(row, column), validation=rule or None))
