"""Members whom nobody can reach: neither an e-mail address nor a phone number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.persons import Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Finding, Table
from automations.people.participation import unreachable
from automations.people.responsible import Responsible

NAME = "member_unreachable"


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    serves=lines(46, 47),
    not_judged=suggestions(NAME),
)
def member_unreachable(
    members: Table, local_parties: Table | None, officers: Table | None, *, on: date
) -> Iterator[Finding]:
    """A member who may be contacted and whose row holds neither e-mail nor phone that can be read.

    Only in tabs where at least half of the members have one of them: others keep them elsewhere.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    for member in unreachable(members, on=on):
        yield persons.finding(member, persons.place(member.rows, "email", "phone"), "low", {})
