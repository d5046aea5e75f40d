"""Who has taken a course, and where: officers, volunteers, municipal parties and main issues.

The one judgement behind the figures of the theme and the tasks of its chapter. A participant is known by
name and municipality alone; where two could be meant, nothing is said of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from automations.figures.section import Asked, FigureKey, Section, Value
from automations.figures.volunteers import volunteers_of
from automations.model import Table
from automations.once import once
from automations.people.membership import months_before
from automations.people.municipalities import Municipalities, Municipality
from automations.people.names import folded, people_in
from automations.people.naming import named
from automations.people.officers import Post, posts

Verdict: TypeAlias = Literal["trained", "enrolled", "untrained", "unclear"]
_COLUMNS = ("course", "date", "name", "status", "topic", "municipality_number")
_A_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Attendance:
    """One course as one row has it. `taken` is None where it lies ahead, or nobody has said."""

    course: str
    day: date | None
    people: tuple[str, ...]
    topic: str
    municipality_number: str | None
    taken: bool | None

    def is_recent(self, since: date) -> bool:
        """Held since a day, planned, or on a day that nobody has written."""
        return self.day is None or self.day >= since


@dataclass(frozen=True, slots=True)
class Trainee:
    """An officer by the post held longest, since when, and whether they have taken a course."""

    post: Post
    since: date
    verdict: Verdict


@once
def attendances(training: Table, *, on: date) -> Iterator[Attendance]:
    """Give the courses that are not cancelled, a row each.

    One is taken that is completed, or whose status nobody writes and whose day has come. Who is enrolled
    on a course that has been held, and of whom nothing more is said, has not taken it.
    """
    for i, (course, day, names, status, topic, number) in enumerate(training.records(*_COLUMNS)):
        if status == "cancelled":
            continue
        ahead = day > on if day is not None else "status" in training.letters[training.tabs[i]]
        if status == "completed":
            taken: bool | None = True
        elif status == "enrolled":
            taken = None if day is None or day >= on else False
        else:
            taken = None if ahead else True
        yield Attendance(folded(course), day, people_in(names), folded(topic), number, taken)


class _Courses:
    """Where each name has taken a course, and where one is enrolled: by municipality, None where unknown."""

    def __init__(self, training: Table, on: date, course: str) -> None:
        self._taken: dict[str, set[str | None]] = defaultdict(set)
        self._ahead: dict[str, set[str | None]] = defaultdict(set)
        wanted = folded(course)
        for each in attendances(training, on=on):
            if each.taken is not False and wanted in each.course:
                places = self._ahead if each.taken is None else self._taken
                for person in each.people:
                    places[person].add(each.municipality_number)

    def verdict(self, person: str, number: str | None, homes: set[str | None]) -> Verdict:
        """Judge one person; `homes` are the municipalities of all who are asked about and bear the name.

        What was taken in the municipality of a namesake is the namesake's.
        """
        taken, ahead = self._taken.get(person, set()), self._ahead.get(person, set())
        alone = homes == {number}
        if _here(taken, number, alone=alone):
            return "trained"
        if _here(ahead, number, alone=alone):
            return "enrolled"
        others = set() if None in homes else homes
        return "unclear" if (taken | ahead) - others else "untrained"


def _here(places: set[str | None], number: str | None, *, alone: bool) -> bool:
    if number is not None and number in places:
        return True
    return alone and bool(places) and (number is None or None in places)


def _keeps_names(training: Table, on: date) -> bool:
    """Tell whether anybody's name is written: a plan of courses says nothing of who took them."""
    return any(each.people for each in attendances(training, on=on))


@once
def trained_officers(
    officers: Table, training: Table, *, on: date, within_days: int, course: str
) -> Iterator[Trainee]:
    """Judge the officers whose time to take a course is out, each person once by the longest-held post."""
    if not _keeps_names(training, on):
        return
    held = posts(officers, on=on)
    homes = _homes_of((post.person, post.municipality_number) for post in held)
    longest: dict[tuple[str, str], tuple[date, int]] = {}
    for at, post in enumerate(held):
        if post.since is not None:
            key = post.person, post.place
            longest[key] = min((post.since, at), longest.get(key, (post.since, at)))
    courses = _Courses(training, on, course)
    for since, at in longest.values():
        if on >= since + timedelta(within_days):
            post = held[at]
            verdict = courses.verdict(post.person, post.municipality_number, homes[post.person])
            yield Trainee(post, since, verdict)


