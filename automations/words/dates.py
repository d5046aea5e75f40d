"""Days as each language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime

from automations.words import fill

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def day(language: str, value: date) -> str:
    """Write a day in full: 3. mai 2026."""
    month = fill(language, f"dates.months.m{value.month}")
    return fill(language, "dates.day", day=value.day, month=month, year=value.year)


def moment(language: str, value: datetime) -> str:
    """Write a moment as its own clock shows it: 3. mai 2026 kl. 06.00."""
    return fill(language, "dates.moment", day=day(language, value), time=f"{value:%H.%M}")


def readable(language: str, value: object) -> object:
    """Write an ISO day in a finding's facts as a reader expects it; leave all else as it is."""
    if isinstance(value, datetime):
        return moment(language, value)
    if isinstance(value, str) and _ISO.fullmatch(value):
        return day(language, date.fromisoformat(value))
    return value
