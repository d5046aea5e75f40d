"""Municipalities without living contact with LO, AUF, interest organisations or voluntary ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.figures.partners import COLUMNS, Standing, standings
from automations.model import Finding, Severity, Skipped, Source, Subject, Table
from automations.people.municipalities import naming
from automations.people.names import folded
from automations.people.partners import PRIORITISED, called, to_ask
from automations.people.responsible import Responsible, missing_tabs

NAME = "partner_contact_missing"


def reason_key(finding: Finding) -> str:
    """Name the words: what is missing altogether is said by kind, what an organisation lacks is not."""
    kind, reason = finding.facts["kind"], finding.facts["reason"]
    return f"{kind}.{reason}" if reason in ("none", "too_few") else str(reason)


def not_judged(
    partners: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which reasons some tab keeps no column for, and where the municipalities were taken from."""
    tabs = [partners.letters[tab] for tab in dict.fromkeys(partners.tabs)]
    for reason in ("no_person", "nobody_ours", "stale"):  # few tabs keep when a contact's term ends
        if any(COLUMNS[reason] not in kept for kept in tabs):
            yield Skipped(NAME, "stage", {"kinds": ["partners"], "column_names": [COLUMNS[reason]]})
    if local_parties is None or not len(local_parties):
        yield Skipped(NAME, "no_local_parties")
    yield from missing_tabs(NAME, officers=officers)


@check(
    needs=("partners",),
    uses=("local_parties", "officers"),
    serves=lines(85, 106),
    words=reason_key,
    not_judged=not_judged,
    work="partners",
)
def partner_contact_missing(
    partners: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    least_lo: int = 1,
    least_auf: int = 1,
    least_interest: int = 2,
    least_voluntary: int = 3,
    lo_days: int = 90,
    auf_days: int = 90,
    interest_days: int = 180,
    voluntary_days: int = 180,
    lo_unions: tuple[str, ...] = (),
    other_unions: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A municipality that lacks contact with LO, AUF, interest organisations or voluntary organisations.

    One finding a municipality and kind: no organisation, too few, no contact person, nobody of ours
    responsible, no contact for more than the days given, or a contact person whose term has ended.
    `lo_unions` and `other_unions` add to the names that tell a union in LO from one that is not.
    Having nobody in LO or AUF is urgent: that cooperation is the prioritised one (printed line 89).
    """
    responsible = Responsible(local_parties, officers, on)
    judged = standings(
        partners,
        local_parties,
        on=on,
        least_lo=least_lo,
        least_auf=least_auf,
        least_interest=least_interest,
        least_voluntary=least_voluntary,
        lo_days=lo_days,
        auf_days=auf_days,
        interest_days=interest_days,
        voluntary_days=voluntary_days,
        lo_unions=lo_unions,
        other_unions=other_unions,
    )
    named = naming(local_parties, partners)
    for standing in judged:
        if standing.verdict != "ok":
            yield _finding(standing, partners, named, responsible)


def _finding(standing: Standing, partners: Table, named: Table, responsible: Responsible) -> Finding:
    place, kind, verdict = standing.municipality, standing.kind, standing.verdict
    column = COLUMNS.get(verdict)
    source, private, ours = named.source(place.row), {"municipality": place.name}, None
    if standing.rows:
        first = standing.rows[0]
        column = column or "organisation"
        source = partners.source(first, column)
        private["organisation"] = called(partners.column("organisation")[first], place.name)
        ours = partners.column("our_contact")[first]
    if verdict == "too_few":
        private |= {"found": str(standing.found), "least": str(standing.least)}
    return Finding(
        check=NAME,
        subject=Subject((f"partner:{place.number or folded(place.name)}:{kind}",)),
        source=source,
        severity=_severity(kind, nothing=verdict == "none"),
        facts={
            "municipality_number": place.number,
            # A name that no number stands beside may be anything that somebody typed.
            "municipality": place.name if place.number else None,
            "kind": kind,
            "reason": verdict,
        },
        column=column,
        due=standing.due,
        also=_others(partners, standing.rows),
        private=private,
        suggested=to_ask(responsible, kind, place.number, ours if verdict in COLUMNS else None),
    )


def _severity(kind: str, *, nothing: bool) -> Severity:
    if kind in PRIORITISED:
        return "high" if nothing else "medium"
    return "medium" if nothing else "low"


def _others(partners: Table, rows: tuple[int, ...]) -> tuple[Source, ...]:
    return tuple(partners.source(i) for i in rows[1:])
