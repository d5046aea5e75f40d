"""Numbers as people write them in Norway: 1 234,50 and leading zeros survive."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from automations.recognise.dates import BIRTH, DateReading
from automations.recognise.readings import BLANK, Bad, shown

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ .']\d{3})+")
_GROUPED_DECIMAL = re.compile(r"([+-]?\d{1,3}(?:[ .']\d{3})*|[+-]?\d+),(\d+)")
_ENGLISH = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TIMES = re.compile(r"(?:x ?(\d{1,3})|(\d{1,3}) ?(?:x|ganger?|gonger?|stk\.?|times|forsøk))")
_PLACE = re.compile(r"(?:nr\.?|plass)?\s*0*(\d{1,3})(?:\.0+)?\.?\s*(?:\(?([x*+✓✔kK])\)?)?", re.IGNORECASE)
_AGE = re.compile(r"(?:ca\.?\s*|cirka\s+)?(1[01]\d|\d{1,2})\s?år")
_ABOUT = re.compile(r"(?:ca\.?|cirka|omtrent|rundt|about)\s*(\d{4})\??|(\d{4})\s?\?")
_OLDEST = 125
_FIRST_YEAR = 1895


def number(text: str) -> int | Bad | None:
    """Read a whole number; a text that only begins with one is none."""
    if text.isascii() and text.isdigit() and len(text) <= 9:  # noqa: PLR2004 - larger is no count
        return int(text)
    value = decimal(text)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e9 else Bad("number")  # noqa: PLR2004
    if isinstance(value, Bad):
        found = _TIMES.fullmatch(text.lower())
        return int(found[1] or found[2]) if found else Bad("number")
    return value


def decimal(text: str) -> float | Bad | None:
    """Read a number with decimals: `1 234,50`, `124,25`, `2,227.50`; a dot before three digits groups."""
    if text.lower() in BLANK:
        return None
    tidy = text.removesuffix("%").removesuffix("kr").removesuffix(",-").strip()
    if _GROUPED.fullmatch(tidy):
        return float(re.sub(r"[ .']", "", tidy))
    if found := _GROUPED_DECIMAL.fullmatch(tidy):
        return float(re.sub(r"[ .']", "", found[1]) + "." + found[2])
    if found := _ENGLISH.fullmatch(tidy):
        return float(found[1].replace(",", "") + "." + (found[2] or "0"))
    return float(tidy) if _PLAIN.fullmatch(tidy) and len(tidy) < 300 else Bad("number")  # noqa: PLR2004


def number_cell(value: Any) -> int | Bad | None:
    """Read a cell that is not text as a whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Bad("number")
    return number(shown(value))


def decimal_cell(value: Any) -> float | Bad | None:
    """Read a cell that is not text as a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124
        return Bad("number")
    try:
        return float(value)
    except OverflowError:
        return Bad("number")


def place(text: str) -> int | Bad | None:
    """Read a place on a list: `7`, `07.`, and `01 x` whose mark is the extra vote."""
    if text.lower() in BLANK:
        return None
    found = _PLACE.fullmatch(text)
    return int(found[1]) if found and int(found[1]) else Bad("place")


def place_cell(value: Any) -> int | Bad | None:
    """Read a cell that is not text as a place on a list."""
    return Bad("place") if isinstance(value, bool) else place(shown(value))


def marked(text: str) -> bool:
    """Tell whether a place carries the mark of an extra vote."""
    found = _PLACE.fullmatch(text)
    return bool(found and found[2])


class YearReading:
    """Reads years of birth as of a day: years of two or four digits, dates, and with `ages` ages."""

    def __init__(self, on: date, *, ages: bool = False) -> None:
        self.on = on
        self.ages = ages
        self._dates = DateReading(on, BIRTH)

    def quick(self, text: str) -> int | None:
        """Read a whole year as it stands; None for anything else."""
        if not self.ages and len(text) == 4 and text.isascii() and text.isdigit():  # noqa: PLR2004
            year = int(text)
            return year if _FIRST_YEAR <= year <= self.on.year else None
        return None

    def text(self, text: str) -> int | Bad | None:  # noqa: PLR0911 - one answer for each form
        """Read a clean text."""
        if text.isascii() and text.isdigit() and len(text) <= 4:  # noqa: PLR2004
            return self._judged(int(text), len(text))
        lowered = text.lower()
        if lowered in BLANK:
            return None
        if self.ages:
            return self.text(lowered.removesuffix("år").strip()) if lowered.endswith("år") else Bad("year")
        if lowered.startswith("'") and lowered[1:].isdigit():
            return self.text(lowered[1:])
        if lowered.startswith(("f.", "født", "fødd", "f ")):
            return self.text(re.sub(r"^(?:født|fødd|f\.?)\s*", "", lowered) or "?")
        if age := _AGE.fullmatch(lowered):
            return self.on.year - int(age[1])
        if about := _ABOUT.fullmatch(lowered):
            return self._judged(int(about[1] or about[2]), 4)
        if text.isdigit() and len(text) == 5:  # noqa: PLR2004 - more likely a slip than a serial number
            return Bad("year")
        found = self._dates.text(text)
        if isinstance(found, Bad):
            return Bad("future_year") if found.code == "future_date" else Bad("year")
        return found.year if found else None

    def other(self, value: Any) -> int | Bad | None:
        """Read a cell that is not text."""
        if isinstance(value, bool):
            return Bad("year")
        if isinstance(value, int | float):
            if value != value:  # noqa: PLR0124 - not a number
                return Bad("year")
            if 0 <= value < 3000 and value == int(value):  # noqa: PLR2004 - a year, not a serial number
                return self._judged(int(value), len(str(int(value))))
        found = self._dates.other(value)
        if isinstance(found, Bad):
            return Bad("future_year") if found.code == "future_date" else Bad("year")
        return found.year if found else None

    def _judged(self, number: int, digits: int) -> int | Bad:
        if self.ages:
            return self.on.year - number if number < _OLDEST else Bad("year")
        if digits == 2:  # noqa: PLR2004
            return self._dates.year(f"{number:02d}")
        if number > self.on.year:
            return Bad("future_year")
        return number if number >= _FIRST_YEAR else Bad("year")


def dues(text: str) -> int | bool | Bad | None:
    """Read which year's dues are paid: a year, the year of a date, or only that they are.

    What cannot be read counts as paid: nobody is asked to pay, or to be deleted, for a cell's sake.
    """
    from automations.recognise.answers import yes_no  # noqa: PLC0415 - answers read numbers too

    lowered = text.lower()
    if found := re.search(r"(?<!\d)(20\d\d|19\d\d)(?!\d)", lowered):
        return int(found[1]) if not lowered.startswith(("nei", "no", "ikke")) else False
    answer = yes_no(text)
    return Bad("dues", value=True) if isinstance(answer, Bad) else answer


def dues_cell(value: Any) -> int | bool | Bad | None:
    """Read a cell that is not text as dues."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.year
    return dues(shown(value))
