"""Answers from a list of words: yes and no, gender, and the choices that tabs declare."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from automations.recognise.fold import fold
from automations.recognise.readings import BLANK, Bad, shown
from automations.tabs.choices import CHOICE_WORDS, UNKNOWN_WORDS
from automations.words import LANGUAGES, theme

_NOTE = re.compile(r"\s*[(,;:/–—]|\s+-\s+|\.\s|\s+\d")
_SIGN = re.compile(r"^([xX✓✔✅☑])\s")


@cache
def _words(group: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words of a group, as typed (signs) and folded (letters)."""
    typed: dict[str, str] = {}
    folded: dict[str, str] = {}
    names = {name: list(words) for name, words in CHOICE_WORDS[group].items()}
    for language in LANGUAGES:
        for name, title in theme(language, "tabs")["choices"].get(group, {}).items():
            names[name].append(title)
    for name, words in names.items():
        for word in words:
            typed.setdefault(word.casefold(), name)
            if key := fold(word):
                folded.setdefault(key, name)
    return typed, folded


_UNKNOWN = frozenset(map(fold, UNKNOWN_WORDS))


def find(group: str, text: str) -> str | None:
    """Find which choice of a group a text says. Case, accents and punctuation do not count."""
    typed, folded = _words(group)
    lowered = text.casefold().strip()
    return typed.get(lowered) or folded.get(fold(lowered))


def split_note(group: str, text: str) -> str | None:
    """Find the choice before a note: `ja (ringt 3/5)`, `takket nei, flytter`."""
    found = None
    note = _NOTE.search(text)
    if note and note.start():
        found = find(group, text[: note.start()])
    if not found and (sign := _SIGN.match(text)):
        found = find(group, sign[1])
    return found


def choice_reader(group: str) -> Callable[[str], str | Bad | None]:
    """Make a function that reads a choice of the group; what is none is `Bad` with choice."""

    def read(text: str) -> str | Bad | None:
        found = find(group, text) or split_note(group, text)
        if found:
            return found
        return None if text.lower() in BLANK or fold(text) in _UNKNOWN else Bad("choice")

    return read


def yes_no(text: str) -> bool | Bad | None:  # noqa: PLR0911 - one answer for each form
    """Read yes or no. A doubt (`nei?`) is neither; a date says yes; what is unknown is None."""
    found = find("yes_no", text) if not text.endswith("?") else None
    if found:
        return found == "yes"
    lowered = text.lower()
    if lowered in BLANK or fold(lowered) in _UNKNOWN:
        return None
    if lowered.endswith("?"):
        return Bad("yes_no")
    found = split_note("yes_no", text)
    if found:
        return found == "yes"
    first, _, rest = lowered.partition(" ")
    if rest and first in {"ja", "yes", "jo", "jepp"}:
        return True
    if rest and first in {"nei", "no", "nope"}:
        return False
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}", lowered):
        return True
    return Bad("yes_no")


def yes_no_cell(value: Any) -> bool | Bad | None:
    """Read a cell that is not text as yes or no: a box, 1 or 0, a date."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value) if value in {0, 1} else Bad("yes_no")
    return yes_no(shown(value))


def gender(text: str) -> str | Bad | None:
    """Read a gender; `x` says several things in several forms, so it says nothing."""
    found = find("gender", text)
    if found:
        return found
    lowered = text.lower()
    return None if lowered in BLANK or fold(lowered) in _UNKNOWN else Bad("gender")


def choice_cell(group: str) -> Callable[[Any], Any]:
    """Make a function that reads a cell that is not text as a choice: a ticked box is `TRUE`."""
    read = choice_reader(group)

    def cell(value: Any) -> Any:
        if value is False:
            return find(group, "FALSE")
        return read(shown(value).upper() if isinstance(value, bool) else shown(value))

    return cell
