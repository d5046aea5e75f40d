"""The volunteers, each once, and whom we have thanked of late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from automations.model import Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.membership import done


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer: the rows, the name folded, and the municipality, None where it is unknown."""

    rows: tuple[int, ...]
    person: str
    municipality_number: str | None
    municipality: str | None


@once
def volunteers_of(volunteers: Table) -> Iterator[Volunteer]:
    """Give the persons of the volunteers' tab, in the order of their first rows."""
    people = people_of(volunteers)
    numbers, names = volunteers.column("municipality_number"), volunteers.column("municipality")
    for rows in people.rows:
        if people.names[rows[0]]:
            number = next((numbers[i] for i in rows if numbers[i]), None)
            place = next((names[i] for i in rows if names[i]), None)
            yield Volunteer(rows, people.names[rows[0]], number, place)


@once
def thanked(volunteers: Table, *, on: date, days: int) -> Iterator[bool | None]:
    """Tell of each volunteer whether they were thanked in the last `days`; None where nobody writes it.

    A thank-you without a day counts. Where nobody has ever been thanked the column is not in use, and
    nothing is told.
    """
    everybody = volunteers_of(volunteers)
    column = volunteers.column("last_thanked")
    given = {i for i, contact in enumerate(column) if done(contact, on)}
    if not given:
        return
    since = on - timedelta(days)
    fresh = {i for i in given if column[i].on is None or column[i].on >= since}
    for each in everybody:
        kept = [i for i in each.rows if "last_thanked" in volunteers.letters[volunteers.tabs[i]]]
        yield not fresh.isdisjoint(kept) if kept else None
