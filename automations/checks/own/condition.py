"""One condition of an own check, with the job's own names in it, and whether cells meet it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from automations.checks.own.entry import Where
from automations.checks.own.names import DATES, NotPossible, answer, answers, column_of
from automations.model import Contact, Table
from automations.tabs import Column

_OF_DAYS = frozenset({"older_than_days", "within_days", "coming_days", "before", "after"})
# Where a column is not kept but comes of others, its tab keeps it if it keeps one of those.
_COMES_OF = {
    "name": ("first_name", "last_name"),
    "birth_year": ("birth_date",),
    "municipality": ("municipality_number",),
    "municipality_number": ("municipality",),
    "contacted": ("contacted_by",),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a column: its `sort` is the key that it was written under, `limit` what stood there."""

    column: Column
    sort: str
    limit: Any

    @classmethod
    def of(cls, kind: str, written: Where, where: str) -> Condition:
        """Look the names up. NotKnown for a column or answer that is none, NotPossible for no such days."""
        column = column_of(kind, written.column, f"{where}column")
        (sort,) = written.given
        limit = getattr(written, sort)
        if sort in _OF_DAYS and column.kind not in DATES:
            raise NotPossible(f"{where}{sort}", "own_dates")
        if sort == "one_of":
            if column.kind in DATES:
                raise NotPossible(f"{where}{sort}", "own_answers")
            limit = answers(column, limit, f"{where}one_of")
        return cls(column, sort, limit)

    def kept(self, table: Table, i: int) -> bool:
        """Tell whether the tab of a row keeps the column."""
        letters = table.letters[table.tabs[i]]
        return any(name in letters for name in (self.column.name, *_COMES_OF.get(self.column.name, ())))

    def day(self, values: Sequence[Any]) -> date | None:
        """The latest day among the cells of one person or thing; a contact without a day has none."""
        days = [value.on if isinstance(value, Contact) else value for value in map(self._said, values)]
        return max((day for day in days if isinstance(day, date)), default=None)

    def _said(self, value: Any) -> Any:
        """What a cell says; a contact that was only attempted is none."""
        return None if isinstance(value, Contact) and not value.done else value

    def met(self, values: Sequence[Any], on: date) -> bool:
        """Tell whether the cells of one person or thing meet the condition together."""
        said = [value for value in map(self._said, values) if value is not None]
        if self.sort == "empty":
            return bool(said) is not self.limit
        if self.sort == "one_of":
            return any(answer(self.column, value) in self.limit for value in said)
        day = self.day(values)
        return day is not None and self._met_by(day, on)

    def _met_by(self, day: date, on: date) -> bool:
        past = (on - day).days
        match self.sort:
            case "older_than_days":
                return bool(past > self.limit)
            case "within_days":
                return bool(0 <= past <= self.limit)
            case "coming_days":
                return bool(0 <= -past <= self.limit)
            case "before":
                return bool(day < self.limit)
            case _:
                return bool(day > self.limit)

    @property
    def told(self) -> str:
        """The word for it: the key it was written under, or filled for its opposite."""
        return "filled" if self.sort == "empty" and not self.limit else self.sort

    @property
    def dated(self) -> bool:
        """Tell whether it is about a day, of which a new one is a new reason."""
        return self.sort in _OF_DAYS and self.column.kind != "birth_date"
