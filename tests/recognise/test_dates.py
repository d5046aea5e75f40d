from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.recognise import parse_date, read_cell

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("03.05.2026", (2026, 5, 3)),
        ("3.5.2026", (2026, 5, 3)),
        ("3.5.26", (2026, 5, 3)),
        ("3. 5. 26", (2026, 5, 3)),
        ("03-05-2026", (2026, 5, 3)),
        ("3/5/2026", (2026, 5, 3)),
        ("2026-05-03", (2026, 5, 3)),
        ("2026.05.03", (2026, 5, 3)),
        ("2026-05-03T10:30:00", (2026, 5, 3)),
        ("2026-05-03 10:30", (2026, 5, 3)),
        ("2026-05-03T10:30:00Z", (2026, 5, 3)),
        ("03.05.2026 kl. 18:00", (2026, 5, 3)),
        ("03.05.2026 18.30", (2026, 5, 3)),
        ("03052026", (2026, 5, 3)),
        ("20260503", (2026, 5, 3)),
        ("3. mai 2026", (2026, 5, 3)),
        ("3 mai 2026", (2026, 5, 3)),
        ("3.mai 26", (2026, 5, 3)),
        ("3. MAI 2026", (2026, 5, 3)),
        ("søndag 3. mai 2026", (2026, 5, 3)),
        ("3 May 2026", (2026, 5, 3)),
        ("3. des. 2025", (2025, 12, 3)),
        ("45000", (2023, 3, 15)),
        ("mai 2026", (2026, 5, 31)),
        ("november 2026", (2026, 11, 30)),
        ("februar 2024", (2024, 2, 29)),
        ("mai 26", (2026, 5, 31)),
        ("2025", (2025, 12, 31)),
        ("uke 12 2025", (2025, 3, 23)),
    ],
)
def test_a_date_is_read_day_first(typed, day):
    assert read_cell("date", typed, on=ON) == (date(*day), None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3. mai", (2026, 5, 3)),
        ("3/5", (2026, 5, 3)),
        ("3.5.", (2026, 5, 3)),
        ("3.5", (2026, 5, 3)),
        ("23. november", (2026, 11, 23)),
        ("24. november", (2025, 11, 24)),
        ("24/12", (2025, 12, 24)),
        ("29. februar", (2024, 2, 29)),
        ("mai", (2026, 5, 31)),
        ("desember", (2025, 12, 31)),
        ("uke 45", (2026, 11, 8)),
        ("v. 12", (2026, 3, 22)),
        ("uke 50", (2025, 12, 14)),
        ("veke 45", (2026, 11, 8)),
    ],
)
def test_without_a_year_it_is_the_latest_that_has_begun(typed, day):
    assert read_cell("date", typed, on=ON) == (date(*day), None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1. desember", (2026, 12, 1)),
        ("uke 50", (2026, 12, 13)),
        ("3/1", (2027, 1, 3)),
        ("20. november", (2026, 11, 20)),
    ],
)
def test_where_dates_lie_ahead_it_is_the_nearest(typed, day):
    assert parse_date(typed, on=ON, future=True) == date(*day)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 5, 3), (2026, 5, 3)),
        (datetime.fromisoformat("2026-05-03T23:59"), (2026, 5, 3)),
        (45000, (2023, 3, 15)),
        (45000.75, (2023, 3, 15)),
        (2025, (2025, 12, 31)),
    ],
)
def test_cells_that_are_dates_or_serial_numbers(cell, day):
    assert read_cell("date", cell, on=ON) == (date(*day), None)


@pytest.mark.parametrize(
    "typed",
    ["05/13/2026", "31.02.2026", "00.05.2026", "3.13.26", "May 3 2026", "1. March 2011: start", "12",
     "3.5.20261",
     "uke 60", "01.01.1850", "01.01.2999", "tull", "29.02.2025", "2026-13-01", "1234567"],
)  # fmt: skip
def test_what_is_no_date_is_never_turned_round(typed):
    assert read_cell("date", typed, on=ON) == (None, "date")


@pytest.mark.parametrize("cell", [True, 0, -5, 1e300, float("inf"), float("nan"), 73900, 12.5])
def test_numbers_that_are_no_dates(cell):
    assert read_cell("date", cell, on=ON) == (None, "date")


@pytest.mark.parametrize(
    "typed",
    [
        "i går",
        "i dag",
        "I går",
        "forrige uke",
        "sist mandag",
        "for 3 dager siden",
        "yesterday",
        "neste uke",
        "i fjor",
    ],
)
def test_a_day_said_by_its_distance_is_unknown(typed):
    assert read_cell("date", typed, on=ON) == (None, "relative_date")


@pytest.mark.parametrize("typed", ["", " ", "-", ".", "?", "ukjent", "N/A", None])
def test_words_for_nothing_are_blank(typed):
    assert read_cell("past_date", typed, on=ON) == (None, None)


@pytest.mark.parametrize(
    "typed", ["24.11.2026", "01.01.2027", "desember 2026", "2027", 46500, date(2027, 1, 1)]
)
def test_a_past_date_in_the_future_is_unknown(typed):
    assert read_cell("past_date", typed, on=ON) == (None, "future_date")


@pytest.mark.parametrize("typed", ["november 2026", "nov 26", "november", "2026", 2026, "uke 48"])
def test_in_a_period_that_is_not_over_the_day_is_unknown_until_it_is(typed):
    assert read_cell("past_date", typed, on=ON) == (None, "period")
    over, code = read_cell("past_date", typed, on=date(2026, 12, 31))
    assert code is None
    assert over <= date(2026, 12, 31)
    assert read_cell("past_date", typed, on=date(2027, 1, 20)) == (over, None)


def test_the_last_day_of_a_period_ends_it():
    assert read_cell("past_date", "november 2026", on=date(2026, 11, 30)) == (date(2026, 11, 30), None)
    assert read_cell("past_date", "oktober 2026", on=ON) == (date(2026, 10, 31), None)


@pytest.mark.parametrize(
    ("kind", "typed", "year"),
    [("past_date", "03-05-66", 1966), ("past_date", "3.5.27", None), ("birth_date", "3.5.27", 1927),
     ("birth_date", "3.5.05", 2005), ("birth_date", "030565", 1965), ("coming_date", "1.2.31", 2031)],
)  # fmt: skip
def test_years_of_two_digits_are_sensible(kind, typed, year):
    value, code = read_cell(kind, typed, on=ON)
    assert (value.year if value else None) == year
    assert code == (None if year else "future_date")


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d%m%Y"]),
)
def test_every_day_is_read_back_as_it_was_written(day, form):
    assert read_cell("date", day.strftime(form), on=ON) == (day, None)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_within_the_last_year(on, month, day):
    value, _ = read_cell("date", f"{day}.{month}.", on=on)
    assert (value.day, value.month) == (day, month)
    assert 0 <= (on - value).days <= 366
