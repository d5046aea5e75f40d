"""What nobody should keep of a person in a shared sheet: numbers by digits, columns by their headers."""

from __future__ import annotations

import re

# A national identity number; an account number as it is written, and as an IBAN.
CANDIDATE = re.compile(r"\d{6}[ .-]?\d{5}|\d{4}([ .])\d{2}\1\d{5}|NO\d{2} ?\d{4} ?\d{4} ?\d{3}")
_PERSON = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_ACCOUNT = re.compile(
    r"(?<![\d+])(?:NO\d{2} ?\d{4} ?\d{4} ?\d{3}|\d{4}([ .]?)\d{2}\1\d{5}|\d{6}[ .-]\d{5})(?!\d)"
)
_ELEVEN = 11
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)  # an account's last digit is made with the same weights
_D_NUMBER = 40  # added to the day for people without residence
_SYNTHETIC = (0, 40, 65, 80)  # added to the month in the numbers made for tests

# Special categories of personal data (GDPR article 9), criminal matters (article 10), and numbers that
# identify a person or an account. As `fold` leaves a header: letters and digits alone.
_COLUMN = re.compile(
    r"etnisitet|etnisk|rase$|hudfarge|nasjonalitet|ethnic|statsborger|"
    r"religion|livssyn|trossamfunn|tru(?:s?samfunn)?$|"
    r"helse|diagnose|sykdom|sjukdom|sykemeld|sjukmeld|allergi|medisin(?:er|ar)?$|handikap|health|disabilit|"
    r"funksjonsned|funksjonshem|legning|seksuell|seksualitet|sexual|"
    r"fagforening|fagforbund|forbund$|lomedlem|forbundsmedlem|union(?:member|$)|tradeunion|"
    r"straff|kriminal|criminal|conviction|domfelt|lovbrudd|lovbrot|siktelse|"
    r"trakassering|harassment|varslingssak|"
    r"fodselsn(?:ummer|r)|personn(?:ummer|r)|dnummer|fnr$|nationalid|konton(?:ummer|r)|bankkonto|accountn|iban$"
)


def is_column(header: str) -> bool:
    """Tell whether a folded header heads what should not be kept of a person."""
    return bool(_COLUMN.search(header))


def find(text: str) -> tuple[str, str] | None:
    """Find a valid national identity number, D-number or account number: what to say of it, and the number.

    A person's number has both control digits right (modulo 11) and starts with what can be a date of birth;
    an account's has its one. Any other row of eleven digits is left alone.
    """
    for found in _PERSON.finditer(text):
        if _is_person([int(digit) for digit in found[0] if digit.isdigit()]):
            return "national_id", found[0]
    for found in _ACCOUNT.finditer(text):
        if _is_account([int(digit) for digit in found[0] if digit.isdigit()][-_ELEVEN:]):
            return "account_number", found[0]
    return None


def _is_person(digits: list[int]) -> bool:
    day = digits[0] * 10 + digits[1]
    month = digits[2] * 10 + digits[3]
    if not 1 <= (day - _D_NUMBER if day > _D_NUMBER else day) <= 31:  # noqa: PLR2004 - days of a month
        return False
    if not any(1 <= month - added <= 12 for added in _SYNTHETIC):  # noqa: PLR2004 - months of a year
        return False
    first = sum(weight * digit for weight, digit in zip(_FIRST, digits, strict=False))
    return first % 11 == 0 and _is_account(digits)


def _is_account(digits: list[int]) -> bool:
    return any(digits) and sum(w * digit for w, digit in zip(_SECOND, digits, strict=True)) % 11 == 0
