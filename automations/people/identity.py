"""Who is who: which rows are one person, and the names under which a task finds that person again.

The same member number is the same person, unless the names differ clearly: then the number is a
mistake and says nothing. Different numbers are different persons. Otherwise it is the name, the birth
year and the municipality, however they are spelt; without a birth year the phone, the e-mail or the
joining date tells namesakes apart; where nothing does, they are one person who stands on both rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from automations.model import Subject, Table
from automations.once import once
from automations.people.names import folded

_PHONE_DIGITS = 8  # a Norwegian number without its country code
_SPELLINGS = 20  # what more rows than this call differently is no member number but a word like "new"
_LONG_WORD = 4  # in shorter words one letter is too much of a difference


@once
def _people(table: Table) -> Iterator[People]:
    yield People(table)


def people_of(table: Table) -> People:
    """The persons of a table, grouped once."""
    return _people(table)[0]


class People:
    """The persons of a table. `rows[p]` are the rows of person `p`, in the table's order."""

    def __init__(self, table: Table) -> None:
        self.names = [folded(name) for name in table.column("name")]
        self._years = table.column("birth_year")
        self._places = table.column("municipality_number")
        self._joined = table.column("joined")
        self._phones = [phone_digits(phone) for phone in table.column("phone")]
        self._emails = [email.casefold() if email else None for email in table.column("email")]
        self.numbers = self._member_numbers(table.column("member_number"))
        self.rows = sorted(self._grouped())

    def _member_numbers(self, typed: Sequence[object]) -> list[str | None]:
        numbers = [str(n).strip().casefold().lstrip("0") or None if n is not None else None for n in typed]
        rows: dict[str, list[int]] = defaultdict(list)
        for i, number in enumerate(numbers):
            if number is not None:
                rows[number].append(i)
        for bearers in rows.values():
            if len(bearers) > 1 and self._clearly_several(bearers):
                for i in bearers:
                    numbers[i] = None
        return numbers

    def _clearly_several(self, rows: Sequence[int]) -> bool:
        """Tell whether one number stands for several people."""
        spellings = {(self.names[i], self._years[i]): i for i in rows}
        if len(spellings) > _SPELLINGS:
            return True
        return any(self._clearly_different(i, j) for i, j in combinations(spellings.values(), 2))

    def _clearly_different(self, i: int, j: int) -> bool:
        """Tell two people under one number by mistake from one whose name was changed or misspelt."""
        mine, theirs = self.names[i].split(), self.names[j].split()
        if not mine or not theirs or set(mine) == set(theirs):
            return False
        given, others = mine[:-1] or mine, theirs[:-1] or theirs
        if not any(_alike(a, b) for a in given for b in others):
            return True
        years = self._years[i], self._years[j]
        return not _alike(mine[-1], theirs[-1]) and None not in years and years[0] != years[1]

    def _grouped(self) -> list[tuple[int, ...]]:
        numbered: dict[str, list[int]] = {}
        named: dict[str, list[int]] = {}
        found: list[list[int]] = []
        for i, number in enumerate(self.numbers):
            if number is not None:
                numbered.setdefault(number, []).append(i)
            elif self.names[i]:
                named.setdefault(self.names[i], []).append(i)
            else:
                found.append([i])  # no number and no name: nothing says that two such rows are one person
        found.extend(numbered.values())
        bearing: dict[str, list[list[int]]] = defaultdict(list)
        for _, rows in sorted(numbered.items()):  # sorted: the same whatever order people sort by
            for name in {self.names[i] for i in rows} & named.keys():
                bearing[name].append(rows)
        for name, rows in named.items():
            if len(rows) > 1 or name in bearing:
                found.extend(self._namesakes(rows, bearing[name]))
            else:
                found.append(rows)
        return [tuple(sorted(rows)) for rows in found]

    def _namesakes(self, rows: Sequence[int], known: Sequence[list[int]]) -> list[list[int]]:
        """Give each row of one name to the first person it can be, of those known or of new ones."""
        found: list[list[int]] = []
        for i in sorted(rows, key=self._content):
            home = next((p for p in (*known, *found) if all(self._same(i, j) for j in p)), None)
            if home is None:
                found.append([i])
            else:
                home.append(i)
        return found

    def _content(self, i: int) -> tuple[str, ...]:
        """Order rows by what stands in them; those that say most come first."""
        known = (self._years[i], self._places[i], self._joined[i], self._phones[i], self._emails[i])
        return tuple("~" if value is None else str(value) for value in known)

    def _same(self, i: int, j: int) -> bool:
        """Tell whether two rows of one name can be one person."""
        places = self._places[i], self._places[j]
        years = self._years[i], self._years[j]
        if None not in places and places[0] != places[1]:
            return False
        if None not in years:
            return bool(years[0] == years[1])
        phones = self._phones[i], self._phones[j]
        emails = self._emails[i], self._emails[j]
        if (phones[0] and phones[0] == phones[1]) or (emails[0] and emails[0] == emails[1]):
            return True
        joined = self._joined[i], self._joined[j]
        if None not in joined:
            return bool(joined[0] == joined[1])
        return None in phones

    def subject(self, person: int) -> Subject:
        """Name a person by identities that nobody else in the table has, the strongest first.

        The weaker ones leave out what may be added or corrected later (a number, a year, a name), so
        that what was found before is found again.
        """
        own: dict[str, None] = {}
        for kind, (keys, bearers) in self._identities.items():
            mine = {keys[i] for i in self.rows[person]}
            own.update((f"{kind}:{_text(key)}", None) for key in sorted(mine, key=str) if bearers[key] == 1)
        return Subject(tuple(own) or (min(map(self._everything, self.rows[person])),))

    @cached_property
    def _identities(self) -> dict[str, tuple[Sequence[Hashable], Mapping[Hashable, int]]]:
        """Each kind of identity, the strongest first: that of every row, and how many persons bear it.

        Column by column, as a dictionary of all identities costs more than the rest of the check. An
        identity that says too little is None, which nobody bears.
        """
        names, years, places, joined = self.names, self._years, self._places, self._joined
        days = [day and name and day.isoformat() for day, name in zip(joined, names, strict=True)]
        rows = list(zip(names, years, places, days, strict=True))
        kinds: dict[str, Sequence[Hashable]] = {
            "member": self.numbers,
            "person": [(n, y, p) if n and y else None for n, y, p, _ in rows],
            "born": [(n, y) if n and y else None for n, y, _, _ in rows],
            "phone": self._phones,
            "email": self._emails,
            "joined": [(d, n) if d else None for n, _, _, d in rows],
            "joined_born": [(d, y, p) if d and y else None for _, y, p, d in rows],
            "joined_first": [(d, p, n.partition(" ")[0]) if d else None for n, _, p, d in rows],
            "joined_last": [(d, p, n.rpartition(" ")[2]) if d else None for n, _, p, d in rows],
            "name_place": [(n, p) if n else None for n, _, p, _ in rows],
            "name": [n or None for n in names],
        }
        persons = [0] * len(names)
        for person, own in enumerate(self.rows):
            for i in own:
                persons[i] = person
        return {kind: (keys, self._bearers(keys, persons)) for kind, keys in kinds.items()}

    def _bearers(self, keys: Sequence[Hashable], persons: Sequence[int]) -> Mapping[Hashable, int]:
        alone = len(self.rows) == len(keys)
        bearers = Counter(keys if alone else (key for key, _ in set(zip(keys, persons, strict=True))))
        bearers[None] = 0
        return bearers

    def _everything(self, i: int) -> str:
        return "|".join(("row:", self.names[i], *self._content(i)))


def _text(key: Hashable) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return "|".join("" if part is None else str(part) for part in parts)


def phone_digits(phone: str | None) -> str | None:
    """Give the digits by which two spellings of a number are compared, without the country's."""
    if not phone:
        return None
    end = phone[-_PHONE_DIGITS:]
    if end.isdecimal():  # as recognised phones are
        return end
    return "".join(letter for letter in phone if letter.isdecimal())[-_PHONE_DIGITS:] or None


def _alike(a: str, b: str) -> bool:
    """Tell whether two words can be one: equal, an initial, or one letter wrong in a longer word."""
    if a == b or a.startswith(b) or b.startswith(a):
        return True
    if min(len(a), len(b)) < _LONG_WORD or abs(len(a) - len(b)) > 1:
        return False
    start = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]
