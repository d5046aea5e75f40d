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

from automations.recognise import forbidden

REMEMBERED = 50_000  # texts a reader keeps from call to call: few enough to stay near
SAMPLE = 40  # cells looked at to see whether a column is mostly new

Raw: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell with a problem, and what can be known of its value all the same."""

    code: str
    value: Any = None


# Words for "nothing known", in cells of any kind.
BLANK = frozenset(
    {"", ".", "..", "...", "-", "--", "–", "—", "?", "??", "???", "n/a", "ukjent", "ukjend", "unknown",
     "vet ikke",
     "veit ikkje", "ikke oppgitt", "ikkje oppgitt", "mangler", "manglar"}
)  # fmt: skip
_FORMULA_ERROR = re.compile(
    r"#(?:N/A|I/T|REF!|VALUE!|VERDI!|DIV/0!|NAME\?|NAVN\?|NUM!|NULL!|ERROR!|SPILL!|FEIL!|CALC!)",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("[ÃÂÅÄ][\u0080-\u00bf\u0152-\u0178\u2018-\u2026\u20ac\u2122\u203a\u2039]|â€")
# What composed and well-read text does not hold: combining letters, and letters that stand for others.
_UNUSUAL = re.compile("[\u0300-\u036f\ufffd\ufeff\u200b\u212a\u212bÃÂâ]")
_OTHER_SPACE = re.compile("[\\t\\r\\v\\f\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u1680]")
_BLANK_AS_TYPED = BLANK | {word.capitalize() for word in BLANK} | {word.upper() for word in BLANK}


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


_ELEVEN = 11  # digits of what nobody should keep
_FLAWS = frozenset({"formula_error", "national_id", "account_number", "broken_text"})


def flaw(text: str) -> Bad | None:
    """What is wrong with a text whatever it should be: a formula's error, broken letters, a national id."""
    if text.startswith("#") and _FORMULA_ERROR.fullmatch(text.strip()):
        return Bad("formula_error")
    found = forbidden.find(text)
    if found:
        code, number = found
        return Bad(code, clean(text.replace(number, " ")) or None)
    if "\ufffd" in text or (
        not text.isascii() and _MOJIBAKE.search(text) and _MOJIBAKE.search(_mended(text))
    ):
        return Bad("broken_text", clean(text))
    return None


class Reader:
    """Reads cells of one kind. `text` reads a clean text, `other` anything that is not text.

    `quick` reads the plainest form as it stands in the cell and says None to all the others.
    """

    __slots__ = ("_mixed", "_others", "_quick", "_text", "bad", "known", "other")

    def __init__(
        self,
        text: Callable[[str], Any],
        other: Callable[[Any], Any] | None = None,
        quick: Callable[[str], Any] | None = None,
    ) -> None:
        self._text = text
        self._quick = quick
        self.other = other or self._as_text
        self.known = _Known(self, {None: None, "": None})
        self._mixed = False
        self.bad: dict[str, Bad] = {}
        self._others: dict[tuple[type, Any], Any] = {}

    def _as_text(self, value: Any) -> Any:
        return self.read_text(shown(value))

    def read_text(self, text: str) -> Any:
        """Read one text as it stands in the cell."""
        tidy = clean(text)
        if not tidy:
            return None
        if tidy[0] == "#" and (wrong := flaw(tidy)):
            return wrong
        result = self._text(tidy)
        if type(result) is Bad:
            wrong = None if result.code in _FLAWS else flaw(tidy)
            return Bad(wrong.code, result.value) if wrong else result
        if result is None and (wrong := flaw(tidy)):
            return Bad(wrong.code)
        return result

    def learn(self, new: set[Any]) -> None:
        """Read texts that were not met before."""
        known, bad = self.known, self.bad
        read, quick = self.read_text, self._quick
        if quick is not None:
            done = {text: value for text in new if (value := quick(text)) is not None}
            known.update(done)
            new = new - done.keys()
        for text in new:
            result = read(text)
            if type(result) is Bad:
                bad[text] = result
                result = result.value
            known[text] = result

    def cell(self, value: Raw) -> Any:
        """Read one cell; the result may be `Bad`."""
        result = self.known[value]
        return self.bad.get(value) or result if type(value) is str else result

    def read_other(self, value: Raw) -> Any:
        """Read a cell that is not text; the result may be `Bad`."""
        self._mixed = True
        key = (type(value), value)
        try:
            return self._others[key]
        except KeyError:
            if len(self._others) > REMEMBERED:
                self._others.clear()
            result = self._others[key] = self.other(value)
            return result

    def column(self, cells: Sequence[Raw]) -> tuple[list[Any], list[tuple[int, Bad]]]:
        """Read a column: its values, and the positions that have a problem."""
        known = self.known
        new = {cell for cell in cells[:SAMPLE] if cell not in known}
        if len(new) > SAMPLE // 4:  # mostly new: learnt at once
            self.learn({cell for cell in set(cells) if type(cell) is str and cell not in known})
        self._mixed = False
        values = list(map(known.__getitem__, cells))
        problems: list[tuple[int, Bad]] = []
        if self._mixed:
            problems = [(i, value) for i, value in enumerate(values) if type(value) is Bad]
            for i, wrong in problems:
                values[i] = wrong.value
        if self.bad:
            bad = self.bad
            problems += [(i, bad[cell]) for i, cell in enumerate(cells) if type(cell) is str and cell in bad]
        if len(known) > REMEMBERED:
            self._forget()
        return values, problems

    def _forget(self) -> None:
        self.known = _Known(self, {None: None, "": None})
        self.bad = {}


class _Known(dict[Any, Any]):
    """What a reader has read. A text that is missing is learnt; any other cell is read and not kept here.

    Only texts are keys, since 1, 1.0 and True are the same key and not the same cell.
    """

    __slots__ = ("_reader",)

    def __init__(self, reader: Reader, known: dict[Any, Any]) -> None:
        super().__init__(known)
        self._reader = reader

    def __missing__(self, cell: Any) -> Any:
        if type(cell) is str:
            self._reader.learn({cell})
            return self[cell]
        return self._reader.read_other(cell)


class PlainReader(Reader):
    """Reads free text. Whole batches are looked through at once: nearly all of them are clean."""

    __slots__ = ()

    def learn(self, new: set[Any]) -> None:
        """Read texts that were not met before."""
        odd = self._odd(new)
        if odd:
            super().learn(odd)
            new = new - odd
        known = self.known
        known.update(zip(new, new, strict=True))
        for text in new & _BLANK_AS_TYPED:
            known[text] = None

    def _odd(self, new: set[Any]) -> set[Any]:
        """Those of the texts that take a closer look."""
        batch = "\n".join(new)
        odd: set[Any] = set()
        if not batch.isascii() and (_UNUSUAL.search(batch) or _MOJIBAKE.search(batch)):
            odd.update(t for t in new if not t.isascii() and (_UNUSUAL.search(t) or _MOJIBAKE.search(t)))
        if "#" in batch:
            odd.update(text for text in new if "#" in text)
        if max(map(len, new), default=0) >= _ELEVEN and forbidden.CANDIDATE.search(batch):
            odd.update(text for text in new if forbidden.CANDIDATE.search(text))
        if (
            "  " in batch
            or "\n " in batch
            or " \n" in batch
            or batch[:1].isspace()
            or batch[-1:].isspace()
            or batch.count("\n") >= len(new)
            or _OTHER_SPACE.search(batch)
        ):
            odd.update(text for text in new if " ".join(text.split()) != text)
        return odd


def shown(value: Raw) -> str:
    """A cell that is not text, as people would have typed it: 1234.0 is `1234`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact below it
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
