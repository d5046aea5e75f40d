"""The daily job from day to day on a workbook as people type it."""

import pytest

from automations.errors import Refused
from automations.model import Grid

MEMBERS = """
    Medlemsnr | Navn        | Innmeldt   | Velkomst sendt | Kontaktet  | Tilbud gitt | Introkurs tilbudt
    1001      | Kari Moen   | 03.05.2026 | 04.05.2026     |            |             |
    1002      | Ola Berg    | 04.05.2026 | 05.05.2026     | 06.05.2026 |             |
"""
CALLED = 4  # the column Kontaktet


def titles(job, header="Oppgave"):
    return [task[header] for task in job.tasks()]


def test_a_member_nobody_has_called_becomes_a_task_that_says_who_what_and_when(job):
    book = job({"Medlemmer": MEMBERS})
    assert book.run("2026-05-20") == [("create", None)]
    (task,) = book.tasks()
    assert task["Oppgave"] == "Ring Kari Moen og ønsk velkommen – meldte seg inn 3. mai 2026."
    assert task["Gjelder"] == "Medlemmer, rad 2"
    assert "linje 36–40, 43–45" in task["Hvorfor"]
    assert str(task["Frist"]) == "2026-05-27"
    assert (task["Tilstand"], str(task["Opprettet"])) == ("Åpen", "2026-05-20")
    assert task["Oppgave-ID"].startswith("T")


