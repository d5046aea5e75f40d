"""What volunteers have said that they can help with, where, and how many tasks each can take."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from automations.model import Table
from automations.people.names import folded
from automations.recognise.fold import fold_words
from automations.recognise.municipalities import current_number
from automations.words import LANGUAGES, theme

_SENTENCE = re.compile(r"[.;\n]|\b(?:men|but)\b")


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words met for each kind of work, for anything and for nothing, in any language, folded."""
    themes = [theme(language, "work")["work"] for language in LANGUAGES]
    return {
        name: frozenset(" ".join(fold_words(word)) for words in themes for word in words[name])
        for name in themes[0]
    }


def kinds_of_work() -> tuple[str, ...]:
    """The kinds of work that a task can ask for."""
    return tuple(name for name in _words() if name not in ("anything", "no"))


@cache
def work_in(text: str) -> frozenset[str]:
    """Tell which kinds of work a cell offers: "kan ringe nye medlemmer, ikke stand" is calling.

    What comes after a no, in the same sentence, is not offered; words that nobody knows offer nothing.
    """
    found: set[str] = set()
    words = _words()
    for sentence in _SENTENCE.split(text.lower()):
        for part in sentence.split(","):
            said = fold_words(part)
            if not words["no"].isdisjoint(said):
                break
            phrase = " ".join(said)
            if phrase in words["anything"]:
                found.update(kinds_of_work())
            found.update(
                kind for kind in kinds_of_work() if any(f" {word} " in f" {phrase} " for word in words[kind])
            )
    return frozenset(found)


class Volunteers:
    """The people of the tab Frivillige. Both tables may be missing.

    `most` is the number of tasks that each has said is enough, by folded name: of several, the least.
    """

    def __init__(self, volunteers: Table | None, local_parties: Table | None = None) -> None:
        self.most: dict[str, int] = {}
        self._able: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
        self._asked: dict[tuple[str | None, str], tuple[str, ...]] = {}
        numbers = {number for number in _numbers(local_parties) or _numbers(volunteers) if number}
        self._several = len(numbers) > 1
        if volunteers is not None:
            self._index(volunteers)

    def _index(self, volunteers: Table) -> None:
        columns = ("name", "municipality_number", "municipality", "can_contribute", "max_tasks")
        for name, number, place, offered, most in volunteers.records(*columns):
            key = folded(name)
            if not key:
                continue
            if most is not None:
                self.most[key] = min(max(most, 0), self.most.get(key, most))
            if number or not (place or self._several):  # whose place is not known for sure is asked nowhere
                for work in work_in(offered or ""):
                    self._able[number and current_number(number), work].setdefault(key, name)

    def able(self, municipality_number: str | None, work: str) -> tuple[str, ...]:
        """Name those of a municipality who do that kind of work, in the order of their rows.

        As with officers, nobody writes the municipality where there is only one.
        """
        asked = municipality_number and current_number(municipality_number), work
        if asked not in self._asked:
            self._asked[asked] = tuple(self._of(*asked).values()) if work else ()
        return self._asked[asked]

    def _of(self, number: str | None, work: str) -> dict[str, str]:
        if self._several:
            return self._able.get((number, work), {}) if number else {}
        found: dict[str, str] = {}
        for (place, kind), names in self._able.items():
            if kind == work and (place == number or None in (place, number)):
                found |= names
        return found


def _numbers(table: Table | None) -> list[str | None]:
    return [] if table is None else list(table.column("municipality_number"))
