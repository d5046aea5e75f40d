"""How words are made comparable: case, broken letters, spelling of å/ø/æ and punctuation taken away."""

from __future__ import annotations

import re
from functools import lru_cache

from automations.recognise.readings import clean

_LETTERS = str.maketrans({"å": "aa", "ø": "o", "æ": "ae", "ö": "o", "ä": "ae"})
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Reduce a word to its letters and digits: `E-post:` is `epost`, `Født` is `fodt`."""
    return _NOT_WORD.sub("", clean(text).casefold().translate(_LETTERS))


@lru_cache(maxsize=2048)
def fold_words(text: str) -> tuple[str, ...]:
    """Reduce a text to its words, each folded: `Medlemmer 2025` is `medlemmer`, `2025`."""
    words = _NOT_WORD.split(clean(text).casefold().translate(_LETTERS))
    return tuple(word for word in words if word)
