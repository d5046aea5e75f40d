"""What is gathered for the page: of one workbook and of many, over time, and what is not in it."""

from datetime import date

import pytest

from automations.report.gathered import gather, name_of, readable
from automations.settings import load

ON = "2026-05-20"
HEADER = "Navn | Innmeldt | Kommune"


def members(count, place="Halden"):
    return "\n".join([HEADER, *(f"Kari Moen{place}{i} | 03.05.2020 | {place}" for i in range(count))])


@pytest.fixture
def gathered(work):
    """`gathered(book, ...)` → what is gathered of these workbooks on 20 May 2026."""

    def give(*books, language="nb"):
        worked = [work(each, ON, write=False) for each in books]
        return gather(worked, load(None), on=date.fromisoformat(ON), language=language)

    return give


def test_one_workbook_is_told_by_its_own_name_and_figures(book, gathered):
    found = gathered(book({"Medlemmer": members(7)}, name="Storvik.xlsx"))
    assert (found.place, found.workbooks) == ("Storvik", 1)
    assert found.figures.values["members", ""] == 7


def test_a_spreadsheet_of_google_s_keeps_the_dots_of_its_name(book, work):
    assert name_of(work(book(name="Halden Ap. 2026"), ON)) == "Halden Ap. 2026"


def test_many_are_counted_as_one_and_named_after_their_county(book, gathered):
    found = gathered(
        book({"Medlemmer": members(7)}, name="a"), book({"Medlemmer": members(9, "Moss")}, name="b")
    )
    assert (found.place, found.workbooks) == ("Østfold", 2)
    assert found.figures.values["members", ""] == 16
    assert [found.figures.values["members", number] for number in ("3101", "3103")] == [7, 9]


def test_workbooks_of_two_counties_are_told_by_how_many_they_are(book, gathered):
    found = gathered(
        book({"Medlemmer": members(7)}, name="a"), book({"Medlemmer": members(9, "Bergen")}, name="b")
    )
    assert found.place == "2 arbeidsbøker"


def test_tasks_are_added_up(book, gathered):
    one, other = (gathered(book(name=name)) for name in "ab")
    both = gathered(book(name="a"), book(name="b"))
    for name in one.figures.sections["tasks"]:
        counts = [each.figures.values[name, ""] for each in (one, other)]
        assert both.figures.values[name, ""] == sum(counts)


def test_the_curves_come_from_the_days_of_the_history_and_end_today(book, work, gathered):
    its = book({"Medlemmer": members(7)})
    work(its, "2026-03-01")
    work(its, "2026-04-01")
    days = gathered(its).series["members"]
    assert days == [(date(2026, 3, 1), 7), (date(2026, 4, 1), 7), (date(2026, 5, 20), 7)]


def test_a_history_in_another_language_is_read_all_the_same(book, work, gathered):
    its = book({"Medlemmer": members(7)})
    work(its, "2026-03-01", language="en")
    assert gathered(its, language="nn").series["members"][0] == (date(2026, 3, 1), 7)


def test_what_people_have_typed_into_the_history_is_no_day_and_no_figure(book, work, gathered):
    its = book({"Medlemmer": members(7)})
    work(its, "2026-03-01")
    cells = its._tabs["Historikk"][1]  # noqa: SLF001 - a person types there
    last = max(cells)
    cells[last + 1] = {0: "i fjor", 1: 5}
    cells[last + 2] = {0: date(2026, 4, 1), **dict.fromkeys(range(1, 40), "mange")}
    assert [day for day, _ in gathered(its).series["members"]] == [date(2026, 3, 1), date(2026, 5, 20)]


def test_curves_of_many_begin_when_all_are_known_and_stand_still_in_between(book, work, gathered):
    one, other = book({"Medlemmer": members(7)}, name="a"), book({"Medlemmer": members(9, "Moss")}, name="b")
    work(one, "2026-02-01")
    work(one, "2026-04-01")
    work(other, "2026-03-01")
    days = gathered(one, other).series["members"]
    assert days == [(date(2026, 3, 1), 16), (date(2026, 4, 1), 16), (date(2026, 5, 20), 16)]


def test_a_workbook_without_a_history_leaves_no_sum(book, work, gathered):
    one = book({"Medlemmer": members(7)}, name="a")
    work(one, "2026-04-01")
    assert gathered(one, book({"Medlemmer": members(9, "Moss")}, name="b")).series == {}


def test_few_people_of_an_earlier_day_are_hidden(book, work, gathered):
    its = book({"Medlemmer": members(4)})
    work(its, "2026-04-01")
    assert gathered(its).series["members"] == [(date(2026, 4, 1), None), (date(2026, 5, 20), None)]


def test_what_workbooks_have_in_common_is_said_once(book, gathered):
    one, other = book({"Medlemmer": members(7)}, name="a"), book({"Medlemmer": members(9, "Moss")}, name="b")
    (alone,) = gathered(one).notes["Faner som ikke er i bruk"]
    assert gathered(one, other).notes["Faner som ikke er i bruk"] == [f"{alone} (gjelder 2 arbeidsbøker)"]


def test_a_workbook_that_is_not_understood_is_said_by_name_alone(book, work, gathered):
    unknown = book({"Noe": "Hva | Hvem\nIngen | vet"}, name="Ukjent.xlsx")
    assert not readable(work(unknown, ON, write=False))
    (told,) = gathered(book({"Medlemmer": members(7)}), unknown).notes["Arbeidsbøker som ikke er med"]
    assert told.startswith("Ukjent: ")
