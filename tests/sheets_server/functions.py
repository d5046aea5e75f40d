"""What each function gives; an argument is worked out only when it is needed, as IF and IFERROR must."""

from . import formulas
from .cells import Wrong


def _iferror(evaluator, arguments, here):
    value = evaluator.one(arguments[0], here)
    if not isinstance(value, Wrong):
        return value
    return evaluator.one(arguments[1], here) if len(arguments) > 1 else None


def _if(evaluator, arguments, here):
    test = evaluator.one(arguments[0], here)
    if isinstance(test, Wrong):
        return test
    if isinstance(test, str):
        return Wrong("VALUE", "Function IF parameter 1 expects boolean values.")
    if test:
        return evaluator.one(arguments[1], here)
    return evaluator.one(arguments[2], here) if len(arguments) > 2 else False


def _or(evaluator, arguments, here):
    values = [evaluator.one(argument, here) for argument in arguments]
    return next((value for value in values if isinstance(value, Wrong)), None) or any(
        value for value in values if not isinstance(value, str)
    )


def _vlookup(evaluator, arguments, here):
    key = evaluator.one(arguments[0], here)
    area = evaluator.run(arguments[1], here)
    column = evaluator.one(arguments[2], here)
    for value in (key, area, column):
        if isinstance(value, Wrong):
            return value
    if len(arguments) < 4 or evaluator.one(arguments[3], here):
        return Wrong("N_A", "Only exact look-ups are known here.")
    if not isinstance(area, formulas.Area) or not isinstance(column, int | float):
        return Wrong("VALUE", "VLOOKUP expects a range and a number.")
    if not 1 <= column <= area.right - area.left + 1:
        return Wrong("REF", "VLOOKUP evaluates to an out of bounds range.")
    found = evaluator.index_of(area.sheet, area.left, area.top, area.bottom)
    row = None if key is None else found.get(formulas._like(key))  # noqa: SLF001 - one notion of equal
    if row is None:
        return Wrong("N_A", f"Did not find value '{formulas.text_of(key)}' in VLOOKUP evaluation.")
    return evaluator.value(area.sheet, row, area.left + int(column) - 1)


def _index(evaluator, arguments, here):
    area = evaluator.run(arguments[0], here)
    if not isinstance(area, formulas.Area):
        return area
    row = evaluator.one(arguments[1], here) if len(arguments) > 1 else 0
    column = (
        evaluator.one(arguments[2], here) if len(arguments) > 2 else (1 if area.left == area.right else 0)
    )
    for value in (row, column):
        if isinstance(value, Wrong):
            return value
    if not row and not column:
        return area
    top = area.top + int(row or 1) - 1
    left = area.left + int(column or 1) - 1
    if top > area.bottom or left > area.right:
        return Wrong("REF", "INDEX evaluates to an out of bounds range.")
    bottom = top if row else area.bottom
    right = left if column else area.right
    return formulas.Area(area.sheet, top if row else area.top, bottom, left if column else area.left, right)


def _row(evaluator, arguments, here):
    if not arguments:
        return here[1] + 1
    area = evaluator.run(arguments[0], here)
    return area.top + 1 if isinstance(area, formulas.Area) else formulas.REF


def _hyperlink(evaluator, arguments, here):
    target = evaluator.one(arguments[0], here)
    if isinstance(target, Wrong):
        return target
    return evaluator.one(arguments[1], here) if len(arguments) > 1 else target


def _t(evaluator, arguments, here):
    value = evaluator.one(arguments[0], here)
    return value if isinstance(value, str | Wrong) else ""


def _n(evaluator, arguments, here):
    value = evaluator.one(arguments[0], here)
    if isinstance(value, Wrong):
        return value
    return (
        0 if value is None or isinstance(value, str) else (int(value) if isinstance(value, bool) else value)
    )


FUNCTIONS = {
    "IFERROR": _iferror,
    "IF": _if,
    "OR": _or,
    "VLOOKUP": _vlookup,
    "INDEX": _index,
    "ROW": _row,
    "HYPERLINK": _hyperlink,
    "T": _t,
    "N": _n,
}
