"""A spreadsheet as one answer of Google's shows it: every tab at the same moment, each cell with its type."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automations.errors import Refused
from automations.model import Grid, Scalar, Unread
from automations.sheets.local.cells import moment

TAB_KEY = "automations.tab"  # marks a tab of the job's, whatever it is called
RUN_KEY = "automations.run"  # one for each batch that was written
FIELDS = (
    "properties(title,locale,timeZone),developerMetadata(metadataId,metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount,frozenRowCount)),"
    "developerMetadata(metadataKey,metadataValue),"
    "protectedRanges(protectedRangeId,range,description,warningOnly,editors/users),"
    "charts(chartId,spec(title,basicChart("
    "domains/domain/sourceRange/sources,series/series/sourceRange/sources))),"
    "filterViews(filterViewId,title,filterSpecs/columnIndex),"
    "data(startRow,startColumn,rowData/values("
    "effectiveValue,userEnteredValue/formulaValue,effectiveFormat/numberFormat/type)))"
)
TRACES = "developerMetadata(metadataId,metadataKey,metadataValue)"
_DATES = frozenset({"DATE", "DATE_TIME", "TIME"})
_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}


@dataclass(frozen=True, slots=True)
class Token:
    """The trace of a batch that was written: which one in the workbook's row of them, and whose."""

    id: int
    sequence: int
    nonce: str


@dataclass(frozen=True, slots=True)
class Protection:
    """A protected range: whole tab or columns `first` up to, not including, `end` (from 0)."""

    id: int
    description: str
    editors: tuple[str, ...] = ()
    whole_tab: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A filter view, and the columns (from 0) that it filters by."""

    id: int
    title: str
    columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One tab. `grid` holds effective values; `formulas` the text of those cells that have one."""

    id: int
    kind: str  # of the job's own tabs, by the mark it bears; "" for all others
    grid: Grid
    rows: int
    columns: int
    frozen: int = 0
    formulas: Mapping[tuple[int, int], str] = field(
        default_factory=dict
    )  # by row (from 1) and column (from 0)
    protections: tuple[Protection, ...] = ()
    views: tuple[View, ...] = ()
    charts: Mapping[int, object] = field(default_factory=dict)  # what each draws, by its id

    @property
    def title(self) -> str:
        """What people call it."""
        return self.grid.tab


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The spreadsheet at one moment."""

    title: str
    sheets: tuple[SheetRead, ...]
    unread: tuple[Unread, ...] = ()
    tokens: tuple[Token, ...] = ()
    version: str = ""

    @property
    def sequence(self) -> int:
        """How many batches have been written, as far as their traces are kept."""
        return max((token.sequence for token in self.tokens), default=0)

    def bears(self, nonce: str) -> bool:
        """Tell whether the batch of this nonce took effect."""
        return any(token.nonce == nonce for token in self.tokens)

    def titled(self, title: str) -> SheetRead | None:
        """Find a tab; no two differ by case alone."""
        return next((s for s in self.sheets if s.title.casefold() == title.casefold()), None)

    def of_kind(self, kind: str) -> SheetRead | None:
        """Find the tab of the job's that bears this mark."""
        return next((s for s in self.sheets if s.kind == kind), None)


def snapshot_of(answer: Mapping[str, Any], place: str) -> Snapshot:
    """Understand an answer. Refused as skipped where it is not whole: there is always at least one tab."""
    listed = answer.get("sheets")
    if not isinstance(listed, list) or not listed:
        raise Refused("errors_google.strange_answer", place=place, status="skipped")
    sheets, unread = [], []
    try:
        for entry in listed:
            properties = entry["properties"]
            if properties.get("sheetType", "GRID") != "GRID":
                continue  # a chart, or data from elsewhere: nothing that people type in
            if "data" in entry:
                sheets.append(_sheet(entry, properties))
            else:
                unread.append(Unread(str(properties["title"]), "unreadable"))
        tokens = tokens_of(answer)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused("errors_google.strange_answer", place=place, status="skipped") from None
    held = repr([(s.id, s.grid.tab, s.grid.hidden, s.grid.numbers, s.grid.cells) for s in sheets])
    version = hashlib.sha256(f"{held}{tokens}".encode("utf-8", "replace")).hexdigest()
    title = str(answer.get("properties", {}).get("title", ""))
    return Snapshot(title, tuple(sheets), tuple(unread), tokens, version)


