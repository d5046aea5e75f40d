"""References in formulas: finding them, and changing them when what they point at moves."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

_END = r"\$?[A-Za-z]{1,3}\$?[0-9]+"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_PARTS = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?<![\w.#])(?:(?P<sheet>'(?:[^']|'')*'|[^\W\d]\w*)!)?"
    rf"(?:(?P<first>{_END})(?::(?P<last>{_END}|{_COLUMN}))?|(?P<from>{_COLUMN}):(?P<to>{_COLUMN}))(?![\w(!.])"
)
_SPLIT = re.compile(r"(\$?)([A-Za-z]{1,3})(?:(\$?)([0-9]+))?\Z")


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text):
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted(title):
    if re.fullmatch(r"[^\W\d]\w*", title) and not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+", title):
        return title
    return "'" + title.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class End:
    column: int
    row: int | None
    column_fixed: bool
    row_fixed: bool

    @classmethod
    def read(cls, text):
        column_fixed, column, row_fixed, row = _SPLIT.match(text).groups()
        return cls(column_of(column), int(row) - 1 if row else None, bool(column_fixed), bool(row_fixed))

    @property
    def text(self):
        column = "$" * self.column_fixed + letters(self.column)
        return column if self.row is None else f"{column}{'$' * self.row_fixed}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Reference:
    sheet: str | None
    first: End
    last: End | None

    @property
    def text(self):
        sheet = f"{quoted(self.sheet)}!" if self.sheet is not None else ""
        return sheet + self.first.text + (f":{self.last.text}" if self.last else "")

    def span(self):
        """(first row, last row, first column, last column); None for rows that go all the way."""
        last = self.last or self.first
        top = 0 if self.first.row is None else self.first.row
        return top, last.row, self.first.column, last.column


@lru_cache(maxsize=100_000)
def parts(formula):
    """A formula's text cut up: str for what isn't a reference, Reference for what is."""
    found, place = [], 0
    for match in _PARTS.finditer(formula):
        if match["text"] is not None:
            continue
        found.append(formula[place : match.start()])
        place = match.end()
        sheet = match["sheet"]
        if sheet is not None and sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        first, last = match["first"] or match["from"], match["last"] or match["to"]
        found.append(Reference(sheet, End.read(first), End.read(last) if last else None))
    found.append(formula[place:])
    return tuple(found)


def changed(formula, change):
    """The formula with each reference as `change` gives it: a Reference, or None for one that is lost."""
    texts = []
    for part in parts(formula):
        if isinstance(part, str):
            texts.append(part)
            continue
        new = change(part)
        texts.append("#REF!" if new is None else new.text)
    return "".join(texts)


def moved_by(reference, rows):
    """A reference in a formula that moves this many rows, its relative rows along."""

    def end(one):
        if one is None or one.row is None or one.row_fixed:
            return one
        return replace(one, row=one.row + rows) if one.row + rows >= 0 else None

    first, last = end(reference.first), end(reference.last)
    if first is None or (reference.last is not None and last is None):
        return None
    return replace(reference, first=first, last=last)


def mapped(reference, dimension, where):
    """A reference after rows or columns have moved; `where` is a dimensions.Shift."""
    first, last = reference.first, reference.last
    if dimension == "ROWS" and first.row is None:
        return reference
    start = first.row if dimension == "ROWS" else first.column
    end = None if last is None else (last.row if dimension == "ROWS" else last.column)
    if last is None:
        new = where.one(start)
        return None if new is None else replace(reference, first=_at(first, dimension, new))
    span = where.span(start, start if end is None else end + 1) if end is not None else where.open(start)
    if span is None:
        return None
    first = _at(first, dimension, span[0])
    return replace(reference, first=first, last=last if end is None else _at(last, dimension, span[1] - 1))


def _at(end, dimension, index):
    return replace(end, row=index) if dimension == "ROWS" else replace(end, column=index)
