"""How many come over from the youth league, and whether it is invited."""

from __future__ import annotations

from automations.figures.activities import auf_invited
from automations.figures.hidden import LEAST
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.people.youth import transitions


def section(asked: Asked) -> Section | None:
    """Count this year's transitions with consent, hidden when they are few, and the invitations to AUF."""
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    hidden: set[FigureKey] = set()
    if "youth_transition" in asked.tables:
        count = _this_year(asked)
        values["youth_transitions", ""] = count
        if 0 < count < LEAST:
            values["youth_transitions", ""] = None
            hidden.add(("youth_transitions", ""))
    if {"activities", "partners"} <= asked.tables.keys() and asked.tables["activities"].has("auf_invited"):
        values["auf_invited_share", ""] = auf_invited(asked)
        goals["auf_invited_share", ""] = 100
    if not values:
        return None
    return Section("youth", [name for name, _ in values], values, goals, frozenset(hidden))


def _this_year(asked: Asked) -> int:
    """Count those whose transition lies in this year: its day, else the day on which we were in contact."""
    tables = asked.tables
    people = transitions(
        tables["youth_transition"], tables.get("members"), tables.get("supporters"), on=asked.on
    )
    days = [person.since or person.contacted_on for person in people]
    return sum(day is not None and day.year == asked.on.year and day <= asked.on for day in days)
