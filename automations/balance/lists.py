"""The candidates' table → one value a list, in the order of the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from automations.model import Table
from automations.once import once

OFF_THE_LIST = frozenset({"declined", "withdrawn"})
LETTERS = {"woman": "w", "man": "m"}  # one letter a candidate; all else, and a blank, is unknown
UNKNOWN = "?"
DISTRICT_COLUMNS = ("residence", "area")  # where a candidate is from, the first of them that is kept

_NAMING = ("municipality_number", "municipality", "area", "list", "party", "party_code", "election")
_NAMELESS = (None,) * len(_NAMING)
_SHORTEST_TAIL = 2  # letters of an alias that may end a longer name: "Halden Ap", but not "Bygdelista A"


class Organisation(Protocol):
    """Whose lists these are. No codes: every list is one's own."""

    @property
    def party_codes(self) -> Sequence[str]:
        """The codes of one's own party; none means that all lists are looked at."""

    @property
    def party_names(self) -> Sequence[str]:
        """What one's own party is called in lists."""


class _Naming(NamedTuple):
    """What a row says about the list it stands on."""

    municipality_number: str | None
    municipality: str | None
    area: str | None
    list: str | None
    party: str | None
    party_code: str | None
    election: str | None

    @property
    def where(self) -> str:
        """The number, which keeps places of one name apart, else the names that are there."""
        if self.election in {"county", "national"} and self.area:
            return self.area
        return self.municipality_number or ", ".join(filter(None, (self.municipality, self.area)))

    @property
    def what(self) -> str:
        return self.list or self.party or self.party_code or ""

    @property
    def title(self) -> str:
        parts = (self.where, self.what) if self.where else (self.list, self.party or self.party_code)
        return ":".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list as its rules see it: those who stand, in the order of their places.

    `rows[i]` is the table's row of the candidate at position `i`, `places[i]` the number that
    stands there, `genders[i]` is w, m or ?. `anchor` is a row of the list even when nobody stands.
    `unclear` is the first position whose place number is blank or somebody else's too.
    """

    name: str
    municipality_number: str | None
    municipality: str | None
    party: str | None
    label: str
    area: str | None
    election: str
    anchor: int
    rows: tuple[int, ...]
    places: tuple[int, ...]
    genders: str
    birth_years: tuple[int | None, ...] | None = None  # None: nobody keeps the column
    extra_votes: tuple[bool, ...] = ()
    safe: tuple[bool, ...] = ()
    districts: tuple[str | None, ...] | None = None  # None: nobody keeps the column
    fixed: tuple[bool, ...] = ()  # whose place is agreed
    unclear: int | None = None

    def __len__(self) -> int:
        return len(self.rows)


@once
def lists_of(candidates: Table, organisation: Organisation) -> tuple[CandidateList, ...]:
    """Gather one's own lists in the order they are met; a list may stand in several tabs.

    A row that names no list belongs to the one above it in its tab (merged cells). Who has declined
    does not count, nor do places at the end that nobody is proposed for yet.
    """
    own = _Own(organisation)
    groups: dict[tuple[str, str, str], list[int]] = {}
    naming: dict[tuple[Any, ...], list[int] | None] = {}
    above: tuple[Any, ...] = ()
    tab, current, rows = "", None, None
    for i, (here, said) in enumerate(zip(candidates.tabs, candidates.records(*_NAMING), strict=True)):
        if here != tab:
            tab, above = here, _NAMELESS
        if said == _NAMELESS:
            said = above  # noqa: PLW2901 - the row says what the row above it says
        above = said
        if (here, *said) != current:
            current = (here, *said)
            if current not in naming:
                key = own.key(_Naming(*said), here)
                naming[current] = None if key is None else groups.setdefault(key, [])
            rows = naming[current]
        if rows is not None:
            rows.append(i)
    reader = _Reader(candidates)
    parts = [part for rows in groups.values() for part in _by_area(candidates, rows)]
    return _told_apart([reader.read(rows) for rows in parts], candidates.tabs)


def _by_area(candidates: Table, rows: list[int]) -> Sequence[list[int]]:
    """Part the lists of a municipality's areas: where each area has a first place of its own."""
    if not candidates.has("area"):
        return (rows,)
    areas, places = candidates.column("area"), candidates.column("place")
    parts: dict[str | None, list[int]] = {}
    firsts: Counter[str | None] = Counter()
    for i in rows:
        parts.setdefault(areas[i], []).append(i)
        firsts[areas[i]] += places[i] == 1
    return tuple(parts.values()) if all(firsts.values()) else (rows,)


class _Own:
    """Tells one's own lists from others', and one list from another."""

    def __init__(self, organisation: Organisation) -> None:
        self._codes = {code.casefold() for code in organisation.party_codes}
        self._names = {name.casefold() for name in organisation.party_names} | self._codes
        self._tails = tuple(f" {name}" for name in self._names if len(name) >= _SHORTEST_TAIL)

    def _is_own(self, naming: _Naming) -> bool:
        if naming.party_code:
            code = naming.party_code.casefold()
            return code in (self._codes or self._names)
        name = (naming.party or "").casefold()
        return name in self._names or name.endswith(self._tails)

    def key(self, naming: _Naming, tab: str) -> tuple[str, str, str] | None:
        """Name the list that a row belongs to; None where it is another party's."""
        is_own = self._is_own(naming)
        if self._codes and not is_own and (naming.party or naming.party_code):
            return None
        what = naming.what.casefold()
        if what in self._names or (is_own and not naming.list):
            what = "own"
        where = naming.where.casefold() or ("" if naming.list else f"tab {tab}")
        if not naming.municipality_number and not naming.where and naming.list and naming.party:
            what += f":{naming.party.casefold()}"
        return where, what, naming.election or "municipal"


