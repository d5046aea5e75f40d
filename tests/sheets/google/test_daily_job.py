"""The daily job on a spreadsheet of Google's."""


def test_first_run_makes_the_tabs_and_the_tasks_in_one_write(on_google):
    worked = on_google.work("2026-06-01")
    assert worked.refused is None
    assert (worked.reads + worked.receipt.reads, worked.receipt.writes) == (2, 1)
    tasks = on_google.tasks()
    assert {task["Gjelder"] for task in tasks} >= {"Medlemmer, rad 2", "Medlemmer, rad 4"}
    assert all(task["Oppgave-ID"].startswith("T") and task["Tilstand"] for task in tasks)


def test_the_same_day_again_costs_one_read_and_writes_nothing(on_google):
    on_google.work("2026-06-01")
    on_google.service.log.clear()
    worked = on_google.work("2026-06-01")
    assert worked.examined.plan.empty, worked.examined.plan
    assert [method for method, _, _ in on_google.service.log] == ["GET"]
