"""Whether two names can be one person's: spelt in two ways, shortened, or with one letter wrong.

Twins and couples share a surname, a year and a phone. So a first name must be the same but for its
spelling; one wrong letter in it is a likeness of its own, which needs a phone or an e-mail beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from automations.people.names import folded

Likeness: TypeAlias = Literal["same", "near", "first_name"]

_SPELT = re.compile(r"ch|ck|ph|th|dt|hn|sch|[cqwxyz]|([a-z])\1")
_AS = {"ch": "k", "ck": "k", "ph": "f", "th": "t", "dt": "t", "hn": "n", "sch": "sk"}
_AS |= {"c": "k", "q": "k", "w": "v", "x": "ks", "y": "i", "z": "s"}
_LONG_SURNAME = 4  # in shorter names one letter makes another: Lie and Lia
_LONG_FIRST_NAME = 6  # and Stein is not Svein
_ENDING = 2  # letters: Kristian and Kristina, Martin and Martine differ where it matters


def spelt(name: str | None) -> tuple[str, ...]:
    """Give a name's words with the letters that are written one way or another brought to one.

    Åse Hanssen and Aase Hansen, Cathrine and Katrine, Thor and Tor come to the same.
    """
    if not name:
        return ()
    words: list[str] = []
    for word in name.split():
        words += _word(word)
    return tuple(words)


@lru_cache(maxsize=50_000)
def _word(word: str) -> tuple[str, ...]:
    """Bring one word as it is typed to its spelling; with a hyphen it is two."""
    return tuple(_SPELT.sub(lambda found: _AS.get(found[0], found[0][0]), folded(word)).split())


def likeness(  # noqa: PLR0911 - read from the top; the first that fits answers
    mine: tuple[str, ...], theirs: tuple[str, ...]
) -> Likeness | None:
    """Tell how near two names are, as `spelt` gives them; None where they are two people's.

    "same" is the same words in any order, or fewer of them (Per O. Dahl, Per Olav Dahl); "near" is the
    same first name with a surname added or one letter wrong; "first_name" one letter wrong in that.
    """
    if not mine or not theirs:
        return None
    if mine == theirs or sorted(mine) == sorted(theirs):
        return "same"
    if mine[0][0] != theirs[0][0] or 1 in (len(mine), len(theirs)):  # a first name alone is many people's
        return None
    if mine[-1] == theirs[-1] and _begins(mine[0], theirs[0]) and _fewer(mine, theirs, _begins):
        return "same"
    if mine[0] == theirs[0]:
        added = _fewer(mine, theirs, str.__eq__)
        mistyped = _one_letter(mine[-1], theirs[-1], _LONG_SURNAME)
        return "near" if added or (mistyped and _fewer(mine[:-1], theirs[:-1], _begins)) else None
    same_end = mine[0][-_ENDING:] == theirs[0][-_ENDING:]
    if same_end and mine[1:] == theirs[1:] and _one_letter(mine[0], theirs[0], _LONG_FIRST_NAME):
        return "first_name"
    return None


def _begins(one: str, other: str) -> bool:
    """Tell whether two words are one, or one is the other's initial."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _fewer(mine: tuple[str, ...], theirs: tuple[str, ...], fits: Callable[[str, str], bool]) -> bool:
    """Tell whether each word of the shorter name stands in the longer, in its order."""
    short, long = sorted((mine, theirs), key=len)
    rest = iter(long)
    return all(any(fits(word, other) for other in rest) for word in short)


def _one_letter(one: str, other: str, least: int) -> bool:
    return min(len(one), len(other)) >= least and OSA.distance(one, other, score_cutoff=1) == 1
