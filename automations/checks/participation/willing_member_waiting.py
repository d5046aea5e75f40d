"""Members who have said what they can contribute with, and have not been offered anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.interest import wishes_something
from automations.people.membership import members as persons_of
from automations.people.membership import months_before
from automations.people.participation import offers, with_roles
from automations.people.responsible import Responsible

NAME = "willing_member_waiting"


@check(
    needs=("members",),
    uses=("local_parties", "officers", "campaign"),
    columns={"members": ("can_contribute", "offer_given")},
    serves=lines(20, 21),
    not_judged=suggestions(NAME),
)
def willing_member_waiting(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    campaign: Table | None,
    *,
    on: date,
    offer_after_days: int = 30,
    new_for_months: int = 6,
) -> Iterator[Finding]:
    """A member who is not new, has said what they can do, and has no offer, invitation since, or role.

    Found `offer_after_days` after the contact; where no day of one is known, after joining. New members
    are the welcome's, which asks for an offer to each of them.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    busy = with_roles(local_parties, officers, campaign, on=on)
    offered, can = offers(members, on=on), members.column("can_contribute")
    since, wait = months_before(on, new_for_months), timedelta(offer_after_days)
    for member in persons_of(members, on=on):
        offer = offered[member.person]
        if not member.allowed.offer or offer.any or member.is_new(since):
            continue
        rows = [i for i in member.rows if wishes_something(can[i])]
        place = persons.place(rows, "offer_given")
        if place is None or persons.people.names[rows[0]] in busy:
            continue
        said = member.contacted_on or member.joined
        if (offer.latest and said and offer.latest >= said) or (said and on < said + wait):
            continue
        facts = {"said_by": said.isoformat() if said else None}
        yield persons.finding(member, place, "medium", facts, due=said + wait if said else None)
