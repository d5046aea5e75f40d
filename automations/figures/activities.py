"""What goes on: how much, how varied, how open, and how well it is prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from automations.figures.arrangements import hostings, invitations, meetings
from automations.figures.local_activity import quiet
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.people.activities import DEBATES, OUTREACH, Activity, activities, by_municipality
from automations.people.membership import months_before

RECENT_DAYS = 90


def section(asked: Asked) -> Section | None:
    """Say what was held in the last year, half year and three months: what is planned does not count yet."""
    if "activities" not in asked.tables:
        return None
    table, parties, on = asked.tables["activities"], asked.tables.get("local_parties"), asked.on
    held = [activity for activity in activities(table, parties) if activity.on <= on]
    year = [activity for activity in held if activity.on >= months_before(on, 12)]
    half = [activity for activity in held if activity.on >= months_before(on, 6)]
    recent = [activity for activity in held if activity.on >= on - timedelta(RECENT_DAYS)]
    values: dict[str, Value] = {"activities_12_months": len(year)}
    goals: dict[str, float] = {}
    if table.has("participants"):
        values["participants_12_months"] = _sum(table.column("participants"), year)
    places = by_municipality(table, parties)
    if places:
        silent = quiet(table, parties, on=on, **asked.checks["local_party_without_activity"])
        values["active_local_parties"] = len(places) - len(silent) if held else 0
        goals["active_local_parties"] = len(places)
    if table.has("type"):
        values["kinds_of_activity"] = len({activity.kind for activity in year if activity.kind})
        values["debates"] = _count(half, lambda activity: activity.kind in DEBATES)
        values["outreach_90_days"] = _count(recent, lambda activity: activity.kind in OUTREACH)
    if table.has("type") or table.has("open_to"):
        values["open_activities"] = share([activity.open for activity in year if activity.open is not None])
    if table.has("volunteers"):
        values["volunteers_90_days"] = _sum(table.column("volunteers"), recent)
    for name, judged in (("activities_with_host", _hosted(asked)), ("meetings_with_papers", _papers(asked))):
        if judged is not None:
            values[name] = sum(judged) if judged else None
        if judged:
            goals[name] = len(judged)
    whole: dict[FigureKey, Value] = {(name, ""): value for name, value in values.items()}
    return Section("activities", list(values), whole, {(name, ""): goal for name, goal in goals.items()})


def share(answers: Iterable[bool]) -> int | None:
    """Give the share of yes in per cent; none where nobody was asked."""
    said = list(answers)
    return round(100 * sum(said) / len(said)) if said else None


def auf_invited(asked: Asked) -> int | None:
    """Give the share of the half year's activities to which AUF was invited, of those it could join."""
    table, partners = asked.tables["activities"], asked.tables["partners"]
    since = months_before(asked.on, 6)
    return share(
        invitation.invited
        for invitation in invitations(table, asked.tables.get("local_parties"), partners)
        if since <= invitation.activity.on <= asked.on
    )


def _hosted(asked: Asked) -> list[bool] | None:
    """Whether each of the half year's activities with new members or AUF had a host."""
    table, since = asked.tables["activities"], months_before(asked.on, 6)
    if not table.has("host") or not (table.has("new_members_invited") or table.has("auf_invited")):
        return None
    judged = hostings(table, asked.tables.get("local_parties"))
    return [each.hosted for each in judged if since <= each.activity.on <= asked.on]


def _papers(asked: Asked) -> list[bool] | None:
    """Whether each of the half year's meetings has its papers, once the minutes should be there."""
    table, since = asked.tables["activities"], months_before(asked.on, 6)
    if not table.has("type") or not (table.has("agenda") or table.has("minutes")):
        return None
    until = asked.on - timedelta(asked.checks["meeting_papers_missing"]["minutes_days_after"])
    return [
        False not in (meeting.agenda, meeting.minutes)
        for meeting in meetings(table, asked.tables.get("local_parties"))
        if since <= meeting.activity.on <= until
    ]


def _count(those: Iterable[Activity], wanted: Callable[[Activity], bool]) -> int:
    return sum(map(wanted, those))


def _sum(column: Iterable[float | None], those: Iterable[Activity]) -> float:
    numbers = list(column)
    return sum(numbers[activity.row] or 0 for activity in those)
