"""Rows that are likely one person's, and what says so. Nobody is merged: people look and decide.

Linear in the rows: only rows that share a number, a phone, an e-mail, or a year and a part of the name
are laid beside each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import combinations
from typing import Any, Literal, TypeAlias

from automations.model import Table
from automations.people.identity import phone_digits
from automations.people.likeness import likeness, spelt

Reason: TypeAlias = Literal["number", "email", "phone", "birth_year", "joined"]
REASONS: tuple[Reason, ...] = ("number", "email", "phone", "birth_year", "joined")

_FEW = 4  # rows of one year and place that may as well all be laid beside each other
_CROWD = 100  # rows that share so little that it tells nothing: the office's phone, a whole list's first name
_SEXES = frozenset({"woman", "man"})


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows of tabs of people, as far as it tells one person from another: column by column."""

    words: Sequence[tuple[str, ...]]
    number: Sequence[str | None]
    year: Sequence[int | None]
    born: Sequence[date | None]
    gender: Sequence[str | None]
    place: Sequence[str | None]
    phone: Sequence[str | None]
    email: Sequence[str | None]
    joined: Sequence[date | None]

    @classmethod
    def of(cls, table: Table, rows: Sequence[int], numbers: Sequence[str | None] | None = None) -> Entries:
        """Read some rows of a table; `numbers` are its member numbers where it keeps any."""

        def some(column: Sequence[str | None], read: Callable[[str], str | None]) -> list[str | None]:
            return [read(value) if (value := column[i]) else None for i in rows]

        def plain(name: str) -> Sequence[Any]:
            column = table.column(name)
            return [column[i] for i in rows]

        names = table.column("name")
        return cls(
            words=[spelt(names[i]) for i in rows],
            number=[numbers[i] for i in rows] if numbers else [None] * len(rows),
            year=plain("birth_year"),
            born=plain("birth_date"),
            gender=plain("gender"),
            place=plain("municipality_number"),
            phone=some(table.column("phone"), phone_digits),
            email=some(table.column("email"), str.casefold),
            joined=plain("joined"),
        )

    def __add__(self, others: Entries) -> Entries:
        columns = ((*getattr(self, f.name), *getattr(others, f.name)) for f in fields(self))
        return Entries(*columns)

    def identities(self, i: int) -> tuple[str, ...]:
        """Name what a row is known by, the strongest first; others may be known by some of it too."""
        who = " ".join(self.words[i])
        known = {
            "number": self.number[i],
            "born": who and self.year[i] and f"{who}|{self.year[i]}|{self.place[i]}",
            "email": self.email[i],
            "phone": self.phone[i],
            "joined": who and self.joined[i] and f"{who}|{self.joined[i]}",
            "name": who and f"{who}|{self.place[i]}",
        }
        return tuple(f"{kind}:{value}" for kind, value in known.items() if value)

    def content(self, i: int) -> tuple[str, ...]:
        """Order rows by what stands in them."""
        return tuple(repr(getattr(self, f.name)[i]) for f in fields(self))

    def reason(  # noqa: PLR0911 - read from the top; the first that fits answers
        self, i: int, j: int, *, anywhere: bool = False
    ) -> Reason | None:
        """Say what makes two rows one person's; None where nothing does, or something speaks against it.

        Another birth year, day of birth or gender makes a namesake. A year or a day of joining counts
        within a municipality; `anywhere`, the very same name and year count in all of them.
        """
        if self.number[i] is not None and self.number[i] == self.number[j]:
            return "number"
        if self._contradict(i, j):
            return None
        like = likeness(self.words[i], self.words[j])
        if like is None:
            return None
        if self.email[i] and self.email[i] == self.email[j]:
            return "email"
        if self.phone[i] and self.phone[i] == self.phone[j]:
            return "phone"
        if like == "first_name" or len(self.words[i]) == 1:
            return None
        places = self.place[i], self.place[j]
        near_by = None in places or places[0] == places[1]
        if self.year[i] is not None and self.year[i] == self.year[j]:
            return "birth_year" if near_by or (anywhere and like == "same") else None
        joined = self.joined[i] is not None and self.joined[i] == self.joined[j]
        return "joined" if joined and near_by and like == "same" else None

    def _contradict(self, i: int, j: int) -> bool:
        for column in (self.year, self.born):
            mine, theirs = column[i], column[j]
            if mine is not None and theirs is not None and mine != theirs:
                return True
        return self.gender[i] != self.gender[j] and {self.gender[i], self.gender[j]} <= _SEXES

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Walk the pairs that share enough to be looked at; some of them more than once."""
        known = [i for i, words in enumerate(self.words) if words]
        yield from _within(_sharing(range(len(self.number)), self.number))
        yield from _within(_sharing(known, self.phone))
        yield from _within(_sharing(known, self.email))
        full = [i for i in known if len(self.words[i]) > 1]
        born = [i for i in full if self.year[i] is not None]
        yield from _within(_sharing(born, list(zip(self.year, self.words, strict=True))))
        joined = [i for i in full if self.joined[i] is not None]
        yield from _within(_sharing(joined, list(zip(self.joined, self.words, strict=True))))
        firsts, lasts = [words[:1] for words in self.words], [words[-1:] for words in self.words]
        for block in _sharing(born, list(zip(self.year, self.place, strict=True))):
            if len(block) <= _FEW:
                yield from combinations(block, 2)
            else:
                yield from _within(_sharing(block, firsts))
                yield from _within(_sharing(block, lasts))


def _sharing(rows: Iterable[int], keys: Sequence[Hashable]) -> Iterator[list[int]]:
    """Gather the rows that share a key, where there are several: few rows ever do, so few lists are made."""
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for i in rows:
        key = keys[i]
        if key is not None and (before := first.setdefault(key, i)) != i:
            blocks.setdefault(key, [before]).append(i)
    return iter(blocks.values())


def _within(blocks: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if len(block) <= _CROWD:
            yield from combinations(block, 2)


def doubles(
    rows: Entries, *, anywhere: bool = False, counts: Callable[[int, int], bool] = lambda *_: True
) -> Iterator[tuple[tuple[int, ...], Reason]]:
    """Gather rows that are all alike, each with the others, and the strongest reason among them.

    `counts` says whether two rows are worth a look at all. The groups are the same however rows are sorted.
    """
    reasons: dict[tuple[int, int], Reason] = {}
    alike: dict[int, set[int]] = defaultdict(set)
    for i, j in rows.pairs():
        pair = (i, j) if i < j else (j, i)
        if pair not in reasons and (found := rows.reason(i, j, anywhere=anywhere)) and counts(i, j):
            reasons[pair] = found
            alike[i].add(j)
            alike[j].add(i)
    place = {i: at for at, i in enumerate(sorted(alike, key=lambda i: (rows.content(i), i)))}
    homes: dict[int, list[set[int]]] = defaultdict(list)
    for pair in sorted(reasons, key=lambda pair: sorted((place[pair[0]], place[pair[1]]))):
        if any(pair[1] in group for group in homes[pair[0]]):
            continue
        group = set(pair)
        for other in sorted(alike[pair[0]] & alike[pair[1]], key=place.__getitem__):
            if group <= alike[other]:
                group.add(other)
        for i in group:
            homes[i].append(group)
        every = {reasons[within] for within in combinations(sorted(group), 2)}
        yield tuple(sorted(group)), min(every, key=REASONS.index)
