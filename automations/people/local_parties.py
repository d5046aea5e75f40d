"""Each municipality's party once, what its rows say together, and which of its roles somebody has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias, get_args

from automations.model import Source, Table
from automations.people.municipalities import Listed, Municipalities, Municipality, every_municipality
from automations.people.names import folded
from automations.people.responsible import roles_in
from automations.recognise.municipalities import is_name
from automations.words import LANGUAGES, theme

Role: TypeAlias = Literal[
    "leader",
    "deputy",
    "treasurer",
    "secretary",
    "membership_officer",
    "training_officer",
    "womens_network_leader",
    "union_liaison",
    "auf_contact",
    "safeguarding_contact",
]
ROLES: tuple[Role, ...] = get_args(Role)
BOARD: tuple[Role, ...] = ("leader", "deputy", "treasurer", "secretary")

# filled; vacant; or an office that Tillitsverv has a row for and nobody in
Standing: TypeAlias = Literal["filled", "vacant", "office"]

LEAST_LISTED = 5  # a tab with fewer municipalities is about them, not about their county


@dataclass(frozen=True, eq=False)
class LocalParty:
    """The party of one municipality: all rows that name it. `in_use` are columns that some party fills in."""

    municipality: Municipality
    table: Table
    rows: tuple[int, ...]
    alone: bool = False
    in_use: frozenset[str] = field(default_factory=frozenset)

    def keeps(self, column: str) -> bool:
        """Tell whether a tab that it stands in keeps the column."""
        return any(column in self.table.letters[self.table.tabs[i]] for i in self.rows)

    def values(self, column: str) -> list[Any]:
        """What stands in the column, blanks left out."""
        kept = self.table.column(column)
        return [kept[i] for i in self.rows if kept[i] is not None]

    def latest(self, column: str) -> date | None:
        """The last of the days in a column."""
        return max(self.values(column), default=None)

    def source(self, column: str | None = None) -> Source:
        """Where it stands; with `column`, the cell in the first of its rows whose tab keeps it."""
        letters, tabs = self.table.letters, self.table.tabs
        row = next((i for i in self.rows if column is None or column in letters[tabs[i]]), self.rows[0])
        return self.table.source(row, column)


def local_parties(table: Table) -> tuple[LocalParty, ...]:
    """Gather the rows of the tab by municipality, in the tab's order; rows that name none are nobody's."""
    places = Municipalities(table)
    rows: dict[str, list[int]] = defaultdict(list)
    for i, (number, name) in enumerate(table.records("municipality_number", "municipality")):
        place = places.find(number, name)
        if place is not None:
            rows[place.key].append(i)
    used = frozenset(
        name for name, column in table.columns.items() if any(value is not None for value in column)
    )
    alone = places.only() is not None
    return tuple(LocalParty(place, table, tuple(rows[place.key]), alone, used) for place in places)


def role_standings(
    table: Table, officers: Table | None, *, on: date
) -> list[tuple[LocalParty, Mapping[Role, Standing]]]:
    """Tell by party which roles are filled: its column names somebody, or an officer is elected to it.

    A role whose column the party's tab does not keep is judged only where Tillitsverv names that role
    somewhere; one that neither keeps is not there.
    """
    offices = _Offices(officers, table, on)
    return [
        (party, {role: said for role in ROLES if (said := _standing(party, role, offices))})
        for party in local_parties(table)
    ]


def _standing(party: LocalParty, role: Role, offices: _Offices) -> Standing | None:
    here = party.municipality.key, role
    if party.values(role) or here in offices.held:
        return "filled"
    if party.keeps(role):
        return "vacant"
    if role not in offices.named:
        return None
    return "office" if here in offices.rows else "vacant"


class _Offices:
    """What the officers' tab says of the roles of municipal parties: named at all, there, and held."""

    def __init__(self, officers: Table | None, local_parties: Table, on: date) -> None:
        self.named: set[str] = set()
        self.rows: set[tuple[str, str]] = set()
        self.held: set[tuple[str, str]] = set()
        if officers is None:
            return
        places = Municipalities(local_parties)
        columns = ("office", "name", "level", "municipality_number", "municipality", "unit")
        terms = officers.records("elected_from", "elected_until")
        for (office, name, level, number, place, unit), term in zip(
            officers.records(*columns), terms, strict=True
        ):
            roles = municipal_roles(office, level, unit)
            self.named.update(roles)
            found = places.find(number, place) if number or place else places.only()
            if found is None:
                continue
            here = {(found.key, role) for role in roles}
            self.rows |= here
            if name and in_term(*term, on=on):
                self.held |= here


def municipal_roles(office: str | None, level: str | None, unit: str | None) -> tuple[str, ...]:
    """Name the roles of the municipal party that a row of Tillitsverv is about.

    The leader of a branch or committee leads that alone: for the board's offices the unit counts.
    """
    if not office or level not in (None, "local"):
        return ()
    return tuple(role for role in roles_in(office) if role not in BOARD or is_the_party(unit))


def in_term(since: date | None, until: date | None, *, on: date) -> bool:
    """Tell whether a term holds on a day, its first and last included."""
    return (since is None or since <= on) and (until is None or on <= until)


def is_the_party(unit: str | None) -> bool:
    """Tell whether a unit is the municipal party itself or its board, not a branch or a committee."""
    return not unit or is_name(unit) or folded(unit) in _board_words()


@cache
def _board_words() -> frozenset[str]:
    return frozenset(
        folded(word) for language in LANGUAGES for word in theme(language, "offices")["board"]["words"]
    )


def expected(table: Table, counties: Sequence[str] = ()) -> tuple[Listed, ...]:
    """Name the municipalities that the tab should list: those of `counties`, given by number or name.

    Without `counties` it is those of which it already lists half, if it lists more than a few.
    """
    every = every_municipality()
    if counties:
        wanted = {number for each in counties for number in _county_numbers(each)}
    else:
        listed = {number for number in table.column("municipality_number") if number}
        wanted = _half_listed(every, listed) if len(listed) >= LEAST_LISTED else set()
    return tuple(one for one in every if one.county_number in wanted)


def unlisted(table: Table, counties: Sequence[str] = ()) -> tuple[Listed, ...]:
    """Name those of the expected municipalities that have no row, by number or by a name without one."""
    numbers: set[str] = set()
    names: set[str] = set()
    for number, name in table.records("municipality_number", "municipality"):
        if number:
            numbers.add(number)
        elif name:
            names.add(folded(name))
    return tuple(
        one
        for one in expected(table, counties)
        if one.number not in numbers and folded(one.name) not in names
    )


def _half_listed(every: Iterable[Listed], listed: set[str]) -> set[str]:
    size: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    for one in every:
        size[one.county_number] += 1
        found[one.county_number] += one.number in listed
    return {county for county, count in found.items() if count * 2 >= size[county]}


def _county_numbers(given: str) -> set[str]:
    """The numbers of a county that is given by its number or one of its names."""
    key = folded(given)
    return {
        one.county_number
        for one in every_municipality()
        if key.zfill(2) == one.county_number or key in map(folded, one.county.split(" - "))
    }
