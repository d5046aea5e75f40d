"""What a run costs in requests to Google, and that a plan foretells it."""

from datetime import date

import pytest
from google_job import TABS, OnGoogle
from sheets_on_loopback import people

from automations.report.document import document
from automations.start import own_tabs_plan, ready_tabs


def sent(job, do):
    """What came of it, and how many reads and writes the server saw."""
    job.service.log.clear()
    done = do()
    methods = [method for method, _, _ in job.service.log]
    return done, (methods.count("GET"), methods.count("POST"))


def test_making_a_spreadsheet_ready_takes_two_writes(service):
    job = OnGoogle(service)
    job.book.add_sheet("Ark1")

    def make_ready():
        workbook = job.workbook()
        workbook.prepare(ready_tabs("nb"))
        reading = workbook.read()
        plan = own_tabs_plan(reading, job.settings, on=date(2026, 6, 1), language="nb", salt="salt")
        return workbook.write(plan)

    assert sent(job, make_ready)[1] == (3, 2)


@pytest.mark.parametrize(
    ("heartbeat", "writes"),
    [
        ("daily", {"2026-06-02": 1, "2026-06-08": 1}),
        ("weekly", {"2026-06-07": 0, "2026-06-08": 1}),
    ],
)
def test_a_quiet_new_day_costs_one_write_or_one_a_week(service, heartbeat, writes):
    job = OnGoogle(service)
    job.book.add_sheet("Medlemmer", [TABS["Medlemmer"][0], ["1", "Kari Moen", date(2020, 5, 3)]])
    changed = {"job": job.settings.job.model_copy(update={"heartbeat": heartbeat})}
    job.settings = job.settings.model_copy(update=changed)
    job.work("2026-06-01")
    for day, count in writes.items():
        worked, (reads, written) = sent(job, lambda day=day: job.work(day))
        assert (worked.refused, worked.examined.plan.changes) == (None, ())
        assert (reads, written) == (1 + count, count)
        assert sent(job, lambda day=day: job.work(day))[1] == (1, 0)


@pytest.mark.parametrize(
    ("what", "cost"), [("nothing", (1, 0)), ("somebody new", (2, 1)), ("somebody called", (3, 1))]
)
def test_a_plan_foretells_what_the_run_costs(on_google, what, cost):
    on_google.work("2026-06-01")
    members = on_google.book.sheet("Medlemmer")
    row = {"nothing": [], "somebody new": ["1004", "Eva Hol", date(2026, 5, 20)]}.get(what)
    for column, value in enumerate(row or []):
        assert people.type_in(on_google.book, on_google.book.owner, members, 5, column, value)
    if row is None:
        assert people.type_in(on_google.book, on_google.book.owner, members, 4, 4, date(2026, 6, 1))
    planned, looked = sent(on_google, lambda: on_google.work("2026-06-01", write=False))
    told = document([planned], on=date(2026, 6, 1))
    assert looked == (1, 0)
    assert (told["forecast"]["reads"], told["forecast"]["writes"]) == cost
    ran, requests = sent(on_google, lambda: on_google.work("2026-06-01"))
    assert requests == cost
    told = document([ran], on=date(2026, 6, 1))["workbooks"][0]
    assert (told["requests"]["reads"], told["requests"]["writes"]) == cost


def test_a_plan_foretells_how_long_the_quota_makes_a_run_of_many(on_google):
    planned = on_google.work("2026-06-01", write=False)
    told = document([planned] * 357, on=date(2026, 6, 1))
    assert told["forecast"] == {"reads": 714, "writes": 357, "seconds": 660}