def test_the_second_run_of_a_day_writes_nothing_at_all(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    worked = book.work("2026-05-20")
    assert worked.examined.plan.empty
    assert worked.receipt is None


def test_on_a_new_day_only_the_summary_history_and_memory_say_so(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    before = book.grids()
    assert book.run("2026-05-21") == []
    after = book.grids()
    assert {tab for tab in after if after[tab] != before[tab]} == {
        "Oppsummering",
        "Historikk",
        "_automations",
    }
    assert len(after["Historikk"]) == 3  # a header and two days


def test_with_a_weekly_heartbeat_a_quiet_day_writes_nothing(job, settings_with):
    book = job({"Medlemmer": MEMBERS}, settings_with(heartbeat="weekly", days_to_act=60))
    book.run("2026-05-20")
    for day in ("21", "22", "23", "24", "25", "26"):
        assert book.work(f"2026-05-{day}").examined.plan.empty
    assert not book.work("2026-05-27").examined.plan.empty


def test_what_is_done_in_the_sheet_is_solved_and_archived_after_thirty_days(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, CALLED, "20.5.26")
    assert book.run("2026-05-21") == [("close", 2)]
    (task,) = book.tasks()
    assert (task["Tilstand"], str(task["Løst dato"])) == ("Løst automatisk", "2026-05-21")
    assert "Kari" in task["Oppgave"]
    book.type_task(2, "Kommentar", "hyggelig prat")
    book.book.type_in("Medlemmer", 2, 5, "1.6.2026")  # an offer, so that nothing else is found
    book.book.type_in("Medlemmer", 3, 5, "1.6.2026")
    for day in ("2026-06-19", "2026-06-20"):
        assert book.run(day) == []
    assert book.run("2026-06-21") == [("archive", 2)]
    (task,) = book.tasks()
    assert {name: value for name, value in task.items() if value is not None and name} == {
        "row": 2,
        "Oppgave-ID": task["Oppgave-ID"],
        "Kommentar": "hyggelig prat",
        "Tilstand": "Arkivert",
        "Løst dato": task["Løst dato"],
    }
    told = [cells[2] for number, cells in book.grids()["Datakvalitet"].items() if number > 1]
    assert "Oppgaven er arkivert, og raden kan slettes." in told


def test_what_comes_back_is_reopened_on_its_own_row(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 2, CALLED, "ja")
    book.run("2026-05-21")
    book.book.type_in("Medlemmer", 2, CALLED, None)
    assert book.run("2026-05-22") == [("reopen", 2)]
    (task,) = book.tasks()
    assert task["Tilstand"] == "Gjenåpnet"
    assert task["Løst dato"] is None


def test_people_s_columns_are_never_written_and_their_own_rows_are_counted(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    for header, value in (("Ansvarlig", "Liv"), ("Status", "Påbegynt"), ("Kommentar", "tar den")):
        book.type_task(2, header, value)
    book.type_task(3, "Oppgave (egen)", "Kjøpe kaffe")
    book.book.type_in("Medlemmer", 2, CALLED, "x")
    book.run("2026-05-21")
    first, own = book.tasks()
    assert (first["Ansvarlig"], first["Status"], first["Kommentar"]) == ("Liv", "Påbegynt", "tar den")
    assert own["Oppgave (egen)"] == "Kjøpe kaffe"
    assert own["Oppgave-ID"] is None
    summary = {cells[0]: cells[1] for cells in book.grids()["Oppsummering"].values() if len(cells) > 1}
    assert summary["Rader uten Oppgave-ID (deres egne)"] == 1


def test_a_new_task_goes_below_what_people_have_typed(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.type_task(5, "Kommentar", "husk årsmøtet")
    book.book.type_in("Medlemmer", 4, 1, "Nils Ny")
    book.book.type_in("Medlemmer", 4, 2, "10.05.2026")
    assert book.run("2026-05-21") == [("create", None)]
    assert [task["row"] for task in book.tasks()] == [2, 5, 6]


def test_a_status_nobody_knows_counts_as_open_and_is_shown(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.type_task(2, "Status", "tja")
    book.run("2026-05-21")
    (task,) = book.tasks()
    assert (task["Status"], task["Tilstand"]) == ("tja", "Åpen")
    cells = {(c[0], c[1]) for n, c in book.grids()["Datakvalitet"].items() if n > 1}
    assert ("Oppgaver", "I2") in cells


def test_an_overdue_task_is_asked_of_the_next_in_line(job):
    parties = """
        Kommunenr | Kommune | Leder   | Medlemsansvarlig
        3101      | Halden  | Liv Lie | Jon Dahl
    """
    book = job({"Medlemmer": MEMBERS.replace("Introkurs tilbudt", "Introkurs tilbudt | Kommune").replace(
        "1001      | Kari Moen   | 03.05.2026 | 04.05.2026     |            |             |",
        "1001      | Kari Moen   | 03.05.2026 | 04.05.2026     |            |             | | Halden",
    ), "Kommunepartier": parties})  # fmt: skip
    book.run("2026-05-20")
    asked = {}
    for day in ("2026-05-20", "2026-05-27", "2026-05-28", "2026-06-04"):
        book.run(day)
        (task,) = [t for t in book.tasks() if t["Oppgave"].startswith("Ring")]
        asked[day] = (task["Foreslått"], task["Tilstand"])
    assert asked == {
        "2026-05-20": ("Jon Dahl", "Åpen"),
        "2026-05-27": ("Jon Dahl", "Åpen"),
        "2026-05-28": ("Liv Lie", "Forfalt"),
        "2026-06-04": ("Liv Lie", "Forfalt"),
    }


def many(count):
    rows = "\n".join(f"{i} | Navn {i}sen | 03.05.2026 | 4.5.2026 | | |" for i in range(1000, 1000 + count))
    return (
        f"Medlemsnr | Navn | Innmeldt | Velkomst sendt | Kontaktet | Tilbud gitt | Introkurs tilbudt\n{rows}"
    )


def test_a_flood_is_held_back_and_the_second_run_of_the_day_adds_nothing(job, settings_with):
    book = job({"Medlemmer": many(30)}, settings_with(new_tasks_per_run=12))
    assert len(book.run("2026-05-20")) == 12
    assert book.run("2026-05-20") == []
    assert len(book.run("2026-05-21")) == 12
    assert len(book.run("2026-05-22")) == 6


def test_no_person_is_given_more_than_their_share_a_day(job, settings_with):
    parties = "Kommunenr | Kommune | Medlemsansvarlig\n3101 | Halden | Jon Dahl"
    book = job({"Medlemmer": many(9), "Kommunepartier": parties}, settings_with(new_tasks_per_person=4))
    assert len(book.run("2026-05-20")) == 4
    assert book.run("2026-05-20") == []
    assert set(titles(book, "Foreslått")) == {"Jon Dahl"}


def test_who_has_solved_some_the_same_day_is_given_as_many_in_one_run_and_none_in_the_next(
    job, settings_with
):
    """What is solved is nobody's any more: a run that closes it must count as the next one will."""
    parties = "Kommunenr | Kommune | Medlemsansvarlig\n3101 | Halden | Jon Dahl"
    book = job({"Medlemmer": many(9), "Kommunepartier": parties}, settings_with(new_tasks_per_person=4))
    book.run("2026-05-20")
    for row in (2, 3):
        book.book.type_in("Medlemmer", row, CALLED, "20.5.2026")
    actions = [action for action, _ in book.run("2026-05-20")]
    assert actions == ["close", "close", "create", "create"]
    assert book.run("2026-05-20") == []


def test_a_run_that_would_close_much_is_refused_until_it_is_accepted(job):
    book = job({"Medlemmer": many(20)})
    book.run("2026-05-20")
    for row in range(2, 10):
        book.book.type_in("Medlemmer", row, CALLED, "20.5.2026")
    before = book.grids()
    with pytest.raises(Refused) as caught:
        book.run("2026-05-21")
    assert (caught.value.code, caught.value.status) == ("errors.large_change", "refused")
    assert (caught.value.facts["close"], caught.value.facts["rows"]) == (8, 20)
    assert book.grids() == before
    assert len(book.run("2026-05-21", accepted=frozenset({"large-change"}))) == 8


@pytest.mark.parametrize(("rows", "done", "refused"), [(9, 9, False), (10, 3, False), (10, 4, True)])
def test_a_task_tab_is_established_from_ten_rows_and_may_change_by_thirty_per_cent(job, rows, done, refused):
    book = job({"Medlemmer": many(rows)})
    book.run("2026-05-20")
    for row in range(2, 2 + done):
        book.book.type_in("Medlemmer", row, CALLED, "20.5.2026")
    assert (book.work("2026-05-21").status == "refused") == refused


def test_a_tab_that_lost_its_rows_closes_nothing_until_it_is_accepted(job):
    book = job({"Medlemmer": many(9)})
    book.run("2026-05-20")
    for row in range(2, 8):
        for column in range(4):
            book.book.type_in("Medlemmer", row, column, None)
    for day in ("2026-05-21", "2026-05-22"):
        assert book.run(day) == []
    worked = book.work("2026-05-22")
    assert "lost_rows" in [item.reason for item in worked.examined.assembled.skipped]
    assert worked.incomplete
    closed = book.run("2026-05-23", accepted=frozenset({"lost-rows"}))
    assert closed == [("archive", row) for row in range(2, 8)]  # who is deleted is named no more


def test_a_tab_that_is_gone_leaves_its_tasks_as_they_are(job):
    book = job({"Medlemmer": MEMBERS, "Tillitsverv": "Verv | Navn\nLeder | Liv Lie"})
    book.run("2026-05-20")
    gone = [g for g in book.book.read().grids if g.tab != "Medlemmer"]
    from automations.sheets.memory import MemoryWorkbook

    book.book = MemoryWorkbook("bok", gone)
    worked = book.work("2026-05-21")
    assert worked.examined.plan.changes == ()
    reasons = {item.check: item.reason for item in worked.examined.assembled.skipped}
    assert reasons["new_member_not_followed_up"] == "tab_gone"
    assert reasons["partner_contact_missing"] == "no_tab"
    assert worked.incomplete


def test_a_check_that_is_not_asked_for_leaves_its_tasks_as_they_are(job):
    book = job(
        {"Medlemmer": MEMBERS, "Samarbeidspartnere": "Organisasjon | Type | Kommune\nLO | LO | Halden"}
    )
    book.run("2026-05-20")
    before = book.tasks()
    book.book.type_in("Medlemmer", 2, CALLED, "x")
    assert book.run("2026-05-21", only=("partner_contact_missing",)) == []
    assert book.tasks() == before


def test_without_the_hidden_tab_the_run_is_refused_and_nothing_doubled(job):
    from automations.sheets.memory import MemoryWorkbook

    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book = MemoryWorkbook("bok", [g for g in book.book.read().grids if g.tab != "_automations"])
    with pytest.raises(Refused) as caught:
        book.run("2026-05-21")
    assert (caught.value.code, caught.value.status) == ("errors.memory_missing", "refused")


def test_without_the_key_s_column_the_run_is_refused(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Oppgaver", 1, 0, None)
    with pytest.raises(Refused) as caught:
        book.run("2026-05-21")
    assert caught.value.code == "errors.no_task_id"


def test_a_member_number_that_is_added_later_keeps_the_task_and_its_row(job):
    nameless = MEMBERS.replace("1001 ", "     ")
    book = job({"Medlemmer": nameless})
    book.run("2026-05-20")
    key = book.tasks()[0]["Oppgave-ID"]
    book.type_task(2, "Kommentar", "prøver igjen fredag")
    book.book.type_in("Medlemmer", 2, 0, "1001")
    assert book.run("2026-05-21") == []
    (task,) = book.tasks()
    assert (task["Oppgave-ID"], task["Kommentar"]) == (key, "prøver igjen fredag")


def test_a_key_that_was_copied_to_another_row_is_followed_on_the_first_only(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    (task,) = book.tasks()
    book.type_task(3, "Oppgave-ID", task["Oppgave-ID"])
    book.type_task(3, "Oppgave", "kopi")
    book.book.type_in("Medlemmer", 2, CALLED, "x")
    assert book.run("2026-05-21") == [("close", 2)]
    assert book.tasks()[1]["Oppgave"] == "kopi"
    told = {(c[0], c[1]) for n, c in book.grids()["Datakvalitet"].items() if n > 1}
    assert ("Oppgaver", "A3") in told


def test_a_row_that_somebody_deleted_comes_back_while_the_thing_is_not_done(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    width = len(book.grids()["Oppgaver"][1])
    for column in range(width):
        book.book.type_in("Oppgaver", 2, column, None)
    assert book.run("2026-05-21") == [("create", None)]


@pytest.mark.parametrize(
    ("language", "title"), [("nynorsk", "Oppgåver"), ("engelsk", "Tasks"), ("bokmål", "Oppgaver")]
)
def test_a_sheet_speaks_the_language_of_its_own_settings(job, language, title):
    book = job({"Medlemmer": MEMBERS, "Innstillinger": f"Navn | Verdi\nSpråk | {language}"})
    book.run("2026-05-20")
    assert title in book.grids()
    assert book.work("2026-05-20").examined.plan.empty


def test_figures_are_compared_with_the_latest_earlier_day(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 4, 1, "Nils Ny")
    book.book.type_in("Medlemmer", 4, 2, "22.05.2026")
    for _ in range(2):
        book.run("2026-05-23")
        (figures,) = [c for c in book.grids()["Oppsummering"].values() if c[:2] == ("Medlemmer", 3)]
        assert figures == ("Medlemmer", 3, 2, 1)


def test_an_empty_tab_called_oppgaver_is_taken_into_use(job):
    from automations.sheets.memory import MemoryWorkbook

    book = job({"Medlemmer": MEMBERS})
    book.book = MemoryWorkbook("bok", [*book.book.read().grids, Grid("Oppgaver", [], [])])
    assert book.run("2026-05-20") == [("create", None)]
    assert book.work("2026-05-20").examined.plan.empty


def test_a_column_that_is_missing_is_named_as_people_name_it(job):
    book = job({"Samarbeidspartnere": "Organisasjon | Type | Kommune\nLO i Halden | LO | Halden"})
    book.run("2026-05-20")
    told = [cells[2] for number, cells in book.grids()["Datakvalitet"].items() if number > 1]
    assert "Fanen mangler en kolonne som trengs: Vår kontaktansvarlig." in told


@pytest.mark.parametrize(
    "name", ["=IMPORTXML(1;2)", "+cmd", "@x", "Kari\x01 Moen", "🙂 Smil", "שלום לוי", "{name}"]
)
def test_a_hostile_name_is_only_text_and_the_second_run_agrees(job, name):
    book = job({"Medlemmer": MEMBERS.replace("Kari Moen", name)})
    book.run("2026-05-20")
    (task,) = book.tasks()
    assert task["Oppgave"].startswith("Ring ")
    assert book.work("2026-05-20").examined.plan.empty
