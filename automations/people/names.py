"""Names and other words folded, so that two spellings of one thing compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from automations.recognise.texts import turned

_BETWEEN_PEOPLE = re.compile(r"[/;&+\n]|\s(?:og|and)\s")

# å/aa, ø/o and æ/ae are spellings of one letter in Norwegian names; the Swedish letters follow.
_LETTERS = str.maketrans(
    {
        "å": "aa",
        "ø": "o",
        "ö": "o",
        "æ": "ae",
        "ä": "ae",
        "đ": "d",
        "ŋ": "n",
        "ŧ": "t",
        "-": " ",
        "‐": " ",
        "–": " ",
        ".": " ",
        ",": " ",
        "'": None,
        "’": None,
    }
)


@lru_cache(maxsize=100_000)
def folded(text: str | None) -> str:
    """Fold a name: case, å/aa, ø/o, æ/ae, accents, hyphens, dots and spaces make no difference."""
    if not text:
        return ""
    lower = text.casefold()
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower).translate(_LETTERS)
        if not lower.isascii():
            parts = unicodedata.normalize("NFD", lower)
            lower = "".join(letter for letter in parts if not unicodedata.combining(letter))
    elif not lower.isalnum():
        lower = lower.translate(_LETTERS)
    return " ".join(lower.split())


@lru_cache(maxsize=10_000)
def people_in(text: str | None) -> tuple[str, ...]:
    """Fold the names of all whom a cell names: "Moen, Kari" is one person, "Kari Moen / Ola Berg" two."""
    names: list[str] = []
    for part in _BETWEEN_PEOPLE.split(text or ""):
        several = part.split(",") if all(" " in each.strip() for each in part.split(",")) else [turned(part)]
        names += map(folded, several)
    return tuple(dict.fromkeys(filter(None, names)))


class NamedPeople:
    """People of whom only the name and the municipality are known: pairs of a folded name and a number."""

    def __init__(self, pairs: Iterable[tuple[str, str | None]]) -> None:
        self._pairs = set(pairs)
        self._names = {name for name, _ in self._pairs}

    def may_hold(self, name: str | None, municipality_number: str | None) -> bool:
        """Tell whether a person may be one of them; an unknown municipality may be any."""
        person = folded(name)
        if person not in self._names:
            return False
        places = {(person, municipality_number), (person, None)}
        return municipality_number is None or not self._pairs.isdisjoint(places)
