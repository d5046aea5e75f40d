"""The JSON document and the exit codes that scripts depend on."""

import json
from datetime import date

import pytest

from automations.errors import Refused
from automations.fleet import Worked
from automations.report.document import document, exit_code
from automations.settings import load

ON = date(2026, 5, 20)


def entry(worked):
    (told,) = document([worked], on=ON)["workbooks"]
    return told


def refused(status):
    return Worked("bok", refused=Refused("errors.large_change", place="bok", status=status))


def test_the_document_says_what_was_read_found_and_changed(book, work):
    told = document([work(book())], on=ON)
    assert told["date"] == "2026-05-20"
    (workbook,) = told["workbooks"]
    assert list(workbook) == [
        *("name", "status", "requests", "tabs", "findings", "changes", "problems", "skipped"),
        *("held_back", "notes"),
    ]
    assert (workbook["name"], workbook["status"]) == ("bok", "ok")
    assert workbook["requests"] == {"reads": 2, "writes": 1}
    assert workbook["tabs"] == [
        {"tab": "Medlemmer", "recognised_as": "members", "rows": 2, "skipped_rows": 0}
    ]
    (found,) = workbook["findings"]
    assert found == {
        "check": "new_member_not_followed_up",
        "key": found["key"],
        "severity": "medium",
        "tab": "Medlemmer",
        "row": 2,
        "column": "contacted",
        "facts": found["facts"],
    }
    assert found["facts"]["joined"] == "2026-05-03"
    assert workbook["changes"] == [
        {"action": "create", "key": found["key"], "check": "new_member_not_followed_up"}
    ]
    assert workbook["problems"] == [{"tab": "Medlemmer", "cell": "D2", "code": "phone"}]
    assert workbook["held_back"] == 0


def test_a_check_that_was_not_made_is_skipped_and_one_made_in_part_is_a_note(book, work):
    told = entry(work(book()))
    assert {"check": "candidate_list_unbalanced", "reason": "no_tab"} in told["skipped"]
    assert {"check": "new_member_not_followed_up", "reason": "uses"} in told["notes"]
    assert {note["reason"] for note in told["notes"]} == {"uses"}


def test_a_plan_asks_for_one_reading_and_nothing_is_written(book, work):
    its = book()
    told = entry(work(its, write=False))
    assert told["requests"] == {"reads": 1, "writes": 0}
    assert its.writes == 0


def test_what_was_held_back_is_counted(book, work):
    settings = load(None)
    settings = settings.model_copy(update={"job": settings.job.model_copy(update={"new_tasks_per_run": 0})})
    told = entry(work(book(), settings=settings))
    assert (told["held_back"], told["changes"]) == (1, [])


def test_a_workbook_that_was_refused_unread_says_why_and_nothing_else():
    told = entry(refused("failed"))
    assert (told["status"], told["reason"]) == ("failed", "errors.large_change")
    assert told["requests"] == {"reads": 0, "writes": 0}
    assert "held_back" not in told
    assert not any(told[name] for name in ("tabs", "findings", "changes", "problems", "skipped"))


def test_the_document_is_json_and_names_nobody(book, work):
    told = json.dumps(document([work(book())], on=ON))
    assert "Kari" not in told
    assert "Moen" not in told
    assert '"12"' not in told


# ---- exit codes


def test_all_well_is_nought(book, work):
    assert exit_code([work(book())]) == 0
    assert exit_code([]) == 0


def test_all_refused_is_four_and_some_is_three(book, work):
    fine = work(book())
    assert exit_code([refused("refused"), refused("refused")]) == 4
    assert exit_code([refused("refused"), fine]) == 3
    assert exit_code([refused("skipped")]) == 3
    assert exit_code([refused("failed")]) == 3
    assert exit_code([fine, refused("refused")], fail_on="high") == 3


def test_a_tab_that_was_not_read_is_three(half_read, work):
    worked = work(half_read, "2026-05-21")
    assert worked.status == "ok"
    assert exit_code([worked]) == 3


@pytest.mark.parametrize(
    ("day", "limit", "code"),
    [
        ("2026-05-20", None, 0),
        ("2026-05-20", "high", 0),
        ("2026-05-20", "medium", 1),
        ("2026-05-20", "low", 1),
        ("2026-06-01", "high", 1),
        ("2026-05-10", "low", 0),
    ],
)
def test_findings_as_severe_as_asked_for_are_one(book, work, day, limit, code):
    assert exit_code([work(book(), day)], fail_on=limit) == code
