"""Boards and committees with clearly more of one gender than of the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.balance.outcome import Outcome
from automations.checks.registry import check, lines
from automations.figures.women import Body, bodies
from automations.model import Finding, Skipped, Subject, Table
from automations.people.names import folded
from automations.people.officers import of_county, posts
from automations.people.responsible import Responsible, missing_tabs

NAME = "body_unbalanced"
_ROLES = ("leader", "womens_network_leader", "deputy")


def reason_key(finding: Finding) -> str:
    """Name the words: a body, or the posts of a place that name none; out of balance, or not to be judged."""
    return f"{'body' if 'body' in finding.private else 'posts'}.{finding.facts['verdict']}"


def not_judged(_officers: Table, local_parties: Table | None = None) -> Iterator[Skipped]:
    """Say which tab would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties)


@check(
    needs=("officers",),
    uses=("local_parties",),
    columns={"officers": ("gender",)},
    serves=lines(66, 73),
    words=reason_key,
    not_judged=not_judged,
)
def body_unbalanced(
    officers: Table, local_parties: Table | None, *, on: date, from_size: int = 3
) -> Iterator[Finding]:
    """A board or committee, of `from_size` persons or more, that is not half women and half men.

    One more of either is as it should be where they are an odd number. Only terms that run are counted,
    and posts that name no body are taken together for their place and level.
    """
    responsible = Responsible(local_parties, officers, on)
    county = of_county(posts(officers, on=on), _ROLES)
    for body in bodies(officers, on=on, from_size=from_size):
        if body.outcome is not None:
            own = body.level == "local" and body.municipality_number
            turn = responsible.in_turn(body.municipality_number, _ROLES) if own or not county else county
            yield _finding(body, body.outcome, officers, turn)


def _finding(body: Body, outcome: Outcome, officers: Table, turn: tuple[str, ...]) -> Finding:
    known = outcome.verdict == "broken"
    at = body.rows[outcome.position or 0]
    column = "name" if known else "gender"
    number = body.municipality_number
    return Finding(
        check=NAME,
        subject=Subject((body.key,)),
        source=officers.source(at, column),
        column=column,
        severity="medium" if known else "low",
        facts={
            "municipality_number": number,
            "municipality": body.municipality if number else None,
            "level": body.level,
            "verdict": outcome.verdict,
            "missing": dict(outcome.missing),
        },
        private={
            **_called(body, officers.tabs[at]),
            **{name: str(count) for name, count in outcome.numbers.items()},
        },
        suggested=turn,
    )


def _called(body: Body, tab: str) -> dict[str, str]:
    """Call the body what people call it, with its municipality where the name does not say it."""
    unit, place = body.unit, body.municipality
    if not unit:
        return {"place": place or tab}
    named = not place or folded(place) in folded(unit)
    return {"body": unit if named else f"{unit} ({place})"}
