"""Whose names stand in the list to pick from when somebody takes a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from automations.model import Table
from automations.people.names import folded
from automations.tabs import TABS

MOST_NAMES = 200
_KEPT_IN = ("local_parties", "officers", "volunteers")


def pickable(tables: Mapping[str, Table], typed: Iterable[str]) -> tuple[str, ...]:
    """Give the names of those with an office, of volunteers and of those who have taken a task, in order."""
    names = dict.fromkeys(typed)
    for kind in _KEPT_IN:
        if kind in tables:
            for column in TABS[kind].columns:
                if column.kind == "name":
                    names |= dict.fromkeys(name for name in tables[kind].column(column.name) if name)
    once = {folded(name): name for name in reversed(names)}
    return tuple(sorted(once.values(), key=str.casefold))[:MOST_NAMES]
