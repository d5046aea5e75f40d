"""How many sympathisers there are, with consent or not, and how many wait to hear from us."""

from __future__ import annotations

from automations.figures.section import Asked, FigureKey, Section, Value
from automations.people.supporters import supporters

CONSENT = "sympathiser_consent_missing"
WAITING = ("sympathiser_not_contacted", "sympathiser_not_asked")


def section(asked: Asked) -> Section | None:
    """Count the persons in the tabs of sympathisers."""
    table = asked.tables.get("supporters")
    if table is None:
        return None
    people = supporters(table, on=asked.on, consent_months=asked.checks[CONSENT]["consent_months"])
    values: dict[FigureKey, Value] = {
        ("sympathisers", ""): len(people),
        ("sympathisers_with_consent", ""): sum(person.consent == "valid" for person in people),
    }
    goals: dict[FigureKey, float] = {("sympathisers_with_consent", ""): len(people)}
    if set(WAITING) <= set(asked.made):
        values["sympathisers_waiting", ""] = sum(finding.check in WAITING for finding in asked.findings)
        goals["sympathisers_waiting", ""] = 0
    return Section("sympathisers", [name for name, _ in values], values, goals)
