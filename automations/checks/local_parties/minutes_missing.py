"""Annual meetings without minutes that anybody can find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import day, not_judged_without, of_party, unmet
from automations.checks.registry import check, lines
from automations.figures.local_parties import Verdict, minutes
from automations.model import Finding, Table
from automations.people.local_parties import LocalParty

NAME = "minutes_missing"
_WHOM_TO_ASK = ("secretary", "leader", "deputy")


@check(
    needs=("local_parties",),
    uses=("officers",),
    columns={"local_parties": ("annual_meeting_on", "minutes")},
    serves=lines(27, 28),
    not_judged=not_judged_without(NAME),
)
def minutes_missing(
    local_parties: Table,
    officers: Table | None,
    *,
    on: date,
    minutes_after_days: int = 30,
    for_months: int = 18,
) -> Iterator[Finding]:
    """An annual meeting held more than `minutes_after_days` ago whose minutes are not in the sheet.

    Those of a meeting older than `for_months` are not asked for: a new meeting is.
    """

    def judge(party: LocalParty) -> Verdict | None:
        return minutes(party, on=on, minutes_after_days=minutes_after_days, for_months=for_months)

    for party, verdict, whom in unmet(local_parties, officers, judge, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            "minutes",
            verdict.reason,
            severity="medium",
            facts={"held": day(verdict.day)},
            due=verdict.due,
            suggested=whom,
        )
