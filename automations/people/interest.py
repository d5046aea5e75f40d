"""What people have said that they would like, read from free text: nothing, something, or a membership."""

from __future__ import annotations

import re
from functools import cache

from automations.people.names import folded
from automations.words import LANGUAGES, theme

_PART = re.compile(r"[,;/\n.]|\b(?:og|men|and|but)\b")


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a group, in any language, folded."""
    return frozenset(folded(word) for language in LANGUAGES for word in theme(language, "interest")[name])


@cache
def parts(text: str) -> tuple[str, ...]:
    """Take a text apart into what it names, folded; what is not wished is left out."""
    found = (folded(part) for part in _PART.split(text.casefold()))
    named = (part for part in found if part and part not in _words("nothing"))
    return tuple(part for part in named if _words("no").isdisjoint(part.split()))


def wishes_something(text: str | None) -> bool:
    """Tell whether a text names anything that a person would like to do."""
    return bool(text and parts(text))


def wishes_membership(text: str | None) -> bool:
    """Tell whether a person is ready to become a member; a member of something else is not."""
    return any(
        part in _words("membership") or any(f" {phrase} " in f" {part} " for phrase in _words("joining"))
        for part in (parts(text) if text else ())
    )


def wishes_news_only(text: str | None) -> bool:
    """Tell whether a consent is given to newsletters and to nothing else."""
    named = parts(text) if text else ()
    return bool(named) and all(not _words("news").isdisjoint(part.split()) for part in named)
