"""Members who wish to be active, and whom nobody has invited to anything for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.model import Finding, Severity, Table
from automations.people.interest import wishes_something
from automations.people.kept import tabs_using
from automations.people.membership import members as persons_of
from automations.people.membership import months_before
from automations.people.participation import offers, with_roles
from automations.people.responsible import Responsible

NAME = "member_not_invited"
_SEVERITY: dict[str, Severity] = {"active": "medium", "sometimes": "low"}


def level(finding: Finding) -> str:
    """Name the words: they say how active the member wishes to be."""
    return str(finding.facts["level"])


@check(
    needs=("members",),
    uses=("local_parties", "officers", "campaign"),
    columns={"members": ("activity_level", "last_invited")},
    serves=lines(5, 6),
    words=level,
    not_judged=suggestions(NAME),
)
def member_not_invited(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    campaign: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    active_after_days: int = 90,
    sometimes_after_days: int = 180,
    campaign_before_days: int = 60,
    new_for_months: int = 6,
) -> Iterator[Finding]:
    """A member who wishes to be active and has had no invitation, offer or role for the days given.

    Whoever wishes to take part in campaigns is asked for from `campaign_before_days` before the campaign
    starts, until the election. New members are the welcome's, and who has said what they can do and
    waits for a first offer is asked for as such. A tab where nobody was ever invited does not use the
    column, and is not judged.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    using = set(tabs_using(members, "last_invited"))
    busy = with_roles(local_parties, officers, campaign, on=on)
    offered, can = offers(members, on=on), members.column("can_contribute")
    keeps_offers = set(tabs_using(members, "offer_given"))
    since = months_before(on, new_for_months)
    waits = {"active": timedelta(active_after_days), "sometimes": timedelta(sometimes_after_days)}
    opens = calendar.campaign_starts - timedelta(campaign_before_days)
    for member in persons_of(members, on=on):
        rows = [i for i in member.rows if members.tabs[i] in using]
        wish, offer = member.activity_level, offered[member.person]
        if not rows or not member.allowed.offer or member.is_new(since) or offer.undated:
            continue
        if persons.people.names[rows[0]] in busy:
            continue
        if not offer.any and any(members.tabs[i] in keeps_offers and wishes_something(can[i]) for i in rows):
            continue
        last = offer.latest or member.joined
        if wish in waits:
            due = last + waits[wish] if last else None
            found, severity = due is None or on >= due, _SEVERITY[wish]
        elif wish == "campaign":
            due = calendar.campaign_starts
            found = opens <= on <= calendar.election_day and not (offer.latest and offer.latest >= opens)
            severity = pressing("low", on=on, due=due)
        else:
            continue
        if found:
            facts = {"level": wish, "last_invited": offer.latest.isoformat() if offer.latest else None}
            yield persons.finding(member, persons.place(rows, "last_invited"), severity, facts, due=due)
