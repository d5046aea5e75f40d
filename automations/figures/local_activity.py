"""Where nothing goes on, and where what goes on is always the same: one judgement for checks and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from automations.model import Table
from automations.once import once
from automations.people.activities import DEBATES, OUTREACH, Activity, by_municipality
from automations.people.membership import months_before
from automations.people.municipalities import Municipality

Lack: TypeAlias = Literal["open", "debate", "outreach", "kinds", "one_form"]
LACKS: tuple[Lack, ...] = ("open", "debate", "outreach", "kinds", "one_form")

# The columns that tell: a tab that keeps none of them leaves the thing open.
_TOLD_BY: dict[Lack, tuple[str, ...]] = {
    "open": ("type", "open_to"),
    "debate": ("type",),
    "outreach": ("type",),
    "kinds": ("type",),
    "one_form": ("form",),
}
_IS: dict[Lack, Callable[[Activity], bool]] = {
    "open": lambda activity: bool(activity.open),
    "debate": lambda activity: activity.kind in DEBATES,
    "outreach": lambda activity: activity.kind in OUTREACH,
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """A municipality where nothing goes on: the last activity, and the last day on which it was in order."""

    place: Municipality
    last: Activity | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a municipality lacks in what it arranges, and the last time it was there."""

    place: Municipality
    lack: Lack
    latest: Activity
    last: date | None = None


@once
def quiet(
    activities: Table,
    local_parties: Table | None,
    *,
    on: date,
    quiet_after_days: int = 120,
    planned_within_days: int = 90,
) -> Iterator[Quiet]:
    """Give the municipalities that have arranged nothing for so long and plan nothing in the time ahead.

    Where no activity of anybody has a day, the tab is not in use yet and nothing is said.
    """
    judged = by_municipality(activities, local_parties)
    if not any(own for _, own in judged):
        return
    ahead = on + timedelta(planned_within_days)
    for place, own in judged:
        if any(on < activity.on <= ahead for activity in own):
            continue
        last = _latest(own, on)
        due = last.on + timedelta(quiet_after_days) if last else None
        if due is None or on > due:
            yield Quiet(place, last, due)


@once
def narrow(
    activities: Table,
    local_parties: Table | None,
    *,
    on: date,
    reasons: tuple[Lack, ...] = LACKS,
    open_within_months: int = 6,
    debate_within_months: int = 6,
    outreach_within_months: int = 6,
    least_kinds: int = 3,
    forms_from_activities: int = 4,
    quiet_after_days: int = 120,
    planned_within_days: int = 90,
) -> Iterator[Narrow]:
    """Give what each municipality lacks in what it arranges; what is planned counts as if it were held.

    Nothing is said of one that is quiet, or that has held nothing in a year: there is no range to judge.
    """
    still = quiet(
        activities,
        local_parties,
        on=on,
        quiet_after_days=quiet_after_days,
        planned_within_days=planned_within_days,
    )
    silent = {each.place.key for each in still}
    months = {
        "open": open_within_months,
        "debate": debate_within_months,
        "outreach": outreach_within_months,
    }
    ahead, year = on + timedelta(planned_within_days), months_before(on, 12)
    for place, own in by_municipality(activities, local_parties):
        latest = _latest(own, on)
        if latest is None or latest.on < year or place.key in silent:
            continue
        counted = [activity for activity in own if activity.on <= ahead]
        for lack in LACKS:
            since = months_before(on, months[lack]) if lack in months else year
            within = [activity for activity in counted if activity.on >= since]
            if lack not in reasons or not _told(activities, within, lack):
                continue
            if lack == "kinds":
                found = len(within) >= least_kinds > _different(activity.kind for activity in within)
            elif lack == "one_form":
                forms = [activity.form for activity in within if activity.form]
                found = len(forms) >= forms_from_activities and _different(iter(forms)) == 1
            else:
                found = not any(map(_IS[lack], within))
            if found:
                before = [a.on for a in counted if lack in _IS and _IS[lack](a)]
                yield Narrow(place, lack, latest, max(before, default=None))


def _different(values: Iterator[str | None]) -> int:
    return len({value for value in values if value})


def _told(table: Table, within: Sequence[Activity], lack: Lack) -> bool:
    tabs = {table.tabs[activity.row] for activity in within}
    return all(any(column in table.letters[tab] for column in _TOLD_BY[lack]) for tab in tabs)


def _latest(own: Sequence[Activity], on: date) -> Activity | None:
    return max((activity for activity in own if activity.on <= on), default=None, key=lambda a: a.on)
