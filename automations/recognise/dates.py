"""Dates as people write them: day first, always; nothing is turned round or mended in silence."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from automations.recognise.readings import BLANK, Bad, shown

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's serial numbers
_FIRST_SERIAL, _LAST_SERIAL = 3654, (LATEST - _EPOCH).days  # from 1910
_YEARS = range(1900, 2101)
_CENTURY = 100
_DAYS: dict[str, date] = {}  # days as they are usually written, whatever column they stand in
_DAYS_KEPT = 150_000  # all days of two centuries, written two ways
_USUAL = 10  # letters of a whole date
_AHEAD = 20  # a year of two digits is at most so far ahead

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january", "februar feb february", "mars mar march", "april apr", "mai may",
            "juni jun june",
            "juli jul july", "august aug", "september sep sept", "oktober okt october oct", "november nov",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS_OF_WEEK = (
    "man", "mån", "tir", "tys", "ons", "tor", "fre", "lør", "lau", "søn", "sun",
    "mon", "tue", "wed", "thu", "fri", "sat",
)  # fmt: skip
# How a date in letters begins: nearly every other text is told by it.
_STARTS = frozenset({"den", *(month[:3] for month in _MONTHS), *_DAYS_OF_WEEK})
_WEEK_STARTS = frozenset("uvw")
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_NAMED_DAY = rf"(?:(?:{'|'.join(_DAYS_OF_WEEK)})[a-zæøå]*\.?,?\s+)?(?:den\s+)?"
_TIME = r"(?:(?:,\s*|\s+)(?:kl\.?\s*)?\d{1,2}(?:[:.]\d{2}){0,2}(?:\.\d+)?)?"
_YEAR = r"(\d{4}|'?\d{2})"
_DAY_FIRST = re.compile(
    rf"{_NAMED_DAY}(\d{{1,2}})\s?(?:([./-])\s?(\d{{1,2}})\s?\2|/(\d{{1,2}})[-.])\s?{_YEAR}{_TIME}"
)
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})([./-])(\d{{1,2}})\2(\d{{1,2}})(?:[T ]\d{{2}}:\d{{2}}.*)?{_TIME}", re.IGNORECASE
)
_NO_YEAR = re.compile(
    rf"{_NAMED_DAY}(\d{{1,2}})\s?[./]\s?(\d{{1,2}})\.?(?:,?\s+kl\.?\s*\d{{1,2}}(?:[:.]\d{{2}})?)?"
)
_WITH_NAME = re.compile(rf"{_NAMED_DAY}(\d{{1,2}})\.?\s*(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR})?{_TIME}")
_MONTH_ONLY = re.compile(rf"{_MONTH}(?:\s*{_YEAR})?")
_WEEK = re.compile(r"(?:uke|veke|week|v|u)\.?\s*(\d{1,2})(?:[\s/,-]+(\d{4}))?")
_DIGITS = re.compile(r"\d+")
_RELATIVE = re.compile(
    r"\b(?:i ?dag|i ?går|i ?forg[åa]rs|i ?morgen|i ?morgon|i ?fjor|i ?år|i ?kveld|"
    r"(?:forrige|førre|neste|denne|sist|siste|last|next|this) +(?:uke|uka|uken|veke|veka|måned|månad|år|week|"
    r"month|year|mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag|helg|[a-z]+day)|"
    r"today|yesterday|tomorrow|nylig|nyleg|snart|"
    r"(?:for )?\d+ (?:dager?|dagar|uker?|veker?|måneder?|månader?) siden|\d+ (?:days?|weeks?|months?) ago)\b"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a column's dates are about: with `past` none lies ahead, with `ahead` they mostly do."""

    past: bool = False
    ahead: bool = False
    birth: bool = False


ANY, PAST, AHEAD, BIRTH = Aim(), Aim(past=True), Aim(ahead=True), Aim(past=True, birth=True)


@dataclass(frozen=True, slots=True)
class Span:
    """The days a text can mean: one, or those of a week, a month or a year."""

    first: date
    last: date


