"""A membership that does not mirror the society around it: gender, age and place, in aggregate alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from automations.checks.persons import suggestions
from automations.checks.registry import check, lines
from automations.figures.diversity import UNKNOWN, Makeup, makeup
from automations.model import Fact, Finding, Source, Subject, Table
from automations.people.membership import members as persons_of
from automations.people.municipalities import Municipalities, Municipality
from automations.people.responsible import Responsible

NAME = "membership_not_diverse"
_ROLES = ("leader", "deputy", "membership_officer")
_MOST_NAMED = 8  # municipalities in one sentence


def group(finding: Finding) -> str:
    """Name the words: they say which group is too small."""
    return str(finding.facts["group"])


@check(
    needs=("members",),
    uses=("local_parties", "officers"),
    serves=lines(35, 36),
    words=group,
    not_judged=suggestions(NAME),
)
def membership_not_diverse(
    members: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    least_women_percent: int = 40,
    least_men_percent: int = 40,
    least_young_percent: int = 15,
    young_until: int = 29,
    least_in_municipality: int = 5,
    least_members: int = 30,
) -> Iterator[Finding]:
    """A workbook whose members are too few women, men or young people, or too few in some municipality.

    One task to the board with a reason for each goal that is not met; a goal of 0 is not asked for. Those
    whose gender or year of birth is not known count as whoever would meet the goal: what they could turn is
    not judged. Nor are memberships under `least_members`. Municipalities are those of Kommunepartier, where
    at least half of them have members. Ethnicity, religion and health are never read.
    """
    people = makeup(members, on=on)
    suggested = Responsible(local_parties, officers, on).in_turn(None, _ROLES)

    def finding(name: str, goal: int, source: Source, column: str, **more: str) -> Finding:
        facts: dict[str, Fact] = {"group": name, "goal": goal}
        subject = Subject(("members:makeup",))
        private = {"young_until": str(young_until), **more}
        return Finding(NAME, subject, source, "low", facts, "", column, None, (), private, suggested)

    if len(people) >= max(least_members, 1):
        for name, goal, column in (
            ("woman", least_women_percent, "gender"),
            ("man", least_men_percent, "gender"),
            ("young", least_young_percent, "birth_year"),
        ):
            if members.has(column) and 100 * _at_most(people, name, young_until) < goal * len(people):
                yield finding(name, goal, members.source(0, column), column)
    few = _few(members, local_parties, on, least_in_municipality) if local_parties is not None else []
    if few and local_parties is not None:
        places = ", ".join(place.name for place in few[:_MOST_NAMED]) + (" …" if few[_MOST_NAMED:] else "")
        column = "municipality_number" if local_parties.has("municipality_number") else "municipality"
        source = local_parties.source(few[0].row, column)
        yield finding("place", least_in_municipality, source, column, places=places)


def _at_most(people: tuple[Makeup, ...], name: str, young_until: int) -> int:
    """Count those who are of a group, or may be: what is not known is no lack."""
    if name == "young":
        return sum(each.age is None or each.age <= young_until for each in people)
    return sum(each.gender in (name, "other", UNKNOWN) for each in people)


def _few(members: Table, local_parties: Table, on: date, least: int) -> list[Municipality]:
    """Find the municipalities with too few members, if the tab is the register of them all."""
    counts = Counter(
        member.municipality_number for member in persons_of(members, on=on) if member.allowed.only != "delete"
    )
    places = [place for place in Municipalities(local_parties) if place.number]
    having = sum(counts[place.number] > 0 for place in places)
    if len(places) < 2 or 2 * having < len(places):  # noqa: PLR2004 - one is the whole workbook
        return []
    return [place for place in places if counts[place.number] < least]
