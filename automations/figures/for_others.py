"""Figures as they may be shown to others than those who edit the workbook: no group under five, anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from automations.figures.hidden import LEAST
from automations.figures.section import FigureKey, by_place
from automations.figures.workbook import Figures

# What these count is not people. Every other figure is taken to: a new one is hidden rather than told.
THINGS = frozenset({
    *("open_tasks", "overdue_tasks", "deferred_tasks", "said_done_tasks", "solved_tasks", "held_back"),
    *("taken_back", "above_capacity", "own_rows", "problems"),
    *("activities_12_months", "active_local_parties", "kinds_of_activity", "debates", "outreach_90_days"),
    *("open_activities", "activities_with_host", "meetings_with_papers"),
    *("local_parties", "boards_filled", "role_filled", "routine_share", "annual_meetings_held"),
    *("minutes_in_place", "guidelines_reviewed", "followed_up_in_time", "points_in_order"),
    *("womens_network_leaders", "bodies_in_balance", "lists", "lists_in_balance", "lists_unknown"),
    *("local_parties_with_training", "campaign_roles_filled", "covered", "partners_by_level"),
    *("talks_half_year", "auf_invited_share"),
})  # fmt: skip

# A part and the whole that it is of: where few are left of the whole, the part tells of them.
PARTS = {
    "new_members": "members",
    "waiting": "new_members",
    "older_uncontacted": "members",
    "willing_waiting": "members",
    "unreachable": "members",
    "joined_3_months": "joined_12_months",
    "left_3_months": "left_12_months",
    "recruited_by_members": "joined_12_months",
    "sympathisers_with_consent": "sympathisers",
    "sympathisers_waiting": "sympathisers",
}
# What could be reckoned from two others falls with either of them.
DIFFERENCES = {
    f"net_{months}_months": (f"joined_{months}_months", f"left_{months}_months") for months in (3, 12)
}


def for_others(figures: Figures) -> Figures:
    """Hide what tells of fewer than five people, and what would reveal it; goals that would go as well.

    Inside the workbook open work by place and whole counts are shown however small: its editors see the
    people themselves. A day on which something happened to one person is of one.
    """
    hidden = figures.hidden | set(_small(figures))
    values = {key: None if key in hidden else value for key, value in figures.values.items()}
    for name in {name for name, number in values if number}:
        if counts_people(name) and name not in DIFFERENCES:
            shown = _by_place(figures, name)
            values |= shown
            hidden |= {key for key, value in shown.items() if value is None}
    for name, those in DIFFERENCES.items():
        for _, number in [key for key in values if key[0] == name]:
            if any((other, number) in hidden for other in those):
                hidden |= {(name, number)}
                values[name, number] = None
    goals = {key: goal for key, goal in figures.goals.items() if key not in hidden or key in figures.of}
    return replace(figures, values=values, goals=goals, hidden=hidden)


def counts_people(name: str) -> bool:
    """Tell whether a figure is a number of people."""
    return name.partition(":")[0] not in THINGS


def shown_to_others(name: str, value: float | None) -> float | None:
    """Give a figure of an earlier day as others may see it."""
    return None if value is not None and counts_people(name) and 0 < abs(value) < LEAST else value


def _small(figures: Figures) -> Iterator[FigureKey]:
    for key, value in figures.values.items():
        name, number = key
        if number or value is None or not counts_people(name):
            continue
        if isinstance(value, date):
            yield key
        elif key in figures.of:
            if figures.of[key] < LEAST:
                yield key
        elif name not in DIFFERENCES and 0 < value < LEAST:
            yield key
        else:
            whole = figures.values.get((PARTS[name], "")) if name in PARTS else figures.goals.get(key)
            if isinstance(whole, (int, float)) and 0 < whole - value < LEAST:
                yield key


def _by_place(figures: Figures, name: str) -> dict[FigureKey, int | None]:
    """Hide small groups among the places; those that are hidden already stay so."""
    known = {number: value for (its, number), value in figures.values.items() if its == name and number}
    counts = {number: int(value) for number, value in known.items() if isinstance(value, (int, float))}
    total = figures.values.get((name, ""))
    whole = int(total) if isinstance(total, (int, float)) else sum(counts.values())
    return by_place(name, counts, whole)
