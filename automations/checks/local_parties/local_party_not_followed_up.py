"""Municipal parties that nobody has followed up for long, or not on the day that was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import (
    day,
    not_judged_without,
    of_party,
    reason_key,
    unmet,
)
from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar
from automations.figures.local_parties import Verdict, follow_up
from automations.model import Finding, Severity, Table
from automations.people.local_parties import LocalParty

NAME = "local_party_not_followed_up"
COLUMNS = ("last_followed_up", "next_follow_up")
_WHOM_TO_ASK = ("follow_up_by", "county_secretary")
_SEVERITY: dict[str, Severity] = {"passed": "medium", "old": "medium", "never": "low"}


@check(
    needs=("local_parties",),
    uses=("officers",),
    serves=(*lines(59, 60), 62),
    words=reason_key,
    not_judged=not_judged_without(NAME, *COLUMNS),
)
def local_party_not_followed_up(
    local_parties: Table,
    officers: Table | None,
    *,
    on: date,
    calendar: ElectionCalendar,
    follow_up_days: int = 90,
    follow_up_days_election_year: int = 30,
) -> Iterator[Finding]:
    """A municipal party last followed up more than so many days ago, or not on the day agreed.

    The days are fewer in an election year, until the election is held. A party that has never been
    followed up is found where others have.
    """

    def judge(party: LocalParty) -> Verdict | None:
        return follow_up(
            party,
            on=on,
            calendar=calendar,
            follow_up_days=follow_up_days,
            follow_up_days_election_year=follow_up_days_election_year,
        )

    for party, verdict, whom in unmet(local_parties, officers, judge, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            "next_follow_up" if verdict.reason == "passed" else "last_followed_up",
            verdict.reason,
            severity=_SEVERITY[verdict.reason],
            facts={"day": day(verdict.day)},
            due=verdict.due,
            suggested=whom,
        )
