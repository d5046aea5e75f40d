"""Phone numbers and e-mail addresses: the plain ones at once, the others by the libraries for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from automations.recognise.readings import BLANK, Bad, shown

_UNTIDY = str.maketrans("", "", " .-()\u00a0")
_SECRET = frozenset(
    {"hemmelig", "hemmeleg", "skjult", "sperret", "unntatt", "unnateke", "secret", "ingen", "har ikke",
     "har ikkje",
     "nei", "ingen telefon", "ingen e-post", "none", "no", "hemmelig nummer", "hemmelig nr", "ikke mobil"}
)  # fmt: skip
_IN_TEXT = re.compile(r"(?:\+|00)?\d(?:[\s.()-]{0,2}\d){4,14}")
_JAVA_DOUBLE = re.compile(r"\d(?:\.\d+)?E\d{1,2}")
_SEPARATOR = re.compile(r"\s*(?:[/;,|]|\beller\b|\bog\b|\bor\b|\band\b)\s*", re.IGNORECASE)
_NATIONAL = 8
_MAIL = re.compile(
    r"[A-Za-z0-9_+%-]+(?:\.[A-Za-z0-9_+%-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_MAIL_SEPARATOR = re.compile(r"[;|\s]+|/+|,(?=[^@,]*@)")


def quick_phone(text: str) -> str | None:
    """Read eight digits, grouped or not, as they stand; None for anything else."""
    digits = text.replace(" ", "")
    if len(digits) == _NATIONAL and digits.isascii() and digits.isdigit() and digits[0] > "1":
        return "+47" + digits
    return None


def quick_email(text: str) -> str | None:
    """Read a plain address as it stands; None for anything else."""
    return text.lower() if _MAIL.fullmatch(text) else None


def phone(text: str) -> str | Bad | None:
    """Read a phone number as `+4790000000`: the first of several; a secret one is None."""
    digits = text.translate(_UNTIDY)
    if len(digits) == _NATIONAL and digits.isascii() and digits.isdigit() and digits[0] > "1":
        return "+47" + digits
    if digits.startswith(("+47", "0047")):
        rest = digits[3:] if digits[0] == "+" else digits[4:]
        if len(rest) == _NATIONAL and rest.isascii() and rest.isdigit() and rest[0] > "1":
            return "+47" + rest
    lowered = text.lower()
    if lowered in BLANK or lowered.rstrip(".!") in _SECRET:
        return None
    if text.endswith(".0") and text[:-2].isdigit():
        return phone(text[:-2])
    if _JAVA_DOUBLE.fullmatch(text) and float(text) < 1e9:  # noqa: PLR2004 - as some exports write 90000000
        return phone(str(int(float(text))))
    return _first_phone(text)


def _first_phone(text: str) -> str | Bad:
    for part in _SEPARATOR.split(text):
        for found in _IN_TEXT.finditer(part):
            number = found[0].translate(_UNTIDY)
            if number == text.translate(_UNTIDY):
                return _foreign(number)
            read = phone(number)
            if isinstance(read, str):
                return read
    return Bad("phone")


def _foreign(number: str) -> str | Bad:
    if len(number) == 10 and number.startswith("47"):  # noqa: PLR2004 - the country's code without its sign
        return phone(number[2:]) or Bad("phone")
    if not number.startswith(("+", "00")) and len(number) != 5:  # noqa: PLR2004 - short national numbers
        return Bad("phone")
    import phonenumbers  # noqa: PLC0415 - only for numbers that are not plainly Norwegian

    try:
        parsed = phonenumbers.parse("+" + number[2:] if number.startswith("00") else number, "NO")
    except phonenumbers.NumberParseException:
        return Bad("phone")
    if not phonenumbers.is_valid_number(parsed):
        return Bad("phone")
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def phone_cell(value: Any) -> str | Bad | None:
    """Read a cell that is not text as a phone number: 90000000.0 is one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Bad("phone")
    return phone(shown(value))


def email(text: str) -> str | Bad | None:
    """Read an e-mail address in small letters: the first of several, without `mailto:` and brackets."""
    if _MAIL.fullmatch(text):
        return text.lower()
    lowered = text.lower()
    if lowered in BLANK or lowered in _SECRET:
        return None
    if "@" not in text:
        return Bad("email")
    for part in _MAIL_SEPARATOR.split(text):
        candidate = part.strip("<>()[],.;:'\"").removeprefix("mailto:").removeprefix("Mailto:")
        if "@" in candidate:
            return candidate.lower() if _MAIL.fullmatch(candidate) else _checked(candidate)
    return Bad("email")


@lru_cache(maxsize=1024)
def _checked(text: str) -> str | Bad:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - only for unusual ones

    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except (EmailNotValidError, ValueError):
        return Bad("email")
