"""Google Sheets on loopback, as far as tests need it: real HTTP, Google's own words, faults on demand."""

from . import acts
from .acts import Act
from .behaviour import Behaviour, Fault, Logged, Quota
from .cells import Cell, serial
from .model import SPREADSHEET, Sheet, Spreadsheet
from .server import SheetsServer, render

__all__ = [
    "SPREADSHEET",
    "Act",
    "Behaviour",
    "Cell",
    "Fault",
    "Logged",
    "Quota",
    "Sheet",
    "SheetsServer",
    "Spreadsheet",
    "acts",
    "render",
    "serial",
]
