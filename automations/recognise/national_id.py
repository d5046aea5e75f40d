"""Norwegian national identity numbers: eleven digits that nobody should keep in a shared sheet."""

from __future__ import annotations

import re

CANDIDATE = re.compile(r"\d{6}[ .-]?\d{5}")
_BOUNDED = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_D_NUMBER = 40  # added to the day for people without residence
_SYNTHETIC = (0, 40, 65, 80)  # added to the month in the numbers made for tests


def find(text: str) -> str | None:
    """Find a valid national identity number or D-number in a text.

    Both control digits are right (modulo 11) and the first six can be a date of birth. A row of
    eleven digits that is an account or a phone number is left alone.
    """
    for found in _BOUNDED.finditer(text):
        if _valid([int(digit) for digit in found[0] if digit.isdigit()]):
            return found[0]
    return None


def _valid(digits: list[int]) -> bool:
    day = digits[0] * 10 + digits[1]
    month = digits[2] * 10 + digits[3]
    if not 1 <= (day - _D_NUMBER if day > _D_NUMBER else day) <= 31:  # noqa: PLR2004 - days of a month
        return False
    if not any(1 <= month - added <= 12 for added in _SYNTHETIC):  # noqa: PLR2004 - months of a year
        return False
    return (
        sum(weight * digit for weight, digit in zip(_FIRST, digits, strict=False)) % 11 == 0
        and sum(weight * digit for weight, digit in zip(_SECOND, digits, strict=True)) % 11 == 0
    )
