"""Under the quota, and as quick as it allows."""

import threading
from datetime import date

import pytest
from google_job import TABS, VirtualTime
from hypothesis import given
from hypothesis import strategies as st
from sheets_on_loopback import Quota, SheetsService

from automations.fleet import AT_ONCE, Programme, work
from automations.settings import load
from automations.sheets.google.account import Account, Surroundings
from automations.sheets.google.pacing import Limits, Pacing, least_seconds
from automations.sheets.google.workbook import GoogleWorkbook


@pytest.mark.parametrize(
    ("fixed", "workbooks"), [(False, 357), (True, 130)], ids=["357, sliding minutes", "130, whole minutes"]
)
def test_many_workbooks_meet_no_429_and_take_no_longer_than_the_quota_asks(fixed, workbooks):
    time = VirtualTime(AT_ONCE)
    quota = Quota(60, lambda: time.now, fixed)
    with SheetsService(quota=quota) as service:
        account = Account(
            credentials_file=None,
            emulator=service.host,
            surroundings=Surroundings(time.clock, time.sleep, lambda: 0.5),
        )
        books = []
        for number in range(workbooks):
            service.add(f"bok{number}").add_sheet("Medlemmer", TABS["Medlemmer"][:2], spare_rows=1)
            books.append(
                GoogleWorkbook(f"bok{number}", account, nonce=lambda number=number: f"nonce{number}")
            )
        programme = Programme(load(None), date(2026, 6, 1), lambda _: "salt", write=True)
        worked = list(work(books, programme))
        assert [each.refused for each in worked if each.refused] == []
        assert [each.name for each in worked] == [book.name for book in books]
        assert quota.refused == 0
        reads = sum(method == "GET" for method, _, _ in service.log)
        writes = sum(method == "POST" for method, _, _ in service.log)
        assert (reads, writes) == (2 * workbooks, workbooks)
        assert time.now <= 1.05 * least_seconds(reads, writes, Limits())


@given(st.lists(st.floats(0, 30), min_size=1, max_size=60), st.integers(1, 8))
def test_no_minute_at_the_server_holds_more_than_the_limit_however_slow_the_way(ways, limit):
    time = VirtualTime()
    pacing = Pacing(time.clock, time.sleep, Limits(limit, limit))
    arrived = []
    for way in ways:
        with pacing.slot("read"):
            time.now += way / 2
            arrived.append(time.now)
            time.now += way / 2
    for start in arrived:
        assert sum(start <= at < start + 60 for at in arrived) <= limit


def test_threads_share_one_pacing():
    time = VirtualTime(8)
    pacing = Pacing(time.clock, time.sleep, Limits(5, 5))
    arrived = []

    def go():
        for _ in range(10):
            with pacing.slot("write"):
                arrived.append(time.clock())

    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(arrived) == 80
    assert all(sum(at <= one < at + 60 for one in arrived) <= 5 for at in arrived)
    assert time.now == least_seconds(80, 0, Limits(5, 5))
