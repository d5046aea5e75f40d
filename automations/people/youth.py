"""Those who leave the youth league and have agreed to be passed on to the party.

Whoever has not said yes, or has taken the yes back on any row, is not here at all: the party and its
youth league are two organisations, and what one knows of a person is not the other's without consent
(GDPR article 9).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from automations.model import Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.membership import done
from automations.people.names import folded
from automations.people.opt_outs import allowed


class Transition(NamedTuple):
    """A person on the way from the youth league, with consent. `rows` are the person's, in the table's order.

    `since` is the day of the transition, if known. `contact` and `call` say what may be done: nobody who
    is a member already, or who has asked us for peace in another tab, is contacted from here.
    """

    person: int
    rows: tuple[int, ...]
    municipality_number: str | None
    birth_year: int | None
    since: date | None
    contacted: bool
    contacted_on: date | None
    contact: bool
    call: bool


@once
def transitions(
    table: Table, members: Table | None, supporters: Table | None, *, on: date
) -> Iterator[Transition]:
    """Give the persons who have agreed to be passed on, in the order of their first rows."""
    known = _Known(members, supporters)
    number, year, since, by_party, result, consent, may, protected = (
        table.column(name)
        for name in (
            *("municipality_number", "birth_year", "transfer_on", "contacted_by_party", "result"),
            *("transfer_consent", "may_contact", "protected_address"),
        )
    )
    people = people_of(table)
    for person, rows in enumerate(people.rows):
        said = {consent[i] for i in rows}
        if False in said or True not in said:
            continue
        born, place = _first(year, rows), _first(number, rows)
        wishes = [{"may_contact": may[i], "protected_address": protected[i]} for i in rows]
        wishes += known.supporting(people.names[rows[0]], born, place)
        left = [allowed(on=on, kind="supporters", birth_year=born, **{"consent": True} | w) for w in wishes]
        contacts = [cell for i in rows for cell in (by_party[i], result[i]) if done(cell, on)]
        free = not known.is_member(people.names[rows[0]], born, place)
        yield Transition(
            person,
            rows,
            place,
            born,
            min((since[i] for i in rows if since[i]), default=None),
            bool(contacts),
            min((cell.on for cell in contacts if cell.on), default=None),
            contact=free and all(each.follow_up for each in left),
            call=all(each.call for each in left),
        )


class _Known:
    """Who stands in the other tabs of people, by name: the same person unless something speaks against it."""

    def __init__(self, members: Table | None, supporters: Table | None) -> None:
        self._members = _by_name(members)
        self._supporters = _by_name(supporters, "consent", "may_contact", "protected_address")

    def is_member(self, name: str, year: int | None, place: str | None) -> bool:
        return any(True for _ in _bearing(self._members, name, year, place))

    def supporting(self, name: str, year: int | None, place: str | None) -> Iterator[dict[str, Any]]:
        """Give what the person has asked of us as a sympathiser; silence there does not undo the consent."""
        for consent, may, protected in _bearing(self._supporters, name, year, place):
            yield {"consent": consent is not False, "may_contact": may, "protected_address": protected}


def _by_name(table: Table | None, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    if table is not None:
        for name, *rest in table.records("name", "birth_year", "municipality_number", *columns):
            if name:
                found[folded(name)].append(tuple(rest))
    return found


def _bearing(
    known: dict[str, list[tuple[Any, ...]]], name: str, year: int | None, place: str | None
) -> Iterator[tuple[Any, ...]]:
    for its_year, its_place, *rest in known.get(name, ()) if name else ():
        years, places = (year, its_year), (place, its_place)
        same = years[0] == years[1] if None not in years else None in places or places[0] == places[1]
        if same:
            yield tuple(rest)


def _first(column: Sequence[Any], rows: Sequence[int]) -> Any:
    return next((column[i] for i in rows if column[i] is not None), None)