class _Reader:
    """Puts the rows of one list in order and picks what rules ask for, column by column."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._names = [table.column(name) for name in _NAMING]
        self._place = table.column("place") if table.has("place") else None
        self._status = table.column("status") if table.has("status") else None
        self._gender = table.column("gender")
        self._name = table.column("name") if table.has("name") else None
        self._birth = table.column("birth_year") if table.has("birth_year") else None
        self._extra = table.column("extra_vote") if table.has("extra_vote") else None
        self._safe = table.column("safe_place") if table.has("safe_place") else None
        district = next((name for name in DISTRICT_COLUMNS if table.has(name)), None)
        self._district = table.column(district) if district else None
        self._fixed = table.column("fixed_place") if table.has("fixed_place") else None

    def read(self, rows: Sequence[int]) -> CandidateList:
        standing = rows
        if self._status is not None:
            standing = [i for i in rows if self._status[i] not in OFF_THE_LIST]
        pairs, unclear = self._ordered(standing)
        while pairs and self._vacant(pairs[-1][1]):
            pairs.pop()
        ordered = tuple(i for _, i in pairs)
        anchor = ordered[0] if ordered else rows[0]
        naming = self._named(ordered or tuple(rows))
        letters, gender = LETTERS, self._gender
        return CandidateList(
            name=naming.title or self._table.tabs[anchor],
            municipality_number=naming.municipality_number,
            municipality=naming.municipality,
            party=naming.party or naming.party_code,
            label=_label(naming) or self._table.tabs[anchor],
            area=naming.area,
            election=naming.election or "municipal",
            anchor=anchor,
            rows=ordered,
            places=tuple(place for place, _ in pairs),
            genders="".join([letters.get(gender[i], UNKNOWN) for i in ordered]),
            birth_years=None if self._birth is None else tuple([self._birth[i] for i in ordered]),
            extra_votes=() if self._extra is None else tuple([self._extra[i] is True for i in ordered]),
            safe=() if self._safe is None else tuple([bool(self._safe[i]) for i in ordered]),
            districts=None if self._district is None else tuple([self._district[i] for i in ordered]),
            fixed=() if self._fixed is None else tuple([bool(self._fixed[i]) for i in ordered]),
            unclear=next((at for at, (_, i) in enumerate(pairs) if i in unclear), None),
        )

    def _named(self, ordered: Sequence[int]) -> _Naming:
        """Name the list after its first candidate who says so: the same however rows are sorted."""
        return _Naming(*(next((c[i] for i in ordered if c[i]), None) for c in self._names))

    def _vacant(self, i: int) -> bool:
        return self._name is not None and self._name[i] is None and self._gender[i] is None

    def _ordered(self, rows: Sequence[int]) -> tuple[list[tuple[int, int]], set[int]]:
        """Pair each row with its place, in order. Says also which rows' places are blank or twice there.

        A blank place is the one after the row above where nobody has it, else the last; of two with
        one number the upper row comes first.
        """
        column = self._place
        if column is None:
            return [(at, i) for at, i in enumerate(rows, 1)], set()
        typed = [column[i] for i in rows]
        count = Counter(typed)
        last = max((place for place in count if place is not None), default=0)
        pairs, before, taken = [], 0, set(typed)
        for place, i in zip(typed, rows, strict=True):
            at = place
            if at is None:
                at = before + 1
                if at in taken:
                    at = last + 1
                taken.add(at)
                last = max(last, at)
            before = at
            pairs.append((at, i))
        pairs.sort()
        unclear = {i for at, i in zip(typed, rows, strict=True) if at is None or count[at] > 1}
        return pairs, unclear


def _label(naming: _Naming) -> str:
    """Call the list what people call it: the place, and the party or heading where it says more."""
    where = naming.municipality or naming.area or naming.municipality_number or naming.list or ""
    if naming.election in {"county", "national"} and naming.area:
        where = naming.area
    what = naming.list or naming.party or naming.party_code or ""
    if what == where:
        what = naming.party or ""
    return f"{where} ({what})" if where and what else where or what


def _told_apart(lists: Sequence[CandidateList], tabs: Sequence[str]) -> tuple[CandidateList, ...]:
    """Give those that share a name a longer one: its election's, else its area's, its tab's, a number."""

    def longer(extra: Callable[[int, CandidateList], str]) -> None:
        count = Counter(each.name for each in told)
        for at, each in enumerate(told):
            if count[each.name] > 1 and (more := extra(at, each)):
                told[at] = replace(each, name=f"{each.name}:{more}")

    told = list(lists)
    longer(lambda _, each: "" if each.election == "municipal" else each.election)
    longer(lambda _, each: each.area or "")
    longer(lambda _, each: tabs[each.anchor])
    longer(lambda at, _: str(at + 1))
    return tuple(told)
