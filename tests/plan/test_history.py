"""Historikk: a row for each day on which something changed, whatever people and languages have done."""

from datetime import date

from automations.model import Grid, OwnTab
from automations.plan.history import history_content

ON = date(2026, 5, 21)
BEFORE = date(2026, 5, 20)
MEMBERS = """
    Medlemsnr | Navn      | Innmeldt   | Kontaktet
    1001      | Kari Moen | 03.05.2026 |
    1002      | Ola Berg  | 04.05.2026 | 06.05.2026
"""


def lines(titled, *rows, header_row=1, language="nb", on=ON):
    """What shall stand, as tuples; `rows` are what stands, from row 1."""
    tab = None
    if rows:
        tab = OwnTab("history", Grid("Historikk", range(1, len(rows) + 1), rows), header_row, {"date": 0})
    content = history_content(titled, tab, language, on=on)
    assert (content.kind, content.lines[0].style) == ("history", "header")
    return [line.cells for line in content.lines]


def history_of(book):
    return list(book.grids()["Historikk"].values())


def test_the_first_day_makes_the_tab():
    assert lines({"Medlemmer": 2, "Lister": None}) == [("Dato", "Medlemmer", "Lister"), (ON, 2, None)]


def test_a_day_is_added_below_the_others():
    told = lines({"Medlemmer": 3}, ("Dato", "Medlemmer"), (BEFORE, 2))
    assert told == [("Dato", "Medlemmer"), (BEFORE, 2), (ON, 3)]


def test_today_is_made_anew():
    told = lines({"Medlemmer": 3}, ("Dato", "Medlemmer"), (BEFORE, 2), (ON, 9))
    assert told == [("Dato", "Medlemmer"), (BEFORE, 2), (ON, 3)]


def test_columns_stay_where_people_have_moved_them_and_a_new_figure_comes_at_the_end():
    told = lines({"Medlemmer": 3, "Lister": 1, "Ny": 7}, ("Dato", "Lister", "Medlemmer"), (BEFORE, 4, 2))
    assert told == [("Dato", "Lister", "Medlemmer", "Ny"), (BEFORE, 4, 2, None), (ON, 1, 3, 7)]


def test_a_figure_that_is_counted_no_more_keeps_its_column_and_its_past():
    told = lines({"Medlemmer": 3}, ("Dato", "Lister", "Medlemmer"), (BEFORE, 4, 2))
    assert told == [("Dato", "Lister", "Medlemmer"), (BEFORE, 4, 2), (ON, None, 3)]


def test_another_language_gets_columns_of_its_own_and_leaves_the_others():
    told = lines({"Members": 3}, ("Dato", "Medlemmer"), (BEFORE, 2), language="en")
    assert told == [("Date", "Medlemmer", "Members"), (BEFORE, 2, None), (ON, None, 3)]


def test_a_header_that_was_deleted_keeps_its_figures_and_the_figure_starts_again_at_the_end():
    told = lines({"Medlemmer": 3, "Lister": 1}, ("Dato", None, "Lister"), (BEFORE, 2, 4))
    assert told == [("Dato", "", "Lister", "Medlemmer"), (BEFORE, 2, 4, None), (ON, None, 1, 3)]


def test_days_come_in_order_and_what_stands_above_the_header_or_is_no_day_is_not_taken_for_one():
    told = lines(
        {"Medlemmer": 3},
        ("Tallene våre",),
        ("Dato", "Medlemmer"),
        (date(2026, 5, 19), 1),
        ("sum", 9),
        (date(2026, 5, 18), 5),
        (None, 7),
        header_row=2,
    )
    assert told == [("Dato", "Medlemmer"), (date(2026, 5, 18), 5), (date(2026, 5, 19), 1), (ON, 3)]


def test_a_row_shorter_than_the_header_is_filled_up():
    told = lines({"A": 1, "B": 2}, ("Dato", "A", "B"), (BEFORE,))
    assert told == [("Dato", "A", "B"), (BEFORE, None, None), (ON, 1, 2)]


def test_two_runs_of_a_day_are_one_row_and_the_last_one_counts(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Medlemmer", 4, 1, "Nils Ny")
    book.run("2026-05-20")
    header, *days = history_of(book)
    assert [row[0] for row in days] == [BEFORE]
    assert days[0][header.index("Medlemmer")] == 3


def test_a_figure_that_appears_later_has_no_past(job):
    book = job({"Medlemmer": MEMBERS})
    book.run("2026-05-20")
    book.book.type_in("Kandidatliste", 1, 0, "Plass")
    for column, (header, value) in enumerate([("Plass", "1"), ("Navn", "Kari Moen"), ("Kjønn", "K")]):
        book.book.type_in("Kandidatliste", 1, column, header)
        book.book.type_in("Kandidatliste", 2, column, value)
    book.run("2026-05-21")
    header, first, second = history_of(book)
    place = header.index("Kandidatlister")
    assert first[place:] == ()
    assert second[place] == 1


def test_the_history_holds_days_and_numbers_only(job):
    book = job({"Medlemmer": MEMBERS})
    for day in ("2026-05-20", "2026-05-21"):
        book.run(day)
    header, *days = history_of(book)
    assert header[0] == "Dato"
    assert not any("lengst" in title for title in header)  # a day of joining is about one person
    assert all(isinstance(row[0], date) for row in days)
    assert {type(cell) for row in days for cell in row[1:]} <= {int, float, type(None)}


def test_no_row_is_added_on_a_quiet_day_between_two_heartbeats(job, settings_with):
    book = job({"Medlemmer": MEMBERS}, settings_with(heartbeat="weekly", days_to_act=60))
    for day in ("2026-05-20", "2026-05-22", "2026-05-26"):
        book.run(day)
    assert [row[0] for row in history_of(book)[1:]] == [BEFORE]
    book.run("2026-05-27")
    assert [row[0] for row in history_of(book)[1:]] == [BEFORE, date(2026, 5, 27)]
