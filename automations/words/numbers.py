"""Numbers as each language writes them."""

from __future__ import annotations

from automations.words import fill

_GROUP = 1000
MINUS = "\N{MINUS SIGN}"


def number(language: str, value: float) -> str:
    """Write a number with at most one decimal: 1 234,5 in Norwegian, 1,234.5 in English."""
    tenths = round(abs(value) * 10)
    whole, part = divmod(tenths, 10)
    text = _grouped(language, whole)
    if part:
        text = fill(language, "numbers.decimal", whole=text, part=part)
    return f"{MINUS}{text}" if value < 0 and tenths else text


def per_cent(language: str, value: float) -> str:
    """Write a share that is given in per cent."""
    return fill(language, "numbers.per_cent", number=number(language, value))


def _grouped(language: str, whole: int) -> str:
    if whole < _GROUP:
        return str(whole)
    rest, last = divmod(whole, _GROUP)
    return fill(language, "numbers.thousands", front=_grouped(language, rest), last=f"{last:03}")
