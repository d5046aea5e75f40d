"""Numbers as each language writes them."""

import pytest

from automations.words.numbers import number, per_cent


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("nb", 0, "0"),
        ("nb", 999, "999"),
        ("nb", 1000, "1\u00a0000"),
        ("nn", 1234567, "1\u00a0234\u00a0567"),
        ("en", 1234567, "1,234,567"),
        ("nb", 1234.5, "1\u00a0234,5"),
        ("en", 1234.5, "1,234.5"),
        ("nb", 2.0, "2"),
        ("nb", 0.96, "1"),
        ("nb", -7, "−7"),
        ("en", -1234, "−1,234"),
        ("nb", -0.01, "0"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(language, value, text):
    assert number(language, value) == text


def test_a_share_keeps_its_sign_on_the_same_line_in_norwegian():
    assert [per_cent(language, 67) for language in ("nb", "nn", "en")] == ["67\u00a0%", "67\u00a0%", "67%"]
