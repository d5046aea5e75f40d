"""Women among leaders, at the top of lists, in bodies, and who has been asked to stand again.

The one judgement behind the figures of the theme and the tasks of its chapter. Gender is as it was typed,
never guessed: an unknown one leaves a verdict open only where it could change it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from automations.balance.counting import FirstPlaces
from automations.balance.lists import LETTERS, UNKNOWN, lists_of
from automations.balance.outcome import Outcome
from automations.balance.verdicts import bound, first_places
from automations.figures.networks import with_leader
from automations.figures.section import Asked, FigureKey, Section, Value
from automations.model import Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.municipalities import number_today
from automations.people.names import NamedPeople, folded
from automations.people.officers import Post, posts

TOPS = ("county_leaders", "municipal_leaders", "first_candidates")
_LEVELS = ("national", "regional", "local")
_ANSWERED = frozenset({"yes", "no", "asked"})
Kept = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Top:
    """Those who hold one kind of top post: a row of `table` and a letter (w, m, ?) each.

    `outcome` is what a least share of women comes to; None where it is met.
    """

    name: str
    table: Table
    rows: tuple[int, ...]
    genders: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Body:
    """A board, a committee, or the posts of a place that name no body. `outcome` is None where balanced."""

    key: str
    level: str
    municipality_number: str | None
    municipality: str | None
    unit: str | None
    rows: tuple[int, ...]
    genders: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """An elected person whose term runs. `asked` tells whether anybody has spoken of standing again."""

    person: int
    rows: tuple[int, ...]
    name: str
    municipality_number: str | None
    gender: str
    asked: bool


def tops(tables: Kept, organisation: Any, *, on: date, goal: float, judged_from: int) -> Iterator[Top]:
    """Give each kind of top post of which the workbook knows `judged_from` or more, in the order of `TOPS`.

    `goal` is the least share of women, off by one person as for a list of an odd number; a share of fewer
    posts says nothing. Officers of a tab without genders are not judged.
    """
    rule = FirstPlaces(kind="first_places", least=goal, tolerance=1, group="woman")
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    officers, candidates = tables.get("officers"), tables.get("candidates")
    if officers is not None:
        found["county_leaders"] = _each_once(officers, (p for p in posts(officers, on=on) if p.leads_county))
        leading = (p for p in posts(officers, on=on) if p.leads_municipality)
        found["municipal_leaders"] = _each_once(officers, leading)
    if candidates is not None:
        lists = lists_of(candidates, organisation)
        found["first_candidates"] = [(each.rows[0], each.genders[0]) for each in lists if each.rows]
    for name in TOPS:
        table = candidates if name == "first_candidates" else officers
        if table is not None and len(found[name]) >= max(judged_from, 1):
            rows, letters = zip(*found[name], strict=True)
            genders = "".join(letters)
            yield Top(name, table, rows, genders, first_places(rule, genders))


def _each_once(officers: Table, held: Iterator[Post]) -> list[tuple[int, str]]:
    one_each = {(post.person, post.place): post.row for post in held if _keeps_gender(officers, post.row)}
    return [(row, _letter(officers, row)) for row in one_each.values()]


@once
def bodies(officers: Table, *, on: date, from_size: int) -> Iterator[Body]:
    """Judge every body of at least `from_size` persons: as many women as men, one more where they are odd.

    A person with two posts in a body counts once. Posts that name no body are those of their place. The
    bylaws ask for half of each in all posts and committees (arbeiderpartiet.no, Kvinnenettverket).
    """
    gathered: dict[str, dict[str, Post]] = defaultdict(dict)
    for post in posts(officers, on=on):
        if _keeps_gender(officers, post.row):
            key = f"body:{post.level}:{post.place}:{folded(post.unit)}"
            known = gathered[key].setdefault(post.person, post)
            if _letter(officers, known.row) == UNKNOWN:
                gathered[key][post.person] = post
    for key, members in gathered.items():
        if len(members) >= from_size:
            held = sorted(members.values(), key=lambda post: post.row)
            genders = "".join(_letter(officers, post.row) for post in held)
            outcome = bound(genders, len(genders) // 2, len(genders) // 2)
            first = held[0]
            number, place = first.municipality_number, first.municipality
            rows = tuple(post.row for post in held)
            yield Body(key, first.level, number, place, first.unit, rows, genders, outcome)


@once
def sitting(elected: Table, candidates: Table | None, *, on: date) -> Iterator[Sitting]:
    """Give the elected whose term runs, where their tab keeps whether they stand again.

    Who stands on a list of their municipality has been asked, unless they are only proposed.
    """
    listed = NamedPeople(_listed(candidates) if candidates is not None else ())
    columns = ("name", "gender", "municipality_number", "elected_until", "reelection")
    records = list(elected.records(*columns))
    for person, rows in enumerate(people_of(elected).rows):
        kept = [i for i in rows if "reelection" in elected.letters[elected.tabs[i]]]
        running = tuple(i for i in kept if records[i][3] is None or records[i][3] >= on)
        name = next((records[i][0] for i in running if records[i][0]), None)
        if name is None:
            continue
        gender = next((records[i][1] for i in running if records[i][1] in LETTERS), None)
        number = next((records[i][2] for i in running if records[i][2]), None)
        asked = any(records[i][4] in _ANSWERED for i in running) or listed.may_hold(name, number)
        yield Sitting(person, running, name, number, LETTERS.get(gender or "", UNKNOWN), asked)


def _listed(candidates: Table) -> Iterator[tuple[str, str | None]]:
    for name, number, status in candidates.records("name", "municipality_number", "status"):
        if name and status != "proposed":
            yield folded(name), number_today(number) if number else None


def section(asked: Asked) -> Section | None:
    """Say how many women lead, stand first and are asked to stand again, and how many bodies balance."""
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    of: dict[FigureKey, int] = {}
    officers, on = asked.tables.get("officers"), asked.on
    if officers is not None and officers.has("gender"):
        for level, genders in _by_level(officers, on).items():
            key = (f"women_share:{level}", "")
            values[key], of[key] = _per_cent(genders)
    wanted = asked.checks["women_at_top_below_goal"]
    for top in tops(asked.tables, asked.organisation, on=on, **wanted):
        key = (f"women_at_top:{top.name}", "")
        values[key], of[key] = _per_cent(top.genders)
        goals[key] = round(100 * wanted["goal"])
    if "elected" in asked.tables and asked.tables["elected"].has("reelection"):
        those = sitting(asked.tables["elected"], asked.tables.get("candidates"), on=on)
        for group, letter in LETTERS.items():
            own = [each.asked for each in those if each.gender == letter]
            if own:
                key = (f"reelection_asked:{group}", "")
                values[key], goals[key], of[key] = round(100 * sum(own) / len(own)), 100, len(own)
    led = with_leader(asked.tables.get("local_parties"), officers, on=on)
    if led is not None:
        values["womens_network_leaders", ""], goals["womens_network_leaders", ""] = led
    if officers is not None and officers.has("gender"):
        judged = bodies(officers, on=on, **asked.checks["body_unbalanced"])
        if judged:
            values["bodies_in_balance", ""] = sum(body.outcome is None for body in judged)
            goals["bodies_in_balance", ""] = len(judged)
    return Section("women", [name for name, _ in values], values, goals, of=of) if values else None


def _by_level(officers: Table, on: date) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for post in posts(officers, on=on):
        if _keeps_gender(officers, post.row):
            found[post.level].append(_letter(officers, post.row))
    return {level: "".join(found[level]) for level in _LEVELS if level in found}


def _per_cent(genders: Sequence[str]) -> tuple[int | None, int]:
    """Reckon the women's part of those whose gender is known, and how many these are; None of nobody."""
    women, known = genders.count("w"), len(genders) - genders.count(UNKNOWN)
    return round(100 * women / known) if known else None, known


def _keeps_gender(table: Table, row: int) -> bool:
    return "gender" in table.letters[table.tabs[row]]


def _letter(table: Table, row: int) -> str:
    return LETTERS.get(table.column("gender")[row], UNKNOWN)
