"""How a check speaks of a person: the cell, the name, and whom to ask, who is never the person themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from automations.model import Fact, Finding, Severity, Skipped, Table
from automations.people.identity import People, people_of
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs

MEMBERSHIP_ROLES = ("membership_officer", "leader")


class Somebody(Protocol):
    """A person of a table: number in `People`, the rows that count, and where they live."""

    @property
    def person(self) -> int: ...  # noqa: D102
    @property
    def rows(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def municipality_number(self) -> str | None: ...  # noqa: D102


class Persons:
    """Makes one check's findings about the persons of a table."""

    def __init__(self, check: str, table: Table, responsible: Responsible) -> None:
        self.check = check
        self.table = table
        self.responsible = responsible

    @cached_property
    def people(self) -> People:
        """Who is who in the table."""
        return people_of(self.table)

    @cached_property
    def _called(self) -> Sequence[tuple[str | None, ...]]:
        return list(self.table.records("name", "first_name", "member_number"))

    def place(self, rows: Iterable[int], *columns: str) -> tuple[int, str] | None:
        """Find the first row whose tab keeps one of the columns, and that column."""
        for i in rows:
            letters = self.table.letters[self.table.tabs[i]]
            for column in columns:
                if column in letters:
                    return i, column
        return None

    def finding(
        self,
        who: Somebody,
        place: tuple[int, str] | None,
        severity: Severity,
        facts: Mapping[str, Fact],
        *,
        roles: Sequence[str] = MEMBERSHIP_ROLES,
        stage: str = "",
        due: date | None = None,
        rows: tuple[int, ...] = (),
        named: bool = True,
    ) -> Finding:
        """Say what is found about a person. `rows` are all it is about; not named, the link is enough."""
        i, column = place or (who.rows[0], None)
        typed, first, number = self._called[i]
        name = typed or number or "–"
        responsible = self.responsible.in_turn(who.municipality_number, roles)
        staged: dict[str, Fact] = {"stage": stage} if stage else {}
        return Finding(
            check=self.check,
            subject=self.people.subject(who.person),
            source=self.table.source(i, column),
            severity=severity,
            facts={**staged, "municipality_number": who.municipality_number, **facts},
            stage=stage,
            column=column,
            due=due,
            also=tuple(self.table.source(j) for j in rows or who.rows if j != i),
            private={"name": name, "first_name": first or name.split(" ")[0]} if named else {},
            suggested=tuple(other for other in responsible if folded(other) != self.people.names[i]),
        )


def suggestions(check: str) -> Callable[..., Iterator[Skipped]]:
    """Make the `not_judged` of a check that takes its own tab first, then Kommunepartier and Tillitsverv."""

    def told(
        _own: Table, local_parties: Table | None = None, officers: Table | None = None, *_more: Table | None
    ) -> Iterator[Skipped]:
        return missing_tabs(check, local_parties=local_parties, officers=officers)

    return told
