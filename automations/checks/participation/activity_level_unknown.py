"""New members whom somebody has talked with, and nobody has asked how active they wish to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.kept import tabs_using
from automations.people.membership import members as persons_of
from automations.people.membership import months_before
from automations.people.participation import asked_of_level
from automations.people.responsible import Responsible

NAME = "activity_level_unknown"


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    columns={"members": ("activity_level",)},
    serves=lines(37),
    not_judged=suggestions(NAME),
)
def activity_level_unknown(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    ask_within_days: int = 14,
    new_for_months: int = 6,
) -> Iterator[Finding]:
    """A new member who was contacted, and whose wished level of activity is blank or not asked.

    Found `ask_within_days` after the contact (after joining, where its day is unknown), as long as the
    member is new: the others are counted, not tasked. A tab where no level stands is not judged.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    using = set(tabs_using(members, "activity_level"))
    since, wait = months_before(on, new_for_months), timedelta(ask_within_days)
    for member in persons_of(members, on=on):
        if not member.contacted or asked_of_level(member) or not member.is_new(since):
            continue
        rows = [i for i in member.rows if members.tabs[i] in using]
        asked_by = (member.contacted_on or member.joined or on) + wait
        if rows and member.allowed.follow_up and on >= asked_by:
            place = persons.place(rows, "activity_level")
            yield persons.finding(member, place, "low", {"deadline": asked_by.isoformat()}, due=asked_by)
