"""Single cells, for those who read a tab of the job's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from automations.recognise.kinds import reader
from automations.recognise.readings import Bad


def read_cell(kind: str, value: Any, *, on: date) -> tuple[Any, str | None]:
    """Read one cell as a column of a kind would be: its value, and the code of a problem or None.

    Kinds are those of `tabs`: date, past_date, coming_date, yes_no, number, task_status and so on.
    A blank cell is (None, None).
    """
    result = reader(kind, on).cell(value)
    return (result.value, result.code) if isinstance(result, Bad) else (result, None)


def parse_status(value: Any) -> tuple[str | None, bool]:
    """Read what people type under Status: its name, and whether it is known. Blank is (None, True)."""
    result = reader("task_status", date.min).cell(value)
    return (None, False) if isinstance(result, Bad) else (result, True)


def parse_date(value: Any, *, on: date, future: bool = False) -> date | None:
    """Read a date; None for blank or unreadable. With `future`, one without a year is the nearest."""
    result = reader("coming_date" if future else "date", on).cell(value)
    return None if isinstance(result, Bad) else result
