"""The tables of many workbooks as one workbook's: a county is counted as if it kept one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from automations.model import Table
from automations.people.municipalities import Municipalities, Municipality

_PLACE = ("municipality_number", "municipality")


def together(workbooks: Sequence[Mapping[str, Table]]) -> dict[str, Table]:
    """Put the tables of each kind below each other.

    A row that names no municipality is of its own workbook's only one, as it is when that workbook is read
    alone. Tabs and unplaced lists of one name in two workbooks are told apart.
    """
    parts: dict[str, list[Table]] = {}
    for number, tables in enumerate(workbooks):
        only = _only(tables)
        for kind, table in tables.items():
            parts.setdefault(kind, []).append(_apart(table, only, f"{number}|"))
    return {kind: _below(kind, tables) for kind, tables in parts.items()}


def _only(tables: Mapping[str, Table]) -> Municipality | None:
    """The municipality of a workbook that is about one alone."""
    parties = tables.get("local_parties")
    naming: Iterable[Table] = [parties] if parties is not None and len(parties) else tables.values()
    found = {place.key: place for table in naming for place in Municipalities(table)}
    return next(iter(found.values())) if len(found) == 1 else None


def _apart(table: Table, only: Municipality | None, prefix: str) -> Table:
    columns = dict(table.columns)
    numbers, names = (table.column(name) for name in _PLACE)
    if only and table.kind != "local_parties":
        nowhere = [not number and not name for number, name in zip(numbers, names, strict=True)]
        columns["municipality_number"] = _filled(numbers, nowhere, only.number)
        columns["municipality"] = _filled(names, nowhere, only.name)
    elif table.has("list"):
        columns["list"] = [each and f"{prefix}{each}" for each in table.column("list")]
    letters = {f"{prefix}{tab}": its for tab, its in table.letters.items()}
    return Table(table.kind, [f"{prefix}{tab}" for tab in table.tabs], table.rows, columns, letters)


def _filled(cells: Sequence[Any], nowhere: Sequence[bool], value: str | None) -> list[Any]:
    return [value if blank else cell for cell, blank in zip(cells, nowhere, strict=True)]


def _below(kind: str, tables: Sequence[Table]) -> Table:
    names = dict.fromkeys(name for table in tables for name in table.columns)
    columns = {name: [cell for table in tables for cell in table.column(name)] for name in names}
    return Table(
        kind,
        [tab for table in tables for tab in table.tabs],
        [row for table in tables for row in table.rows],
        columns,
        {tab: its for table in tables for tab, its in table.letters.items()},
    )
