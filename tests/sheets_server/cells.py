"""A cell, and how it is written in Google's JSON. Cells are values: a changed cell is a new one."""

from dataclasses import dataclass
from datetime import date, datetime

EPOCH = date(1899, 12, 30)
DATE = {"numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}}
DATE_TIME = {"numberFormat": {"type": "DATE_TIME", "pattern": "dd.mm.yyyy hh:mm:ss"}}
LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Cell:
    value: str | float | bool | None = None
    formula: str | None = None
    format: dict | None = None  # userEnteredFormat as it was sent
    note: str | None = None
    validation: dict | None = None

    @property
    def number_format(self):
        return (self.format or {}).get("numberFormat")

    @property
    def empty(self):
        return self is BLANK or (
            self.value is None and self.formula is None and not (self.format or self.note or self.validation)
        )

    @property
    def has_value(self):
        return self.value is not None or self.formula is not None


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error value, as a formula makes it."""

    type: str
    message: str = ""

    @property
    def text(self):
        return {"N_A": "#N/A", "NAME": "#NAME?", "REF": "#REF!", "VALUE": "#VALUE!", "ERROR": "#ERROR!"}.get(
            self.type, "#ERROR!"
        )


def serial(moment):
    """The number Sheets keeps for a date or a time."""
    if isinstance(moment, datetime):
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
        return (moment.date() - EPOCH).days + seconds / 86400
    return (moment - EPOCH).days


def typed(value):
    """The cell a Python value makes; a Cell is taken as it is, a text that starts with = is a formula."""
    if isinstance(value, Cell):
        return value
    if value is None:
        return BLANK
    if isinstance(value, datetime):
        return Cell(serial(value), format=DATE_TIME)
    if isinstance(value, date):
        return Cell(serial(value), format=DATE)
    if isinstance(value, str) and value.startswith("=") and len(value) > 1:
        return Cell(formula=value)
    return Cell(value)


def extended(value):
    """A value as ExtendedValue, or None for a blank."""
    if value is None:
        return None
    if isinstance(value, Wrong):
        return {"errorValue": {"type": value.type, "message": value.message}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": value}


def entered(cell):
    """A cell's userEnteredValue, or None."""
    if cell.formula is not None:
        return {"formulaValue": cell.formula}
    return extended(cell.value)


def from_extended(sent):
    """(value, formula) of an ExtendedValue; an empty text leaves nothing in the cell."""
    if not sent:
        return None, None
    if "formulaValue" in sent:
        return None, sent["formulaValue"]
    for kind in ("stringValue", "numberValue", "boolValue"):
        if kind in sent:
            value = sent[kind]
            return (None if value == "" else value), None
    return None, None
