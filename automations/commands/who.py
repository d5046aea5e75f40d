"""Whom `find` and `forget` are asked about, and where the person stands in one workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import click

from automations.commands.opening import Opened
from automations.errors import Refused
from automations.model import Reading, Recognised, Source
from automations.people.names import folded
from automations.people.occurrences import Occurrence, Traces, everybody_named, extent, occurrences
from automations.people.persons import Person, asked_for, everybody_in, namesakes_of, unknown
from automations.recognise import recognise
from automations.recognise.texts import turned
from automations.words import fill


@dataclass(frozen=True, slots=True)
class Who:
    """A member number, or a name."""

    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The persons of one workbook who were asked for; `alone`: nobody else bears the name there."""

    opened: Opened
    reading: Reading
    recognised: Recognised
    persons: tuple[Person, ...]
    others: tuple[Person, ...]
    traces: Traces
    alone: bool

    def occurrences(self) -> list[Occurrence]:
        """Everywhere they stand."""
        return list(occurrences(self.reading, self.recognised, self.persons, self.others, self.traces))

    def staying(self) -> list[Occurrence]:
        """What `forget` leaves: people's cells, and those of ours that may be about somebody else."""
        return [each for each in self.occurrences() if each.ours is None or not each.sure]

    def link(self, source: Source) -> str | None:
        """The address of a cell, where the workbook has one."""
        address = getattr(self.opened.workbook, "link", None)
        return address(source) if address else None

    def place(self, occurrence: Occurrence, language: str) -> str:
        """Name the cell; of a whole row the cells from its first to its last."""
        source = occurrence.source
        grid = next(grid for grid in self.reading.grids if grid.tab == source.tab)
        ends = extent(grid, source.row) if occurrence.whole else None
        several = ends and ends[0] != ends[1]
        cell = f"{ends[0].a1}:{ends[1].a1}" if ends and several else (ends[0] if ends else source).a1
        link = self.link(source)
        told = fill(language, "privacy.cell", tab=source.tab, cell=cell)
        return f"{told} {link}" if link else told


def who_is_asked(person: str, language: str) -> Who:
    """Read PERSON: a member number, a name, or `-` for one that is typed where no shell remembers it."""
    if person == "-":
        person = click.prompt(fill(language, "privacy.ask_name"), err=True, prompt_suffix=" ")
    typed = " ".join(person.split())
    if not typed:
        raise Refused("privacy.nobody_named", place="PERSON")
    return Who(number=typed) if _is_number(typed) else Who(name=turned(typed))


def look(opened: Opened, who: Who, on: date) -> Found:
    """Read a workbook and find the persons in it. Refused where it cannot be read."""
    reading = opened.workbook.read()
    recognised = recognise(reading, on=on)
    everybody = everybody_in(recognised.tables)
    persons = asked_for(everybody, number=who.number, name=who.name)
    # Who stands in no tab of people's any more may stand in the job's.
    persons = persons or (unknown(number=who.number, name=who.name),)
    return found_of(opened, reading, recognised, persons, who.name)


def found_of(
    opened: Opened, reading: Reading, recognised: Recognised, persons: Sequence[Person], name: str
) -> Found:
    """Say who else bears the name, and what tells of the persons."""
    everybody = everybody_in(recognised.tables)
    others = tuple(
        each
        for each in everybody
        if any(each in namesakes_of(person, everybody) for person in persons)
        and not any(each.rows <= person.rows for person in persons)
    )
    rows = {row for person in persons for row in person.rows}
    names = {each for person in persons for each in person.names} | {folded(name)}
    alone = len(persons) <= 1 and not any(each.names & names and not each.rows <= rows for each in everybody)
    named = everybody_named(recognised.tables)
    traces = Traces(persons, alone=alone, name=name, everybody=named)
    return Found(opened, reading, recognised, tuple(persons), others, traces, alone)


def told_apart(person: Person, language: str) -> str:
    """Say who of several one is, without the name."""
    parts = [fill(language, "privacy.number", number=number) for number in sorted(person.numbers)]
    parts += [fill(language, "privacy.born", year=year) for year in sorted(person.years)]
    parts += sorted(person.places.values())
    parts += [fill(language, "privacy.row", tab=tab, row=row) for tab, row in sorted(person.rows)[:1]]
    return ", ".join(parts)


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and " " not in text.strip()
