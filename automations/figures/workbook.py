"""All figures of a workbook, for Oppsummering, Historikk and the report: counts, never people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from automations.figures import (
    activities,
    campaign,
    diversity,
    growth,
    lists,
    local_parties,
    members,
    participation,
    partners,
    sympathisers,
    training,
    women,
    youth,
)
from automations.figures.section import Asked, FigureKey, Section
from automations.model import Table

# In reading order. Each gives its figures, or None where the workbook does not keep its tab.
SECTIONS: tuple[Callable[[Asked], Section | None], ...] = (
    members.section,
    participation.section,
    growth.section,
    diversity.section,
    sympathisers.section,
    activities.section,
    local_parties.section,
    women.section,
    lists.section,
    training.section,
    campaign.section,
    partners.section,
    youth.section,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by name and municipality number ("" is the whole workbook), and what they are held against.

    `sections` names the whole workbook's figures in reading order, by theme. None is a figure that
    nobody can give; those in `hidden` are kept back because they count too few people. `of` says of how
    many people a share is.
    """

    values: Mapping[FigureKey, float | date | None] = field(default_factory=dict)
    goals: Mapping[FigureKey, float] = field(default_factory=dict)
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: frozenset[FigureKey] = frozenset()
    coverage: Mapping[tuple[str, str], str] = field(default_factory=dict)
    municipalities: Mapping[str, str] = field(default_factory=dict)
    new_for_months: int = 6
    of: Mapping[FigureKey, int] = field(default_factory=dict)

    def order(self, name: str) -> int:
        """Where a figure stands in reading order."""
        names = [name for names in self.sections.values() for name in names]
        return names.index(name) if name in names else len(names)


def workbook_figures(asked: Asked, task_counts: Mapping[str, int]) -> Figures:
    """Count everything that the tabs allow; a theme whose tab is not kept is left out."""
    values: dict[FigureKey, float | date | None] = {(name, ""): n for name, n in task_counts.items()}
    goals: dict[FigureKey, float] = {("overdue_tasks", ""): 0} if "overdue_tasks" in task_counts else {}
    sections: dict[str, Sequence[str]] = {"tasks": list(task_counts)}
    hidden: set[FigureKey] = set()
    of: dict[FigureKey, int] = {}
    for section_of in SECTIONS:
        section = section_of(asked)
        if section is not None:
            sections[section.name] = section.order
            values |= section.values
            goals |= section.goals
            hidden |= section.hidden
            of |= section.of
    months = int(asked.checks["new_member_not_followed_up"]["new_for_months"])
    names = _municipality_names(asked.tables)
    return Figures(values, goals, sections, frozenset(hidden), partners.matrix(asked), names, months, of)


def _municipality_names(tables: Mapping[str, Table]) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in tables.values():
        if table.has("municipality_number"):
            for number, name in table.records("municipality_number", "municipality"):
                if number and name:
                    names.setdefault(number, name)
    return names
