"""How a column of cells is read: every distinct cell once, and remembered.

A reader turns one cell into its value, or into `Bad` with the code of a problem. Columns are read
as wholes: the distinct texts that are new are learned, then the column is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from automations.recognise.national_id import CANDIDATE as ELEVEN_DIGITS
from automations.recognise.national_id import find as national_id

REMEMBERED = 200_000  # texts a reader keeps; a bound on memory, far above a day's workbooks
STRINGS = frozenset({str, type(None)})

Raw: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell with a problem, and what can be known of its value all the same."""

    code: str
    value: Any = None


# Words for "nothing known", in cells of any kind.
BLANK = frozenset(
    {"", ".", "..", "...", "-", "--", "–", "—", "?", "??", "???", "n/a", "ukjent", "ukjend", "unknown", "vet ikke",
     "veit ikkje", "ikke oppgitt", "ikkje oppgitt", "mangler", "manglar"}
)  # fmt: skip
_FORMULA_ERROR = re.compile(
    r"#(?:N/A|I/T|REF!|VALUE!|VERDI!|DIV/0!|NAME\?|NAVN\?|NUM!|NULL!|ERROR!|SPILL!|FEIL!|CALC!)", re.IGNORECASE
)
_MOJIBAKE = re.compile("[ÃÂÅÄ][\u0080-\u00bf\u0152-\u0178\u2018-\u2026\u20ac\u2122\u203a\u2039]|â€")


def clean(text: str) -> str:
    """Fold spaces, compose letters and mend UTF-8 that was read as Latin-1."""
    if not text.isascii():
        if _MOJIBAKE.search(text):
            text = _mended(text)
        text = unicodedata.normalize("NFC", text).replace("\ufeff", "").replace("\u200b", "")
    return " ".join(text.split())


def _mended(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def flaw(text: str) -> Bad | None:
    """What is wrong with a text whatever it should be: a formula's error, broken letters, a national id."""
    if text.startswith("#") and _FORMULA_ERROR.fullmatch(text.strip()):
        return Bad("formula_error")
    found = national_id(text)
    if found:
        return Bad("national_id", clean(text.replace(found, " ")) or None)
    if "\ufffd" in text or (not text.isascii() and _MOJIBAKE.search(text) and _MOJIBAKE.search(_mended(text))):
        return Bad("broken_text", clean(text))
    return None


class Reader:
    """Reads cells of one kind. `text` reads a clean text, `other` anything that is not text."""

    __slots__ = ("_others", "_text", "bad", "known", "other")

    def __init__(self, text: Callable[[str], Any], other: Callable[[Any], Any] | None = None) -> None:
        self._text = text
        self.other = other or self._as_text
        self.known: dict[str | None, Any] = {None: None, "": None}
        self.bad: dict[str, Bad] = {}
        self._others: dict[tuple[type, Any], Any] = {}

    def _as_text(self, value: Any) -> Any:
        return self.read_text(shown(value))

    def read_text(self, text: str) -> Any:
        """Read one text as it stands in the cell."""
        tidy = clean(text)
        if not tidy:
            return None
        result = self._text(tidy)
        if type(result) is Bad or result is None:
            return flaw(tidy) or result
        return result

    def learn(self, new: set[Any]) -> None:
        """Read texts that were not met before."""
        known, bad = self.known, self.bad
        read = self.read_text
        for text in new:
            result = read(text)
            if type(result) is Bad:
                bad[text] = result
                result = result.value
            known[text] = result

    def cell(self, value: Raw) -> Any:
        """Read one cell; the result may be `Bad`."""
        if value is None:
            return None
        if type(value) is str:
            if value not in self.known:
                self.learn({value})
            return self.bad.get(value) or self.known[value]
        key = (type(value), value)
        try:
            return self._others[key]
        except KeyError:
            if len(self._others) > REMEMBERED:
                self._others.clear()
            result = self._others[key] = self.other(value)
            return result

    def column(self, cells: Sequence[Raw], distinct: set[Any]) -> tuple[list[Any], list[tuple[int, Bad]]]:
        """Read a column: its values, and the positions that have a problem."""
        if len(self.known) > REMEMBERED:
            self.known = {None: None, "": None}
            self.bad = {}
        known = self.known
        if STRINGS.issuperset(map(type, distinct)):
            new = distinct.difference(known)
            if new:
                self.learn(new)
            values = list(map(known.__getitem__, cells))
            if not self.bad or distinct.isdisjoint(self.bad):
                return values, []
            bad = self.bad
            return values, [(i, bad[cell]) for i, cell in enumerate(cells) if cell in bad]
        texts = {cell for cell in distinct if type(cell) is str}
        new = texts.difference(known)
        if new:
            self.learn(new)
        values = []
        problems = []
        for i, cell in enumerate(cells):
            result = self.cell(cell)
            if type(result) is Bad:
                problems.append((i, result))
                result = result.value
            values.append(result)
        return values, problems


class PlainReader(Reader):
    """Reads free text. Whole batches are looked through at once: nearly all of them are clean."""

    __slots__ = ()

    def learn(self, new: set[Any]) -> None:
        """Read texts that were not met before."""
        known = self.known
        batch = "\n".join(new)
        if batch.isascii() and "#" not in batch and not ELEVEN_DIGITS.search(batch):
            if "\t" not in batch and "  " not in batch and "\n " not in batch and " \n" not in batch:
                suspects = {text for text in new if len(text) < 15}  # noqa: PLR2004 - the longest of BLANK
                known.update(zip(new, new, strict=True))
                for text in suspects:
                    if text.lower() in BLANK:
                        known[text] = None
                for text in (t for t in new if t[:1] == " " or t[-1:] == " " or t.count("\n") or "\r" in t):
                    super().learn({text})
                return
            for text in new:
                tidy = " ".join(text.split())
                known[text] = None if tidy.lower() in BLANK else tidy
            return
        super().learn(new)


def shown(value: Raw) -> str:
    """A cell that is not text, as people would have typed it: 1234.0 is `1234`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact below it
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
