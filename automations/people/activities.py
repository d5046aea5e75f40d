"""What has been arranged and what is planned: the activities of a workbook, and whose they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from automations.model import Skipped, Subject, Table
from automations.once import once
from automations.people.municipalities import Municipalities, Municipality, naming
from automations.people.names import folded
from automations.tabs.choices import (
    CANCELLED_WORDS,
    CHOICE_WORDS,
    EVERYONE_WORDS,
    MEMBER_WORDS,
    OUTSIDER_WORDS,
)

OPEN = frozenset({"open_meeting", "social"})  # kinds that anybody may come to, whatever else is said
DEBATES = frozenset({"debate", "members_meeting"})
OUTREACH = frozenset({"stall", "door_knocking"})
MEETINGS = frozenset({"board_meeting", "members_meeting"})

_WORD = re.compile(r"\w+")
_CANCELLED = frozenset(map(folded, CANCELLED_WORDS))
_EVERYONE = frozenset(map(folded, EVERYONE_WORDS))
_OUTSIDERS = tuple(map(folded, OUTSIDER_WORDS))
_NOBODY = frozenset(map(folded, CHOICE_WORDS["yes_no"]["no"]))


class Activity(NamedTuple):
    """An activity that has a day and was not called off. `row` is its place in the table.

    `open` tells whether others than members may come; None where nothing says it.
    """

    row: int
    on: date
    title: str | None
    kind: str | None
    form: str | None
    open: bool | None
    place: Municipality | None

    @property
    def subject(self) -> Subject:
        """Name it by its day, its place and what it is called."""
        place = self.place.key if self.place else ""
        return Subject((f"activity:{self.on}:{place}:{folded(self.title) or self.kind or ''}",))

    @property
    def number(self) -> str | None:
        """The municipality's number, where it is known."""
        return self.place.number if self.place else None

    @property
    def words(self) -> dict[str, str]:
        """What a text calls it; nothing where nobody has."""
        return {"activity": self.title} if self.title else {}


@once
def activities(table: Table, named: Table | None) -> Iterator[Activity]:
    """Give the activities in the order of the rows.

    `named` says which municipalities there are (the local parties), else the table itself. An activity
    that names none is of the workbook's only municipality, if there is one.
    """
    municipalities = Municipalities(naming(named, table))
    columns = ("date", "title", "type", "form", "open_to", "municipality_number", "municipality")
    for row, (on, title, kind, form, open_to, number, name) in enumerate(table.records(*columns)):
        if on is not None and _CANCELLED.isdisjoint(_words(title)):
            place = municipalities.of_row(number, name)
            yield Activity(row, on, title, kind, form, _is_open(kind, open_to), place)


@once
def by_municipality(table: Table, named: Table | None) -> Iterator[tuple[Municipality, tuple[Activity, ...]]]:
    """Give every municipality with its activities, in the order in which the municipalities are named."""
    own: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities(table, named):
        if activity.place is not None:
            own[activity.place.key].append(activity)
    for place in Municipalities(naming(named, table)):
        yield place, tuple(own.get(place.key, ()))


def no_place(check: str, table: Table, named: Table | None) -> Iterator[Skipped]:
    """Say that nothing tells which municipality an activity is of."""
    told = table.has("municipality") or table.has("municipality_number")
    if not told and Municipalities(naming(named, table)).only() is None:
        yield Skipped(check, "no_column", {"kinds": ["activities"], "column_names": ["municipality"]})


def _is_open(kind: str | None, open_to: str | None) -> bool | None:
    if kind in OPEN:
        return True
    words = _words(open_to)
    if not words:
        return None if kind is None else False
    text = " ".join(["", *words])
    if any(f" {beginning}" in text for beginning in _OUTSIDERS):
        return True
    of_members = any(word.startswith(MEMBER_WORDS) for word in words)
    return not of_members and not _EVERYONE.isdisjoint(words) and _NOBODY.isdisjoint(words)


def _words(text: str | None) -> list[str]:
    return _WORD.findall(folded(text)) if text else []
