"""Municipal parties that have not gone through the guidelines on harassment: the day alone, never a case."""

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
from automations.figures.local_parties import Verdict, guidelines
from automations.model import Finding, Table
from automations.people.local_parties import LocalParty

NAME = "guidelines_not_reviewed"
_WHOM_TO_ASK = ("leader", "deputy", "secretary")


@check(
    needs=("local_parties",),
    uses=("officers",),
    columns={"local_parties": ("guidelines_reviewed_on",)},
    serves=lines(22, 23),
    words=reason_key,
    not_judged=not_judged_without(NAME),
)
def guidelines_not_reviewed(
    local_parties: Table, officers: Table | None, *, on: date, review_months: int = 12
) -> Iterator[Finding]:
    """A municipal party that has not gone through the guidelines within `review_months`."""

    def judge(party: LocalParty) -> Verdict | None:
        return guidelines(party, on=on, review_months=review_months)

    for party, verdict, whom in unmet(local_parties, officers, judge, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            "guidelines_reviewed_on",
            verdict.reason,
            severity="low",
            facts={"reviewed": day(verdict.day)},
            suggested=whom,
        )
