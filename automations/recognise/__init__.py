"""Pure: grids of cells as people type them → typed tables, and what could not be read."""

from __future__ import annotations

from automations.recognise.cells import parse_date, parse_status, read_cell
from automations.recognise.kinds import forget
from automations.recognise.workbook import recognise

__all__ = ["forget", "parse_date", "parse_status", "read_cell", "recognise"]
