"""Who to ask: the local party's own people, then the officers elected there, at last the county secretary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Self

from automations.model import Skipped, Table
from automations.people.names import folded
from automations.recognise.municipalities import counties, current_number
from automations.words import LANGUAGES, theme

COUNTY_SECRETARY = "county_secretary"
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
def _county(text: str | None) -> str:
    """Fold the name of a county party to the county's: "Østfold Arbeiderparti" is Østfold."""
    party = {folded(word) for language in LANGUAGES for word in theme(language, "offices")["county"]["words"]}
    return " ".join(word for word in folded(text).split() if word not in party)


@cache
def roles_in(office: str) -> tuple[str, ...]:
    """The offices that a cell names: "Nestleder og kasserer" is two. None where nobody knows its words."""
    known = _offices()
    whole = known.get(folded(office))
    if whole:
        return (whole,)
    parts = (known.get(folded(part)) for part in _AND.split(office.casefold()))
    return tuple(role for role in parts if role)


class Officer(str):
    """A name with the office that it is asked for: those who share an office share its tasks."""

    __slots__ = ("office",)
    office: str

    def __new__(cls, name: str, office: str = "") -> Self:
        """Make a name that equals the bare one."""
        made = super().__new__(cls, name)
        made.office = office
        return made


class Responsible:
    """The names behind each office, by municipality: indexed once, asked often.

    `local_parties` and `officers` may be missing. Officers whose term has ended or not begun `on`
    that day are left out, and so are those of another `level`, but for the county's secretary. Those of a
    region or the nation are asked by their level alone: where they live says nothing. Without `on` no term
    is judged.
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
        self._counties = _CountySecretaries(local_parties)
        self._turns: dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]] = {}
        if local_parties is not None:
            for i, number in enumerate(local_parties.column("municipality_number")):
                self._rows[number].append(i)
        if officers is not None:
            self._index(officers, on)
        numbers = list(self._rows) or list(dict.fromkeys(number for number, _ in self._elected if number))
        self._only = numbers[0] if len(numbers) == 1 else None
        self._several = len(numbers) > 1

    def _index(self, officers: Table, on: date | None) -> None:
        columns = ("office", "name", "level", "municipality_number", "unit", "elected_from", "elected_until")
        for office, name, level, number, unit, since, until in officers.records(*columns):
            if not office or not name:
                continue
            if on is not None and ((until is not None and until < on) or (since is not None and since > on)):
                continue
            for role in roles_in(office):
                if role == COUNTY_SECRETARY or (role == "secretary" and level == "regional"):
                    if level != "national":
                        self._counties.add(name, unit, number)
                elif (level or "local") == self._level:
                    self._elected[number if self._level == "local" else None, role].append(name)

    def _names(self, number: str | None, role: str) -> Iterable[str | None]:
        if role == COUNTY_SECRETARY:
            yield from self._counties.of(number)
        if number is None and self._several:
            return
        if self._parties is not None and self._parties.has(role):
            column = self._parties.column(role)
            yield from (column[i] for i in self._rows.get(number, ()))
        yield from self._elected.get((number, role), ())
        if number is not None and number == self._only:  # nobody writes the municipality when there is one
            yield from self._elected.get((None, role), ())

    def in_turn(self, municipality_number: str | None, roles: Sequence[str]) -> tuple[str, ...]:
        """Name whom to ask, first choice first, each once; the county's secretary is always the last.

        Without a municipality it is the workbook's only one; with several, no local officer is known.
        Each name is an `Officer`, which says for what office it is asked.
        """
        asked = municipality_number, tuple(roles)
        if asked not in self._turns:
            self._turns[asked] = self._in_turn(*asked)
        return self._turns[asked]

    def _in_turn(self, municipality_number: str | None, roles: Sequence[str]) -> tuple[str, ...]:
        number = self._only if municipality_number is None else current_number(municipality_number)
        found: dict[str, str] = {}
        for role in (*roles, COUNTY_SECRETARY):
            for name in self._names(number, role):
                if name:
                    found.setdefault(folded(name), Officer(name, role))
        return tuple(found.values())


class _CountySecretaries:
    """The secretaries of the county parties, each with the counties that their row names.

    A county is what Kommunepartier calls it, or the county that the municipality's number lies in. One
    whose row names none is everybody's, unless there are several secretaries and several counties.
    """

    def __init__(self, local_parties: Table | None) -> None:
        self._named: dict[str | None, set[str]] = defaultdict(set)
        self._secretaries: dict[str, tuple[str | None, str | None]] = {}
        self._asked: dict[str | None, tuple[str, ...]] = {}
        if local_parties is not None:
            for number, county in local_parties.records("municipality_number", "county"):
                self._named[number] |= {_county(county)} - {""}

    def add(self, name: str, unit: str | None, number: str | None) -> None:
        """Take in one row: where the person is secretary, in words or by the number of a municipality."""
        self._secretaries.setdefault(name, (unit, number))

    def of(self, number: str | None) -> tuple[str, ...]:
        """Name the secretaries of a municipality's county, in the order of their rows."""
        if number not in self._asked:
            self._asked[number] = tuple(self._of(number)) if self._secretaries else ()
        return self._asked[number]

    def _of(self, number: str | None) -> Iterator[str]:
        alone = len(self._secretaries) == 1
        for name, (unit, own) in self._secretaries.items():
            if number is None and (alone or self._one_county):
                yield name
                continue
            there = {county for county in self._everywhere if f" {county} " in f" {_county(unit)} "}
            there = there or self._known(own)
            if self._known(number) & there or (not there and (alone or self._one_county)):
                yield name

    def _known(self, number: str | None) -> set[str]:
        """Fold the names of a municipality's county: the party's own and the register's."""
        return self._named.get(number, set()) | set(map(folded, counties(number))) if number else set()

    @cached_property
    def _everywhere(self) -> set[str]:
        return set().union(*self._named.values(), map(folded, counties()))

    @cached_property
    def _one_county(self) -> bool:
        """Tell whether Kommunepartier knows of municipalities, and all of them lie in one county."""
        found = {min(own or self._known(number), default="") for number, own in self._named.items()}
        return len(found) == 1


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
