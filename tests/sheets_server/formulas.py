"""The little of formulas that is used here; all else is #NAME?, and nothing ever leaves the machine."""

import re
from functools import lru_cache

from .cells import Wrong
from .references import Reference, parts

REF = Wrong("REF", "Reference does not exist.")
NAME = "Unknown function: '{}'."
PARSE = Wrong("ERROR", "Formula parse error.")
REACHING = (
    "IMPORTXML",
    "IMPORTDATA",
    "IMPORTHTML",
    "IMPORTFEED",
    "IMPORTRANGE",
    "WEBSERVICE",
    "IMAGE",
    "HYPERLINK",
)
_WORDS = re.compile(
    r'\s*("(?:[^"]|"")*"|\d+(?:\.\d+)?|#[A-Z/0-9]+[!?]?|[^\W\d][\w.]*|<>|<=|>=|[-=<>&+*/();,])'
)
_ORDER = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}


@lru_cache(maxsize=100_000)
def reaching(formula):
    """Whether it has a function that could fetch or open something."""
    return any(name in formula.upper() for name in REACHING)


@lru_cache(maxsize=100_000)
def parsed(formula):
    """The formula as nested tuples, or None when it is none."""
    words = []
    for part in parts(formula[1:]):
        if isinstance(part, Reference):
            words.append(part)
            continue
        place = 0
        while place < len(part.rstrip()):
            match = _WORDS.match(part, place)
            if match is None:
                return None
            words.append(match[1])
            place = match.end()
    words.reverse()
    try:
        tree = _expression(words, 0)
    except (IndexError, ValueError):
        return None
    return None if words else tree


def _expression(words, strength):
    left = _operand(words)
    while words and isinstance(words[-1], str) and _ORDER.get(words[-1], 0) > strength:
        sign = words.pop()
        left = ("op", sign, left, _expression(words, _ORDER[sign]))
    return left


def _operand(words):
    word = words.pop()
    if isinstance(word, Reference):
        return ("ref", word)
    if word.startswith('"'):
        return ("value", word[1:-1].replace('""', '"'))
    if word[0].isdigit():
        return ("value", float(word) if "." in word else int(word))
    if word.startswith("#"):
        return ("value", REF)
    if word == "(":
        inner = _expression(words, 0)
        _expect(words, ")")
        return inner
    if word in "-+":
        return ("op", word, ("value", 0), _operand(words))
    return _call(word, words)


def _call(word, words):
    if not (word[0].isalpha() or word[0] == "_"):
        raise ValueError(word)
    if not words or words[-1] != "(":
        if word.upper() in ("TRUE", "FALSE"):
            return ("value", word.upper() == "TRUE")
        return ("call", word.upper(), None)
    words.pop()
    arguments = []
    if words[-1] == ")":
        words.pop()
        return ("call", word.upper(), ())
    while True:
        arguments.append(("value", None) if words[-1] in (";", ",", ")") else _expression(words, 0))
        mark = words.pop()
        if mark == ")":
            return ("call", word.upper(), tuple(arguments))
        if mark not in (";", ","):
            raise ValueError(mark)


def _expect(words, mark):
    if words.pop() != mark:
        raise ValueError(mark)


