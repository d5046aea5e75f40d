"""Who to ask: the local party's own people first, then the officers elected there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from automations.model import Skipped, Table
from automations.people.names import folded
from automations.recognise.municipalities import current_number
from automations.words import LANGUAGES, theme

_AND = re.compile(r"[/,;&+]|\s(?:og|and)\s")


@cache
def _offices() -> dict[str, str]:
    """The words met for each office, in any language, folded."""
    return {
        folded(word): role
        for language in LANGUAGES
        for role, words in theme(language, "offices")["offices"].items()
        for word in words
    }


@cache
def _roles(office: str) -> tuple[str, ...]:
    """The offices that a cell names: "Nestleder og kasserer" is two."""
    known = _offices()
    whole = known.get(folded(office))
    if whole:
        return (whole,)
    parts = (known.get(folded(part)) for part in _AND.split(office.casefold()))
    return tuple(role for role in parts if role)


class Responsible:
    """The names behind each office, by municipality: indexed once, asked often.

    `local_parties` and `officers` may be missing. Officers whose term has ended or not begun `on`
    that day are left out. Without `on` no term is judged. Those of a region or the nation are asked by
    their `level` alone, and where they live says nothing.
    """

    def __init__(
        self,
        local_parties: Table | None,
        officers: Table | None,
        on: date | None = None,
        *,
        level: str = "local",
    ) -> None:
        self._parties = local_parties
        self._level = level
        self._rows: dict[str | None, list[int]] = defaultdict(list)
        self._elected: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        if local_parties is not None:
            for i, number in enumerate(local_parties.column("municipality_number")):
                self._rows[number].append(i)
        if officers is not None:
            self._index(officers, on)
        numbers = list(self._rows) or list(dict.fromkeys(number for number, _ in self._elected if number))
        self._only = numbers[0] if len(numbers) == 1 else None
        self._several = len(numbers) > 1

    def _index(self, officers: Table, on: date | None) -> None:
        columns = ("office", "name", "level", "municipality_number", "elected_from", "elected_until")
        for office, name, level, number, since, until in officers.records(*columns):
            if not office or not name or (level or "local") != self._level:
                continue
            if on is not None and ((until is not None and until < on) or (since is not None and since > on)):
                continue
            of = number if self._level == "local" else None
            for role in _roles(office):
                self._elected[of, role].append(name)

    def _names(self, number: str | None, role: str) -> Iterable[str | None]:
        if self._parties is not None and self._parties.has(role):
            column = self._parties.column(role)
            yield from (column[i] for i in self._rows.get(number, ()))
        yield from self._elected.get((number, role), ())
        if number is not None and number == self._only:  # nobody writes the municipality when there is one
            yield from self._elected.get((None, role), ())

    def in_turn(self, municipality_number: str | None, roles: Sequence[str]) -> tuple[str, ...]:
        """Name whom to ask, first choice first, each once.

        Without a municipality it is the workbook's only one; with several, nobody is known.
        """
        number = self._only if municipality_number is None else current_number(municipality_number)
        if number is None and self._several:
            return ()
        found: dict[str, str] = {}
        for role in roles:
            for name in self._names(number, role):
                if name:
                    found.setdefault(folded(name), name)
        return tuple(found.values())


def in_turn(
    local_parties: Table | None,
    officers: Table | None,
    municipality_number: str | None,
    roles: Sequence[str],
    *,
    on: date | None = None,
) -> tuple[str, ...]:
    """Ask `Responsible` once; a check that asks for many keeps one instead."""
    return Responsible(local_parties, officers, on).in_turn(municipality_number, roles)


def missing_tabs(check: str, **tables: Table | None) -> Iterator[Skipped]:
    """Say which of a check's tabs are not there, so that nobody can be suggested from them."""
    missing = [kind for kind, table in tables.items() if table is None]
    if missing:
        yield Skipped(check, "uses", {"kinds": missing})
