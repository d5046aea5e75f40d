"""Sympathisers of whom nothing may be kept as it is: no consent, or one that no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.responsible import Responsible
from automations.people.supporters import Supporter
from automations.people.supporters import supporters as persons_of

NAME = "sympathiser_consent_missing"
_CELL = {"undated": "consent_on", "expired": "consent_on", "delete_after": "delete_after"}


def reason_key(finding: Finding) -> str:
    """Name the words: why nothing may be kept as it is."""
    return str(finding.facts["reason"])


@check(
    needs=("supporters",),
    uses=("local_parties", "officers"),
    serves=lines(49, 50),
    words=reason_key,
    not_judged=suggestions(NAME),
)
def sympathiser_consent_missing(
    supporters: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    consent_months: int = 24,
) -> Iterator[Finding]:
    """A sympathiser whose row is to be deleted, or whose consent is to be asked for.

    What a person who is no member thinks of politics is kept only with a valid consent (GDPR article 9):
    given, with its day, not withdrawn, not older than `consent_months`, and not past the day on which
    the row was to be deleted. Under 15 it is the guardians' consent. The task names nobody.
    """
    persons = Persons(NAME, supporters, Responsible(local_parties, officers, on))
    for supporter in persons_of(supporters, on=on, consent_months=consent_months):
        reason = _reason(supporter)
        if reason:
            place = persons.place(supporter.rows, _CELL.get(reason, "consent"), "consent")
            facts = {"reason": reason, "ended": supporter.ended.isoformat() if supporter.ended else None}
            yield persons.finding(supporter, place, "high", facts, due=supporter.ended, named=False)


def _reason(supporter: Supporter) -> str | None:
    only = supporter.allowed.only
    if only == "delete":
        return "no_contact" if supporter.consent != "withdrawn" else "withdrawn"
    if only == "guardian_consent":
        return only
    return supporter.consent if only == "renew_consent" else None
