"""Officers who were elected a while ago and of whom no completed course is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from automations.checks.registry import check, lines
from automations.figures.training import Trainee, trained_officers
from automations.model import Finding, Skipped, Subject, Table
from automations.people.names import folded
from automations.people.officers import of_county, posts
from automations.people.reservations import Reservations
from automations.people.responsible import Responsible, missing_tabs

NAME = "officer_without_training"
_ROLES = ("training_officer", "leader", "deputy")


def reason_key(finding: Finding) -> str:
    """Name the words: any course, or a certain one."""
    return "named" if "course" in finding.private else "any"


def not_judged(
    _officers: Table,
    _training: Table,
    _members: Table | None = None,
    local_parties: Table | None = None,
) -> Iterator[Skipped]:
    """Say which tab would have told whom to ask."""
    yield from missing_tabs(NAME, local_parties=local_parties)


@check(
    needs=("officers", "training"),
    uses=("members", "local_parties"),
    columns={"officers": ("name", "elected_from"), "training": ("name",)},
    serves=lines(16, 17),
    words=reason_key,
    not_judged=not_judged,
)
def officer_without_training(
    officers: Table,
    training: Table,
    members: Table | None,
    local_parties: Table | None,
    *,
    on: date,
    within_days: int = 90,
    course: str = "",
) -> Iterator[Finding]:
    """An officer without a completed course, `within_days` after the day on which they were elected.

    Any course counts, or those whose name holds `course`. One task a person, whatever posts they hold.
    Who is enrolled, and who may be the one of that name who has taken a course elsewhere, is not found.
    """
    responsible = Responsible(local_parties, officers, on)
    county = of_county(posts(officers, on=on), _ROLES)
    reservations = Reservations(members, on=on)
    for each in trained_officers(officers, training, on=on, within_days=within_days, course=course):
        number = each.post.municipality_number
        if each.verdict == "untrained" and not reservations.leaves_alone(each.post.name, number):
            turn = responsible.in_turn(number, _ROLES) if each.post.level == "local" else county
            yield _finding(each, officers, within_days, course, turn)


def _finding(each: Trainee, officers: Table, within_days: int, course: str, turn: tuple[str, ...]) -> Finding:
    post, deadline = each.post, each.since + timedelta(within_days)
    return Finding(
        check=NAME,
        subject=Subject((f"officer:{post.person}|{post.place}",)),
        source=officers.source(post.row, "name"),
        column="name",
        severity="low",
        facts={
            "municipality_number": post.municipality_number,
            "elected_from": each.since.isoformat(),
            "deadline": deadline.isoformat(),
        },
        due=deadline,
        private={"name": post.name} | ({"course": course} if course else {}),
        suggested=tuple(name for name in turn if folded(name) != post.person),
    )
