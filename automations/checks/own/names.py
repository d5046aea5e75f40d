"""What an organisation calls tabs, columns, offices and answers → the job's own names for them.

The job's names, the titles in each language and the words met in sheets are all understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from automations.people.names import folded
from automations.tabs import TABS, Column
from automations.tabs.choices import CHOICE_WORDS
from automations.words import LANGUAGES, theme

DATES = frozenset({"date", "past_date", "coming_date", "birth_date", "contact", "done_on", "result"})
_NAMES = frozenset({"name", "name_part", "text"})
# A task names a person and leads to the row; it carries no address, no opinion and no confidence.
_PRIVATE_KINDS = frozenset({"phone", "email", "birth_date", "dues"})
_PRIVATE = frozenset(
    ("comment", "wellbeing", "contact_channel", "interest", "can_contribute", "postcode", "consent_for")
)
_BRACES = re.compile(r"\{([^{}]*)\}")


class NotKnown(Exception):  # noqa: N818 - an answer for who wrote the configuration
    """A word of an entry that names nothing: where it stands, what was written, and what there is."""

    def __init__(self, where: str, given: str, known: Iterable[str]) -> None:
        super().__init__(where)
        self.where = where
        self.given = given
        self.known = tuple(dict.fromkeys(known))


class NotPossible(Exception):  # noqa: N818 - likewise
    """A part of an entry that cannot be: where it stands, and the word for what it must be."""

    def __init__(self, where: str, wanted: str) -> None:
        super().__init__(where)
        self.where = where
        self.wanted = wanted


def _plain(text: str) -> str:
    return folded(text).replace(" ", "").replace("_", "")


@cache
def _tabs() -> Mapping[str, str]:
    words = [(kind, kind) for kind in _peoples()]
    words += [(theme(each, "tabs")[kind]["title"], kind) for each in LANGUAGES for kind in _peoples()]
    words += [(word, kind) for kind in _peoples() for word in TABS[kind].words]
    return _first(words)


def _peoples() -> list[str]:
    return [kind for kind, tab in TABS.items() if not tab.ours and kind != "settings"]


@cache
def _columns(kind: str) -> Mapping[str, str]:
    columns = TABS[kind].columns
    words = [(column.name, column.name) for column in columns]
    for language in LANGUAGES:
        titles = theme(language, "tabs")[kind]["columns"]
        words += [(titles[column.name], column.name) for column in columns]
    words += [(word, column.name) for column in columns for word in column.words]
    return _first(words)


@cache
def _offices() -> Mapping[str, str]:
    told = [(role, role) for role in theme("nb", "offices")["offices"]]
    for language in LANGUAGES:
        told += [
            (word, role) for role, words in theme(language, "offices")["offices"].items() for word in words
        ]
    return _first(told)


def _first(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, name in words:
        found.setdefault(_plain(word), name)
    return found


def tab_kind(given: str, where: str) -> str:
    """The kind of a tab of people's. NotKnown where it is none."""
    found = _tabs().get(_plain(given))
    if found is None:
        titles = [theme("nb", "tabs")[kind]["title"] for kind in _peoples()]
        raise NotKnown(where, given, (*titles, *_peoples()))
    return found


def column_of(kind: str, given: str, where: str) -> Column:
    """A column of a kind of tab. NotKnown where it has none of that name."""
    found = _columns(kind).get(_plain(given))
    if found is None:
        raise NotKnown(where, given, (*theme("nb", "tabs")[kind]["columns"].values(), *TABS[kind].by_name))
    return TABS[kind].by_name[found]


def whom(kind: str, given: str) -> tuple[str, bool]:
    """A column of the tab that names somebody, or an office: its name, and whether it is a column."""
    found = _columns(kind).get(_plain(given))
    if found and TABS[kind].by_name[found].kind in _NAMES:
        return found, True
    office = _offices().get(_plain(given))
    if office is None:
        titles = theme("nb", "tabs")[kind]["columns"]
        naming = [titles[column.name] for column in TABS[kind].columns if column.kind in _NAMES]
        words = [words[0] for words in theme("nb", "offices")["offices"].values()]
        raise NotKnown("who", given, (*words, *theme("nb", "offices")["offices"], *naming))
    return office, False


def answers(column: Column, given: Iterable[str | int], where: str) -> frozenset[str]:
    """The answers that one column may hold, as `answer` gives them. NotKnown for one it cannot."""
    if not column.choices:
        return frozenset(_plain(str(each)) for each in given)
    known = _first(
        [(name, name) for name in column.choices]
        + [
            (theme(language, "tabs")["choices"][column.kind][name], name)
            for language in LANGUAGES
            for name in column.choices
        ]
        + [(word, name) for name, words in CHOICE_WORDS[column.kind].items() for word in words]
    )
    found = set()
    for each in given:
        name = known.get(_plain(str(each)))
        if name is None or name not in column.choices:
            titles = theme("nb", "tabs")["choices"][column.kind]
            raise NotKnown(where, str(each), (*(titles[name] for name in column.choices), *column.choices))
        found.add(name)
    return frozenset(found)


def answer(column: Column, value: object) -> str:
    """A cell's value as `answers` has them."""
    if column.choices:
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return _plain(str(value))


def template(kind: str, text: str, where: str) -> tuple[str, tuple[str, ...]]:
    """A text with the job's names in its braces, and those names. NotPossible for what no task may say."""
    names: dict[str, None] = {}

    def named(found: re.Match[str]) -> str:
        column = column_of(kind, found[1], where)
        if column.kind in _PRIVATE_KINDS or column.name in _PRIVATE:
            raise NotPossible(where, "own_private")
        names[column.name] = None
        return f"{{{column.name}}}"

    made = _BRACES.sub(named, text)
    if set("{}") & set(_BRACES.sub("", made)):
        raise NotPossible(where, "own_braces")
    return made, tuple(names)
