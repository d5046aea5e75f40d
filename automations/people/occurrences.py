"""Where a person stands in a workbook: the person's own rows, and every other cell that names them.

All tabs are looked through as they were read, those that nobody recognised and the job's own too. A name
alone may be somebody else's; a member number, an address or a phone number is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from automations.model import Grid, Reading, Recognised, Source, Table
from automations.people.names import folded, people_in
from automations.people.persons import OF_AN_OFFICE, PERSONAL, Person, compared, spellings
from automations.tabs import TABS

_PHONE = 8  # digits: what is shorter stands in too many other numbers
_TELLING = 4  # letters of a member number that is looked for outside the columns of numbers
_LONGEST = 60  # digits in a cell in which a phone number is looked for
_FULL_NAME = 2  # words
_NAME_COLUMNS = ("name", "first_name", "last_name")
_NO_WORD = re.compile(r"[\W_]+")

Certainty: TypeAlias = Literal["sure", "perhaps"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A cell that names a person, or (`whole`) a row that is the person's own.

    `column` is what checks call the column, where it is known. `ours` is the kind of the job's own tab
    where the job has written it. `person` counts those who were asked for.
    """

    source: Source
    sure: bool
    whole: bool = False
    column: str | None = None
    ours: str | None = None
    person: int | None = None


class Traces:
    """What tells in a text that it speaks of one of some persons. `alone`: nobody else bears the name.

    `everybody` are the names of all whom the workbook names: who is called Anne Kari Moen is not Kari Moen.
    """

    def __init__(
        self, persons: Sequence[Person], *, alone: bool, name: str = "", everybody: Collection[str] = ()
    ) -> None:
        names = {each for person in persons for each in person.names} | ({folded(name)} - {""})
        longer = {n for n in everybody if n not in names and any(f" {m} " in f" {n} " for m in names)}
        self._longer = _pattern({spelt for each in longer for spelt in spellings(each)})
        self._alone = alone
        self._names = _pattern({spelt for each in names for spelt in spellings(each)})
        self._near = _pattern({spelt for each in names for spelt in _without_middle(each)})
        self._emails = {each for person in persons for each in person.emails}
        self._phones = {p for person in persons for p in person.phones if len(p) >= _PHONE}
        self.numbers = {each for person in persons for each in person.numbers}

    def in_text(self, value: object) -> Certainty | None:
        """Tell whether a cell speaks of them."""
        if isinstance(value, bool) or value is None or value == "":
            return None
        text = str(value)
        lower = text.casefold()
        if any(email in lower for email in self._emails) or self._phone_in(text):
            return "sure"
        words = f" {_NO_WORD.sub(' ', folded(text)).strip()} "
        words = self._longer.sub("  ", words) if self._longer else words
        if self._names and self._names.search(words):
            return "sure" if self._alone else "perhaps"
        if self._near and self._near.search(words):
            return "perhaps"
        number = compared(value)
        return "perhaps" if len(number) >= _TELLING and number in self.numbers else None

    def names(self, value: object) -> bool:
        """Tell whether a text surely speaks of them."""
        return self.in_text(value) == "sure"

    def _phone_in(self, text: str) -> bool:
        if not self._phones:
            return False
        digits = "".join(letter for letter in text if letter.isdecimal())
        return len(digits) <= _LONGEST and any(phone in digits for phone in self._phones)


def occurrences(
    reading: Reading,
    recognised: Recognised,
    persons: Sequence[Person],
    others: Sequence[Person],
    traces: Traces,
) -> Iterator[Occurrence]:
    """Walk the tabs from top to bottom. `others` bear the same name and are not asked for."""
    rows = {row: n for n, person in enumerate(persons) for row in person.rows}
    theirs = {row for person in others for row in person.rows}
    columns = _columns(recognised)
    own = {tab.grid.tab: tab for tab in recognised.own.values()}
    offices = {
        tab for kind in OF_AN_OFFICE if kind in recognised.tables for tab in recognised.tables[kind].letters
    }
    for grid in reading.grids:
        mine = own.get(grid.tab)
        known = columns.get(grid.tab, {})
        for number, cells in zip(grid.numbers, grid.cells, strict=True):
            row = (grid.tab, number)
            if row in rows and grid.tab not in offices:
                yield Occurrence(Source(grid.tab, number), sure=True, whole=True, person=rows[row])
                continue
            if row in rows:
                for place, cell in enumerate(cells):
                    if cell not in (None, "") and known.get(place) in PERSONAL:
                        where = Source(grid.tab, number, place)
                        yield Occurrence(where, sure=True, column=known[place], person=rows[row])
                continue
            for place, certainty in _cells(cells, known, traces, namesake=row in theirs):
                name = known.get(place)
                if mine is not None:
                    name = next((n for n, at in mine.letters.items() if at == place), None)
                kind = mine.kind if mine and (mine.kind != "tasks" or _job_writes(name)) else None
                yield Occurrence(Source(grid.tab, number, place), certainty == "sure", column=name, ours=kind)


def everybody_named(tables: Mapping[str, Table]) -> frozenset[str]:
    """Fold the names of all whom the workbook names in a column of names."""
    return frozenset(
        name
        for kind, table in tables.items()
        for column, values in table.columns.items()
        if column in TABS[kind].by_name and TABS[kind].by_name[column].kind == "name"
        for value in set(values)
        for name in people_in(value)
    )


def extent(grid: Grid, row: int) -> tuple[Source, Source] | None:
    """The first and the last filled cell of a row."""
    for number, cells in zip(grid.numbers, grid.cells, strict=True):
        filled = [place for place, cell in enumerate(cells) if cell not in (None, "")]
        if number == row and filled:
            return Source(grid.tab, row, filled[0]), Source(grid.tab, row, filled[-1])
    return None


def _cells(
    cells: Sequence[object], known: Mapping[int, str], traces: Traces, *, namesake: bool
) -> Iterator[tuple[int, Certainty]]:
    for place, cell in enumerate(cells):
        column = known.get(place)
        if namesake and column in _NAME_COLUMNS:
            continue
        if column == "member_number":
            if cell not in (None, "") and compared(cell) in traces.numbers:
                yield place, "sure"
            continue
        found = traces.in_text(cell)
        if found is None and place + 1 < len(cells) and not namesake and cell and cells[place + 1]:
            both = traces.in_text(f"{cell} {cells[place + 1]}")  # first and last name in two columns
            found = both if traces.in_text(cells[place + 1]) is None else None
        if found:
            yield place, found


def _columns(recognised: Recognised) -> dict[str, dict[int, str]]:
    return {
        tab: {place: name for name, place in letters.items()}
        for table in recognised.tables.values()
        for tab, letters in table.letters.items()
    }


def _job_writes(column: str | None) -> bool:
    return column in TABS["tasks"].by_name and TABS["tasks"].by_name[str(column)].ours


def _without_middle(name: str) -> Iterator[str]:
    words = name.split()
    if len(words) > _FULL_NAME:
        yield from spellings(f"{words[0]} {words[-1]}")


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """Whole words, in the genitive too."""
    if not names:
        return None
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(names)))})s? ")
