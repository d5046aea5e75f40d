"""Places that only this workbook knows: what stands in its own list of local parties is a municipality.

City districts, Svalbard and an organisation's own areas are in no public list; a row of the local
parties' tab with a name and a number makes them known in every other tab of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from automations.model import Problem, Table
from automations.recognise import municipalities
from automations.recognise.fold import fold


def settle(
    tables: dict[str, Table], problems: Sequence[Problem]
) -> tuple[dict[str, Table], tuple[Problem, ...]]:
    """Give rows the number of the place they name, and take back the problems that this answers."""
    parties = tables.get("local_parties")
    if parties is None:
        return tables, tuple(problems)
    own = {
        fold(name): number
        for name, number in parties.records("municipality", "municipality_number")
        if name and number and not municipalities.is_number(number)
    }
    if not own:
        return tables, tuple(problems)
    settled = {kind: _numbered(table, own) for kind, table in tables.items()}
    known = {
        (tab, row)
        for table in settled.values()
        if table.has("municipality_number")
        for tab, row, number in zip(table.tabs, table.rows, table.column("municipality_number"), strict=True)
        if number in own.values()
    }
    kept = [p for p in problems if p.code != "municipality" or (p.source.tab, p.source.row) not in known]
    return settled, tuple(kept)


def _numbered(table: Table, own: Mapping[str, str]) -> Table:
    if not table.has("municipality"):
        return table
    names, numbers = table.column("municipality"), table.column("municipality_number")
    filled = [
        number or (own.get(fold(name)) if name else None) for name, number in zip(names, numbers, strict=True)
    ]
    return replace(table, columns={**table.columns, "municipality_number": filled})
