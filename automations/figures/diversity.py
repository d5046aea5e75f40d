"""Who the members are, in numbers: gender and age. Small groups are hidden, and nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from automations.figures.hidden import without_small
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.model import Table
from automations.once import once
from automations.people.membership import members

UNKNOWN = "unknown"
GENDERS = ("woman", "man", "other", UNKNOWN)
# The first age of each band, and its name.
BANDS = ((67, "from_67"), (45, "45_to_66"), (30, "30_to_44"), (0, "under_30"))
AGES = (*(name for _, name in reversed(BANDS)), UNKNOWN)


class Makeup(NamedTuple):
    """A member on the rolls as counted: gender as written, and the age reached that year."""

    gender: str
    age: int | None

    @property
    def band(self) -> str:
        """The band of ages."""
        if self.age is None:
            return UNKNOWN
        return next((name for least, name in BANDS if self.age >= least), UNKNOWN)


@once
def makeup(table: Table, *, on: date) -> Iterator[Makeup]:
    """Give what is written of each member on the rolls; rows of one person that differ say nothing."""
    genders, years = table.column("gender"), table.column("birth_year")
    for member in members(table, on=on):
        if member.allowed.only != "delete":
            said = {genders[i] for i in member.rows} - {None}
            born = {years[i] for i in member.rows} - {None}
            yield Makeup(
                said.pop() if len(said) == 1 else UNKNOWN, on.year - born.pop() if len(born) == 1 else None
            )


def section(asked: Asked) -> Section | None:
    """Count the members by gender and by age, where the tab keeps them."""
    table = asked.tables.get("members")
    if table is None:
        return None
    people = makeup(table, on=asked.on)
    values: dict[FigureKey, Value] = {}
    if table.has("gender"):
        values |= groups("members_by_gender", GENDERS, Counter(each.gender for each in people))
    if table.has("birth_year"):
        values |= groups("members_by_age", AGES, Counter(each.band for each in people))
    hidden = frozenset(key for key, value in values.items() if value is None)
    return Section("diversity", [name for name, _ in values], values, {}, hidden) if values else None


def groups(name: str, order: tuple[str, ...], counts: Counter[str]) -> dict[FigureKey, Value]:
    """Break a count of members down, small groups hidden; nobody of another or unknown is left out."""
    shown = without_small({group: counts[group] for group in order})
    return {
        (f"{name}:{group}", ""): shown[group]
        for group in order
        if counts[group] or group not in ("other", UNKNOWN)
    }
