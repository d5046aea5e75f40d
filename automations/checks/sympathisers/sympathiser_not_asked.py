"""Sympathisers who are ready to become members, and whom nobody has asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.interest import wishes_membership, wishes_news_only
from automations.people.responsible import Responsible
from automations.people.supporters import supporters as persons_of
from automations.people.supporters import who_are_members

NAME = "sympathiser_not_asked"


@check(
    needs=("supporters",),
    uses=("local_parties", "officers", "members"),
    columns={"supporters": ("interest", "last_contacted")},
    serves=lines(43),
    not_judged=suggestions(NAME),
)
def sympathiser_not_asked(
    supporters: Table,
    local_parties: Table | None,
    officers: Table | None,
    members: Table | None,
    *,
    on: date,
    ask_within_days: int = 7,
    consent_months: int = 24,
) -> Iterator[Finding]:
    """A sympathiser with a valid consent whose interest is a membership, and who was not contacted since.

    Found `ask_within_days` after the consent, until a contact is recorded or the person is a member.
    """
    persons = Persons(NAME, supporters, Responsible(local_parties, officers, on))
    joined = who_are_members(supporters, members)
    for supporter in persons_of(supporters, on=on, consent_months=consent_months):
        if supporter.since is None or supporter.contacted or not supporter.allowed.offer:
            continue
        if not wishes_membership(supporter.interest) or wishes_news_only(supporter.consent_for):
            continue
        if supporter.person in joined:
            continue
        due = supporter.since + timedelta(ask_within_days)
        place = persons.place(supporter.rows, "last_contacted")
        if place and on >= due:
            facts = {"consented": supporter.since.isoformat(), "deadline": due.isoformat()}
            yield persons.finding(supporter, place, "medium", facts, due=due)
