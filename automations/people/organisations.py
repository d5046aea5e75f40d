"""What kind of partner an organisation is, and whom among us to ask about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from automations.model import Source, Table
from automations.people.names import folded

KINDS = ("lo", "auf", "interest", "voluntary")

# Read from the top: a union's name says more than the LO in it, and "LO" more than the place.
_KIND_OF_SECTION = {
    "auf": "auf",
    "other_union": "interest",
    "lo_union": "lo",
    "lo": "lo",
    "interest": "interest",
    "voluntary": "voluntary",
}
_KIND_OF_TYPE = {"lo": "lo", "lo_union": "lo", "auf": "auf", "interest": "interest", "voluntary": "voluntary"}
_NOT_IN_WORDS = re.compile(r"[^\w&]+")


class KindNames:
    """The names that tell an organisation's kind: the packaged ones and an organisation's own."""

    def __init__(self, lo_unions: Iterable[str] = (), other_unions: Iterable[str] = ()) -> None:
        own = {"lo_union": tuple(lo_unions), "other_union": tuple(other_unions)}
        self._sections: dict[tuple[str, ...], str] = {}
        self._endings: list[tuple[str, str]] = []
        listed = _packaged()
        for section in _KIND_OF_SECTION:
            for name in listed[section].get("names", ()):
                self._sections.setdefault(_words(name), section)
            self._endings += [(folded(ending), section) for ending in listed[section].get("endings", ())]
        for section, names in own.items():
            self._sections |= {_words(name): section for name in names}
        self._longest = max(map(len, self._sections))
        self._known: dict[str, str | None] = {}

    def kind_of(self, organisation: str | None, kind: str | None) -> str | None:
        """Tell the kind from the type column, else from the name; None where neither says it.

        A union known to belong to another confederation is never LO's, whatever the type says: unions
        outside LO are interest organisations of working life (founding document, printed line 100).
        """
        if kind in ("auf", "interest", "voluntary"):
            return kind
        section = self._section(organisation or "")
        if kind is not None and section != "other_union":
            return _KIND_OF_TYPE.get(kind)
        return None if section is None else _KIND_OF_SECTION[section]

    def _section(self, organisation: str) -> str | None:
        if organisation not in self._known:
            self._known[organisation] = self._sought(organisation)
        return self._known[organisation]

    def _sought(self, organisation: str) -> str | None:
        words = _words(organisation)
        found = {
            self._sections.get(words[start : start + length])
            for length in range(1, self._longest + 1)
            for start in range(len(words) - length + 1)
        }
        found |= {section for word in words for ending, section in self._endings if word.endswith(ending)}
        return next((section for section in _KIND_OF_SECTION if section in found), None)


@cache
def kind_names(lo_unions: tuple[str, ...] = (), other_unions: tuple[str, ...] = ()) -> KindNames:
    """Keep the names ready: they are the same for all workbooks of a run."""
    return KindNames(lo_unions, other_unions)


def kind_of(organisation: str | None, kind: str | None) -> str | None:
    """Tell an organisation's kind (lo, auf, interest, voluntary) by the packaged names."""
    return kind_names().kind_of(organisation, kind)


def without_kind(
    partners: Table, lo_unions: Iterable[str] = (), other_unions: Iterable[str] = ()
) -> list[Source]:
    """Cells where a person must say what kind the organisation is: no type, and a name that tells nothing."""
    names = kind_names(tuple(lo_unions), tuple(other_unions))
    rows = partners.records("organisation", "type")
    return [
        partners.source(i, "type") for i, (name, kind) in enumerate(rows) if names.kind_of(name, kind) is None
    ]


@cache
def _packaged() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("automations.presets").joinpath("partner_names.toml").read_text("utf-8"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(_NOT_IN_WORDS.sub(" ", name)).split())
