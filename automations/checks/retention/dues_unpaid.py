"""Members whose dues have fallen due and are not paid: first a reminder, at last the row is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from automations.checks.persons import MEMBERSHIP_ROLES, Persons, suggestions
from automations.checks.registry import check, lines
from automations.model import Fact, Finding, Table
from automations.people.dues import dues_of
from automations.people.membership import months_after
from automations.people.responsible import Responsible

NAME = "dues_unpaid"
_ROLES = ("treasurer", *MEMBERSHIP_ROLES)
Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Day = Annotated[int, Field(strict=True, ge=1, le=31)]


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    columns={"members": ("dues_paid",)},
    serves=lines(39, 40),
    not_judged=suggestions(NAME),
)
def dues_unpaid(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    due_month: Month = 3,
    due_day: Day = 31,
    remind_after_days: int = 14,
    delete_after_months: int = 6,
) -> Iterator[Finding]:
    """A member whose dues are not paid: to be reminded after the due date, and later to be deleted.

    Dues are due on the same day each year. What we know of a member who does not pay is deleted at the
    latest six months after the first due date (Datatilsynet on membership of parties): that is asked for
    whoever it is, since it is no contact with the person, and names nobody. A reminder is written, and
    only to those who may be written to.
    """
    persons = Persons(NAME, members, Responsible(local_parties, officers, on))
    for dues in dues_of(members, on=on, due_month=due_month, due_day=due_day):
        member = dues.member
        if dues.paid or member.allowed.only:
            continue
        delete_by = months_after(dues.due, delete_after_months)
        place = persons.place((dues.row,), "dues_paid")
        facts: dict[str, Fact] = {"dues_year": dues.year, "deadline": dues.due.isoformat()}
        if on >= delete_by:
            yield persons.finding(
                member,
                place,
                "high",
                facts | {"delete_by": delete_by.isoformat()},
                roles=_ROLES,
                stage="delete",
                due=delete_by,
                rows=persons.people.rows[member.person],
                named=False,
            )
        elif member.allowed.write and on >= (remind := dues.due + timedelta(remind_after_days)):
            yield persons.finding(member, place, "low", facts, roles=_ROLES, stage="remind", due=remind)
