"""The example workbook's rows: made-up people, the same for the same day, with the mess of real sheets."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from automations.model import CellValue, Scalar

SEED = 2027
_WAYS = 5  # in which people write a day
_TOLD = ("activities", "training", "campaign", "volunteers", "youth_transition", "supporters", "elected")


@dataclass(frozen=True, slots=True)
class DemoTab:
    """A tab as volunteers keep it: `rows` from the sheet's first row, header and title rows included.

    `begins` is the column (from 0) of the day on which a row was written, where the tab has one.
    """

    title: str
    header_row: int
    rows: tuple[tuple[CellValue, ...], ...]
    begins: int | None = None


@cache
def words() -> dict[str, Any]:
    """The made-up names and the words people type, as data."""
    return tomllib.loads(files("automations.presets").joinpath("demo.toml").read_text("utf-8"))


@dataclass
class _Town:
    """Draws people, each name once, and remembers who holds which office."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - no secret
    used: set[str] = field(default_factory=set)

    def person(self, gender: str) -> str:
        names = words()["women" if gender == "K" else "men"]
        while True:
            name = f"{self.chance.choice(names)} {self.chance.choice(words()['surnames'])}"
            if name not in self.used:
                self.used.add(name)
                return name

    def phone(self, written: int) -> str:
        digits = f"{self.chance.choice('49')}{self.chance.randrange(10**7):07d}"
        spaced = f"{digits[:3]} {digits[3:5]} {digits[5:]}"
        return (digits, spaced, f"+47 {spaced}", f"0047{digits}")[written % 4]


def content(on: date) -> tuple[DemoTab, ...]:
    """Make every tab of the example as it stands on a day."""
    town = _Town()
    leaders = {number: [town.person(g) for g in "KMKM"] for number, _ in words()["municipalities"]}
    return (
        _members(town, on),
        _candidates(town),
        _partners(town, leaders, on),
        _local_parties(leaders, on),
        _officers(leaders, on),
        *(_as_told(kind, town, on) for kind in _TOLD),
        _copy(on),
        _plain("settings", words()["settings"]["rows"]),
    )


def as_it_stood(tabs: Sequence[DemoTab], day: date, on: date) -> list[DemoTab]:
    """Take the example that stands on a day back to an earlier one: what was written since is not there."""
    since = {
        _written(day + timedelta(days=later), way)
        for later in range(1, (on - day).days + 1)
        for way in range(_WAYS)
    }
    return [
        replace(
            tab,
            rows=tuple(
                tuple(None if cell in since else cell for cell in row)
                for row in tab.rows
                if tab.begins is None or tab.begins >= len(row) or row[tab.begins] not in since
            ),
        )
        for tab in tabs
    ]


def _plain(kind: str, rows: list[list[Scalar]]) -> DemoTab:
    told = words()[kind]
    return DemoTab(told["title"], 1, (tuple(told["headers"]), *map(tuple, rows)), told.get("begins"))


def _as_told(kind: str, town: _Town, on: date) -> DemoTab:
    """A tab whose rows stand in the words, each cell typed, a day or a made-up name."""

    def cell(typed: Any, way: int) -> Scalar:
        if not isinstance(typed, dict):
            return typed or None
        if "days" in typed:
            return _written(on + timedelta(days=typed["days"]), way)
        return town.person(typed["person"])

    told: list[list[Any]] = words()[kind]["rows"]
    return _plain(kind, [[cell(typed, i) for typed in row] for i, row in enumerate(told)])


def _written(day: date, way: int) -> Scalar:
    """Write a day in one of the ways that people do."""
    return (
        f"{day:%d.%m.%Y}",
        day,
        f"{day.day}.{day.month}.{day:%y}",
        f"{day.day}/{day.month}-{day:%Y}",
        f"{day:%Y-%m-%d}",
    )[way % _WAYS]


def _ago(days: int | None, on: date, way: int) -> Scalar:
    return None if days is None else _written(on - timedelta(days=days), way)


