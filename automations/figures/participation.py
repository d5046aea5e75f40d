"""How members are drawn in: who was asked, who waits for an offer, who is out of reach, and their wishes."""

from __future__ import annotations

from collections import Counter

from automations.figures.diversity import groups
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.people.membership import members
from automations.people.participation import asked_of_level, unreachable

WILLING = "willing_member_waiting"
LEVELS = ("active", "sometimes", "campaign", "supporting", "not_asked")


def section(asked: Asked) -> Section | None:
    """Say what is known of the members' wishes, and who waits."""
    table = asked.tables.get("members")
    if table is None:
        return None
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    of: dict[FigureKey, int] = {}
    if table.has("activity_level"):
        rolls = [member for member in members(table, on=asked.on) if member.allowed.only != "delete"]
        known = sum(map(asked_of_level, rolls))
        values["asked_share", ""] = round(100 * known / len(rolls)) if rolls else None
        goals["asked_share", ""], of["asked_share", ""] = 100, len(rolls)
    if table.has("can_contribute") and table.has("offer_given"):
        found = sum(finding.check == WILLING for finding in asked.findings)
        values["willing_waiting", ""] = (
            found if WILLING in asked.made else asked.last.get(("willing_waiting", ""))
        )
        goals["willing_waiting", ""] = 0
    if table.has("email") or table.has("phone"):
        values["unreachable", ""] = len(unreachable(table, on=asked.on))
        goals["unreachable", ""] = 0
    if table.has("activity_level"):
        counts = Counter(member.activity_level or "not_asked" for member in rolls)
        values |= groups("members_by_level", LEVELS, counts)
    hidden = frozenset(key for key, value in values.items() if value is None and ":" in key[0])
    if not values:
        return None
    return Section("participation", [name for name, _ in values], values, goals, hidden, of)
