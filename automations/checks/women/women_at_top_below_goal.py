"""Too few women among county leaders, municipal leaders or first candidates: three shares, a task each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from automations.balance.outcome import Outcome
from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.figures.women import Top, tops
from automations.model import Finding, Severity, Skipped, Subject, Table
from automations.people.officers import of_county, posts
from automations.people.responsible import Responsible, missing_tabs

NAME = "women_at_top_below_goal"
_ROLES = ("womens_network_leader", "leader", "deputy")


def reason_key(finding: Finding) -> str:
    """Name the words: the kind of post, or that its share can't be judged."""
    return f"{finding.stage}.{finding.facts['verdict']}"


def not_judged(
    officers: Table | None, _candidates: Table | None, local_parties: Table | None = None
) -> Iterator[Skipped]:
    """Say where leaders cannot be judged, and which tab would have told whom to ask."""
    if officers is not None and not officers.has("gender"):
        yield Skipped(NAME, "stage", {"kinds": ["officers"], "column_names": ["gender"]})
    yield from missing_tabs(NAME, local_parties=local_parties)


@check(
    any_of=("officers", "candidates"),
    uses=("local_parties",),
    serves=lines(67, 69),
    words=reason_key,
    not_judged=not_judged,
)
def women_at_top_below_goal(
    officers: Table | None,
    candidates: Table | None,
    local_parties: Table | None,
    *,
    on: date,
    organisation: Any,
    calendar: ElectionCalendar,
    goal: Annotated[float, Field(gt=0, le=1)] = 0.5,
    judged_from: int = 3,
) -> Iterator[Finding]:
    """Women's share of county leaders, of municipal leaders or of first candidates is below `goal`.

    Each is judged by itself, from `judged_from` posts on, and may be off by one person. The first places
    are more urgent in the last weeks before lists are due.
    """
    kept = {
        kind: table
        for kind, table in (("officers", officers), ("candidates", candidates))
        if table is not None
    }
    responsible = Responsible(local_parties, officers, on)
    county = of_county(posts(officers, on=on), _ROLES) if officers is not None else ()
    turn = county or responsible.in_turn(None, _ROLES)
    for top in tops(kept, organisation, on=on, goal=goal, judged_from=judged_from):
        if top.outcome is not None:
            due = calendar.lists_due if top.name == "first_candidates" else None
            yield _finding(top, top.outcome, on, due, turn)


def _finding(top: Top, outcome: Outcome, on: date, due: date | None, turn: tuple[str, ...]) -> Finding:
    known = outcome.verdict == "broken"
    severity: Severity = "medium" if known else "low"
    at = top.rows[outcome.position or 0]
    column = "name" if known else "gender"
    return Finding(
        check=NAME,
        stage=top.name,
        subject=Subject((f"women_at_top:{top.name}",)),
        source=top.table.source(at, column),
        column=column,
        severity=pressing(severity, on=on, due=due) if due else severity,
        facts={"verdict": outcome.verdict, "missing": outcome.missing.get("woman", 0)},
        private={name: str(number) for name, number in outcome.numbers.items()},
        due=due,
        suggested=turn,
    )
