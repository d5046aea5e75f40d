"""What lasts is said in a sentence of its own; the others go on and no task is closed."""

from datetime import date

import pytest
from google_job import TABS, OnGoogle
from sheets.google.conftest import ROBOT
from sheets_on_loopback import Cell, Fault, requests

from automations.errors import Refused
from automations.fleet import Programme, work
from automations.report.document import exit_code
from automations.report.text import sentence
from automations.sheets.google.account import Account, Surroundings, account_from_environment
from automations.words import LANGUAGES


@pytest.fixture
def robot(service, key_file):
    job = OnGoogle(service, shared={ROBOT: "writer"})
    for title, rows in TABS.items():
        job.book.add_sheet(title, rows)
    surroundings = Surroundings(job.time.clock, job.time.sleep, lambda: 0.5)
    job.account = Account(
        credentials_file=key_file(), emulator=service.host, surroundings=surroundings, timeout=(2.0, 5.0)
    )
    return job


def test_a_service_account_signs_in_at_the_emulator_and_protects_what_it_writes(robot):
    worked = robot.work("2026-06-01")
    assert worked.refused is None
    for title in ("Oppgaver", "Oppsummering", "Datakvalitet", "Historikk", "_automations"):
        (first, *_) = robot.book.sheet(title).protections
        assert ROBOT in first.editors
    assert robot.work("2026-06-02").refused is None
    assert len(robot.book.sheet("Oppsummering").protections) == 1


def test_coordinators_may_change_what_is_protected_also_those_who_come_later(robot):
    book = robot.workbook(editors=["leder@example.org"])
    assert book.read()
    assert robot.work("2026-06-01").refused is None
    programme = Programme(robot.settings, date(2026, 6, 2), lambda _: "salt", write=True)
    list(work([robot.workbook(editors=["leder@example.org"])], programme))
    assert "leder@example.org" in robot.book.sheet("Oppsummering").protections[0].editors


def test_whom_somebody_let_in_by_hand_stays_let_in(robot):
    assert robot.work("2026-06-01").refused is None
    (protection,) = robot.book.sheet("Oppsummering").protections
    protection.editors |= {"nestleder@example.org"}
    programme = Programme(robot.settings, date(2026, 6, 2), lambda _: "salt", write=True)
    list(work([robot.workbook(editors=["leder@example.org"])], programme))
    assert protection.editors == {ROBOT, "nestleder@example.org", "leder@example.org"}


@pytest.mark.parametrize(
    ("done", "code"),
    [
        (lambda job: job.book.shared.clear(), "no_access"),
        (lambda job: job.book.shared.update({ROBOT: "reader"}), "read_only"),
        (lambda job: job.service.books.pop("bok"), "not_found"),
        (lambda job: setattr(job.book, "mime", "application/vnd.ms-excel"), "office_file"),
        (lambda job: job.service.revoked.add(ROBOT), "key_revoked"),
    ],
)
def test_what_a_person_can_mend_is_said_with_the_next_step(robot, done, code):
    done(robot)
    worked = robot.work("2026-06-01")
    assert worked.refused.code == f"errors_google.{code}"
    assert worked.status == "failed"
    for language in LANGUAGES:
        said = sentence(worked.refused, language)
        assert "Fylket" in said
        assert "{" not in said
    if code in {"no_access", "read_only", "key_revoked"}:
        assert ROBOT in sentence(worked.refused, "nb")


def test_one_that_fails_is_said_and_the_others_go_on(robot):
    robot.service.add("annen", shared={ROBOT: "writer"}).add_sheet("Medlemmer", TABS["Medlemmer"])
    programme = Programme(robot.settings, date(2026, 6, 1), lambda _: "salt", write=True)
    books = [robot.workbook("finnes-ikke"), robot.workbook(), robot.workbook("annen")]
    worked = list(work(books, programme))
    assert [each.status for each in worked] == ["failed", "ok", "ok"]


def always(kind="", **given):
    """A fault that every request to the first of two spreadsheets meets."""
    return lambda job: job.service.faults.append(Fault(kind, matches=lambda to: "/bok" in to, **given))


