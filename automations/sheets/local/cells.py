"""One cell: how a value is spelled in a sheet part, and what a spelling means."""

from __future__ import annotations

import html
import math
import re
from datetime import date, datetime, time, timedelta

from automations.model import CellValue, Link, Scalar

LONGEST_TEXT = 32_767  # what a cell can hold, in UTF-16 units
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
_DAY_LETTER = re.compile(r"[dy]", re.IGNORECASE)
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((*range(18, 22), *range(45, 48)))
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - likewise
_LEAP_DAY_THAT_NEVER_WAS = 60
_FIRST_SURE_YEAR = 1905
_LARGEST_EXACT = 2**53
_LAST_SERIAL = 2_958_466  # 1 January 10000


def split_reference(reference: str) -> tuple[int, int]:
    """Read `C7` as row 7 and column 2 (from 0). ValueError for anything else."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def escape(text: str) -> str:
    """Spell text between tags. The library's own for XML would load all that it takes to fetch an address."""
    return html.escape(text, quote=False)


def quoteattr(text: str) -> str:
    """Spell text as an attribute's value, with the quotes; a line that is broken stays so."""
    spelled = html.escape(text)
    for sign in "\n\r\t":
        spelled = spelled.replace(sign, f"&#{ord(sign)};")
    return f'"{spelled}"'


def clean(text: str) -> str:
    """Make the text as a cell can hold it: legal characters, lines ended by \\n, not too long."""  # noqa: D301 - it is a backslash
    text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) > LONGEST_TEXT * 2:
        kept = text.encode("utf-16-le")[: (LONGEST_TEXT - 1) * 2]
        return kept.decode("utf-16-le", "ignore") + "…"
    return text


def as_kept(value: CellValue) -> Scalar:
    """Give what a reader finds where the value was written: a link is its text, blank is None."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime):
        value = value.replace(microsecond=0, tzinfo=None)
        value = value.date() if value.time() == time() else value
    if isinstance(value, date) and value.year < _FIRST_SURE_YEAR:
        return value.isoformat()  # no calendar of a sheet, from 1900 or from 1904, reaches so far back
    if isinstance(value, int) and abs(value) > _LARGEST_EXACT:
        return str(value)
    return value


def unescaped(text: str) -> str:
    """Undo `_x000D_`, the way sheets spell characters that XML has no place for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def serial(value: date, *, from_1904: bool) -> float:
    """Count the days as a sheet does, for a day from 1905 on."""
    at = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (at - (_EPOCH_1904 if from_1904 else _EPOCH_1900)) / timedelta(days=1)


def moment(days: float, *, from_1904: bool) -> Scalar:
    """Read a count of days as the date or time it shows; a time of day alone is text."""
    if not 0 <= days < _LAST_SERIAL:
        return days
    if days < 1 and not from_1904:
        return clock(timedelta(days=days))
    if not from_1904 and days < _LEAP_DAY_THAT_NEVER_WAS:
        days += 1
    span = timedelta(seconds=round(days * 86_400))
    found = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + span
    return found if found.time() != time() else found.date()


def clock(value: time | timedelta) -> str:
    """Write a time of day, or a span, as people type it: 18:00, 26:30."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def shows_date(number_format: int, code: str | None) -> bool:
    """Tell whether a number format makes a date or a time of a number."""
    if code is None:
        return number_format in _BUILT_IN_DATES
    return _DATE_LETTER.search(_QUOTED.sub("", code.split(";")[0])) is not None


def shows_day(number_format: int, code: str | None) -> bool:
    """Tell whether a number format shows which day it is, not only a time."""
    if code is None:
        return number_format in _BUILT_IN_DATES - _BUILT_IN_TIMES
    return _DAY_LETTER.search(_QUOTED.sub("", code.split(";")[0])) is not None


def cell_xml(reference: str, value: CellValue, style: int, *, from_1904: bool = False) -> str:
    """Spell one cell. Text is inline and never parsed: `=A1` stays the three signs it is."""
    value = as_kept(value)
    style_xml = f' s="{style}"' if style else ""
    start = f'<c r="{reference}"{style_xml}'
    if value is None:
        return f"{start}/>" if style else ""
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        value = serial(value, from_1904=from_1904)
    if isinstance(value, str):
        text = escape(_LITERAL_ESCAPE.sub("_x005F_", value))
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    whole = isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_EXACT
    number = int(value) if whole else value
    return f"{start}><v>{number!r}</v></c>"
