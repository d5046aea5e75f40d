"""Whether the membership grows: gross, left and net over months, whose dues are renewed, who recruited.

Those who have left are counted as long as their rows stand, which is not long: they are to be deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from automations.figures.section import Asked, FigureKey, Section, Value, by_place
from automations.model import Table
from automations.once import once
from automations.people.dues import dues_of
from automations.people.membership import members, months_before

SHORT, LONG = 3, 12  # months


class Movement(NamedTuple):
    """Who came and went in a municipality: counts of persons, and how many members there are now."""

    number: str | None
    row: int  # the first of them
    joined: int = 0
    left: int = 0
    members: int = 0

    @property
    def net(self) -> int:
        """How many more came than went."""
        return self.joined - self.left


@once
def movements(table: Table, *, on: date, months: int) -> Iterator[Movement]:
    """Count the movements of the last months by municipality; None is for those of unknown place.

    Who joined and left again in that time is counted as both. Who has resigned on an unknown day is not
    counted: it may be long ago.
    """
    since = months_before(on, months)
    resigned = table.column("resigned_on")
    counted: dict[str | None, Movement] = {}
    for member in members(table, on=on):
        number = member.municipality_number
        left = any(resigned[i] and since <= resigned[i] <= on for i in member.to_delete)
        old = counted.get(number) or Movement(number, member.rows[0])
        counted[number] = old._replace(
            joined=old.joined + member.is_new(since),
            left=old.left + left,
            members=old.members + (member.allowed.only != "delete"),
        )
    yield from counted.values()


def section(asked: Asked) -> Section | None:
    """Say how many came and went, who pays again, and how many were recruited by members."""
    table = asked.tables.get("members")
    if table is None or not table.has("joined"):
        return None
    values: dict[FigureKey, Value] = {}
    for months in (SHORT, LONG):
        moved = movements(table, on=asked.on, months=months)
        joined = sum(place.joined for place in moved)
        values[f"joined_{months}_months", ""] = joined
        if table.has("resigned_on"):
            left = sum(place.left for place in moved)
            values[f"left_{months}_months", ""] = left
            values[f"net_{months}_months", ""] = joined - left
    order = [name for name, _ in values]
    of: dict[FigureKey, int] = {}
    if table.has("dues_paid"):
        values["renewed_share", ""], of["renewed_share", ""] = _renewed(table, asked)
        order.append("renewed_share")
    if table.has("recruited_by"):
        values["recruited_by_members", ""] = _recruited(table, asked.on)
        order.append("recruited_by_members")
    values |= _by_place(table, asked.on)
    goals: dict[FigureKey, float] = {("renewed_share", ""): 100} if "renewed_share" in order else {}
    return Section("growth", order, values, goals, of=of)


def _renewed(table: Table, asked: Asked) -> tuple[int | None, int]:
    """Give the share of those whose dues are due who have paid, and how many these are."""
    settings = asked.checks["dues_unpaid"]
    judged = dues_of(table, on=asked.on, due_month=settings["due_month"], due_day=settings["due_day"])
    share = round(100 * sum(dues.paid for dues in judged) / len(judged)) if judged else None
    return share, len(judged)


def _recruited(table: Table, on: date) -> int:
    since, by = months_before(on, LONG), table.column("recruited_by")
    return sum(m.is_new(since) and any(by[i] for i in m.rows) for m in members(table, on=on))


def _by_place(table: Table, on: date) -> dict[FigureKey, int]:
    """Break the year down by municipality, where anything moved and no count is too small to be shown.

    Net is left out with either of the two that it is made of. Joined alone is no growth, and is not told.
    """
    moved = movements(table, on=on, months=LONG)
    places = {place.number: place for place in moved if place.number}
    if len(places) < 2 or not table.has("resigned_on"):  # noqa: PLR2004 - one is the whole workbook
        return {}
    names = ("joined", "left")
    shown: dict[FigureKey, int | None] = {}
    for name in names:
        counts = {number: getattr(place, name) for number, place in places.items()}
        total = sum(getattr(place, name) for place in moved)
        shown |= by_place(f"{name}_{LONG}_months", counts, total)
    found: dict[FigureKey, int] = {}
    for number, place in places.items():
        if place.joined or place.left:
            known = {
                (f"{name}_{LONG}_months", number): shown[f"{name}_{LONG}_months", number] for name in names
            }
            found |= {key: count for key, count in known.items() if count is not None}
            if None not in known.values():
                found[f"net_{LONG}_months", number] = place.net
    return found
