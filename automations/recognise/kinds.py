"""Which reader reads which kind of column. Readers are kept from call to call, a set for each day."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import Any

from automations.recognise import answers, municipalities, numbers, reach, texts, wishes
from automations.recognise.contacts import ContactReading
from automations.recognise.dates import AHEAD, ANY, BIRTH, PAST, DateReading
from automations.recognise.readings import PlainReader, Reader
from automations.tabs.choices import CHOICE_WORDS

_AIMS = {"date": ANY, "past_date": PAST, "coming_date": AHEAD, "birth_date": BIRTH}
_DAYS_KEPT = 2

_lasting: dict[str, Reader] = {}
_daily: OrderedDict[date, dict[str, Reader]] = OrderedDict()


def reader(kind: str, on: date) -> Reader:
    """The reader of a kind of column, as of a day. KeyError for no such kind."""
    found = _lasting.get(kind)
    if found is not None:
        return found
    today = _daily.get(on)
    if today is None:
        today = _daily[on] = {}
        if len(_daily) > _DAYS_KEPT:
            _daily.popitem(last=False)
    found = today.get(kind)
    if found is None:
        found = _of_a_day(kind, on)
        if found is not None:
            today[kind] = found
        else:
            found = _lasting[kind] = _at_any_time(kind)
    return found


def forget() -> None:
    """Forget every cell that was read."""
    _lasting.clear()
    _daily.clear()


def _of_a_day(kind: str, on: date) -> Reader | None:
    reading: Any
    if kind in _AIMS:
        reading = DateReading(on, _AIMS[kind])
    elif kind in {"year", "age"}:
        reading = numbers.YearReading(on, ages=kind == "age")
    elif kind in {"contact", "done_on", "result"}:
        reading = ContactReading(on, dated=kind == "contact")
    else:
        return wishes.of_kind(kind, on)
    return Reader(reading.text, reading.other, reading.quick)


def _at_any_time(kind: str) -> Reader:
    plain: dict[str, Any] = {
        "text": lambda: PlainReader(texts.text),
        "name_part": lambda: PlainReader(texts.text),
        "name": lambda: texts.NameReader(texts.name),
        "postcode": lambda: Reader(texts.postcode, texts.postcode_cell),
        "number": lambda: Reader(numbers.number, numbers.number_cell),
        "decimal": lambda: Reader(numbers.decimal, numbers.decimal_cell),
        "place": lambda: Reader(numbers.place, numbers.place_cell),
        "dues": lambda: Reader(numbers.dues, numbers.dues_cell),
        "yes_no": lambda: Reader(answers.yes_no, answers.yes_no_cell),
        "gender": lambda: Reader(answers.gender),
        "phone": lambda: Reader(reach.phone, reach.phone_cell, reach.quick_phone),
        "email": lambda: Reader(reach.email, None, reach.quick_email),
        "municipality": lambda: Reader(municipalities.municipality, municipalities.municipality_cell),
        "municipality_number": lambda: Reader(municipalities.number, municipalities.number_cell),
    }
    if kind in plain:
        found: Reader = plain[kind]()
        return found
    if kind not in CHOICE_WORDS:
        raise KeyError(kind)
    return Reader(answers.choice_reader(kind), answers.choice_cell(kind))