class DateReading:
    """Reads dates as of a day. No date is `Bad` with date, future_date, relative_date or period."""

    def __init__(self, on: date, aim: Aim = ANY) -> None:
        self.on = on
        self.aim = aim
        self._forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
            (_DAY_FIRST, lambda m: _one(date(self.year(m[5]), int(m[3] or m[4]), int(m[1])))),
            (_YEAR_FIRST, lambda m: _one(date(int(m[1]), int(m[3]), int(m[4])))),
            (_WITH_NAME, lambda m: self._day(int(m[1]), _MONTHS[m[2]], m[3])),
            (_NO_YEAR, lambda m: self._day(int(m[1]), int(m[2]), None)),
            (_MONTH_ONLY, lambda m: self._month(_MONTHS[m[1]], m[2])),
            (_WEEK, lambda m: self._week(int(m[1]), m[2])),
            (_DIGITS, lambda m: self._digits(m[0])),
        )

    def quick(self, text: str) -> date | None:
        """Read `03.05.2026` and `2026-05-03` as they stand; None for anything else."""
        day = _DAYS.get(text)
        if day is None:
            day = _usual_day(text)
            if day is None:
                return None
        latest = self.on if self.aim.past else LATEST
        return day if EARLIEST <= day <= latest else None

    def text(self, text: str) -> date | Bad | None:
        """Read a clean text."""
        lowered = text.lower()
        if lowered in BLANK:
            return None
        try:
            span = self.span(lowered)
        except (ValueError, OverflowError):
            return Bad("date")
        if span is None:
            return Bad("relative_date") if is_relative(lowered) else Bad("date")
        return self._judged(span)

    def other(self, value: Any) -> date | Bad | None:
        """Read a cell that is not text: a date, a serial number, a year."""
        if isinstance(value, datetime):
            return self._judged_day(value.date())
        if isinstance(value, date):
            return self._judged_day(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Bad("date")
        if value != value or not 0 < value <= _LAST_SERIAL + 1:  # noqa: PLR0124 - not a number
            return self.text(shown(value)) if isinstance(value, float | int) and value >= 1e5 else Bad("date")  # noqa: PLR2004
        return self._judged_number(int(value))

    def _judged_number(self, number: int) -> date | Bad:
        if number in _YEARS:
            return self._judged(Span(date(number, 1, 1), date(number, 12, 31)))
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            return self._judged_day(_EPOCH + timedelta(days=number))
        return Bad("date")

    def _judged_day(self, day: date) -> date | Bad:
        if not EARLIEST <= day <= LATEST:
            return Bad("date")
        return Bad("future_date") if self.aim.past and day > self.on else day

    def _judged(self, span: Span) -> date | Bad:
        if not EARLIEST <= span.last <= LATEST:
            return Bad("date")
        if self.aim.past and span.first > self.on:
            return Bad("future_date")
        # Which day of a month that is going on was meant is unknown, and a guess would move when it is over.
        going_on = self.aim.past and not self.aim.birth and span.last > self.on
        return Bad("period") if going_on else span.last

    def span(self, text: str) -> Span | None:
        """Read a text in small letters as days. None: no known form. ValueError: no such day."""
        if not (text[:1].isdigit() or text[:3] in _STARTS or text[:1] in _WEEK_STARTS):
            return None
        for pattern, read in self._forms:
            found = pattern.fullmatch(text)
            if found:
                return read(found)
        return None

    def year(self, text: str) -> int:
        """A year of four digits, or the sensible one of two: births are never in the future."""
        number = int(text.lstrip("'"))
        if len(text.lstrip("'")) > 2:  # noqa: PLR2004 - digits
            return number
        century = self.on.year // _CENTURY * _CENTURY
        latest = self.on.year if self.aim.birth else self.on.year + _AHEAD
        return century + number if century + number <= latest else century - _CENTURY + number

    def _day(self, day: int, month: int, year: str | None) -> Span:
        if year:
            return _one(date(self.year(year), month, day))
        date(2000, month, day)  # a day that no year has is refused
        return self._chosen(lambda y: _one(date(y, month, day)))

    def _month(self, month: int, year: str | None) -> Span:
        def days(y: int) -> Span:
            return Span(date(y, month, 1), date(y, month, monthrange(y, month)[1]))

        return days(self.year(year)) if year else self._chosen(days)

    def _week(self, week: int, year: str | None) -> Span:
        def days(y: int) -> Span:
            return Span(date.fromisocalendar(y, week, 1), date.fromisocalendar(y, week, 7))

        return days(int(year)) if year else self._chosen(days)

    def _chosen(self, make: Callable[[int], Span]) -> Span:
        """Without a year: the latest that has begun; where dates lie ahead, the nearest."""
        spans = []
        for year in range(self.on.year - 8, self.on.year + 2):  # 29 February, week 53
            try:
                spans.append(make(year))
            except ValueError:
                continue
        if self.aim.ahead and spans:
            return min(spans, key=lambda span: abs(span.last - self.on))
        begun = [span for span in spans if span.first <= self.on]
        if not begun:
            raise ValueError
        return begun[-1]

    def _digits(self, text: str) -> Span | None:
        if len(text) == 4 and int(text) in _YEARS:  # noqa: PLR2004
            return Span(date(int(text), 1, 1), date(int(text), 12, 31))
        if len(text) == 5 and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:  # noqa: PLR2004
            return _one(_EPOCH + timedelta(days=int(text)))
        if len(text) == 6 and self.aim.birth:  # noqa: PLR2004 - ddmmyy, as in a national identity number
            return _one(date(self.year(text[4:]), int(text[2:4]), int(text[:2])))
        if len(text) == 8:  # noqa: PLR2004
            if int(text[4:]) in _YEARS:
                return _one(date(int(text[4:]), int(text[2:4]), int(text[:2])))
            return _one(date(int(text[:4]), int(text[4:6]), int(text[6:])))
        return None


def _usual_day(text: str) -> date | None:
    if len(text) != _USUAL:
        return None
    try:
        if text[2] == ".":
            day = date(int(text[6:]), int(text[3:5]), int(text[:2])) if text[5] == "." else None
        else:
            day = date.fromisoformat(text)
    except ValueError:
        return None
    if day is not None:
        if len(_DAYS) > _DAYS_KEPT:
            _DAYS.clear()
        _DAYS[text] = day
    return day


def _one(day: date) -> Span:
    return Span(day, day)


@lru_cache(maxsize=1024)
def is_relative(text: str) -> bool:
    """Tell whether a text (in small letters) says a day by its distance from the day it was typed."""
    return bool(_RELATIVE.search(text))
