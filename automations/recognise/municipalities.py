"""Municipalities by name and number: today's, their names in other languages, and former numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from automations.recognise.fold import fold, fold_words
from automations.recognise.readings import BLANK, Bad, flaw, shown

_DIGITS = 4
_LAST_COUNTY_BEFORE_2018 = "20"  # Finnmark
_LANGUAGES = " - "  # between the names of one municipality
_NUMBER_FIRST = re.compile(r"(?:k-?|knr\.? ?)?(\d{3,4})(?:\.0)?(?:[ ,:–-]+(\D.*))?", re.IGNORECASE)
_NUMBER_LAST = re.compile(r"(\D+?)[ ,]*\(?(\d{3,4})\)?")
_AREA = re.compile(r"(.+?)\s*(?:\((.+)\)|,\s*(.+)|\bi\s+(.+))")
# What may follow a municipality's name in the name of its party branch.
_SUFFIXES = (
    "kommune",
    "kommun",
    "municipality",
    "arbeid",
    "ap",
    "kommuneparti",
    "kommunelag",
    "partilag",
    "lag",
)


@dataclass(frozen=True, slots=True)
class _Register:
    names: dict[str, str] = field(default_factory=dict)  # number → name
    former: dict[str, set[str]] = field(default_factory=dict)  # number → folded names
    numbers: dict[str, list[str]] = field(default_factory=dict)  # folded name → numbers
    counties: dict[str, set[str]] = field(default_factory=dict)  # number → folded names of its county
    county_names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # number → the same, as written
    former_names: dict[str, str] = field(default_factory=dict)  # number → name
    former_folded: set[str] = field(default_factory=set)


@cache
def _register() -> _Register:
    register = _Register()
    presets = files("automations.presets")
    for line in presets.joinpath("municipalities.csv").read_text("utf-8").splitlines()[1:]:
        number, name, county_number, county = line.split(";")
        register.names[number] = name
        register.county_names[number] = tuple(county.split(_LANGUAGES))
        register.counties[number] = {
            fold(part) for part in (county, *county.split(_LANGUAGES), county_number)
        }
        for part in {fold(name), *map(fold, name.split(_LANGUAGES))}:
            register.numbers.setdefault(part, []).append(number)
    for line in presets.joinpath("former_municipalities.csv").read_text("utf-8").splitlines()[1:]:
        number, name = line.split(";")
        register.former_names[number] = name
        register.former_folded.add(fold(name))
    return register


def is_number(number: str) -> bool:
    """Tell whether a number is in use, or was."""
    register = _register()
    return number in register.names or number in register.former_names


def name_of(number: str) -> str | None:
    """The name that belongs to a number, today's or the one it had."""
    register = _register()
    return register.names.get(number) or register.former_names.get(number)


def counties(number: str | None = None) -> Iterable[str]:
    """The names of the county that a municipality's number lies in, in its languages; without one, of all."""
    names = _register().county_names
    return names.get(number, ()) if number else {name for each in names.values() for name in each}


def _old(number: str) -> bool:
    return number[:2] <= _LAST_COUNTY_BEFORE_2018


@cache
def _bearers(*, old: bool) -> Mapping[str, set[str]]:
    """The numbers that bore each folded name at one time: before 2018, or from then until 2024."""
    register = _register()
    everyone = {**register.former_names, **register.names} if old else register.former_names
    bearers: dict[str, set[str]] = {}
    for number, name in everyone.items():
        if _old(number) is old:
            bearers.setdefault(fold(name), set()).add(number)
    return bearers


@cache
def current_number(number: str) -> str:
    """Today's number of the municipality that bore a number; the same where its name does not tell for sure.

    The numbers changed in 2020 and 2024. Two municipalities of one name at the same time, such as Bø in
    Telemark and Bø in Nordland, are never taken for each other.
    """
    register = _register()
    name = register.former_names.get(number)
    if name is None or number in register.names:
        return number
    today = register.numbers.get(fold(name), [])
    rivals = _bearers(old=_old(number))[fold(name)] - {number}
    return today[0] if len(today) == 1 and not rivals else number


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a municipality, alone or with the party's after it."""
    key = _key(text)
    return key in _register().numbers or key in _register().former_folded


def is_former(text: str) -> bool:
    """Tell whether a municipality once had this name."""
    return fold(text) in _register().former_folded


def _key(text: str) -> str:
    """The folded name in a text; what follows it in the name of a branch is left out."""
    known = _register()
    whole = fold(text)
    if whole in known.numbers or whole in known.former_folded:
        return whole
    words = fold_words(text)
    for length in range(len(words) - 1, 0, -1):
        name = "".join(words[:length])
        rest = words[length]
        if name in known.numbers and (rest in _SUFFIXES or rest.startswith("arbeid")):
            return name
    return whole


def number(text: str) -> str | Bad | None:
    """Read a municipality's number as four digits: `301` is `0301`, which lost its zero."""
    if text.lower() in BLANK:
        return None
    found = _NUMBER_FIRST.fullmatch(text)
    if found and is_number(padded := found[1].zfill(4)):
        return padded
    # A number that nobody knows still keeps its rows apart from others'.
    return Bad("municipality", text if len(text) == _DIGITS and text.isdigit() else None)


def number_cell(value: Any) -> str | Bad | None:
    """Read a cell that is not text as a municipality's number."""
    return Bad("municipality") if isinstance(value, bool) else number(shown(value))


def municipality(text: str) -> tuple[str, str | None, str | None] | Bad | None:
    """Read a municipality: its name as in today's list, its number where it is certain, and a code.

    The code is municipality (no such one) or municipality_ambiguous (two of that name, and neither a
    number nor a county to tell them apart): whether it is a problem depends on the number's column.
    """
    if text.lower() in BLANK:
        return None
    if found := _NUMBER_FIRST.fullmatch(text) or _NUMBER_LAST.fullmatch(text):
        digits, name = (found[1], found[2]) if found[1].isdigit() else (found[2], found[1])
        padded = digits.zfill(4)
        if is_number(padded):
            return name_of(padded) or str(name), padded, None
    wrong = flaw(text)
    return Bad(wrong.code) if wrong else by_name(text)


def by_name(text: str, county: str | None = None) -> tuple[str, str | None, str | None]:
    """Find a municipality by its name, with the county where one is known."""
    register = _register()
    numbers = register.numbers.get(_key(text), [])
    if not numbers and (area := _AREA.fullmatch(text)):
        county = area[2] or area[3] or area[4]
        numbers = register.numbers.get(_key(area[1]), [])
        if len(numbers) == 1 and fold(county) not in register.counties[numbers[0]]:
            numbers = []
    if len(numbers) > 1 and county:
        numbers = [one for one in numbers if fold(county) in register.counties[one]] or numbers
    if len(numbers) == 1:
        return register.names[numbers[0]], numbers[0], None
    if numbers:
        return register.names[numbers[0]], None, "municipality_ambiguous"
    return text, None, "municipality"


def municipality_cell(value: Any) -> Any:
    """Read a cell that is not text as a municipality."""
    return Bad("municipality") if isinstance(value, bool) else municipality(shown(value))
