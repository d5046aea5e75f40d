"""Municipal parties that nobody outside can reach: neither a website nor an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.local_parties.party_finding import not_judged_without, of_party, unmet
from automations.checks.registry import check, lines
from automations.figures.local_parties import public_contact
from automations.model import Finding, Table

NAME = "public_contact_missing"
COLUMNS = ("website", "public_email")
_WHOM_TO_ASK = ("leader", "secretary", "deputy")


@check(
    needs=("local_parties",),
    uses=("officers",),
    serves=lines(43),
    not_judged=not_judged_without(NAME, *COLUMNS),
)
def public_contact_missing(local_parties: Table, officers: Table | None, *, on: date) -> Iterator[Finding]:
    """A municipal party with neither a website nor a public e-mail address; one of the two is enough."""
    for party, verdict, whom in unmet(local_parties, officers, public_contact, on=on, ask=_WHOM_TO_ASK):
        yield of_party(
            NAME,
            party,
            next(filter(party.keeps, COLUMNS)),
            verdict.reason,
            severity="low",
            suggested=whom,
        )
