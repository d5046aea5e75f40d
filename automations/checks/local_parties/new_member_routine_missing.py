"""Municipal parties without a routine for how new members are met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import not_judged_without, of_party, reason_key, unmet
from automations.checks.registry import check, lines
from automations.figures.local_parties import new_member_routine
from automations.model import Finding, Table

NAME = "new_member_routine_missing"
_WHOM_TO_ASK = ("leader", "membership_officer", "deputy", "follow_up_by")


@check(
    needs=("local_parties",),
    uses=("officers",),
    columns={"local_parties": ("new_member_routine",)},
    serves=lines(38, 39),
    words=reason_key,
    not_judged=not_judged_without(NAME),
)
def new_member_routine_missing(
    local_parties: Table, officers: Table | None, *, on: date
) -> Iterator[Finding]:
    """A municipal party that has no routine for new members, or whose row does not say."""
    for party, verdict, whom in unmet(local_parties, officers, new_member_routine, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            "new_member_routine",
            verdict.reason,
            severity="medium" if verdict.reason == "no" else "low",
            suggested=whom,
        )
