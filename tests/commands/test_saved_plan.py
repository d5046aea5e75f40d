"""`plan --out` and `run --plan`: carried out exactly as it was looked at, or not at all."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

ON = ("--today", "2026-05-20")


@pytest.fixture
def plan(automations, book):
    """A workbook, and the file of a plan for it."""
    path, file = book(), automations.folder / "plan.json"
    assert automations("plan", path, *ON, "--out", file).code == 0
    return path, file


def test_a_saved_plan_is_carried_out_just_as_it_was_shown(automations, plan):
    path, file = plan
    shown = automations("run", "--plan", file, "--json")
    assert shown.code == 0
    (workbook,) = shown.json["workbooks"]
    assert [change["action"] for change in workbook["changes"]] == ["create"]
    assert automations("plan", path, *ON, "--json").json["workbooks"][0]["changes"] == []


def test_it_is_for_its_owner_s_eyes_and_names_nobody(plan):
    _, file = plan
    assert "Kari" not in file.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_is_refused_when_the_workbook_has_changed(automations, book, plan):
    path, file = plan
    path.unlink()
    book({"Medlemmer": "Medlemsnr | Navn | Innmeldt\n1 | Kari Moen | 03.05.2026"})
    before = path.read_bytes()
    ended = automations("run", "--plan", file)
    assert ended.code == 4
    assert "endret siden" in ended.err
    assert path.read_bytes() == before


def changed(file, **values):
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **values}), "utf-8")


def test_it_is_refused_after_a_day(automations, plan):
    path, file = plan
    before = path.read_bytes()
    changed(file, made=(datetime.now(UTC) - timedelta(hours=25)).isoformat())
    ended = automations("run", "--plan", file)
    assert ended.code == 4
    assert "24 timer" in ended.err
    assert path.read_bytes() == before


def test_it_is_refused_when_the_settings_make_another_plan_of_it(automations, plan):
    path, file = plan
    before = path.read_bytes()
    (automations.folder / "other.toml").write_text(
        "[checks.new_member_not_followed_up]\ncall_after_days = 15"
    )
    ended = automations("run", "--plan", file, "--config", "other.toml")
    assert ended.code == 4
    assert "oppsett" in ended.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}', "\x00"])
def test_what_is_no_plan_is_wrong_usage(automations, plan, text):
    _, file = plan
    file.write_text(text, "utf-8")
    ended = automations("run", "--plan", file)
    assert (ended.code, ended.out) == (2, "")
    assert "plan.json" in ended.err


def test_a_plan_that_is_not_there_and_one_with_workbooks_beside_it_are_wrong_usage(automations, plan):
    path, file = plan
    assert automations("run", "--plan", "borte.json").code == 2
    assert automations("run", path, "--plan", file).code == 2
    assert automations("plan", path, "--out", automations.folder / "no" / "where.json").code == 2
