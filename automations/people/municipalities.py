"""Which municipality a row speaks of, among those that the workbook is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from automations.model import Table
from automations.people.names import folded
from automations.recognise.municipalities import current_number


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the workbook. `row` is where it stands in the table that names it."""

    number: str | None
    name: str
    row: int

    @property
    def key(self) -> str:
        """Its number; where none is known, its name."""
        return self.number or self.name


class Municipalities:
    """The municipalities of a table, each once, in the table's order."""

    def __init__(self, table: Table) -> None:
        self._by_number: dict[str, Municipality] = {}
        self._by_name: dict[str, list[Municipality]] = {}
        named = list(enumerate(table.records("municipality_number", "municipality")))
        for i, (number, name) in named:
            if number and self.find(number, name) is None:
                self._add(Municipality(number, name or number, i))
        for i, (number, name) in named:  # a bare name is a municipality only if no number bears it
            if name and not number and folded(name) not in self._by_name:
                self._add(Municipality(None, name, i))
        found = (one for namesakes in self._by_name.values() for one in namesakes)
        self._all = tuple(sorted(found, key=lambda one: one.row))

    def _add(self, found: Municipality) -> None:
        if found.number:
            self._by_number[found.number] = found
        self._by_name.setdefault(folded(found.name), []).append(found)

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._all)

    def find(self, number: str | None, name: str | None) -> Municipality | None:
        """Find the municipality of a row by its number; by its name where the number is no longer in use.

        Municipalities of one name are told apart by their numbers alone: an ambiguous name is nobody's.
        """
        if number and number in self._by_number:
            return self._by_number[number]
        namesakes = self._by_name.get(folded(name), ()) if name else ()
        if len(namesakes) != 1:
            return None
        (found,) = namesakes
        if number and found.number and number not in _former():
            return None
        return found

    def only(self) -> Municipality | None:
        """The municipality of a workbook that is about one alone."""
        return self._all[0] if len(self._all) == 1 else None

    def of_row(self, number: str | None, name: str | None) -> Municipality | None:
        """Find the municipality of a row; one that names none speaks of the workbook's only one."""
        return self.find(number, name) if number or name else self.only()


def naming(local_parties: Table | None, otherwise: Table) -> Table:
    """Take the table that says which municipalities there are: the local parties, where they are kept."""
    return local_parties if local_parties is not None and len(local_parties) else otherwise


def number_today(number: str) -> str:
    """Give the number that a municipality bears today, where its name tells it for sure."""
    return current_number(number)


class Listed(NamedTuple):
    """A municipality as the national list has it, with its county."""

    number: str
    name: str
    county_number: str
    county: str


@cache
def every_municipality() -> tuple[Listed, ...]:
    """All municipalities of today, by number."""
    return tuple(Listed(*line.split(";")) for line in _lines("municipalities.csv"))


@cache
def _former() -> frozenset[str]:
    """The numbers that no municipality has any longer."""
    return _numbers("former_municipalities.csv") - _numbers("municipalities.csv")


def _numbers(name: str) -> frozenset[str]:
    return frozenset(line.partition(";")[0] for line in _lines(name))


def _lines(name: str) -> list[str]:
    return files("automations.presets").joinpath(name).read_text("utf-8").splitlines()[1:]
