"""When the daily job is due: a pure reckoning over the local clock, summer time and days that were missed.

A due time is a day and one of the times of the configuration, in its time zone. A time that the clocks skip
in spring is due when they have been put forward; one that comes twice in autumn is due the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOOK_BACK_DAYS = 30  # more days off than this in a row, and nothing is due


@dataclass(frozen=True, slots=True)
class Timetable:
    """The times of day at which the job is due, and the days on which it is not."""

    times: Sequence[time]
    zone: ZoneInfo
    is_off: Callable[[date], bool] = lambda _: False

    def due_on(self, day: date) -> Iterator[datetime]:
        """Give the moments (UTC) at which the job is due on a day, in order, each once."""
        if not self.is_off(day):
            yield from sorted({_instant(day, at, self.zone) for at in self.times})

    def last_due(self, now: datetime) -> datetime | None:
        """The latest due moment that is not ahead; None where there is none in a month."""
        today = now.astimezone(self.zone).date()
        for back in range(LOOK_BACK_DAYS + 1):
            past = [moment for moment in self.due_on(today - timedelta(days=back)) if moment <= now]
            if past:
                return past[-1]
        return None

    def next_due(self, now: datetime) -> datetime | None:
        """The first due moment that is ahead; None where there is none in a month."""
        today = now.astimezone(self.zone).date()
        for ahead in range(LOOK_BACK_DAYS + 1):
            coming = [moment for moment in self.due_on(today + timedelta(days=ahead)) if moment > now]
            if coming:
                return coming[0]
        return None

    def to_run(self, now: datetime, done: Collection[datetime]) -> datetime | None:
        """The due moment to run for now, if any: the latest, unless it is done.

        Those before it that were missed are not made up for one by one: the latest run does their work.
        `done` are the due moments that have had their run, also ones that a wrong clock put ahead.
        """
        due = self.last_due(now)
        return due if due is not None and due not in done else None


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Place a local time on the line of all moments.

    With fold=0 a time that comes twice is the first of the two. One that is skipped is reckoned with the
    offset before the change, and so comes out as just as long after the clocks were put forward.
    """
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)
