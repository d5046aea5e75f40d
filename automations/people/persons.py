"""One person through all tabs of a workbook: found by member number, or by a name that several may bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from automations.model import Table
from automations.people.identity import people_of, phone_digits
from automations.people.names import folded

Row = tuple[str, int]  # tab, sheet row

# Their rows are about an office, a role or a course: the person goes, and the row stays.
OF_AN_OFFICE = frozenset({"officers", "campaign", "training"})
_NAMES = ("name", "first_name", "last_name")
PERSONAL = frozenset({*_NAMES, "member_number", "gender", "birth_year", "birth_date", "email", "phone"})
_FULL_NAME = 2  # words; a first name alone is anybody's


@dataclass(frozen=True, slots=True)
class Person:
    """What the rows of one person say. `identities` are those of each kind of tab, the strongest first."""

    rows: frozenset[Row] = frozenset()
    numbers: frozenset[str] = frozenset()  # as compared: without leading zeros
    names: frozenset[str] = frozenset()  # folded
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()  # digits
    years: frozenset[int] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)  # municipality number → what it is called
    identities: tuple[tuple[str, tuple[str, ...]], ...] = ()  # kind of tab, identities there

    def differs(self, other: Person) -> bool:
        """Tell whether something says that the two are not one person."""
        pairs = (
            (self.numbers, other.numbers),
            (self.years, other.years),
            (self.places.keys(), other.places.keys()),
        )
        return any(one and two and one.isdisjoint(two) for one, two in pairs)

    def joined(self, other: Person) -> Person:
        """Put together what is known of one person in two places."""
        return Person(
            self.rows | other.rows,
            self.numbers | other.numbers,
            self.names | other.names,
            self.emails | other.emails,
            self.phones | other.phones,
            self.years | other.years,
            {**self.places, **other.places},
            (*self.identities, *other.identities),
        )


def compared(number: object) -> str:
    """Bring a member number to the form in which two spellings of it are equal."""
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return str(number).strip().casefold().lstrip("0")


def spellings(name: str) -> Iterator[str]:
    """Give a folded name as people write it: first name first, or last."""
    words = name.split()
    if len(words) >= _FULL_NAME:
        yield " ".join(words)
        yield " ".join([words[-1], *words[:-1]])


def whole(person: Person, everybody: Iterable[Person]) -> Person:
    """The person in all the tabs: by the number, and by the name where it can be nobody else's."""
    for other in everybody:
        if not other.rows <= person.rows and person.numbers & other.numbers:
            person = person.joined(other)
    namesakes = namesakes_of(person, everybody)
    for other in everybody:
        mine = bool(person.names & other.names) and not person.differs(other)
        contact = bool(person.emails & other.emails or person.phones & other.phones)
        if mine and not other.rows <= person.rows and (contact or not namesakes):
            person = person.joined(other)
    return person


def namesakes_of(person: Person, everybody: Iterable[Person]) -> tuple[Person, ...]:
    """Others who bear the same name and are surely somebody else."""
    return tuple(
        each
        for each in everybody
        if person.names & each.names and not each.rows <= person.rows and person.differs(each)
    )


def everybody_in(tables: Mapping[str, Table]) -> tuple[Person, ...]:
    """Every person of every tab that keeps people, a tab of each kind for itself."""
    return tuple(
        person
        for table in tables.values()
        if table.has("name") or table.has("member_number")
        for person in _persons(table)
    )


def asked_for(everybody: Iterable[Person], *, number: str = "", name: str = "") -> tuple[Person, ...]:
    """The persons who bear a number or a name, each whole. Several of one name are told apart."""
    everybody = tuple(everybody)
    wanted, called = compared(number), folded(name)
    found: list[Person] = []
    for each in sorted(everybody, key=lambda p: (not p.numbers, -len(p.years), -len(p.places))):
        if (wanted and wanted in each.numbers) or (called and called in each.names):
            if any(each.rows <= other.rows for other in found):
                continue
            found.append(whole(each, everybody))
    return tuple(found)


def unknown(*, number: str = "", name: str = "") -> Person:
    """Somebody of whom only the number or the name is known."""
    wanted, called = compared(number), folded(name)
    identities = (f"member:{wanted}",) if wanted else (f"name:{called}",)
    return Person(
        numbers=frozenset({wanted} - {""}), names=frozenset({called} - {""}), identities=(("", identities),)
    )


def _persons(table: Table) -> Iterator[Person]:
    people = people_of(table)
    numbers = table.column("member_number")
    years = table.column("birth_year")
    towns = list(table.records("municipality_number", "municipality"))
    emails, phones = table.column("email"), table.column("phone")
    for person, rows in enumerate(people.rows):
        yield Person(
            frozenset((table.tabs[i], table.rows[i]) for i in rows),
            frozenset(compared(numbers[i]) for i in rows if numbers[i] is not None),
            frozenset(people.names[i] for i in rows if people.names[i]),
            frozenset(emails[i].casefold() for i in rows if emails[i]),
            frozenset(digits for i in rows if (digits := phone_digits(phones[i]))),
            frozenset(years[i] for i in rows if years[i]),
            {towns[i][0]: str(towns[i][1] or towns[i][0]) for i in rows if towns[i][0]},
            ((table.kind, people.subject(person).identities),),
        )
