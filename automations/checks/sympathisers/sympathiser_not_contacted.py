"""Sympathisers who have consented and wish to take part, and whom nobody has contacted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.interest import wishes_membership, wishes_news_only, wishes_something
from automations.people.responsible import Responsible
from automations.people.supporters import supporters as persons_of
from automations.people.supporters import who_are_members

NAME = "sympathiser_not_contacted"


def channel(finding: Finding) -> str:
    """Name the words: a call, or a letter to those who shall not be called."""
    return str(finding.facts["channel"])


@check(
    needs=("supporters",),
    uses=("local_parties", "officers", "members"),
    columns={"supporters": ("interest", "last_contacted")},
    serves=lines(49, 50),
    words=channel,
    not_judged=suggestions(NAME),
)
def sympathiser_not_contacted(
    supporters: Table,
    local_parties: Table | None,
    officers: Table | None,
    members: Table | None,
    *,
    on: date,
    contact_within_days: int = 14,
    attempts_before_letter: int = 2,
    consent_months: int = 24,
) -> Iterator[Finding]:
    """A sympathiser with a valid consent who wishes something, not contacted within the days given.

    Who wishes to become a member is asked about that instead; who has consented to newsletters alone, or
    is a member by now, is let be. After so many attempts without an answer a letter stands in for the call.
    """
    persons = Persons(NAME, supporters, Responsible(local_parties, officers, on))
    joined = who_are_members(supporters, members)
    for supporter in persons_of(supporters, on=on, consent_months=consent_months):
        if supporter.since is None or supporter.contacted or not supporter.allowed.follow_up:
            continue
        if not wishes_something(supporter.interest) or wishes_membership(supporter.interest):
            continue
        if wishes_news_only(supporter.consent_for) or supporter.person in joined:
            continue
        due = supporter.since + timedelta(contact_within_days)
        place = persons.place(supporter.rows, "last_contacted")
        if place and on >= due:
            by_phone = supporter.allowed.call and supporter.attempts < attempts_before_letter
            facts = {
                "consented": supporter.since.isoformat(),
                "deadline": due.isoformat(),
                "channel": "call" if by_phone else "letter",
            }
            yield persons.finding(supporter, place, "medium", facts, due=due)
