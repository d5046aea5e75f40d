"""All figures of a workbook, for Oppsummering, Historikk and the report: counts, never people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from automations.balance.lists import lists_of
from automations.figures.hidden import without_small
from automations.figures.members import figures as member_figures
from automations.figures.partners import coverage
from automations.model import Finding, Table

COVERAGE_KINDS = ("lo", "auf", "interest", "voluntary")
BY_PLACE = ("members", "new_members")  # breakdowns of people by place: small groups are hidden
COUNTED = ("waiting",)  # open work by place: never hidden inside the workbook

FigureKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by name and municipality number ("" is the whole workbook), and what they are held against.

    `sections` names the whole workbook's figures in reading order, by theme. None is a figure that
    nobody can give; those in `hidden` are kept back because they count too few people.
    """

    values: Mapping[FigureKey, float | date | None] = field(default_factory=dict)
    goals: Mapping[FigureKey, float] = field(default_factory=dict)
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: frozenset[FigureKey] = frozenset()
    coverage: Mapping[tuple[str, str], str] = field(default_factory=dict)
    municipalities: Mapping[str, str] = field(default_factory=dict)
    new_for_months: int = 6

    def order(self, name: str) -> int:
        """Where a figure stands in reading order."""
        names = [name for names in self.sections.values() for name in names]
        return names.index(name) if name in names else len(names)


def workbook_figures(
    tables: Mapping[str, Table],
    findings: Sequence[Finding],
    task_counts: Mapping[str, int],
    *,
    on: date,
    made: Collection[str],
    last: Mapping[FigureKey, float],
    checks: Mapping[str, Mapping[str, Any]],
    organisation: Any,
) -> Figures:
    """Count everything that the tabs allow; a theme whose tab is not kept is left out.

    `made` are the checks that were made: what rests on the verdicts of another stays as it was `last`.
    """
    values: dict[FigureKey, float | date | None] = {(name, ""): n for name, n in task_counts.items()}
    goals: dict[FigureKey, float] = {("overdue_tasks", ""): 0} if "overdue_tasks" in task_counts else {}
    sections: dict[str, Sequence[str]] = {"tasks": list(task_counts)}
    hidden: set[FigureKey] = set()
    cells: Mapping[tuple[str, str], str] = {}
    welcome = checks["new_member_not_followed_up"]
    if "members" in tables:
        sections["members"], by_place = _members(values, goals, tables["members"], findings, welcome, on=on)
        hidden |= by_place
        if "new_member_not_followed_up" not in made:
            values.pop(("waiting_since", ""), None)
            sections["members"] = [name for name in sections["members"] if name != "waiting_since"]
    if "candidates" in tables:
        sections["lists"] = _lists(values, goals, tables, findings, organisation)
        if "candidate_list_unbalanced" not in made:
            for name in ("lists_in_balance", "lists_unknown"):
                values[name, ""] = last.get((name, ""))
    if "partners" in tables:
        settings = checks["partner_contact_missing"]
        cells = coverage(tables["partners"], tables.get("local_parties"), on=on, **settings)
        sections["partners"] = _partners(values, goals, cells)
    names = _municipality_names(tables)
    return Figures(values, goals, sections, frozenset(hidden), cells, names, int(welcome["new_for_months"]))


def _members(
    values: dict[FigureKey, float | date | None],
    goals: dict[FigureKey, float],
    members: Table,
    findings: Sequence[Finding],
    settings: Mapping[str, Any],
    *,
    on: date,
) -> tuple[list[str], set[FigureKey]]:
    window = {name: settings[name] for name in ("new_for_months", "call_after_days")}
    counted = member_figures(members, on=on, **window)
    totals = {name: n for (name, number), n in counted.items() if number is None}
    names: list[str] = [name for name in BY_PLACE if name in totals]
    values |= {(name, ""): totals[name] for name in names}
    if "due_for_contact" in totals:
        judged = totals["due_for_contact"]
        share = round(100 * totals["contacted_in_time"] / judged) if judged else None
        values["contacted_in_time", ""] = share
        values["waiting", ""] = totals["waiting"]
        values["waiting_since", ""] = _waiting_since(findings)
        values["older_uncontacted", ""] = totals["older_uncontacted"]
        goals |= {("contacted_in_time", ""): 100, ("waiting", ""): 0}
        names += ["contacted_in_time", "waiting", "waiting_since", "older_uncontacted"]
    hidden: set[FigureKey] = set()
    places = {number for name, number in counted if number is not None}
    if len(places) > 1:
        for name in set(BY_PLACE) & totals.keys():
            by_place = {number: counted.get((name, number), 0) for number in places if number}
            # Those whose municipality is unknown are a group as well: they too could be reckoned.
            by_place[""] = totals.get(name, 0) - sum(by_place.values())
            shown = without_small({k: n for k, n in by_place.items() if k or n})
            for number, count in shown.items():
                if number:
                    values[name, number] = count
                    hidden |= {(name, number)} if count is None else set()
        for name in set(COUNTED) & totals.keys():
            values |= {(name, number): counted.get((name, number), 0) for number in places if number}
    return names, hidden


def _waiting_since(findings: Sequence[Finding]) -> date | None:
    """The day on which the one who has waited longest for a contact joined."""
    joined = [
        str(f.facts["joined"])
        for f in findings
        if f.check == "new_member_not_followed_up" and f.stage in {"call", "letter"}
    ]
    return date.fromisoformat(min(joined)) if joined else None


def _lists(
    values: dict[FigureKey, float | date | None],
    goals: dict[FigureKey, float],
    tables: Mapping[str, Table],
    findings: Sequence[Finding],
    organisation: Any,
) -> list[str]:
    total = len(lists_of(tables["candidates"], organisation))
    verdicts: dict[object, set[object]] = {}
    for finding in findings:
        if finding.check == "candidate_list_unbalanced":
            verdicts.setdefault(finding.facts["list"], set()).add(finding.facts["verdict"])
    broken = sum("broken" in found for found in verdicts.values())
    unknown = len(verdicts) - broken
    values["lists", ""] = total
    values["lists_in_balance", ""] = total - broken - unknown
    values["lists_unknown", ""] = unknown
    goals["lists_in_balance", ""] = total
    goals["lists_unknown", ""] = 0
    return ["lists", "lists_in_balance", "lists_unknown"]


def _partners(
    values: dict[FigureKey, float | date | None],
    goals: dict[FigureKey, float],
    cells: Mapping[tuple[str, str], str],
) -> list[str]:
    names = []
    for kind in COVERAGE_KINDS:
        verdicts = [verdict for (_, its), verdict in cells.items() if its == kind]
        if verdicts:
            names.append(f"covered:{kind}")
            values[names[-1], ""] = sum(verdict == "ok" for verdict in verdicts)
            goals[names[-1], ""] = len(verdicts)
    return names


def _municipality_names(tables: Mapping[str, Table]) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in tables.values():
        if table.has("municipality_number"):
            for number, name in table.records("municipality_number", "municipality"):
                if number and name:
                    names.setdefault(number, name)
    return names
