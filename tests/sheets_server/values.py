"""values.get, values:batchGet and values.update: small, as nothing here depends on them."""

import re
from dataclasses import replace

from . import problems, protection
from .cells import entered, extended, typed
from .problems import Invalid
from .references import column_of, letters, quoted

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]+)?(?::\$?([A-Za-z]{1,3})?\$?([0-9]+)?)?\Z")


def area(book, text):
    """(sheet, top, bottom, left, right) of an A1 range, its end clamped to the grid; raises Problem."""
    title, mark, cells = text.rpartition("!")
    if title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    if not mark:
        whole = book.find(text.strip("'").replace("''", "'"))
        match = _RANGE.match(text)
        if whole is not None and (text.startswith("'") or not match):
            return whole, 0, whole.row_count, 0, whole.column_count
    sheet = book.find(title) if mark else book.sheets[0]
    match = _RANGE.match(cells)
    if sheet is None or match is None or not cells:
        raise problems.sheets(400, f"Unable to parse range: {text}")
    left, top, right, bottom = match.groups()
    single = ":" not in cells
    columns = sorted([column_of(left or "A"), column_of(right or (left or "ZZZ" if single else "ZZZ"))])
    rows = sorted([int(top or 1), int(bottom or (top or 10**9 if single else 10**9))])
    if columns[0] >= sheet.column_count or rows[0] > sheet.row_count:
        limits = f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
        raise problems.sheets(400, f"Range ({quoted(sheet.title)}!{cells}) exceeds grid limits. {limits}")
    bottom, right = min(rows[1], sheet.row_count), min(columns[1] + 1, sheet.column_count)
    return sheet, rows[0] - 1, bottom, columns[0], right


def get(book, evaluator, text, render="FORMATTED_VALUE", major="ROWS"):
    sheet, top, bottom, left, right = area(book, text)
    first, last = f"{letters(left)}{top + 1}", f"{letters(right - 1)}{bottom}"
    answer = {
        "range": f"{quoted(sheet.title)}!{first}" + ("" if first == last else f":{last}"),
        "majorDimension": major,
    }
    rows = []
    for row in range(top, min(bottom, len(sheet.rows))):
        cells = [_shown(evaluator, sheet, row, column, render) for column in range(left, right)]
        while cells and cells[-1] == "":
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    if major == "COLUMNS" and rows:
        width = max(map(len, rows))
        rows = [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]
    return answer | ({"values": rows} if rows else {})


def _shown(evaluator, sheet, row, column, render):
    cell = sheet.cell(row, column)
    if render == "FORMULA" and cell.formula is not None:
        return next(iter(entered(cell).values()))
    value = evaluator.value(sheet, row, column)
    if value is None:
        return ""
    if "errorValue" in (extended(value) or {}):
        return value.text
    if render == "FORMATTED_VALUE":
        return ("TRUE" if value else "FALSE") if isinstance(value, bool) else str(value)
    return value


def update(book, account, text, sent, *, raw):
    """Write values; None leaves a cell, "" clears it. RAW keeps a text that starts with = a text."""
    sheet, top, bottom, left, right = area(book, text)
    before, count = book.snapshot(), 0
    width = max(map(len, sent), default=0)
    if ":" in text and (len(sent) > bottom - top or width > right - left):
        where = (
            f"column [{letters(left + width - 1)}]" if width > right - left else f"row [{top + len(sent)}]"
        )
        raise problems.sheets(400, f"Requested writing within range [{text}], but tried writing to {where}")
    try:
        protection.check(book, account, sheet, (top, top + len(sent)), (left, left + max(width, 1)))
        for row, values in enumerate(sent, top):
            for column, value in enumerate(values, left):
                if value is None:
                    continue
                new = typed(value if value != "" else None)
                old = sheet.cell(row, column)
                formula = None if raw else new.formula
                plain = value if raw and new.formula else new.value
                sheet.put(row, column, replace(old, value=plain, formula=formula))
                count += 1
    except Invalid as problem:
        book.restore(before)
        raise problems.sheets(400, str(problem)) from problem
    book.touched()
    answer = {"spreadsheetId": book.id, "updatedRange": text}
    return answer | (
        {"updatedRows": len(sent), "updatedColumns": width, "updatedCells": count} if count else {}
    )
