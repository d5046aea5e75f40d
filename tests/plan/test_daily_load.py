"""Whom the daily job suggests, from day to day, on a workbook as people type it."""

from automations.checks.registry import registry
from automations.settings import load

PARTIES = """
    Kommunenr | Kommune | Fylkesparti | Leder     | Medlemsansvarlig
    3101      | Halden  | Østfold     | Lise Lund | Mona Moe
    3103      | Moss    | Østfold     | Gro Gran  |
"""
OFFICERS = """
    Verv           | Navn      | Ledd  | Kommune
    Fylkessekretær | Siri Sand | Fylke |
"""
VOLUNTEERS = """
    Navn      | Kommune | Kan bidra med            | Maks oppgaver
    Vera Vik  | Halden  | Kan ringe nye medlemmer  | 1
    Aud Aas   | Halden  | ikke ringe, men stand    |
    Odd Olsen | Moss    | ringing                  | 2
"""


def members(count, place="Halden"):
    rows = "\n".join(f"{1000 + i} | Navn {i}sen | 03.05.2026 | {place} | 4.5.2026 |" for i in range(count))
    return f"Medlemsnr | Navn | Innmeldt | Kommune | Velkomst sendt | Kontaktet\n{rows}"


def workbook(job, count=1, place="Halden", settings=None):
    tabs = {"Kommunepartier": PARTIES, "Tillitsverv": OFFICERS, "Frivillige": VOLUNTEERS}
    # One check alone, so that who is suggested what can be told.
    others = frozenset(registry()) - {"new_member_not_followed_up"}
    settings = (settings or load(None)).model_copy(update={"switched_off": others})
    return job({"Medlemmer": members(count, place), **tabs}, settings)


def suggested(book):
    return [task["Foreslått"] for task in book.tasks()]


def figure(book, title):
    return next(cells[1] for cells in book.grids()["Oppsummering"].values() if cells[0] == title)


def test_calls_go_to_who_has_the_office_and_to_who_has_offered_to_call(job):
    book = workbook(job, 5)
    book.run("2026-05-20")
    assert suggested(book) == ["Mona Moe", "Vera Vik", "Mona Moe", "Mona Moe", "Mona Moe"]
    assert book.work("2026-05-20").examined.plan.empty


def test_an_overdue_task_goes_by_the_leader_to_the_county_s_secretary(job):
    book = workbook(job)
    asked = {}
    for day in ("05-20", "05-27", "05-28", "06-03", "06-04", "06-11", "06-30"):
        book.run(f"2026-{day}")
        assert book.work(f"2026-{day}").examined.plan.empty
        asked[day] = suggested(book)[0]
    assert asked == {
        "05-20": "Mona Moe",
        "05-27": "Mona Moe",
        "05-28": "Lise Lund",
        "06-03": "Lise Lund",
        "06-04": "Siri Sand",
        "06-11": "Siri Sand",
        "06-30": "Siri Sand",
    }


def test_nobody_has_more_than_the_configuration_says_and_what_is_above_it_is_counted(job, settings_with):
    book = workbook(job, 5, settings=settings_with(open_tasks_per_person=1))
    book.run("2026-05-20")
    assert suggested(book) == ["Mona Moe", "Vera Vik", "Lise Lund", "Siri Sand", "Mona Moe"]
    assert figure(book, "Åpne oppgaver ut over det folk har plass til") == 1
    assert not any("Mona" in str(cells) for cells in book.grids()["Oppsummering"].values())


def test_what_a_person_writes_in_ansvarlig_is_theirs_and_moves_nothing(job):
    book = workbook(job, 3)
    book.run("2026-05-20")
    before = suggested(book)
    for row in (2, 4):
        book.type_task(row, "Ansvarlig", "Vera Vik og Odd Olsen")
    book.run("2026-05-21")
    assert suggested(book) == before
    assert [task["Ansvarlig"] for task in book.tasks()] == [
        "Vera Vik og Odd Olsen",
        None,
        "Vera Vik og Odd Olsen",
    ]
    assert figure(book, "Åpne oppgaver ut over det folk har plass til") == 2  # Vera had said one


def test_people_s_own_rows_count_until_they_are_done(job, settings_with):
    book = workbook(job, 1, settings=settings_with(open_tasks_per_person=1))
    book.run("2026-05-20")
    for row, status in ((3, None), (4, "Ferdig")):
        book.type_task(row, "Oppgave (egen)", "Kjøpe kaffe")
        book.type_task(row, "Ansvarlig", "Lise Lund")
        book.type_task(row, "Status", status)
    book.run("2026-05-21")
    assert figure(book, "Åpne oppgaver ut over det folk har plass til") == 0
    book.type_task(4, "Status", "Påbegynt")
    book.run("2026-05-22")
    assert figure(book, "Åpne oppgaver ut over det folk har plass til") == 1


def test_a_suggestion_stays_when_the_tab_of_volunteers_is_renamed_to_nothing_we_know(job):
    from automations.sheets.memory import MemoryWorkbook

    book = workbook(job, 2)
    book.run("2026-05-20")
    before = suggested(book)
    grids = book.book.read().grids
    book.book = MemoryWorkbook("bok", [g for g in grids if g.tab != "Frivillige"])
    assert book.run("2026-05-21") == []
    assert suggested(book) == before
    book.run("2026-05-22", accepted=frozenset({"lost-rows"}))
    assert suggested(book) == ["Mona Moe", "Mona Moe"]


def test_without_the_column_foreslatt_a_second_run_is_as_quiet(job, settings_with):
    book = workbook(job, 5, settings=settings_with(open_tasks_per_person=1, new_tasks_per_person=2))
    book.run("2026-05-20")
    header = book.grids()["Oppgaver"][1]
    book.book.type_in("Oppgaver", 1, header.index("Foreslått"), "Vårt eget")
    for day in ("2026-05-21", "2026-05-28"):
        book.run(day)
        assert book.work(day).examined.plan.empty


def test_members_of_a_municipality_are_asked_of_its_own_people(job):
    book = workbook(job, 4, place="Moss")
    book.run("2026-05-20")
    assert suggested(book) == ["Gro Gran", "Odd Olsen", "Gro Gran", "Odd Olsen"]


def test_the_hidden_tab_names_nobody(job):
    book = workbook(job, 5)
    book.run("2026-05-20")
    told = str(book.grids()["_automations"])
    assert not any(name in told for name in ("Mona", "Vera", "Siri", "mona", "vera", "siri"))
