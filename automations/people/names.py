"""Names and other words folded, so that two spellings of one thing compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from automations.recognise.texts import turned

_NAME_LENGTHS = (5, 4, 3, 2)  # words: the longest first; a first name alone is anybody's
_EDGES = re.compile(r"^\W+|\W+$")
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


def without(text: str, gone: Callable[[str], bool]) -> str | None:
    """Take those out of a cell of whom `gone` says so, by the folded name; None where nobody is left."""
    if not any(map(gone, people_in(text))):
        return text
    kept = [part.strip() for part in _BETWEEN_PEOPLE.split(text) if not any(map(gone, people_in(part)))]
    return " / ".join(filter(None, kept)) or None


def cut_out(text: str, gone: Callable[[str], bool]) -> str:
    """Put a dot-dot-dot for every name in a text of which `gone` says so, folded and in any case or order."""
    words = text.split()
    plain = [folded(_EDGES.sub("", word)) for word in words]
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next((n for n in _NAME_LENGTHS if _is_gone(plain[at : at + n], n, gone)), 0)
        kept.append("…" if length else words[at])
        at += length or 1
    return " ".join(kept) if "…" in kept else text


def _is_gone(words: Sequence[str], length: int, gone: Callable[[str], bool]) -> bool:
    if len(words) < length or not all(words):
        return False
    name = " ".join(words)
    return gone(name) or (name.endswith("s") and gone(name[:-1]))  # the genitive


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
