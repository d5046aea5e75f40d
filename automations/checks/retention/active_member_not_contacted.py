"""Active members whom nobody has talked with for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.membership import CONTACT_COLUMNS, months_after
from automations.people.membership import members as persons_of
from automations.people.participation import offers
from automations.people.responsible import Responsible

NAME = "active_member_not_contacted"


def channel(finding: Finding) -> str:
    """Name the words: a call, or a letter to those who shall not be called."""
    return str(finding.facts["channel"])


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    columns={"members": ("activity_level", "contacted")},
    serves=lines(37, 40),
    words=channel,
    not_judged=suggestions(NAME),
)
def active_member_not_contacted(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    contact_after_months: int = 12,
) -> Iterator[Finding]:
    """A member who wishes to be active, and whose last talk, offer or invitation is so many months ago.

    Only where a day of contact stands: members without any are counted in the summary, not tasked, and
    a contact without a day says that there was one.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    offered = offers(members, on=on)
    for member in persons_of(members, on=on):
        offer = offered[member.person]
        if member.activity_level != "active" or not member.allowed.follow_up or offer.undated:
            continue
        if member.last_contact is None:
            continue
        last = max(member.last_contact, offer.latest or member.last_contact)
        due = months_after(last, contact_after_months)
        place = persons.place(member.rows, *CONTACT_COLUMNS)
        if place and on >= due:
            facts = {"last_contact": last.isoformat(), "channel": "call" if member.allowed.call else "letter"}
            yield persons.finding(member, place, "low", facts, due=due)
