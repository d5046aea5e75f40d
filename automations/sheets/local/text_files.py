"""Lists that are read only: .csv and .tsv as text, .ods through calamine."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from automations.errors import Refused
from automations.model import Grid, Reading, Receipt
from automations.sheets.local.refusals import ZIP, load

if TYPE_CHECKING:
    from automations.model import Plan, Scalar

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (";", ",", "\t")
_BINARY = (ZIP, b"%PDF", bytes.fromhex("D0CF11E0A1B11AE1"), b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_SAMPLE = 50


class TextFile:
    """A list in a file that holds no formatting worth writing into."""

    remote = False

    def __init__(self, path: Path, *, name: str | None = None) -> None:
        self._path = path
        self.name = name or path.name

    def read(self) -> Reading:
        """Read the file; every cell of a .csv is text as it stands, and blank is None."""
        data = load(self._path)
        if self._path.suffix.lower() == ".ods":
            from automations.sheets.local.ods import read_ods  # noqa: PLC0415 - a list of text needs none of it

            grids, unread = read_ods(data, str(self._path))
        else:
            grids, unread = (read_text(data, self._path.stem, str(self._path)),), ()
        return Reading(self.name, grids, unread, hashlib.sha256(data).hexdigest())

    def refuse(self, plan: Plan) -> None:
        """Refuse nothing: to be planned is what such a file is for."""

    def write(self, plan: Plan) -> Receipt:
        """Refuse: such a file has no place for the job's tabs."""
        if plan.empty:
            return Receipt()
        raise Refused("errors_local.read_only_format", place=str(self._path), status="refused")


def read_text(data: bytes, tab: str, place: str) -> Grid:
    """Read delimited text; the encoding by its mark, else UTF-8, else as Western Windows has it."""
    text = _decoded(data, place)
    hint = text[:6].lower()
    delimiter = hint[4] if hint.startswith("sep=") and hint[5:] in ("\r", "\n") else _sniffed(text)
    numbers: list[int] = []
    cells: list[Sequence[Scalar]] = []
    # Looking at each cell would cost as much as reading the file; few files have a cell of spaces only.
    spaces = _has_blank_cell(text, delimiter)
    for number, row in enumerate(_rows(text, delimiter), start=1):
        values: Sequence[Scalar] = row
        if spaces:
            values = [None if cell.isspace() else cell for cell in row]
        if "" in row or spaces:
            values = [cell or None for cell in values]
            if values.count(None) == len(values):
                continue
        if row and not (number == 1 and hint.startswith("sep=")):
            numbers.append(number)
            cells.append(values)
    return Grid(tab, numbers, cells)


def _has_blank_cell(text: str, delimiter: str) -> bool:
    """Tell whether a cell may hold nothing but spaces. A pattern that begins with one sign is found fast."""
    return any(
        re.search(rf'{start}[^\S\r\n{delimiter}]+(?:[{delimiter}"\r\n]|\Z)', text)
        for start in (delimiter, '"', "\n", "\r", r"\A")
    )


def _rows(text: str, delimiter: str) -> list[list[str]]:
    stream = io.StringIO(text, newline="")
    try:
        return list(csv.reader(stream, delimiter=delimiter))
    except csv.Error:  # a quotation mark that is never closed swallows the rest of the file
        stream.seek(0)
        try:
            return list(csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        except csv.Error:  # a cell longer than any cell
            return [line.split(delimiter) for line in text.splitlines()]


def _decoded(data: bytes, place: str) -> str:
    if data.startswith(_BINARY):
        raise Refused("errors_local.not_a_workbook", place=place)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        raise Refused("errors_local.not_a_workbook", place=place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _sniffed(text: str) -> str:
    """Find the sign that cuts the first lines into most columns, equally many in most lines."""
    sample = text[:65_536].splitlines()[:_SAMPLE]
    best, most = _DELIMITERS[0], 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        score = wide.count(usual) / len(widths) * usual
        if score > most:
            best, most = delimiter, score
    return best
