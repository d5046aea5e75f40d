"""What belongs to an activity: a host for those who are new, papers for a meeting, AUF among the invited.

One judgement for checks and figures. What the activity's own tab keeps no column for is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from automations.model import Table
from automations.once import once
from automations.people.activities import MEETINGS, Activity, activities
from automations.people.municipalities import naming
from automations.people.names import folded
from automations.people.partners import partners_of
from automations.tabs.choices import CHOICE_WORDS, NOT_THERE_WORDS

Guest: TypeAlias = Literal["new_members", "auf"]
PAPERS = ("agenda", "minutes")

_INVITED: dict[Guest, str] = {"new_members": "new_members_invited", "auf": "auf_invited"}
_NOT_AUFS_TO_JOIN = frozenset({"board_meeting", "auf"})  # the board's own, and what AUF arranges itself
_NOT_THERE = frozenset(map(folded, (*NOT_THERE_WORDS, *CHOICE_WORDS["yes_no"]["no"])))


class Hosting(NamedTuple):
    """An activity to which new members or AUF are invited, and whether somebody receives them."""

    activity: Activity
    guests: tuple[Guest, ...]
    hosted: bool


class Meeting(NamedTuple):
    """A board's or members' meeting, and whether its papers are there; None where no column tells."""

    activity: Activity
    agenda: bool | None
    minutes: bool | None


class Invitation(NamedTuple):
    """An activity that AUF could join, in a municipality with a partner there, and whether it is invited."""

    activity: Activity
    invited: bool


@once
def hostings(table: Table, local_parties: Table | None) -> Iterator[Hosting]:
    """Give the activities that need a host, in the order of the rows."""
    hosts = table.column("host")
    invited = {guest: table.column(column) for guest, column in _INVITED.items()}
    for activity in activities(table, local_parties):
        if "host" in table.letters[table.tabs[activity.row]]:
            guests = tuple(guest for guest, said in invited.items() if said[activity.row])
            if guests:
                yield Hosting(activity, guests, _there(hosts[activity.row]))


@once
def meetings(table: Table, local_parties: Table | None) -> Iterator[Meeting]:
    """Give the meetings that have papers, in the order of the rows."""
    for activity in activities(table, local_parties):
        if activity.kind in MEETINGS:
            kept = table.letters[table.tabs[activity.row]]
            yield Meeting(
                activity,
                *(_there(table.column(c)[activity.row]) if c in kept else None for c in PAPERS),
            )


@once
def invitations(table: Table, local_parties: Table | None, partners: Table) -> Iterator[Invitation]:
    """Give the activities that AUF could join, in the order of the rows.

    AUF is a partner of the municipality that its row in the partner tab names. An activity that names
    none is of the workbook's only municipality.
    """
    named = naming(local_parties, partners)
    with_auf = {each.place.key for each in partners_of(partners, named) if each.kind == "auf" and each.place}
    invited = table.column("auf_invited")
    for activity in activities(table, named):
        if "auf_invited" not in table.letters[table.tabs[activity.row]]:
            continue
        place = activity.place
        if activity.kind not in _NOT_AUFS_TO_JOIN and place and place.key in with_auf:
            yield Invitation(activity, bool(invited[activity.row]))


def _there(text: str | None) -> bool:
    """Tell whether a cell holds something; that it is missing is often said in words."""
    return bool(text) and folded(text) not in _NOT_THERE
