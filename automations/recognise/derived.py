"""What a tab says in several columns together: whole names, municipalities, lists, contacts, duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from automations.model import Contact, Problem, Table
from automations.recognise import municipalities, wishes
from automations.recognise.fold import fold
from automations.recognise.numbers import marked

if TYPE_CHECKING:
    from automations.recognise.tables import Part

_EDGES = re.compile(r"^[\s\-–—=*#:•_.]+|[\s\-–—=*#:•_]+$")


def complete(part: Part, raw: dict[str, Sequence[Any]], headings: tuple[tuple[int, str], ...]) -> None:
    """Add the derived columns to a part, and the problems that take more than one cell to see."""
    _whole_names(part)
    if "municipality" in raw or "municipality_number" in raw:
        _municipalities(part, raw)
        if (
            part.kind != "candidates" and "municipality_number" in part.columns
        ):  # lists are told apart by the number as it was typed
            part.columns["municipality_number"] = _of_today(part.columns["municipality_number"])
    if part.kind == "candidates":
        _marks(part, raw)
        if not {"list", "municipality", "municipality_number"} & part.letters.keys():
            part.columns["list"] = _lists(part, headings)
    if "birth_date" in part.columns and "birth_year" not in part.columns:
        part.columns["birth_year"] = [day.year if day else None for day in part.columns["birth_date"]]
    if "contacted_by" in part.columns:
        _contacted_by_someone(part)
    wishes.settle(part)


def _whole_names(part: Part) -> None:
    columns = part.columns
    if "last_name" not in columns and "first_name" not in columns:
        return
    nobody = [None] * len(part.numbers)
    first = columns.get("first_name", nobody)
    last = columns.get("last_name", nobody)
    whole = columns.get("name", nobody)
    columns["name"] = [
        name or (f"{a} {b}" if a and b else a or b) for name, a, b in zip(whole, first, last, strict=True)
    ]


def _municipalities(part: Part, raw: dict[str, Sequence[Any]]) -> None:
    """Bring name and number together; what is a problem depends on both."""
    count = len(part.numbers)
    found = part.columns.get("municipality") or [None] * count
    typed = part.columns.get("municipality_number") or [None] * count
    if None not in typed and not any(
        one is None or (one[2] == "municipality" and not municipalities.is_former(one[0]))
        for one in set(found)
    ):
        part.columns["municipality"] = [one[0] for one in found]
        return
    counties = part.columns.get("county") or part.columns.get("area") or [None] * count
    keys = list(zip(found, typed, counties, strict=True))
    known = {key: _together(*key) for key in set(keys)}
    part.columns["municipality"] = [known[key][0] for key in keys]
    part.columns["municipality_number"] = [known[key][1] for key in keys]
    if "municipality" in raw and any(code for _, _, code in known.values()):
        for i, key in enumerate(keys):
            if code := known[key][2]:
                part.problem(i, "municipality", code)


def _of_today(numbers: Sequence[Any]) -> Sequence[Any]:
    today = {number: municipalities.current_number(number) for number in set(numbers) if number}
    if all(number == now for number, now in today.items()):
        return numbers
    return [today.get(number) for number in numbers]


def _together(
    found: Any, number: str | None, county: str | None
) -> tuple[str | None, str | None, str | None]:
    if found is None:
        return (municipalities.name_of(number) if number else None), number, None
    name, derived, code = found
    if number:
        lives = code is None or code == "municipality_ambiguous" or municipalities.is_former(name)
        return name, number, None if lives else code
    if code == "municipality_ambiguous" and county:
        return municipalities.by_name(name, county)
    return name, derived, code


def _marks(part: Part, raw: dict[str, Sequence[Any]]) -> None:
    """A mark inside the place (`01 x`) is the extra vote."""
    places = raw.get("place", ())
    with_mark = {
        cell for cell in set(places) if type(cell) is str and not cell.isdigit() and marked(cell.strip())
    }
    if not with_mark:
        return
    extra = part.columns.get("extra_vote") or [None] * len(places)
    part.columns["extra_vote"] = [
        True if type(cell) is str and cell in with_mark else said
        for cell, said in zip(places, extra, strict=True)
    ]


def _lists(part: Part, headings: tuple[tuple[int, str], ...]) -> list[str | None]:
    """The heading above a block names its list; without headings the tab's own title does."""
    names: list[str | None] = []
    current = part.tab.strip()
    for before, text in headings:
        names.extend([current] * (before - len(names)))
        current = _EDGES.sub("", " ".join(text.split())) or current
    names.extend([current] * (len(part.numbers) - len(names)))
    return names


def _contacted_by_someone(part: Part) -> None:
    """Somebody has contacted, and no date says when: contacted all the same, and said."""
    by = part.columns["contacted_by"]
    contacted = list(part.columns.get("contacted") or [None] * len(by))
    results = part.columns.get("result") or [None] * len(by)
    noted = {problem.source.row for problem in part.problems if problem.facts.get("column") == "contacted"}
    for i, who in enumerate(by):
        if (
            who
            and contacted[i] is None
            and part.numbers[i] not in noted
            and (results[i] is None or results[i].done)
        ):
            contacted[i] = Contact(done=True)
            part.problem(
                i, "contacted" if "contacted" in part.letters else "contacted_by", "contact_without_date"
            )
    part.columns["contacted"] = contacted


def duplicate_numbers(table: Table) -> Iterator[Problem]:
    """One member number on two rows, of one tab or two, that are different people."""
    numbers = table.column("member_number")
    if len(set(numbers)) == len(numbers):
        return
    names, years = table.column("name"), table.column("birth_year")
    first: dict[str, int] = {}
    for i, number in enumerate(numbers):
        if number is None:
            continue
        j = first.setdefault(number, i)
        if j != i and _differ(names[i], names[j], years[i], years[j]):
            facts = {"kind": table.kind, "column": "member_number"}
            yield Problem(table.source(i, "member_number"), "duplicate_number", facts)


def _differ(name: str | None, other: str | None, year: int | None, other_year: int | None) -> bool:
    if name and other and fold(name) != fold(other):
        return True
    return bool(year and other_year and year != other_year)
