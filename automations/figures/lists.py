"""How many candidate lists there are, and how many of them meet their rules."""

from __future__ import annotations

from automations.balance.lists import lists_of
from automations.figures.section import Asked, FigureKey, Section, Value

CHECK = "candidate_list_unbalanced"


def section(asked: Asked) -> Section | None:
    """Count the lists by the verdict of the check: a list that breaks one rule is out of balance."""
    if "candidates" not in asked.tables:
        return None
    total = len(lists_of(asked.tables["candidates"], asked.organisation))
    verdicts: dict[object, set[object]] = {}
    for finding in asked.findings:
        if finding.check == CHECK:
            verdicts.setdefault(finding.facts["list"], set()).add(finding.facts["verdict"])
    broken = sum("broken" in found for found in verdicts.values())
    unknown = len(verdicts) - broken
    values: dict[FigureKey, Value] = {
        ("lists", ""): total,
        ("lists_in_balance", ""): total - broken - unknown,
        ("lists_unknown", ""): unknown,
    }
    if CHECK not in asked.made:
        for name in ("lists_in_balance", "lists_unknown"):
            values[name, ""] = asked.last.get((name, ""))
    goals: dict[FigureKey, float] = {("lists_in_balance", ""): total, ("lists_unknown", ""): 0}
    return Section("lists", ("lists", "lists_in_balance", "lists_unknown"), values, goals)
