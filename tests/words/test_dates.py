"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.words import LANGUAGES
from automations.words.dates import day, readable


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "3. mai 2026"), ("nn", "3. mai 2026"), ("en", "3 May 2026")]
)
def test_a_day_is_written_in_full(language, text):
    assert day(language, date(2026, 5, 3)) == text
    assert readable(language, "2026-05-03") == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twelve_months_have_names_of_their_own(language):
    assert len({day(language, date(2026, month, 1)) for month in range(1, 13)}) == 12


@given(st.sampled_from(LANGUAGES), st.dates(), st.dates())
def test_two_days_never_read_the_same(language, one, other):
    assert (day(language, one) == day(language, other)) == (one == other)


@pytest.mark.parametrize("value", [None, 7, 0.5, "", "Kari 2026-05-03", "2026-05-03T10:00", "3.5.2026", True])
def test_what_is_no_day_is_left_as_it_is(value):
    assert readable("nb", value) is value
