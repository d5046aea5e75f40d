"""What an own check asks for, with the job's own names in it, and what of a workbook meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from automations.checks.own.cases import OF_PERSONS, Asking, Case, cases, known_by
from automations.checks.own.condition import Condition
from automations.checks.own.entry import OwnCheck, Texts
from automations.checks.own.names import DATES, NotPossible, column_of, template, whom
from automations.model import Contact, Fact, Finding, Subject, Table
from automations.people.municipalities import Municipalities
from automations.people.names import folded
from automations.people.responsible import Responsible
from automations.tabs import TABS
from automations.words import LANGUAGES

PARTS = ("title", "text", "why")


class Rule:
    """What an entry asks for, with the job's own names in it."""

    def __init__(self, written: OwnCheck, kind: str, each: str) -> None:
        self._written = written
        self._kind = kind
        self._each = each  # the tab whose rows the tasks are about
        self.conditions = tuple(
            Condition.of(kind, one, "" if one is written else f"where.{written.where.index(one)}.")
            for one in written.conditions
        )
        names: dict[str, None] = {}
        self.told: dict[str, Texts] = {}
        for language in LANGUAGES:
            texts = written.texts(language)
            parts = {}
            for part in PARTS:
                where = part if language == "nb" else f"{language}.{part}"
                parts[part], found = template(each, getattr(texts, part), where)
                names |= dict.fromkeys(() if part == "title" else found)
                if part == "title" and found:
                    raise NotPossible(where, "own_title")
            self.told[language] = Texts(**parts)
        self._named = tuple(names)
        self._who = [
            whom(each, who) for who in ((written.who,) if isinstance(written.who, str) else written.who)
        ]
        self.offices = [name for name, is_column in self._who if not is_column]
        self._due: str | None = None
        if written.due_column:
            column = column_of(each, written.due_column, "due_column")
            if column.kind not in DATES:
                raise NotPossible("due_column", "own_dates")
            self._due = column.name
        speaking = [TABS[each].by_name[name] for name in self._named]
        if written.column and written.at_least is None:
            speaking.append(self.conditions[0].column)
        self.shown = {column.name: column.kind for column in speaking if column.choices}

    def found(self, tables: Mapping[str, Table | None], on: date) -> Iterator[Finding]:
        """Find what the entry asks for in the tabs of a workbook."""
        responsible = Responsible(tables.get("local_parties"), tables.get("officers"), on)
        table = tables[self._kind]
        assert table is not None  # noqa: S101 - the pipeline gives what is needed
        # Whoever wants no contact gets no task, and is counted all the same.
        way = None if self._written.at_least else self._written.contact
        asking = Asking(on, way, self._written.consent_months)
        met = (case for case in cases(table, tables, asking) if self._met(table, case, on))
        if self._written.at_least is None:
            gathered: dict[tuple[str, ...], list[int]] = {}
            judged = [condition.column.name for condition in self.conditions]
            for case in met:
                known = case.identities or (known_by(table, case.rows[0], judged),)
                gathered.setdefault(known, []).extend(case.rows)
            for known, rows in gathered.items():
                yield self._finding(table, rows, known, responsible)
            return
        yield from self._too_few(table, met, tables[self._each], responsible)

    def _met(self, table: Table, case: Case, on: date) -> bool:
        rows = [i for i in case.rows if all(condition.kept(table, i) for condition in self.conditions)]
        return bool(rows) and all(
            condition.met([table.column(condition.column.name)[i] for i in rows], on)
            for condition in self.conditions
        )

    def _too_few(
        self, table: Table, met: Iterable[Case], places: Table | None, responsible: Responsible
    ) -> Iterator[Finding]:
        assert places is not None  # noqa: S101 - likewise
        municipalities = Municipalities(places)
        named = list(table.records("municipality_number", "municipality"))
        counts: Counter[str] = Counter()
        only = municipalities.only()
        for case in met:
            number, name = named[case.rows[0]]
            found = municipalities.find(number, name) if number or name else only
            if found is not None:
                counts[found.key] += 1
        least = self._written.at_least or 0
        for place in municipalities:
            if counts[place.key] < least:
                facts: dict[str, Fact] = {
                    "condition": "at_least",
                    "least": least,
                    "municipality": place.name if place.number else None,
                }
                if self._kind not in OF_PERSONS:
                    facts["found"] = counts[place.key]
                known = (f"place:{place.number or folded(place.name)}",)
                yield self._finding(places, [place.row], known, responsible, facts, {"_place": place.name})

    def _finding(  # noqa: PLR0917 - what a finding is made of
        self,
        table: Table,
        rows: Sequence[int],
        known: tuple[str, ...],
        responsible: Responsible,
        facts: Mapping[str, Fact] | None = None,
        private: Mapping[str, str] | None = None,
    ) -> Finding:
        i = rows[0]
        column = None
        more: dict[str, Fact] = dict(facts or {})
        said = dict(private or {})
        if self._written.at_least is None:
            condition = self.conditions[0]
            column = condition.column.name
            values = [table.column(column)[j] for j in rows]
            more["condition"] = condition.told
            day = condition.day(values)
            if condition.dated and day:
                more["value"] = day.isoformat()
            said["_value"] = day.isoformat() if day else _written(values[0])
            if isinstance(condition.limit, date):
                said["_limit"] = condition.limit.isoformat()
        number = table.column("municipality_number")[i]
        said |= {name: _written(table.column(name)[i]) for name in self._named}
        return Finding(
            check=self._written.key,
            subject=Subject(known),
            source=table.source(i, column),
            severity=self._written.severity,
            facts={"municipality_number": number, **more},
            column=column,
            due=_day(table.column(self._due)[i]) if self._due else None,
            also=tuple(table.source(j) for j in rows[1:]),
            private=said,
            suggested=self._suggested(table, i, number, responsible),
            days=self._written.due_days,
        )

    def _suggested(
        self, table: Table, i: int, number: str | None, responsible: Responsible
    ) -> tuple[str, ...]:
        """Name whom to ask, in the order that is written; nobody is asked about themselves."""
        found: dict[str, str] = {}
        for name, is_column in self._who:
            those = [table.column(name)[i]] if is_column else responsible.in_turn(number, (name,))
            found |= {folded(who): who for who in those if who and folded(who) not in found}
        own = folded(table.column("name")[i])
        return tuple(who for key, who in found.items() if key != own)


def _written(value: Any) -> str:
    """A cell as a text has it; a day as ISO has it, which is read out in each language."""
    if isinstance(value, Contact):
        value = value.on if value.done else None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "–" if value is None else str(value)


def _day(value: Any) -> date | None:
    if isinstance(value, Contact):
        return value.on
    return value if isinstance(value, date) else None
