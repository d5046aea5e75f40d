"""The daily job on a spreadsheet of Google's."""

import pytest
from google_job import TABS, OnGoogle
from sheets_on_loopback import Behaviour, SheetsService


def test_first_run_makes_the_tabs_and_the_tasks_in_one_write(on_google):
    worked = on_google.work("2026-06-01")
    assert worked.refused is None
    assert (worked.reads + worked.receipt.reads, worked.receipt.writes) == (2, 1)
    tasks = on_google.tasks()
    assert {task["Gjelder"] for task in tasks} >= {"Medlemmer, rad 2", "Medlemmer, rad 4"}
    assert all(task["Oppgave-ID"].startswith("T") and task["Tilstand"] for task in tasks)


@pytest.mark.parametrize("counts", [False, True])
def test_tasks_are_appended_once_whether_or_not_a_list_to_pick_from_counts_as_data(counts):
    with SheetsService(Behaviour(validation_counts_as_data=counts)) as service:
        job = OnGoogle(service)
        job.book.add_sheet("Medlemmer", TABS["Medlemmer"])
        for day in ("2026-06-01", "2026-06-20", "2026-06-20"):
            worked = job.work(day)
            assert worked.refused is None
        assert worked.examined.plan.empty
        keys = [task["Oppgave-ID"] for task in job.tasks()]
        assert len(keys) == len(set(keys)) == len(worked.examined.assembled.groups)


def test_the_same_day_again_costs_one_read_and_writes_nothing(on_google):
    on_google.work("2026-06-01")
    on_google.service.log.clear()
    worked = on_google.work("2026-06-01")
    assert worked.examined.plan.empty, worked.examined.plan
    assert [method for method, _, _ in on_google.service.log] == ["GET"]
