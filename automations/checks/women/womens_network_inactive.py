"""A women's network that has a leader, or has been active, and has organised nothing for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.figures.networks import LEADER, Network, networks
from automations.model import Finding, Skipped, Subject, Table
from automations.people.membership import months_before
from automations.people.officers import of_county, posts
from automations.people.responsible import Responsible, missing_tabs

NAME = "womens_network_inactive"
_ROLES = (LEADER, "leader")


def reason_key(finding: Finding) -> str:
    """Name the words: a municipality's network or the county's, and whether it has ever been active."""
    whose = "municipality" if "municipality" in finding.private else "county"
    return f"{whose}.{'since' if finding.facts['last'] else 'never'}"


def not_judged(
    _activities: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say which tabs would have told where there is a network, and whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("activities",),
    uses=("local_parties", "officers"),
    columns={"activities": ("organiser",)},
    serves=lines(70, 72),
    words=reason_key,
    not_judged=not_judged,
)
def womens_network_inactive(
    activities: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    months: int = 6,
) -> Iterator[Finding]:
    """A women's network that has organised no activity in the last `months`, and has none planned.

    Only where there is such a network: it has a leader, or it has organised something before. One without
    a municipality is the county's; one that is known by activities without a day alone is not judged.
    """
    since = months_before(on, months)
    responsible = Responsible(local_parties, officers, on)
    county = of_county(posts(officers, on=on), _ROLES) if officers is not None else ()
    for network in networks(activities, local_parties, officers, on=on):
        if network.at is None or (network.last is not None and network.last < since):
            turn = responsible.in_turn(network.number, _ROLES) if network.number else county
            yield _finding(network, activities, months, turn)


def _finding(network: Network, activities: Table, months: int, turn: tuple[str, ...]) -> Finding:
    if network.at is not None:
        table, row, column = activities, network.at, "organiser"
    else:
        table, row = network.leader or (activities, 0)
        column = LEADER if table.kind == "local_parties" else "office"
    last = network.last
    return Finding(
        check=NAME,
        subject=Subject((f"womens_network:{network.number or 'county'}",)),
        source=table.source(row, column),
        column=column,
        severity="low",
        facts={
            "municipality_number": network.number,
            "municipality": network.name if network.number else None,
            "last": last.isoformat() if last else None,
        },
        due=months_before(last, -months) if last else None,
        private={"municipality": network.name or network.number} if network.number else {},
        suggested=turn,
    )
