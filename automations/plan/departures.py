"""Those who have left: their names leave the job's own tabs at once, and people are asked to delete the rows.

| who is to be deleted, and since when        | says                                              |
| a member who has resigned, or is marked     | new_member_not_followed_up, `delete`: at once     |
| a member whose dues are long unpaid         | dues_unpaid, `delete`: after six months           |
| a sympathiser whose consent does not hold   | sympathiser_consent_missing: on its day           |

A task whose finding is gone keeps its text for a month only while all whom it names still stand in people's
tabs, without being one of these. Otherwise it is archived at once: so it is when the row has been deleted.
Sources: GDPR article 5 (no longer than necessary); Datatilsynet on membership of parties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from automations.checks.registry import Check
from automations.model import Finding, Recognised, Table
from automations.people.names import folded, people_in
from automations.people.persons import OF_AN_OFFICE, Row
from automations.plan.keys import name_mark
from automations.plan.life import Step
from automations.plan.reconcile import Outcome, names_in
from automations.tabs import TABS

_TO_DELETE = frozenset(
    {
        ("new_member_not_followed_up", "delete"),
        ("dues_unpaid", "delete"),
        ("sympathiser_consent_missing", ""),
    }
)


def leaving(findings: Sequence[Finding]) -> frozenset[Row]:
    """The rows that people are asked to delete."""
    asking = [finding for finding in findings if _asks_to_delete(finding)]
    return frozenset((s.tab, s.row) for finding in asking for s in (finding.source, *finding.also))


def without_leaving(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what else is found about those whose rows are to be deleted: nothing names them any more."""
    rows = leaving(findings)
    return tuple(
        finding
        for finding in findings
        if _asks_to_delete(finding)
        or (finding.source.tab, finding.source.row) not in rows
        or not any(names_in(finding))
    )


def _asks_to_delete(finding: Finding) -> bool:
    return (finding.check, finding.stage) in _TO_DELETE


class Standing:
    """Whom people's tabs name today, by mark; and whether that can be told at all of a check's tabs."""

    def __init__(
        self, recognised: Recognised, rows: Collection[Row], salt: str, *, lost: Collection[str]
    ) -> None:
        self._recognised, self._rows, self._salt = recognised, rows, salt
        self._lost = lost
        self._whole = not any(tab.note == "unread" for tab in recognised.tabs)

    @cached_property
    def _marks(self) -> frozenset[str]:
        """Made when first asked for: most days nobody has left, and to mark all names is dear."""
        names = names_standing(self._recognised.tables, self._rows)
        return frozenset(name_mark(self._salt, name) for name in names)

    def all_of(self, marks: Collection[str]) -> bool:
        """Tell whether all of those still stand."""
        return not marks or self._marks.issuperset(marks)

    def can_be_told(self, check: Check | None) -> bool:
        """A tab that is missing, unread, or without its rows or names is not one that everybody has left."""
        tables = self._recognised.tables
        kinds = {*check.needs, *(kind for kind in check.any_of if kind in tables)} if check else set()
        return self._whole and all(
            kind in tables and kind not in self._lost and _keeps_names(tables[kind]) for kind in kinds
        )


def departed(
    outcomes: Sequence[Outcome], standing: Standing, known: Mapping[str, Check], *, on: date
) -> tuple[Outcome, ...]:
    """Archive the tasks that nothing asks for any more, and that name somebody who has left."""
    return tuple(
        _archived(outcome, on)
        if outcome.group is None
        and outcome.task is not None
        and outcome.step.memory.state in {"open", "solved"}
        and not standing.all_of(outcome.step.memory.names)
        and standing.can_be_told(known.get(outcome.step.memory.check))
        else outcome
        for outcome in outcomes
    )


def _archived(outcome: Outcome, on: date) -> Outcome:
    memory = outcome.step.memory
    gone = replace(memory, state="archived", solved=memory.solved or on, held="", names=())
    return replace(outcome, step=Step("archive", gone), state="archived")


def _keeps_names(table: Table) -> bool:
    return "name" not in TABS[table.kind].by_name or table.has("name")


def names_standing(tables: Mapping[str, Table], leaving: Collection[Row]) -> frozenset[str]:
    """Fold the names that stand there; who is leaving is kept by nothing but a namesake's own row."""
    own: set[str] = set()
    others: set[str] = set()
    gone: set[str] = set()
    for kind, table in tables.items():
        for column, values in table.columns.items():
            declared = TABS[kind].by_name.get(column)
            if column == "name" and kind not in OF_AN_OFFICE:
                for row, name in zip(zip(table.tabs, table.rows, strict=True), values, strict=True):
                    (gone if row in leaving else own).add(folded(name))
            elif declared and declared.kind == "name":
                others.update(_people(values))
    return frozenset(own | (others - gone))


def _people(values: Sequence[str | None]) -> Iterator[str]:
    for value in set(values):
        yield from people_in(value)
