"""A finding about a municipal party: one subject a municipality, whatever is missing there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from automations.figures.local_parties import Verdict
from automations.model import Fact, Finding, Severity, Skipped, Subject, Table
from automations.people.local_parties import LocalParty, local_parties
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs


def not_judged_without(check: str, *columns: str) -> Callable[..., Iterator[Skipped]]:
    """Make a check's `not_judged`: none of `columns` is kept, or officers are not and nobody can be named."""

    def said(parties: Table, officers: Table | None = None) -> Iterator[Skipped]:
        if columns and not any(map(parties.has, columns)):
            yield Skipped(check, "no_column", {"kinds": [parties.kind], "column_names": list(columns)})
        yield from missing_tabs(check, officers=officers)

    return said


def unmet(
    parties: Table,
    officers: Table | None,
    judge: Callable[[LocalParty], Verdict | None],
    *,
    on: date,
    ask: Sequence[str],
) -> Iterator[tuple[LocalParty, Verdict, tuple[str, ...]]]:
    """Walk the parties where a point is not in order, each with the verdict and whom to ask in turn."""
    responsible = Responsible(parties, officers, on)
    for party in local_parties(parties):
        verdict = judge(party)
        if verdict is not None and not verdict.ok:
            yield party, verdict, responsible.in_turn(party.municipality.number, ask)


def reason_key(finding: Finding) -> str:
    """Name the words: those of the reason."""
    return str(finding.facts["reason"])


def of_party(
    check: str,
    party: LocalParty,
    column: str,
    reason: str,
    *,
    severity: Severity,
    facts: Mapping[str, Fact] | None = None,
    due: date | None = None,
    suggested: tuple[str, ...] = (),
) -> Finding:
    """Say what a party lacks, at the cell where it would stand."""
    place = party.municipality
    return Finding(
        check=check,
        subject=Subject((f"local_party:{place.number or folded(place.name)}",)),
        source=party.source(column),
        severity=severity,
        facts={
            "municipality_number": place.number,
            # A name that no number stands beside may be anything that somebody typed.
            "municipality": place.name if place.number else None,
            "reason": reason,
            **(facts or {}),
        },
        column=column,
        due=due,
        private={"municipality": place.name},
        suggested=suggested,
    )


def day(value: date | None) -> str | None:
    """Write a day as facts hold it."""
    return value.isoformat() if value else None