class Evaluator:
    """The effective values of one state of a spreadsheet, worked out as they are asked for."""

    def __init__(self, book):
        self.book = book
        self._values = {}
        self._columns = {}

    def value(self, sheet, row, column):
        cell = sheet.cell(row, column)
        if cell.formula is None:
            return cell.value
        place = (sheet.sheet_id, row, column)
        if place not in self._values:
            self._values[place] = Wrong("REF", "Circular dependency detected.")
            self._values[place] = self._formula(sheet, row, column, cell.formula)
        return self._values[place]

    def _formula(self, sheet, row, column, formula):
        tree = parsed(formula)
        if tree is None:
            return PARSE
        return self.scalar(self.run(tree, (sheet, row, column)), (sheet, row, column))

    def run(self, tree, here):
        kind = tree[0]
        if kind == "value":
            return tree[1]
        if kind == "ref":
            return self._area(tree[1], here)
        if kind == "op":
            return self._operation(tree, here)
        function = _FUNCTIONS.get(tree[1])
        if tree[2] is None:
            return Wrong("NAME", f"Unknown range name: '{tree[1]}'.")
        if tree[1] in REACHING and tree[2]:
            self._note(tree, here)
        if function is None:
            return Wrong("NAME", NAME.format(tree[1]))
        try:
            return function(self, tree[2], here)
        except (IndexError, TypeError):
            return Wrong("N_A", f"Wrong number of arguments to {tree[1]}.")

    def _note(self, tree, here):
        target = self.one(tree[2][0], here)
        if isinstance(target, str) and re.match(r"\s*(https?|ftp)://", target, re.IGNORECASE):
            call = (tree[1], target, here[0].title, here[1] + 1, here[2])
            if call not in self.book.executed:
                self.book.executed.append(call)

    def _area(self, reference, here):
        sheet = here[0] if reference.sheet is None else self.book.find(reference.sheet)
        if sheet is None:
            return REF
        top, bottom, left, right = reference.span()
        bottom = sheet.row_count - 1 if bottom is None else bottom
        if top >= sheet.row_count or right >= sheet.column_count:
            return REF
        return Area(sheet, top, min(bottom, sheet.row_count - 1), left, right)

    def scalar(self, value, here):
        """One value of what may be a range: its only cell, or the one in the formula's own row or column."""
        if not isinstance(value, Area):
            return value
        sheet, row, column = value.sheet, here[1], here[2]
        if value.top == value.bottom:
            row = value.top
        if value.left == value.right:
            column = value.left
        if not (value.top <= row <= value.bottom and value.left <= column <= value.right):
            return Wrong("VALUE", "An array value could not be found.")
        return self.value(sheet, row, column)

    def one(self, tree, here):
        return self.scalar(self.run(tree, here), here)

    def _operation(self, tree, here):
        _, sign, left, right = tree
        a, b = self.one(left, here), self.one(right, here)
        for side in (a, b):
            if isinstance(side, Wrong):
                return side
        if sign == "&":
            return text_of(a) + text_of(b)
        if _ORDER[sign] == 1:
            return _compare(sign, a, b)
        a, b = number_of(a), number_of(b)
        if a is None or b is None:
            return Wrong("VALUE", "Function expects number values.")
        if sign == "/":
            return a / b if b else Wrong("DIVIDE_BY_ZERO", "Division by zero.")
        return a + b if sign == "+" else a - b if sign == "-" else a * b

    def index_of(self, sheet, column, top, bottom):
        """Where each value of a column is first found; texts without their case."""
        place = (sheet.sheet_id, column, top, bottom)
        if place not in self._columns:
            found = self._columns[place] = {}
            for row in range(top, min(bottom + 1, len(sheet.rows))):
                value = self.value(sheet, row, column)
                if value is not None and not isinstance(value, Wrong):
                    found.setdefault(_like(value), row)
        return self._columns[place]


class Area:
    """A range that nobody has read yet."""

    __slots__ = ("bottom", "left", "right", "sheet", "top")

    def __init__(self, sheet, top, bottom, left, right):
        self.sheet, self.top, self.bottom, self.left, self.right = sheet, top, bottom, left, right


def _like(value):
    return value.casefold() if isinstance(value, str) else (type(value) is bool, value)


def _compare(sign, a, b):
    if a is None or b is None:
        other = b if a is None else a
        blank = "" if isinstance(other, str) else 0
        a, b = (blank if a is None else a), (blank if b is None else b)
    a, b = _like(a), _like(b)
    if sign in ("=", "<>"):
        return (a == b) == (sign == "=")
    if type(a) is not type(b):
        a, b = isinstance(a, str), isinstance(b, str)
    return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def number_of(value):
    if value is None:
        return 0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return value


from .functions import FUNCTIONS as _FUNCTIONS  # noqa: E402 - the functions call back into the evaluator
