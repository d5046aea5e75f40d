"""Own checks at the terminal: listed, chosen, explained, and refused where they are wrong."""

import json

import pytest

CONFIG = """
[organisation]
name = "Storvik Arbeiderparti"

[[own_check]]
name = "no_mail"
title = "Medlemmer uten e-post"
tab = "Medlemmer"
column = "E-post"
empty = true
where = [{ column = "Innmeldt", after = 2026-01-01 }]
text = "Spør {Navn} om e-postadressen."
who = "medlemsansvarlig"
"""
MEMBERS = """
Medlemsnr | Navn      | E-post         | Innmeldt   | Kontaktet  | Kan kontaktes
1001      | Kari Moen |                | 03.05.2026 | 04.05.2026 |
1002      | Ola Berg  | ob@example.no  | 03.05.2026 | 04.05.2026 |
1003      | Liv Lie   |                | 03.05.2026 | 04.05.2026 | nei
1004      | Per Vik   |                | 03.05.2025 | 04.05.2025 |
"""
ON = ("--today", "2026-05-06")


@pytest.fixture
def configured(automations, book):
    (automations.folder / "own.toml").write_text(CONFIG, "utf-8")
    path = book({"Medlemmer": MEMBERS})
    return lambda *asked: automations(*asked, "--config", "own.toml"), path


def test_own_checks_are_listed_with_what_they_ask_for(configured):
    call, _ = configured
    told = call("checks", "own_no_mail").out
    assert "Egen kontroll i Storvik Arbeiderparti." in told
    assert "[[own_check]]" in told
    assert 'tab = "Medlemmer"' in told
    last = json.loads(call("checks", "--json").out)[-1]
    assert (last["name"], last["serves"], last["needs"]) == ("own_no_mail", [], ["members"])


def test_one_runs_alone_is_written_and_explained(configured):
    call, path = configured
    (workbook,) = call("run", path, *ON, "--only", "own_no_mail", "--json").json["workbooks"]
    (finding,) = workbook["findings"]
    assert (finding["check"], finding["row"], finding["column"]) == ("own_no_mail", 2, "email")
    assert "Kari" not in json.dumps(workbook)
    told = call("explain", finding["key"], path, *ON)
    assert "Medlemmer uten e-post" in told.out
    assert "Egen kontroll i Storvik Arbeiderparti." in told.out
    assert "Kari" not in told.out
    assert json.loads(call("explain", finding["key"], path, *ON, "--json").out)["serves"] == []
    letter = call("plan", path, *ON)
    assert letter.code == 0
    assert "Medlemmer uten e-post" in letter.out


def test_a_check_that_is_taken_out_of_the_configuration_leaves_its_tasks(automations, configured):
    call, path = configured
    (workbook,) = call("run", path, *ON, "--only", "own_no_mail", "--json").json["workbooks"]
    key = workbook["findings"][0]["key"]
    again = automations("run", path, "--today", "2026-05-07", "--json").json["workbooks"][0]
    assert key not in {change["key"] for change in again["changes"]}
    told = automations("explain", key, path, *ON)
    assert (told.code, "own_no_mail" in told.err) == (2, True)


def test_a_wrong_entry_stops_everything_before_anything_is_done(automations, configured):
    call, path = configured
    (automations.folder / "own.toml").write_text(CONFIG.replace('"E-post"', '"E-pots"'), "utf-8")
    before = path.read_bytes()
    ended = call("run", path, *ON)
    assert ended.code == 2
    assert "own_check.no_mail.column" in ended.err
    assert "E-post" in ended.err
    assert path.read_bytes() == before


def test_one_can_be_switched_off(automations, configured):
    call, path = configured
    (automations.folder / "own.toml").write_text(CONFIG + "enabled = false\n", "utf-8")
    assert call("run", path, *ON, "--only", "own_no_mail", "--json").json["workbooks"][0]["findings"] == []
