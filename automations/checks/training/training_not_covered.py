"""Main issues without a course, and municipal parties without a participant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.figures.training import uncovered, without_course
from automations.model import Finding, Skipped, Source, Subject, Table
from automations.people.names import folded
from automations.people.officers import of_county, posts
from automations.people.responsible import Responsible, missing_tabs

NAME = "training_not_covered"
_ROLES = ("training_officer", "leader", "deputy")


def not_judged(
    training: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say where nobody writes who took part, and which tabs would have told whom to ask."""
    if not training.has("name"):
        yield Skipped(NAME, "stage", {"kinds": ["training"], "column_names": ["name"]})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("training",),
    uses=("local_parties", "officers"),
    serves=lines(62, 64),
    not_judged=not_judged,
)
def training_not_covered(
    training: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    months: int = 12,
    main_issues: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A main issue that no course has been about, or a municipal party from which nobody has taken part.

    Looks at the last `months` and at what is planned. `main_issues` are one's own political issues; none
    are judged where none are given. Where no participant's municipality is known, none is found missing.
    """
    responsible = Responsible(local_parties, officers, on)
    county = of_county(posts(officers, on=on), _ROLES) if officers is not None else ()
    turn = county or responsible.in_turn(None, _ROLES)
    for issue in uncovered(training, main_issues, on=on, months=months):
        yield Finding(
            check=NAME,
            stage="topic",
            subject=Subject((f"topic:{folded(issue)}",)),
            source=training.source(0, "topic") if len(training) else Source(next(iter(training.letters)), 1),
            column="topic",
            severity="low",
            facts={"topic": issue, "months": months},
            suggested=turn,
        )
    if local_parties is None:
        return
    for place in without_course(training, local_parties, officers, on=on, months=months) or ():
        yield Finding(
            check=NAME,
            stage="local_party",
            subject=Subject((f"training:{place.number or folded(place.name)}",)),
            source=local_parties.source(place.row),
            severity="low",
            facts={
                "municipality_number": place.number,
                "municipality": place.name if place.number else None,
                "months": months,
            },
            private={"municipality": place.name},
            suggested=responsible.in_turn(place.number, _ROLES) if place.number else (),
        )
