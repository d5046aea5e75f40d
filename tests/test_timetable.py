"""When the daily job is due, over summer time, restarts, sleep and wrong clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.timetable import Timetable

OSLO = ZoneInfo("Europe/Oslo")
SIX = Timetable((time(6),), OSLO)
DAY = timedelta(days=1)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def every_day(first, last):
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(6), time(23, 59)], ids=str)
def test_each_day_of_nine_years_has_one_due_time_on_that_day(at):
    timetable = Timetable((at,), OSLO)
    days = list(every_day(date(2024, 1, 1), date(2032, 12, 31)))
    due = [list(timetable.due_on(day)) for day in days]
    assert [len(moments) for moments in due] == [1] * len(days)
    assert [moments[0].astimezone(OSLO).date() for moments in due] == days


def test_a_time_that_spring_skips_is_due_when_the_clocks_are_forward():
    (due,) = Timetable((time(2, 30),), OSLO).due_on(date(2027, 3, 28))
    assert due.astimezone(OSLO).isoformat() == "2027-03-28T03:30:00+02:00"


def test_a_time_that_comes_twice_in_autumn_is_due_the_first_time():
    (due,) = Timetable((time(2, 30),), OSLO).due_on(date(2027, 10, 31))
    assert due.astimezone(OSLO).isoformat() == "2027-10-31T02:30:00+02:00"


def test_two_times_that_fall_together_are_one():
    spring = Timetable((time(2, 30), time(3, 30)), OSLO)
    assert len(list(spring.due_on(date(2027, 3, 28)))) == 1
    assert len(list(spring.due_on(date(2027, 3, 29)))) == 2


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-26T05:59", "2026-11-25T06:00"),
        ("2026-11-26T06:00", "2026-11-26T06:00"),
        ("2026-11-26T23:59", "2026-11-26T06:00"),
    ],
)
def test_the_last_due_time_is_the_latest_that_is_not_ahead(now, due):
    assert SIX.last_due(local(now)) == local(due)


def test_the_next_due_time_is_ahead():
    assert SIX.next_due(local("2026-11-26T06:00")) == local("2026-11-27T06:00")
    assert SIX.next_due(local("2026-11-26T05:59")) == local("2026-11-26T06:00")


def test_on_a_day_off_nothing_is_due():
    weekdays = Timetable((time(6),), OSLO, lambda day: day.weekday() >= 5)
    assert weekdays.last_due(local("2026-11-29T12:00")) == local("2026-11-27T06:00")
    assert Timetable((time(6),), OSLO, lambda _: True).last_due(local("2026-11-29T12:00")) is None
    assert Timetable((time(6),), OSLO, lambda _: True).next_due(local("2026-11-29T12:00")) is None


def test_three_missed_days_are_one_run():
    done = {local("2026-11-20T06:00")}
    due = SIX.to_run(local("2026-11-23T09:00"), done)
    assert due == local("2026-11-23T06:00")
    assert SIX.to_run(local("2026-11-23T09:01"), done | {due}) is None


def test_a_run_on_a_clock_that_was_ahead_stops_no_run_before_it():
    ahead = SIX.to_run(local("2026-12-06T07:00"), set())
    done = {ahead, local("2026-11-26T06:00")}
    assert SIX.to_run(local("2026-11-26T07:00"), done) is None
    assert SIX.to_run(local("2026-11-27T06:00"), done) == local("2026-11-27T06:00")


MINUTES = st.integers(0, 3 * 24 * 60)
# What happens next: the scheduler looks; the machine sleeps; the clock jumps and is put right again.
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("awake"), st.integers(1, 600)),
        st.tuples(st.just("asleep"), MINUTES),
        st.tuples(st.just("clock"), st.integers(-2 * 24 * 60, 2 * 24 * 60)),
    ),
    max_size=40,
)
STARTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis takes bounds without a zone
    datetime(2032, 12, 1),  # noqa: DTZ001 - likewise
).map(lambda at: at.replace(tzinfo=UTC))


@settings(max_examples=300, deadline=None)
@given(STARTS, EVENTS, st.sampled_from([(time(6),), (time(2, 30),), (time(6), time(18))]))
def test_whatever_the_machine_does_each_due_time_has_at_most_one_run_and_none_is_missed_while_it_is_up(
    start, events, times
):
    timetable = Timetable(times, OSLO)
    true, wrong = start, timedelta()
    done, runs = {timetable.last_due(start)}, []

    def look():
        due = timetable.to_run(true + wrong, done)
        if due is not None:
            done.add(due)
            runs.append((due, true, wrong))

    for event, minutes in events:
        if event == "clock":
            wrong = timedelta(minutes=minutes)
            look()
            wrong = timedelta()
        elif event == "asleep":
            true += timedelta(minutes=minutes)
        else:
            for _ in range(minutes):
                true += timedelta(minutes=1)
                look()
                # While it is up and its clock is right, what has come due is done within the minute.
                assert timetable.last_due(true) in done
    due_times = [due for due, _, _ in runs]
    assert len(due_times) == len(set(due_times))
    assert all(due <= at + off for due, at, off in runs)


@settings(max_examples=100, deadline=None)
@given(STARTS, st.lists(st.integers(1, 20 * 60), min_size=30, max_size=60))
def test_looked_at_at_least_once_a_day_every_due_date_has_exactly_one_run(start, pauses):
    now, done = start, {SIX.last_due(start)}
    first = now.astimezone(OSLO).date()
    for minutes in pauses:
        now += timedelta(minutes=minutes)
        due = SIX.to_run(now, done)
        if due is not None:
            assert due not in done
            done.add(due)
    last = SIX.last_due(now).astimezone(OSLO).date()
    dates = sorted(due.astimezone(OSLO).date() for due in done)
    assert dates[-1] == last
    assert dates == list(every_day(dates[0], last))
    assert dates[0] in {first, first - DAY}
