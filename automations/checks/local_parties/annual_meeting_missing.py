"""Municipal parties that have neither held nor dated an annual meeting."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Literal

from automations.checks.local_parties.party_finding import (
    day,
    not_judged_without,
    of_party,
    reason_key,
    unmet,
)
from automations.checks.registry import check, lines
from automations.election_calendar import pressing
from automations.figures.local_parties import Verdict, annual_meeting
from automations.model import Finding, Severity, Table
from automations.people.local_parties import LocalParty

NAME = "annual_meeting_missing"
_WHOM_TO_ASK = ("leader", "deputy", "secretary", "follow_up_by")

Month = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


@check(
    needs=("local_parties",),
    uses=("officers",),
    columns={"local_parties": ("annual_meeting_on",)},
    serves=lines(14, 16),
    words=reason_key,
    not_judged=not_judged_without(NAME),
)
def annual_meeting_missing(
    local_parties: Table,
    officers: Table | None,
    *,
    on: date,
    month: Month = 2,
    margin_days: int = 31,
) -> Iterator[Finding]:
    """A municipal party with no annual meeting in the last year, and none with a date.

    A meeting counts for twelve months and `margin_days`. The parties meet by the end of `month`: in the
    half year before it is a hint, more in its last weeks, and urgent once the month has passed.
    """
    due = _end_of_month_nearest(on, month)
    severity: Severity = "high" if on > due else pressing("low", on=on, due=due)

    def judge(party: LocalParty) -> Verdict | None:
        return annual_meeting(party, on=on, margin_days=margin_days)

    for party, verdict, whom in unmet(local_parties, officers, judge, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            "annual_meeting_on",
            verdict.reason,
            severity=severity,
            facts={"held": day(verdict.day)},
            due=due,
            suggested=whom,
        )


def _end_of_month_nearest(on: date, month: int) -> date:
    ends = (date(year, month, monthrange(year, month)[1]) for year in (on.year - 1, on.year, on.year + 1))
    return min(ends, key=lambda end: abs(end - on))