def unreadable(answer):
    sheets = [dict(sheet) for sheet in answer.get("sheets", ())]
    for sheet in sheets:
        if sheet["properties"]["title"] == "Medlemmer":
            sheet.pop("data", None)
    return {**answer, "sheets": sheets}


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (lambda job: job.book.shared.clear(), "no_access"),
        (lambda job: job.book.shared.update({ROBOT: "reader"}), "read_only"),
        (lambda job: job.service.books.pop("bok"), "not_found"),
        (lambda job: setattr(job.book, "mime", "application/vnd.ms-excel"), "office_file"),
        (always("429"), "quota"),
        (always("503"), "unavailable"),
        (always("403"), "no_access"),
        (always(edit=unreadable), None),
    ],
    ids=[
        "unshared",
        "read only",
        "deleted",
        "office",
        "429 for ever",
        "503 for ever",
        "403",
        "unreadable tab",
    ],
)
def test_what_lasts_in_one_stops_no_other_closes_no_task_and_ends_with_3(robot, done, said):
    assert robot.work("2026-06-01").refused is None
    robot.service.add("annen", shared={ROBOT: "writer"}).add_sheet("Medlemmer", TABS["Medlemmer"])
    before = [(task["Oppgave-ID"], task["Tilstand"]) for task in robot.tasks()]
    started = robot.time.now
    done(robot)
    programme = Programme(robot.settings, date(2026, 6, 20), lambda _: "salt", write=True)
    broken, other = work([robot.workbook(), robot.workbook("annen")], programme)
    assert (broken.refused and broken.refused.code) == (said and f"errors_google.{said}")
    assert other.status == "ok"
    assert exit_code([broken, other]) == exit_code([broken]) == 3
    assert robot.time.now - started < 400
    closed = {task["Oppgave-ID"] for task in robot.tasks() if task["Tilstand"] == "Løst automatisk"}
    assert not closed & {key for key, _ in before}
    if said:
        assert [(task["Oppgave-ID"], task["Tilstand"]) for task in robot.tasks()] == before


def test_a_full_sheet_is_said_and_left_as_it_was(on_google, monkeypatch):
    monkeypatch.setattr(requests, "MOST_CELLS", 200)  # the limit at Google is ten million
    before = {s.title for s in on_google.book.sheets}
    worked = on_google.work("2026-06-01")
    assert worked.refused.code == "errors_google.too_many_cells"
    assert {s.title for s in on_google.book.sheets} == before


def test_a_text_longer_than_a_cell_takes_is_shortened_and_the_job_goes_on(on_google):
    on_google.book.sheet("Medlemmer").rows[1][1] = Cell("K" * 49_999)
    assert on_google.work("2026-06-01").refused is None
    assert on_google.work("2026-06-01").examined.plan.empty


def test_a_service_account_that_can_own_no_file_says_who_makes_it(robot):
    with pytest.raises(Refused) as refused:
        robot.account.connection().create("Ny", "mappe" * 8)
    assert refused.value.code == "errors_google.storage_quota"
    assert ROBOT in sentence(refused.value, "nb")


@pytest.mark.parametrize("host", ["10.0.0.1:80", "example.org:80", "127.0.0.1", "localhost:x", "0.0.0.0:80"])
def test_an_emulator_anywhere_else_is_refused(host):
    with pytest.raises(Refused) as refused:
        account_from_environment(
            {"SHEETS_EMULATOR_HOST": host},
            credentials_file=None,
            surroundings=Surroundings(float, lambda _: None, float),
        )
    assert refused.value.code == "errors_google.emulator_not_loopback"


@pytest.mark.parametrize("text", [None, "{", "[]", '{"type": "service_account"}', '{"type": "noe"}'])
def test_a_key_file_that_is_none_is_said(tmp_path, text):
    path = tmp_path / "key.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(Refused) as refused:
        Account(
            credentials_file=path,
            emulator="127.0.0.1:9",
            surroundings=Surroundings(float, lambda _: None, float),
        )
    assert refused.value.code == f"errors_google.key_file_{'missing' if text is None else 'broken'}"


def test_nobody_at_the_other_end_is_said(on_google):
    surroundings = Surroundings(on_google.time.clock, on_google.time.sleep, lambda: 0.5)
    on_google.account = Account(credentials_file=None, emulator="127.0.0.1:9", surroundings=surroundings)
    assert on_google.work("2026-06-01").refused.code == "errors_google.no_connection"
    assert on_google.time.now < 301


def test_after_a_429_the_next_minute_is_waited_for(service):
    job = OnGoogle(service)
    job.book.add_sheet("Medlemmer", TABS["Medlemmer"])
    service.faults = [Fault("429", at=0)]
    job.work("2026-06-01", write=False)
    assert 30 <= job.time.now <= 60  # towards the next minute, when the quota is there again
