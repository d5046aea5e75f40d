"""Where the women's network has a leader, and when it last did something, by municipality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from automations.model import Table
from automations.people.municipalities import Municipalities
from automations.people.naming import named
from automations.people.officers import posts

LEADER = "womens_network_leader"


@dataclass(frozen=True, slots=True)
class Network:
    """A network of one municipality; without a number and name it is the county's.

    `last` is the day of its latest activity, at row `at` of the activities; it may lie ahead. `leader` is
    the table and row where its leader stands; a network has a leader or an activity.
    """

    number: str | None
    name: str | None
    last: date | None
    at: int | None
    leader: tuple[Table, int] | None


def networks(
    activities: Table, local_parties: Table | None, officers: Table | None, *, on: date
) -> Iterator[Network]:
    """Give every network that the workbook knows of, by its leader or by what it has organised.

    In a workbook of one municipality that is the place of every row which names none.
    """
    only = _only_number(local_parties, activities, officers)
    leaders = _leaders(local_parties, officers, only, on)
    names: dict[str | None, str] = {}
    latest: dict[str | None, tuple[date | None, int]] = {}
    columns = ("organiser", "municipality_number", "municipality", "date")
    for i, (organiser, number, name, day) in enumerate(activities.records(*columns)):
        place = number or only
        if place and name:
            names.setdefault(place, name)
        if "womens_network" in named("bodies", organiser):
            before = latest.get(place, (None, i))[0]
            if before is None or (day is not None and day > before):
                latest[place] = day, i
    for table in (local_parties, officers):
        if table is not None:
            for number, name in table.records("municipality_number", "municipality"):
                if number and name:
                    names.setdefault(number, name)
    for place in {**leaders, **latest}:
        day, at = latest.get(place, (None, None))
        yield Network(place, names.get(place) if place else None, day, at, leaders.get(place))


def with_leader(local_parties: Table | None, officers: Table | None, *, on: date) -> tuple[int, int] | None:
    """Count the municipalities whose network has a leader, and all of them; None where nobody keeps it."""
    if local_parties is None or not len(local_parties):
        return None
    all_of_them = [place.number for place in Municipalities(local_parties)]
    only = all_of_them[0] if len(all_of_them) == 1 else None
    leaders = _leaders(local_parties, officers, only, on)
    if not leaders and not local_parties.has(LEADER):
        return None
    return sum(number in leaders for number in all_of_them if number), len(all_of_them)


def _leaders(
    local_parties: Table | None, officers: Table | None, only: str | None, on: date
) -> dict[str | None, tuple[Table, int]]:
    found: dict[str | None, tuple[Table, int]] = {}
    if local_parties is not None:
        rows = local_parties.records("municipality_number", LEADER)
        for i, (number, leader) in enumerate(rows):
            if number and leader:
                found.setdefault(number, (local_parties, i))
    if officers is not None:
        for post in posts(officers, on=on):
            leads = LEADER in post.roles or (
                "leader" in post.roles and "womens_network" in named("bodies", post.unit)
            )
            if leads and post.level == "regional":
                found.setdefault(None, (officers, post.row))
            elif leads and post.level == "local" and (post.municipality_number or only):
                found.setdefault(post.municipality_number or only, (officers, post.row))
    return found


def _only_number(local_parties: Table | None, *others: Table | None) -> str | None:
    """The number of the workbook's municipality, where it is about one alone."""
    tables = (local_parties,) if local_parties is not None and len(local_parties) else others
    numbers = {
        number
        for table in tables
        if table is not None
        for number in table.column("municipality_number")
        if number
    }
    return numbers.pop() if len(numbers) == 1 else None
