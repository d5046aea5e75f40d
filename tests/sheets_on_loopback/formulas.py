"""What formulas come to, as far as ours need them; anything else is #NAME?, and a call outside is noted."""

from __future__ import annotations

import re
from functools import lru_cache

from sheets_on_loopback.book import place

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)|(?P<op>[&=();])"""
    r"""|(?P<range>(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?\$(?:[A-Z]+:\$[A-Z]+|\d+:\$\d+))|(?P<name>[A-Za-z]+)(?=\())"""
)
_ROW = re.compile(r"\$(\d+):\$\d+")
OUTSIDE = {"IMPORTXML", "IMPORTDATA", "IMPORTHTML", "IMPORTRANGE", "WEBSERVICE", "IMAGE"}


class Wrong(Exception):
    """An error value, by its type."""


@lru_cache(maxsize=5000)
def parsed(text):
    tokens, at = [], 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            return ("error", "ERROR")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    try:
        tree, rest = _concat(tokens)
    except IndexError:
        return ("error", "ERROR")
    return tree if not rest else ("error", "ERROR")


def _concat(tokens):
    left, tokens = _atom(tokens)
    while tokens and tokens[0][1] == "&":
        right, tokens = _atom(tokens[1:])
        left = ("&", left, right)
    return left, tokens


def _atom(tokens):
    (kind, text), tokens = tokens[0], tokens[1:]
    if kind == "text":
        return ("value", text[1:-1].replace('""', '"')), tokens
    if kind == "number":
        return ("value", float(text)), tokens
    if kind == "range":
        return ("range", text), tokens
    if kind != "name":
        return ("error", "ERROR"), tokens
    arguments, tokens = [], tokens[1:]
    while tokens[0][1] != ")":
        one = ("value", None)  # an argument that is left out
        if tokens[0][1] != ";":
            one, tokens = _concat(tokens)
        arguments.append(one)
        if tokens[0][1] == ";":  # a comma parts arguments in some locales only
            tokens = tokens[1:]
    return ("call", text.upper(), arguments), tokens[1:]


class Evaluation:
    """The values of one book at one moment."""

    def __init__(self, book, outside):
        self.book, self.outside = book, outside
        self._tables = {}
        self._values = {}

    def of_row(self, sheet, row):
        """The value of every cell of a row, or Wrong."""
        return [
            cell.value if cell.formula is None else self.value(sheet, row, column)
            for column, cell in enumerate(sheet.rows[row])
        ]

    def value(self, sheet, row, column):
        """A value, or Wrong."""
        cell = sheet.at(row, column)
        if cell.formula is None:
            return cell.value
        place = (sheet.id, row, column)
        if place not in self._values:
            try:
                self._values[place] = self._of(parsed(cell.formula), (sheet, row, column))
            except Wrong as wrong:
                self._values[place] = wrong
        return self._values[place]

    def _of(self, tree, here):
        kind = tree[0]
        if kind == "value":
            return tree[1]
        if kind == "error":
            raise Wrong(tree[1])
        if kind == "&":
            return "".join(_text(self._of(one, here)) for one in tree[1:])
        if kind == "call":
            return self._call(tree[1], tree[2], here)
        raise Wrong("VALUE")

    def _call(self, name, arguments, here):
        if name == "IFERROR":
            try:
                return self._of(arguments[0], here)
            except Wrong:
                return self._of(arguments[1], here)
        if name in ("T", "N"):
            value = self._of(arguments[0], here)
            if name == "T":
                return value if isinstance(value, str) else ""
            return value if isinstance(value, int | float) else 0
        if name == "ROW":
            return here[1] + 1
        if name == "COLUMN":
            return here[2] + 1
        if name == "INDEX":
            return self._index(arguments, here)
        if name == "ISNUMBER":
            try:
                return isinstance(self._of(arguments[0], here), int | float)
            except Wrong:
                return False
        if name == "IF":
            return self._of(arguments[1 if self._of(arguments[0], here) else 2], here)
        if name == "MATCH":
            home, first, _ = self._range(arguments[1][1], here[0])
            return self._row_of(self._of(arguments[0], here), home, first) + 1
        if name == "VLOOKUP":
            return self._look_up(arguments, here)
        if name == "HYPERLINK":
            to = _text(self._of(arguments[0], here))
            if to and not to.startswith("#"):
                self.outside.append((name, to))
            return self._of(arguments[1], here)
        if name in OUTSIDE:
            self.outside.append((name, str(arguments)))
        raise Wrong("NAME")

    def _index(self, arguments, here):
        """The nth cell of a column, or of a row."""
        nth = int(self._of(arguments[1], here)) - 1
        row = _ROW.fullmatch(arguments[0][1])
        if row:
            value = self.value(here[0], int(row[1]) - 1, nth)
        else:
            home, first, _ = self._range(arguments[0][1], here[0])
            value = self.value(home, nth, first)
        if isinstance(value, Wrong):
            raise value
        return value

    def _look_up(self, arguments, here):
        home, first, _ = self._range(arguments[1][1], here[0])
        found = self._row_of(self._of(arguments[0], here), home, first)
        return self.value(home, found, first + int(self._of(arguments[2], here)) - 1)

    def _row_of(self, wanted, home, column):
        """The first row of a column that holds a text, in whatever case."""
        if (home.id, column) not in self._tables:
            table = {}
            for number, cells in enumerate(home.rows):
                if column < len(cells) and isinstance(cells[column].value, str):
                    table.setdefault(cells[column].value.casefold(), number)
            self._tables[home.id, column] = table
        found = self._tables[home.id, column].get(wanted.casefold()) if isinstance(wanted, str) else None
        if found is None:
            raise Wrong("N_A")
        return found

    def _range(self, text, sheet):
        title, first, last = _area(text)
        if title is not None:
            sheet = next((s for s in self.book.sheets if s.title == title), None)
            if sheet is None:
                raise Wrong("REF")
        return sheet, first, last


@lru_cache(maxsize=1000)
def _area(text):
    name, _, area = text.rpartition("!")
    first, last = (place(one) for one in area.replace("$", "").split(":"))
    return name.strip("'").replace("''", "'") if name else None, first, last


def _text(value):
    return "" if value is None else str(value)
