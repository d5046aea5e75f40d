"""No minute at the server holds more than the limit, who waits is served in turn, and no time is wasted."""

import threading
import time as real

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets.google.canned import SharedTime, Time

from automations.sheets.google.pacing import Limits, Pacing, least_seconds

WAYS = st.floats(0, 90, allow_subnormal=False)


def most(arrived, seconds=60):
    """The most that any window holds."""
    return max(sum(start <= at < start + seconds for at in arrived) for start in arrived)


@given(
    st.lists(st.tuples(st.sampled_from(["read", "write"]), WAYS, WAYS), min_size=1, max_size=60),
    st.integers(1, 6),
    st.integers(1, 6),
)
def test_no_minute_holds_more_than_the_limit_however_long_the_way_there_and_back(asked, reads, writes):
    time = Time()
    pacing = Pacing(time.clock, time.sleep, Limits(reads, writes))
    arrived = {"read": [], "write": []}
    for kind, there, back in asked:
        with pacing.slot(kind):
            time.now += there
            arrived[kind].append(time.now)
            time.now += back
    for kind, limit in (("read", reads), ("write", writes)):
        assert not arrived[kind] or most(arrived[kind]) <= limit


@pytest.mark.parametrize("limit", [1, 5, 60])
def test_eight_threads_with_a_clock_that_any_of_them_moves_stay_under_the_limit_together(limit):
    time = Time()
    pacing = Pacing(time.clock, time.sleep, Limits(limit, limit))
    arrived, lock = [], threading.Lock()

    def go():
        for _ in range(20):
            with pacing.slot("read"), lock:
                arrived.append(time.clock())

    threads = [threading.Thread(target=go, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(arrived) == 160
    assert most(arrived) <= limit


@pytest.mark.parametrize("way", [0, 0.3])
def test_714_requests_one_after_the_other_take_hardly_longer_than_the_quota_asks(way):
    time = Time()
    pacing = Pacing(time.clock, time.sleep)
    for _ in range(714):
        with pacing.slot("read"):
            time.now += way
    assert least_seconds(714, 0) <= time.now <= 1.05 * least_seconds(714, 0)


def test_714_requests_of_six_threads_take_hardly_longer_than_the_quota_asks():
    time = SharedTime(6)
    pacing = Pacing(time.clock, time.sleep)

    def go():
        for _ in range(119):
            with pacing.slot("read"):
                pass
        time.leave()

    threads = [threading.Thread(target=go, daemon=True) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert least_seconds(714, 0) <= time.now <= 1.05 * least_seconds(714, 0)


def test_reading_takes_nothing_from_writing():
    time = Time()
    pacing = Pacing(time.clock, time.sleep, Limits(1, 1))
    for kind in ("read", "write"):
        with pacing.slot(kind):
            pass
    assert time.now == 0


def test_who_came_first_is_served_first_also_where_a_later_one_is_awake():
    time, gate, served = Time(), threading.Event(), []

    def sleep(seconds):
        gate.wait(10)
        time.sleep(seconds)

    pacing = Pacing(time.clock, sleep, Limits(1, 1))
    with pacing.slot("read"):
        pass

    def go(name):
        with pacing.slot("read"):
            served.append(name)

    threads = []
    for name in ("first", "second", "third"):
        if name == "third":
            time.now = 60.0  # there is a place again, and it is for the first, who sleeps
        threads.append(threading.Thread(target=go, args=(name,), daemon=True))
        threads[-1].start()
        real.sleep(0.1)
    assert served == []
    gate.set()
    for thread in threads:
        thread.join(10)
    assert served == ["first", "second", "third"]


def test_who_gives_up_waiting_holds_up_nobody():
    time = Time()

    def sleep(seconds):
        if not time.slept:
            time.slept.append(0)
            raise KeyboardInterrupt
        time.sleep(seconds)

    pacing = Pacing(time.clock, sleep, Limits(1, 1))
    with pacing.slot("read"):
        pass
    with pytest.raises(KeyboardInterrupt), pacing.slot("read"):
        pass
    served = []

    def go():
        with pacing.slot("read"):
            served.append(time.now)

    next_one = threading.Thread(target=go, daemon=True)
    next_one.start()
    next_one.join(5)
    assert served == [60]


def test_a_request_that_fails_has_taken_its_place_all_the_same():
    time = Time()
    pacing = Pacing(time.clock, time.sleep, Limits(1, 1))
    with pytest.raises(OSError, match="lost"), pacing.slot("write"):
        raise OSError("lost")
    with pacing.slot("write"):
        assert time.now == 60


@pytest.mark.parametrize(
    ("reads", "writes", "seconds"),
    [(0, 0, 0), (1, 0, 0), (60, 60, 0), (61, 0, 60), (0, 61, 60), (120, 121, 120), (714, 357, 660)],
)
def test_the_least_time_is_that_of_the_larger_of_the_two(reads, writes, seconds):
    assert least_seconds(reads, writes) == seconds
