"""Members of the youth league who have agreed to be passed on to the party, and whom nobody has contacted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.model import Finding, Severity, Skipped, Table
from automations.people.identity import people_of
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs
from automations.people.youth import Transition, transitions

NAME = "youth_not_welcomed"
_ROLES = ("auf_contact", "membership_officer", "leader")


def reason_key(finding: Finding) -> str:
    """Name the words: a letter where nobody may ring, else the reason."""
    return "letter" if finding.facts["channel"] == "letter" else str(finding.facts["reason"])


def not_judged(
    _youth: Table,
    _members: Table | None = None,
    _supporters: Table | None = None,
    local_parties: Table | None = None,
    officers: Table | None = None,
) -> Iterator[Skipped]:
    """Say which tabs would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("youth_transition",),
    uses=("members", "supporters", "local_parties", "officers"),
    columns={"youth_transition": ("transfer_consent", "contacted_by_party")},
    serves=lines(92, 95),
    words=reason_key,
    not_judged=not_judged,
)
def youth_not_welcomed(
    youth: Table,
    members: Table | None,
    supporters: Table | None,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    contact_within_days: int = 30,
    age_limit: int = 35,
) -> Iterator[Finding]:
    """A person on the way from AUF, with consent to be passed on, whom the party has not contacted.

    Found from `contact_within_days` after the day of the transition; in the year before the age limit of
    AUF (`age_limit`, the age reached in the year: AUF's own rule is to be looked up); or, where no day is
    written, at once. Without consent, or when it was taken back, nothing at all is said; nor of those
    under 15, of members, and of those who want no contact. From 15 to 17, and where calls are not
    wanted, it is a letter. It is urgent from the day after twice the time.
    """
    people = people_of(youth)
    responsible = Responsible(local_parties, officers, on)
    wait = timedelta(contact_within_days)
    for person in transitions(youth, members, supporters, on=on):
        if person.contacted or not person.contact:
            continue
        reason = _reason(person, wait, age_limit, on)
        if reason is None:
            continue
        i, since = person.rows[0], person.since
        late = since is not None and on > since + 2 * wait
        severity: Severity = "high" if late else "low" if reason == "undated" else "medium"
        turn = responsible.in_turn(person.municipality_number, _ROLES)
        yield Finding(
            check=NAME,
            subject=people.subject(person.person),
            source=youth.source(i, "contacted_by_party"),
            severity=severity,
            facts={
                "municipality_number": person.municipality_number,
                "reason": reason,
                "channel": "call" if person.call else "letter",
                "since": since.isoformat() if since else None,
            },
            column="contacted_by_party",
            due=since + wait if since else None,
            also=tuple(youth.source(j) for j in person.rows[1:]),
            private={"name": youth.column("name")[i] or "–"},
            # nobody is asked to welcome themselves
            suggested=tuple(other for other in turn if folded(other) != people.names[i]),
        )


def _reason(person: Transition, wait: timedelta, age_limit: int, on: date) -> str | None:
    if person.since is not None and on >= person.since + wait:
        return "waiting"
    if person.birth_year is not None and on.year - person.birth_year >= age_limit - 1:
        return "age_limit"
    return "undated" if person.since is None else None