def tokens_of(answer: Mapping[str, Any]) -> tuple[Token, ...]:
    """Read the traces of the batches that were written, the oldest first."""
    found = []
    for entry in answer.get("developerMetadata", ()):
        sequence, _, nonce = str(entry.get("metadataValue", "")).partition(" ")
        if entry.get("metadataKey") == RUN_KEY and sequence.isdecimal():
            found.append(Token(int(entry["metadataId"]), int(sequence), nonce))
    return tuple(sorted(found, key=lambda token: (token.sequence, token.id)))


def _sheet(entry: Mapping[str, Any], properties: Mapping[str, Any]) -> SheetRead:
    numbers: list[int] = []
    cells: list[Sequence[Scalar]] = []
    formulas: dict[tuple[int, int], str] = {}
    for block in entry["data"]:
        left = int(block.get("startColumn", 0))
        for number, row in enumerate(block.get("rowData", ()), start=int(block.get("startRow", 0)) + 1):
            values: list[Scalar] = [None] * left
            for column, cell in enumerate(row.get("values", ()), start=left):
                values.append(_value(cell))
                if formula := cell.get("userEnteredValue", {}).get("formulaValue"):
                    formulas[number, column] = formula
            while values and values[-1] is None:
                values.pop()
            if values:
                numbers.append(number)
                cells.append(values)
    marks = {one.get("metadataKey"): one.get("metadataValue") for one in entry.get("developerMetadata", ())}
    size = properties.get("gridProperties", {})
    kind = str(marks.get(TAB_KEY) or "")
    return SheetRead(
        int(properties.get("sheetId", 0)),
        kind,
        Grid(str(properties["title"]), numbers, cells, bool(properties.get("hidden")), kind),
        int(size.get("rowCount", 0)),
        int(size.get("columnCount", 0)),
        int(size.get("frozenRowCount", 0)),
        formulas,
        tuple(_protection(one) for one in entry.get("protectedRanges", ()) if not one.get("warningOnly")),
        tuple(_view(one) for one in entry.get("filterViews", ())),
        {int(one["chartId"]): drawn(one.get("spec", {})) for one in entry.get("charts", ())},
    )


def drawn(spec: Mapping[str, Any]) -> tuple[object, ...]:
    """Tell what a chart says and draws, whatever else Google adds to its description."""
    basic = spec.get("basicChart", {})
    ranges = [one.get("domain", {}) for one in basic.get("domains", ())]
    ranges += [one.get("series", {}) for one in basic.get("series", ())]
    areas = [area for each in ranges for area in each.get("sourceRange", {}).get("sources", ())]
    bounds = ("sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return (spec.get("title"), *(tuple(area.get(bound, 0) for bound in bounds) for area in areas))


def _view(entry: Mapping[str, Any]) -> View:
    columns = frozenset(int(spec.get("columnIndex", 0)) for spec in entry.get("filterSpecs", ()))
    return View(int(entry["filterViewId"]), str(entry.get("title", "")), columns)


def _value(cell: Mapping[str, Any]) -> Scalar:
    held = cell.get("effectiveValue")
    if not held:
        return None
    if "numberValue" in held:
        number: float = held["numberValue"]
        kind = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
        return moment(number, from_1904=False) if kind in _DATES else number
    if "errorValue" in held:
        return _ERRORS.get(held["errorValue"].get("type"), "#ERROR!")
    value: Scalar = held.get("stringValue") or held.get("boolValue")
    return value


def _protection(entry: Mapping[str, Any]) -> Protection:
    area = entry.get("range", {})
    bounds = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return Protection(
        int(entry["protectedRangeId"]),
        str(entry.get("description", "")),
        tuple(entry.get("editors", {}).get("users", ())),
        not any(bound in area for bound in bounds),
    )
