"""Whose dues are paid, and since when others' are not."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from automations.model import Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.membership import Member, members

JOINED_LATE_DAYS = 30  # who joins after the day when dues are due has so long to pay


class Dues(NamedTuple):
    """How a member stands with dues: paid, or the first year that is not, and when that was due."""

    member: Member
    row: int
    paid: bool
    year: int
    due: date


@once
def dues_of(table: Table, *, on: date, due_month: int, due_day: int) -> Iterator[Dues]:
    """Judge the members on the rolls whose tab tells of dues that have fallen due.

    A tab is judged by the latest year that has fallen due and that somebody's row names as paid: before
    the first payment of a year is written down, nobody can be told from the others. A tab that says yes
    and no without a year is judged by the year of the day, from the day when dues are due. Paid on one
    row is paid.
    """
    calendar = _DueDays(due_month, due_day)
    years = _years(table, calendar, on)
    paid, tabs, people = table.column("dues_paid"), table.tabs, people_of(table)
    for member in members(table, on=on):
        rows = [i for i in member.rows if tabs[i] in years]
        if member.allowed.only == "delete" or not rows:
            continue
        said = [paid[i] for i in people.rows[member.person] if paid[i] is not None]
        known = max((value for value in said if value is not True and value is not False), default=None)
        row = next((i for i in rows if not _is_paid(paid[i], years[tabs[i]])), rows[0])
        year = years[tabs[row]]
        first = min(known + 1, year) if known else year
        due = calendar.of(first)
        if member.joined and member.joined.year >= first:
            due = max(due, member.joined + timedelta(JOINED_LATE_DAYS))
        yield Dues(member, row, any(_is_paid(value, year) for value in said), first, due)


def _is_paid(value: Any, year: int) -> bool:
    return value is True or (type(value) is int and value >= year)


@dataclass(frozen=True)
class _DueDays:
    month: int
    day: int

    def of(self, year: int) -> date:
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def latest(self, on: date) -> int:
        """The latest year whose dues have fallen due."""
        return on.year if on >= self.of(on.year) else on.year - 1


def _years(table: Table, calendar: _DueDays, on: date) -> Mapping[str, int]:
    """By which year each tab is judged."""
    named: dict[str, set[int]] = {}
    said: set[str] = set()
    for tab, value in zip(table.tabs, table.column("dues_paid"), strict=True):
        if value is True:
            said.add(tab)
        elif type(value) is int:
            named.setdefault(tab, set()).add(value)
    latest = calendar.latest(on)
    judged = {tab: max((y for y in years if y <= latest), default=0) for tab, years in named.items()}
    years = {tab: year for tab, year in judged.items() if year >= on.year - 1}
    if latest == on.year:
        years |= dict.fromkeys(said - named.keys(), on.year)
    return years
