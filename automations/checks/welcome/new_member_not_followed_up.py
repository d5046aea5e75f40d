"""New members whom nobody has welcomed, called, offered something to take part in, or a course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from automations.checks.persons import MEMBERSHIP_ROLES, Persons
from automations.checks.registry import check, lines
from automations.model import Fact, Finding, Severity, Skipped, Table
from automations.people.membership import CONTACT_COLUMNS, Member, done, members, months_before
from automations.people.responsible import Responsible, missing_tabs

NAME = "new_member_not_followed_up"
Stage = Literal["welcome", "call", "offer", "intro_course"]
STAGES: tuple[Stage, ...] = ("welcome", "call", "offer", "intro_course")

# Where it is written that a stage is done: the first of them that a tab keeps is the finding's cell.
COLUMNS = {
    "welcome": ("welcome_sent",),
    "call": CONTACT_COLUMNS,
    "offer": ("offer_given",),
    "intro_course": ("intro_course_offered",),
}
_ROLES = {"intro_course": ("training_officer", *MEMBERSHIP_ROLES)}
_FOLLOWED_UP = (*lines(36, 40), *lines(43, 45))
_SERVES = {
    "welcome": lines(36, 37),
    "call": _FOLLOWED_UP,
    "letter": _FOLLOWED_UP,
    "offer": lines(36, 37),
    "intro_course": lines(47, 49),
    "guardian_consent": lines(36, 37),
    "delete": lines(36, 37),
}


def not_judged(
    members: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which stages some tab keeps no column for, and which tabs would have told whom to ask."""
    tabs = [members.letters[tab] for tab in dict.fromkeys(members.tabs)]
    for stage in STAGES:
        if any(all(column not in kept for column in COLUMNS[stage]) for kept in tabs):
            yield Skipped(NAME, "stage", {"kinds": ["members"], "column_names": [COLUMNS[stage][0]]})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    serves=_SERVES,
    not_judged=not_judged,
    # Who has resigned and the guardians of a child are the officers' alone.
    work={
        "welcome": "writing",
        "call": "calling",
        "letter": "writing",
        "offer": "calling",
        "intro_course": "courses",
    },
)
def new_member_not_followed_up(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    stages: tuple[Stage, ...] = STAGES,
    welcome_within_days: int = 2,
    call_after_days: int = 14,
    offer_after_days: int = 30,
    intro_course_after_days: int = 90,
    attempts_before_letter: int = 2,
    new_for_months: int = 6,
) -> Iterator[Finding]:
    """A new member who has not been welcomed, called, or offered an activity or a course in time.

    A stage is found from the day its time is out, `joined + days`, until it is recorded or the member
    is no longer new. It is urgent from the day after twice that time: the only day on which severity
    changes. After `attempts_before_letter` attempts without an answer, and for those who must not be
    called, a letter stands in for the call. What a person has asked of us goes before all of it; two
    things are asked whenever a person joined: to delete who has resigned, and the guardians' consent.
    """
    days = {
        "welcome": welcome_within_days,
        "call": call_after_days,
        "offer": offer_after_days,
        "intro_course": intro_course_after_days,
    }
    asked = tuple((stage, timedelta(days[stage])) for stage in STAGES if stage in stages)
    search = _Search(members, Responsible(local_parties, officers, on), on)
    since = months_before(on, new_for_months)
    for member in search.members():
        if member.to_delete:
            yield search.to_delete(member)
        if member.allowed.only == "guardian_consent":
            yield search.guardian_consent(member)
        elif member.is_new(since):
            for stage, wait in asked:
                if member.joined and on >= member.joined + wait:
                    yield from search.stage(member, stage, wait, attempts_before_letter)


class _Search:
    def __init__(self, table: Table, responsible: Responsible, on: date) -> None:
        self.table = table
        self.persons = Persons(NAME, table, responsible)
        self.on = on

    def members(self) -> tuple[Member, ...]:
        return members(self.table, on=self.on)

    def stage(self, member: Member, stage: str, wait: timedelta, attempts: int) -> Iterator[Finding]:
        """Find one stage of one member, unless it is done, not wished, or not kept in the sheet."""
        place = self.persons.place(member.rows, *COLUMNS[stage])
        if place is None or not _wished(member, stage) or self._is_done(member, stage):
            return
        joined = member.joined or self.on
        facts: dict[str, Fact] = {"joined": joined.isoformat(), "deadline": (joined + wait).isoformat()}
        if stage == "call":
            by_letter = not member.allowed.call or member.attempts >= attempts
            stage = "letter" if by_letter else "call"
            facts |= {"channel": stage, "attempts": member.attempts}
        severity: Severity = "high" if self.on > joined + 2 * wait else "medium"
        roles = _ROLES.get(stage, MEMBERSHIP_ROLES)
        yield self.persons.finding(
            member, place, severity, facts, roles=roles, stage=stage, due=joined + wait
        )

    def to_delete(self, member: Member) -> Finding:
        """Ask for the rows of one who has resigned to be deleted, at once: there is no deadline to wait for.

        Names no person: the link is enough, and the task outlives the row.
        """
        everywhere = self.persons.people.rows[member.person]
        rows = everywhere if member.allowed.only == "delete" else member.to_delete
        place = self.persons.place(member.to_delete, "status", "resigned_on")
        resigned = self.table.column("resigned_on")[member.to_delete[0]]
        facts: dict[str, Fact] = {"resigned_on": resigned.isoformat() if resigned else None}
        return self.persons.finding(
            member, place, "high", facts, stage="delete", due=resigned, rows=rows, named=False
        )

    def guardian_consent(self, member: Member) -> Finding:
        """Ask for the guardians' consent, and say nothing else about a child."""
        place = self.persons.place(member.rows, "guardian_consent", "birth_date", "birth_year")
        return self.persons.finding(member, place, "high", {}, stage="guardian_consent", named=False)

    def _is_done(self, member: Member, stage: str) -> bool:
        if stage in ("welcome", "call") and member.contacted:
            return True
        if stage == "call":
            return False
        column = self.table.column(COLUMNS[stage][0])
        return any(done(column[i], self.on) for i in self.persons.people.rows[member.person])


def _wished(member: Member, stage: str) -> bool:
    wishes = member.allowed
    if stage == "welcome":
        return wishes.welcome
    if stage == "call":
        return wishes.follow_up
    return wishes.offer
