"""Agreements with partners that have run out, or soon will."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.model import Finding, Severity, Skipped, Subject, Table
from automations.people.partners import PRIORITISED, Partner, called, partners_of, to_ask
from automations.people.responsible import Responsible, missing_tabs

NAME = "partner_agreement_expired"


def not_judged(
    _partners: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which tabs would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("partners",),
    uses=("local_parties", "officers"),
    columns={"partners": ("agreement_until",)},
    serves=(85, *lines(88, 90)),
    not_judged=not_judged,
)
def partner_agreement_expired(
    partners: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    soon_days: int = 30,
) -> Iterator[Finding]:
    """An organisation whose agreement with us has run out, or does within `soon_days`.

    An agreement holds on its last day. Of several agreements with one organisation the longest counts.
    What is only near is a hint; what has run out is more urgent with LO and AUF than with others.
    """
    responsible = Responsible(local_parties, officers, on)
    until = partners.column("agreement_until")
    agreed: dict[tuple[str, str], list[Partner]] = defaultdict(list)
    for partner in partners_of(partners, local_parties):
        if until[partner.row] is not None:
            agreed[partner.own].append(partner)
    for rows in agreed.values():
        last = max(rows, key=lambda partner: until[partner.row])
        ends = until[last.row]
        if on < ends - timedelta(soon_days):
            continue
        place, (where, name) = last.place, last.own
        urgent: Severity = "medium" if last.kind in PRIORITISED else "low"
        yield Finding(
            check=NAME,
            subject=Subject((f"agreement:{where}:{name}",)),
            source=partners.source(last.row, "agreement_until"),
            severity=urgent if ends < on else "low",
            facts={
                "municipality_number": last.number,
                "kind": last.kind,
                "agreement_until": ends.isoformat(),
            },
            column="agreement_until",
            due=ends,
            also=tuple(partners.source(other.row) for other in rows if other is not last),
            private={"organisation": called(last.organisation, place.name if place else None)},
            suggested=to_ask(responsible, last.kind, last.number, partners.column("our_contact")[last.row]),
        )
