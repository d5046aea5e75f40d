"""How the municipal parties stand: the one judgement behind their figures and their tasks.

Counts of organisations and what they have in order, never of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from automations.election_calendar import ElectionCalendar
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.people.local_parties import (
    BOARD,
    ROLES,
    LocalParty,
    Role,
    Standing,
    expected,
    role_standings,
)
from automations.people.membership import months_before

YEAR = 12  # months
# What a party can have in order beside its roles, in reading order: the figure that counts it.
_POINTS = {
    "new_member_routine": "routine_share",
    "annual_meeting": "annual_meetings_held",
    "minutes": "minutes_in_place",
    "guidelines": "guidelines_reviewed",
    "followed_up": "followed_up_in_time",
}


class Verdict(NamedTuple):
    """What is said of one point: `ok` or the reason; the day that it rests on, and when it was due."""

    reason: str
    day: date | None = None
    due: date | None = None

    @property
    def ok(self) -> bool:
        """Nothing is missing."""
        return self.reason == "ok"


def annual_meeting(party: LocalParty, *, on: date, margin_days: int) -> Verdict | None:
    """Judge whether an annual meeting was held within a year and `margin_days`, or is dated.

    A blank is judged where others fill in the column, or where there are no others; None is not judged.
    """
    if not party.keeps("annual_meeting_on"):
        return None
    held = party.latest("annual_meeting_on")
    if held is None:
        return Verdict("none") if party.alone or "annual_meeting_on" in party.in_use else None
    old = held < months_before(on, YEAR) - timedelta(margin_days)
    return Verdict("old" if old else "ok", held)


def minutes(party: LocalParty, *, on: date, minutes_after_days: int, for_months: int) -> Verdict | None:
    """Judge whether the minutes of the last annual meeting are in place, once their time is out.

    Those of a meeting that is older than `for_months` are not asked for.
    """
    if not (party.keeps("minutes") and party.keeps("annual_meeting_on")):
        return None
    held = party.latest("annual_meeting_on")
    if held is None or held > on or held < months_before(on, for_months):
        return None
    due = held + timedelta(minutes_after_days)
    if party.values("minutes"):
        return Verdict("ok", held, due)
    return Verdict("none", held, due) if on > due else None


def new_member_routine(party: LocalParty) -> Verdict | None:
    """Judge whether there is a routine for new members: no, or nothing said."""
    if not party.keeps("new_member_routine"):
        return None
    said = party.values("new_member_routine")
    return Verdict("ok" if True in said else "no" if said else "blank")


def guidelines(party: LocalParty, *, on: date, review_months: int) -> Verdict | None:
    """Judge whether the guidelines were reviewed within so many months."""
    if not party.keeps("guidelines_reviewed_on"):
        return None
    reviewed = party.latest("guidelines_reviewed_on")
    if reviewed is None:
        return Verdict("never")
    return Verdict("old" if reviewed < months_before(on, review_months) else "ok", reviewed)


def public_contact(party: LocalParty) -> Verdict | None:
    """Judge whether people can reach the party by a website or an e-mail address."""
    kept = [column for column in ("website", "public_email") if party.keeps(column)]
    if not kept:
        return None
    return Verdict("ok" if any(party.values(column) for column in kept) else "none")


def follow_up(
    party: LocalParty,
    *,
    on: date,
    calendar: ElectionCalendar,
    follow_up_days: int,
    follow_up_days_election_year: int,
) -> Verdict | None:
    """Judge whether the party has been followed up in time, and as it was agreed.

    A blank is judged only where others fill in the column: a party's own workbook need not.
    """
    last, planned = party.latest("last_followed_up"), party.latest("next_follow_up")
    if planned is not None and planned < on and (last is None or last < planned):
        return Verdict("passed", planned, planned)
    if last is None:
        if planned is not None:
            return Verdict("ok")
        used = party.keeps("last_followed_up") and "last_followed_up" in party.in_use
        return Verdict("never") if used else None
    days = follow_up_days_election_year if calendar.is_election_year(on) else follow_up_days
    due = last + timedelta(days)
    return Verdict("old" if on > due else "ok", last, due)


def section(asked: Asked) -> Section | None:
    """Count the municipal parties and what they have in order, held against those of which it is known."""
    if "local_parties" not in asked.tables:
        return None
    table = asked.tables["local_parties"]
    standings = role_standings(table, asked.tables.get("officers"), on=asked.on)
    points = {party.municipality.key: _points(party, roles, asked) for party, roles in standings}
    values: dict[FigureKey, Value] = {("local_parties", ""): len(standings)}
    goals: dict[FigureKey, float] = {}
    if wanted := expected(table, asked.checks["local_party_missing"]["counties"]):
        goals["local_parties", ""] = len(wanted)
    for figure, judged in _by_figure(list(points.values())):
        count, of = sum(judged), len(judged)
        share = figure == "routine_share"
        values[figure, ""] = round(100 * count / of) if share else count
        goals[figure, ""] = 100 if share else of
    order = [name for name, _ in values]
    if len(standings) > 1:
        for party, _ in standings:
            number, judged = party.municipality.number, list(points[party.municipality.key].values())
            if number and judged:
                values["points_in_order", number] = sum(judged)
                goals["points_in_order", number] = len(judged)
    return Section("local_parties", order, values, goals)


def _points(party: LocalParty, roles: Mapping[Role, Standing], asked: Asked) -> dict[str, bool]:
    """Tell of each point that can be judged whether it is in order, as the checks judge it."""
    asked_for = asked.checks["local_party_role_vacant"]["roles"]
    points: dict[str, bool] = {role: said == "filled" for role, said in roles.items() if role in asked_for}

    def settings(check: str, *names: str) -> dict[str, Any]:
        return {name: asked.checks[check][name] for name in names}

    verdicts = {
        "new_member_routine": new_member_routine(party),
        "annual_meeting": annual_meeting(
            party, on=asked.on, **settings("annual_meeting_missing", "margin_days")
        ),
        "minutes": minutes(party, on=asked.on, **asked.checks["minutes_missing"]),
        "guidelines": guidelines(party, on=asked.on, **asked.checks["guidelines_not_reviewed"]),
        "public_contact": public_contact(party),
        "followed_up": follow_up(
            party, on=asked.on, calendar=asked.calendar, **asked.checks["local_party_not_followed_up"]
        ),
    }
    return {**points, **{name: verdict.ok for name, verdict in verdicts.items() if verdict is not None}}


def _by_figure(points: list[dict[str, bool]]) -> Iterator[tuple[str, list[bool]]]:
    """Give each figure with the verdicts that it counts, in reading order; those of nothing are left out."""
    counted = {
        "boards_filled": [
            all(its.get(role, True) for role in BOARD) for its in points if its.keys() & set(BOARD)
        ],
    }
    for role in ROLES:
        if role not in BOARD:
            counted[f"role_filled:{role}"] = [its[role] for its in points if role in its]
    for point, figure in _POINTS.items():
        counted[figure] = [its[point] for its in points if point in its]
    counted["points_in_order"] = [said for its in points for said in its.values()]
    return ((figure, judged) for figure, judged in counted.items() if judged)
