"""How members are drawn into what goes on: invited, offered something, given a role, asked, within reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from automations.model import Contact, Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.kept import tabs_using
from automations.people.membership import Member, done, members
from automations.people.names import folded
from automations.tabs import TABS

HALF = 0.5


class Offers(NamedTuple):
    """What the rows of a member say of offers: any at all, and the latest day of an offer or invitation."""

    any: bool
    undated: bool
    latest: date | None


@once
def offers(table: Table, *, on: date) -> Iterator[Offers]:
    """Give the offers and invitations of every person, by their number in `People`."""
    given, invited = table.column("offer_given"), table.column("last_invited")
    for rows in people_of(table).rows:
        offered: list[Contact] = [given[i] for i in rows if done(given[i], on)]
        days = [offer.on for offer in offered if offer.on]
        days += [invited[i] for i in rows if invited[i] is not None and invited[i] <= on]
        yield Offers(
            bool(offered), len(offered) > sum(o.on is not None for o in offered), max(days, default=None)
        )


def with_roles(*tables: Table | None, on: date) -> frozenset[str]:
    """Give the folded names of all who bear a role in any of the tables, where the term has not ended."""
    names: set[str] = set()
    for table in tables:
        if table is not None:
            untils: Sequence[date | None] = table.column("elected_until")
            for column in TABS[table.kind].columns:
                if column.kind == "name" and table.has(column.name):
                    held = zip(table.column(column.name), untils, strict=True)
                    names.update(folded(name) for name, until in held if not until or until >= on)
    return frozenset(names - {""})


def asked_of_level(member: Member) -> bool:
    """Tell whether it is known how active a member wishes to be."""
    return member.activity_level not in (None, "not_asked")


@once
def unreachable(table: Table, *, on: date) -> Iterator[Member]:
    """Give the members who may be contacted, and whose rows hold neither e-mail nor phone.

    A tab where fewer than half have either is one that does not keep them.
    """
    emails, phones = table.column("email"), table.column("phone")
    keeping = set(tabs_using(table, "email", "phone", least_share=HALF))
    people = people_of(table)
    for member in members(table, on=on):
        if not member.allowed.follow_up or not _any_in(table, member.rows, keeping):
            continue
        if not any(emails[i] or phones[i] for i in people.rows[member.person]):
            yield member


def _any_in(table: Table, rows: Iterable[int], tabs: set[str]) -> bool:
    return any(table.tabs[i] in tabs for i in rows)
