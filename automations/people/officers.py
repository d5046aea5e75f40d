"""The posts that are held today: which office, at which level, in which body, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from automations.model import Table
from automations.once import once
from automations.people.names import folded
from automations.people.naming import named
from automations.people.responsible import roles_in

_COLUMNS = (
    "office",
    "name",
    "level",
    "municipality_number",
    "municipality",
    "unit",
    "elected_from",
    "elected_until",
)


class Post(NamedTuple):
    """One row of the officers' tab whose term runs. `row` is the table's; `person` is the name folded."""

    row: int
    roles: tuple[str, ...]
    name: str
    person: str
    level: str
    municipality_number: str | None
    municipality: str | None
    unit: str | None
    since: date | None

    @property
    def place(self) -> str:
        """The municipality, by its number where one is known."""
        return self.municipality_number or folded(self.municipality)

    @property
    def leads_county(self) -> bool:
        """Leads a county party, and no committee of it."""
        own = self.level == "regional" and "leader" in self.roles and not self._in_committee
        return own or "county_leader" in self.roles

    @property
    def leads_municipality(self) -> bool:
        """Leads a municipal party: no committee, and no branch that is not named after the municipality."""
        if self.level != "local" or "leader" not in self.roles or self._in_committee:
            return False
        branch = "branch" in named("bodies", self.unit)
        return not branch or bool(self.municipality and folded(self.municipality) in folded(self.unit))

    @property
    def _in_committee(self) -> bool:
        return "committee" in named("bodies", self.unit)


@once
def posts(officers: Table, *, on: date) -> Iterator[Post]:
    """Give the posts that somebody holds on a day; a row without a name is a vacancy.

    A row without a level is local, unless its office is one of the county's alone.
    """
    for row, record in enumerate(officers.records(*_COLUMNS)):
        office, name, level, number, municipality, unit, since, until = record
        if not name or (until is not None and until < on) or (since is not None and since > on):
            continue
        roles = roles_in(office) if office else ()
        level = level or ("regional" if "county_leader" in roles else "local")
        yield Post(row, roles, name, folded(name), level, number, municipality, unit, since)


def of_county(held: Iterable[Post], roles: Sequence[str]) -> tuple[str, ...]:
    """Name the county's own officers of these roles, first role first, each once."""
    regional = [post for post in held if post.level == "regional"]
    found: dict[str, str] = {}
    for role in roles:
        for post in regional:
            if role in post.roles or (role == "leader" and post.leads_county):
                found.setdefault(post.person, post.name)
    return tuple(found.values())
