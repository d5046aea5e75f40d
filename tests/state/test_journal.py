"""What each run wrote: kept for 30 days, whole, and readable by its owner only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from automations.plan.undo import Wrote, WroteTab, WroteTask
from automations.state.database import FILE, opened
from automations.state.journal import (
    KEPT,
    Entry,
    confirm,
    entries,
    forget_old,
    intend,
    mark_undone,
    rewrite,
    run_id,
)

NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
WROTE = Wrote(
    (WroteTask("create", "T1", "a_check", {}, {"task": "Ring Kari Moen", "due": date(2026, 6, 1)}),),
    (
        WroteTab("summary", None, (("Sist kjørt", date(2026, 5, 1)), ()), ("figure", "empty")),
        WroteTab("history", (("Dato", 1.5, True),), (), ()),
    ),
)  # fmt: skip


def entry(run="r1", moment=NOW, address="bok.xlsx"):
    return Entry(run, moment, address, "bok", WROTE, confirmed=False, undone=None)


@pytest.fixture
def state(tmp_path):
    with opened(tmp_path) as connection:
        yield connection


def test_what_was_written_is_read_back_as_it_was(state):
    intend(state, entry())
    assert list(entries(state)) == [entry()]


def test_an_intent_is_confirmed_and_later_marked_as_undone(state):
    intend(state, entry())
    intend(state, entry(address="annen.xlsx"))
    confirm(state, "r1", "bok.xlsx")
    mark_undone(state, "r1", "bok.xlsx", NOW + timedelta(hours=1))
    found = {each.address: (each.confirmed, each.undone) for each in entries(state, "r1")}
    assert found == {"bok.xlsx": (True, NOW + timedelta(hours=1)), "annen.xlsx": (False, None)}


def test_the_latest_run_comes_first_and_one_is_found_by_its_name(state):
    intend(state, entry("r1", NOW - timedelta(days=1)))
    intend(state, entry("r2"))
    assert [each.run for each in entries(state)] == ["r2", "r1"]
    assert [each.run for each in entries(state, "r1")] == ["r1"]
    assert list(entries(state, "r3")) == []


@pytest.mark.parametrize(("age", "kept"), [(KEPT, True), (KEPT + timedelta(seconds=1), False)])
def test_after_thirty_days_a_run_is_forgotten(tmp_path, age, kept):
    with opened(tmp_path) as state:
        intend(state, entry(moment=NOW - age))
        forget_old(state, NOW)
        assert bool(list(entries(state))) is kept
        state.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert (b"Kari Moen" in (tmp_path / FILE).read_bytes()) is kept


def test_what_is_left_out_of_an_entry_is_gone_from_the_file(tmp_path):
    with opened(tmp_path) as state:
        intend(state, entry())
        rewrite(state, lambda each: replace(each.wrote, tasks=()))
        assert [each.wrote.tasks for each in entries(state)] == [()]
        state.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Kari Moen" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_run_has_a_name_that_a_person_can_type():
    assert run_id(NOW, "a1b2c3") == "20261126-0500-a1b2"
