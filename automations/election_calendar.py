"""The days of an election that the organisation works towards, and how pressing a thing is before them."""

from __future__ import annotations

from calendar import SATURDAY
from dataclasses import dataclass
from datetime import date, timedelta

from automations.model import Severity

PRESSING_DAYS = 45  # what is a hint in autumn is urgent so long before its day
_MORE: dict[Severity, Severity] = {"low": "medium", "medium": "high", "high": "high"}


def not_on_a_weekend(day: date) -> date:
    """Move a deadline that falls on a Saturday or Sunday to the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


@dataclass(frozen=True, slots=True)
class ElectionCalendar:
    """The days of one election: when it is, when lists and withdrawals are due, when the campaign starts.

    Lists are due on 31 March at 12 in the year of the election, moved from a weekend, and withdrawals on
    20 April (valgdirektoratet.no); the election is in September.
    """

    election_day: date = date(2027, 9, 13)
    lists_due: date = date(2027, 3, 31)
    withdrawals_due: date = date(2027, 4, 20)
    campaign_starts: date = date(2027, 8, 1)

    @classmethod
    def of_year(cls, year: int) -> ElectionCalendar:
        """The days as the law has them: the election on the second Monday of September."""
        first = date(year, 9, 1)
        monday = first + timedelta(days=-first.weekday() % 7)
        lists, withdrawals = date(year, 3, 31), date(year, 4, 20)
        return cls(
            election_day=monday + timedelta(days=7),
            lists_due=not_on_a_weekend(lists),
            withdrawals_due=not_on_a_weekend(withdrawals),
            campaign_starts=date(year, 8, 1),
        )

    @property
    def year(self) -> int:
        """The year of the election."""
        return self.election_day.year

    def is_election_year(self, on: date) -> bool:
        """Tell whether the day lies in the year of the election, until it is held."""
        return on.year == self.year and on <= self.election_day


def pressing(severity: Severity, *, on: date, due: date) -> Severity:
    """Raise a severity by one step in the last weeks before a day, and after it."""
    return _MORE[severity] if on >= due - timedelta(days=PRESSING_DAYS) else severity