@once
def trained_volunteers(volunteers: Table, training: Table, *, on: date, course: str) -> Iterator[Verdict]:
    """Judge every volunteer, in the order of `volunteers_of`; nothing where no course names anybody."""
    if not _keeps_names(training, on):
        return
    courses = _Courses(training, on, course)
    everybody = volunteers_of(volunteers)
    homes = _homes_of((each.person, each.municipality_number) for each in everybody)
    for each in everybody:
        yield courses.verdict(each.person, each.municipality_number, homes[each.person])


def _homes_of(people: Iterable[tuple[str, str | None]]) -> Mapping[str, set[str | None]]:
    """The municipalities in which each name is met; None where it is not known."""
    homes: dict[str, set[str | None]] = defaultdict(set)
    for person, number in people:
        homes[person].add(number)
    return homes


def without_course(
    training: Table, local_parties: Table, officers: Table | None, *, on: date, months: int
) -> Sequence[Municipality] | None:
    """Name the municipalities with no participant for so long; None where nobody writes whence they come.

    A participant without a municipality is of the one where an officer of that name is elected.
    """
    places = Municipalities(local_parties)
    only = places.only()
    held = posts(officers, on=on) if officers is not None else ()
    homes = _homes_of((post.person, post.municipality_number) for post in held)
    since = months_before(on, months)
    found: set[str] = set()
    for each in attendances(training, on=on):
        if each.people and each.is_recent(since):
            found |= set(_from(each, homes)) or ({only.key} if only else set())
    return [place for place in places if place.key not in found] if found else None


def _from(each: Attendance, homes: Mapping[str, set[str | None]]) -> Iterator[str]:
    if each.municipality_number:
        yield each.municipality_number
        return
    for person in each.people:
        if len(own := homes.get(person, ())) == 1:
            yield from filter(None, own)


def uncovered(training: Table, issues: Iterable[str], *, on: date, months: int) -> list[str]:
    """Name the issues that no course has had as its topic, or in its name, for so long."""
    since = months_before(on, months)
    recent = [f"{each.topic} {each.course}" for each in attendances(training, on=on) if each.is_recent(since)]
    return [issue for issue in issues if not any(folded(issue) in said for said in recent)]


def section(asked: Asked) -> Section | None:
    """Say how many officers and volunteers have taken a course, and where courses have reached."""
    training, tables, on = asked.tables.get("training"), asked.tables, asked.on
    if training is None:
        return None
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    of: dict[FigureKey, int] = {}
    if "officers" in tables:
        judged = trained_officers(
            tables["officers"], training, on=on, **asked.checks["officer_without_training"]
        )
        _add_share(values, goals, of, "officers_trained", [each.verdict for each in judged])
    if "volunteers" in tables:
        course = asked.checks["volunteer_without_training"]["course"]
        _add_share(
            values,
            goals,
            of,
            "volunteers_trained",
            trained_volunteers(tables["volunteers"], training, on=on, course=course),
        )
    parties = tables.get("local_parties")
    if parties is not None and len(parties):
        months = asked.checks["training_not_covered"]["months"]
        without = without_course(training, parties, tables.get("officers"), on=on, months=months)
        if without is not None:
            count = len(tuple(Municipalities(parties)))
            values["local_parties_with_training", ""] = count - len(without)
            goals["local_parties_with_training", ""] = count
    if _keeps_names(training, on):
        values["intro_course_participants", ""] = _introduced(training, on)
    return Section("training", [name for name, _ in values], values, goals, of=of) if values else None


def _add_share(
    values: dict[FigureKey, Value],
    goals: dict[FigureKey, float],
    of: dict[FigureKey, int],
    name: str,
    verdicts: Sequence[Verdict],
) -> None:
    """Reckon the trained in per cent of those of whom it can be told."""
    known = [verdict for verdict in verdicts if verdict != "unclear"]
    if known:
        values[name, ""] = round(100 * known.count("trained") / len(known))
        goals[name, ""], of[name, ""] = 100, len(known)


def _introduced(training: Table, on: date) -> int:
    since = months_before(on, _A_YEAR)
    return len(
        {
            (person, each.municipality_number)
            for each in attendances(training, on=on)
            if each.taken and each.is_recent(since) and "intro" in named("courses", each.course)
            for person in each.people
        }
    )