def _members(town: _Town, on: date) -> DemoTab:
    told = words()["members"]
    rows: list[tuple[Scalar, ...]] = [(told["heading"],), (told["note"],), (), tuple(told["headers"])]
    places = words()["municipalities"]
    count = 84
    for i in range(count):
        if i and i % 21 == 0:
            rows.append((f"— {places[i // 21][1]} —",))
        row = _member(town, i, places[i // 21][1], on)
        if i == 71:
            row = (row[0], str(rows[-1][1]).upper(), *rows[-1][2:4], *row[4:])  # who stood in the row above
        rows.append(row)
    rows.append(())
    rows.append((told["total"].format(count=count),))
    return DemoTab(told["title"], 4, tuple(rows), told["begins"])


def _member(town: _Town, i: int, place: str, on: date) -> tuple[Scalar, ...]:
    told = words()["members"]
    gender = "KM"[i % 2]
    name = town.person(gender)
    if i % 9 == 4:
        name = ", ".join(reversed(name.split(" ", 1)))
    days = (3, 9, 17, 24, 33, 48, 64, 95, 130, 400, 900, 2400)[i % 12]
    joined = on - timedelta(days=days + i // 12)
    followed_up = i % 5 in (0, 2, 3) or days > 120
    call = joined + timedelta(days=6)
    called: Scalar = _written(call, i) if followed_up and call <= on else None
    if not followed_up and i % 7 == 5:
        called = told["no_answer"]
    elif followed_up and i % 11 == 3:
        called = "x"
    welcome = _written(joined + timedelta(days=1), i + 1) if i % 4 != 1 or followed_up else None
    offer = _written(joined + timedelta(days=20), i) if followed_up and days > 30 else None
    course = _written(joined + timedelta(days=60), i) if followed_up and days > 90 else None
    when: Scalar = _written(joined, i)
    when = told["unreadable_date"] if i == 40 else told["yesterday"] if i == 61 else when
    plain = name.replace(", ", " ").split()[0].lower().encode("ascii", "ignore").decode()
    email = told["bad_email"].format(name=plain) if i == 33 else f"{plain}.{i}@example.org"
    level = told["levels"][i % 5] if i % 2 else None
    wish = told["no_call"] if i % 17 == 2 else None
    written_gender = (("kvinne", "K", "k")[i % 3], ("mann", "M", "m")[i % 3])[i % 2]
    born: Scalar = 1948 + (i * 7) % 60 if i % 13 else None
    return (
        f"1{i:05d}" if i % 10 != 7 else None,
        name,
        written_gender if i % 19 != 6 else None,
        born,
        town.phone(i),
        email,
        place if i % 8 else f"{place} ",
        when,
        welcome,
        called,
        None,
        level,
        wish,
        offer,
        course,
        None,
    )


def _candidates(town: _Town) -> DemoTab:
    told = words()["candidates"]
    rows: list[tuple[Scalar, ...]] = [tuple(told["headers"])]
    orders = ("KMKMKMKMKMKMKM", "MMKMMKMMKMMKMK", "KMMKMMKMMKMMM", "MKMK?MKMK?KMMM")
    for (number, place), genders in zip(words()["municipalities"], orders, strict=True):
        for i, gender in enumerate(genders, 1):
            name = town.person("M" if gender == "M" else "K")
            job = town.chance.choice(words()["occupations"]) or None
            born = 1952 + town.chance.randrange(52)
            given = gender if gender != "?" else None
            bold = "x" if i <= 2 else None
            rows.append((i, name, given, born, job, place, bold, number, place, told["party"]))
    return DemoTab(told["title"], 1, tuple(rows))


def _partners(town: _Town, leaders: dict[str, list[str]], on: date) -> DemoTab:
    told = words()["partners"]
    rows: list[list[Scalar]] = []
    n = 0
    for number, place in words()["municipalities"]:
        for kind, names in words()["organisations"].items():
            for organisation in names:
                n += 1
                if n % 5 == 0:
                    continue
                last = on - timedelta(days=(20, 45, 70, 240, 100)[n % 5])
                until = on - timedelta(days=12) if n % 13 == 0 else on + timedelta(days=200)
                rows.append(
                    [
                        organisation.format(place=place),
                        told["types"][kind] if n % 6 else None,
                        place,
                        town.person("KM"[n % 2]) if n % 7 else None,
                        leaders[number][n % 3] if n % 8 else None,
                        _written(last, n),
                        _written(until, 1),
                    ]
                )
    return _plain("partners", rows)


def _local_parties(leaders: dict[str, list[str]], on: date) -> DemoTab:
    told = words()["local_parties"]
    rows: list[list[Scalar]] = []
    for i, (number, place) in enumerate(words()["municipalities"]):
        leader, deputy, treasurer, officer = leaders[number]
        routine = ("ja", "nei", "x", "")[i]
        county = words()["county"]
        rows.append(
            [
                *(number, place, county, leader, officer if i != 2 else None, deputy, treasurer, routine),
                *((19, 27, 19, 11)[i], (5, 7, None, 3)[i]),
                deputy if i % 2 else None,
                *(_ago((285, 640, None, 15)[i], on, i), told["minutes"] if i == 1 else None),
                _ago((100, None, 500, 30)[i], on, i + 1),
                f"{number}@example.org" if i != 2 else None,
                *(_ago((20, 140, None, 60)[i], on, i + 2), told["follow_up_by"]),
            ]
        )
    return _plain("local_parties", rows)


def _officers(leaders: dict[str, list[str]], on: date) -> DemoTab:
    told = words()["officers"]
    rows: list[list[Scalar]] = []
    for i, (number, place) in enumerate(words()["municipalities"]):
        for office, name, gender in zip(told["offices"], leaders[number], "KMKM", strict=True):
            held = (name, gender) if (i, office) != (1, told["offices"][2]) else (told["vacant"], None)
            rows.append([office, *held, place, on.replace(month=2, day=10), date(on.year + 1, 2, 28)])
    return _plain("officers", rows)


def _copy(on: date) -> DemoTab:
    told = words()["members"]
    row = (None, words()["women"][0], None, None, None, None, None, _written(on - timedelta(days=90), 0))
    return DemoTab(told["copy"], 1, (tuple(told["headers"]), row))
