"""Reading a workbook's bytes: each tab by the quickest way that is safe for it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import time, timedelta
from functools import cached_property

from automations.model import Grid, Reading, Scalar, Unread
from automations.sheets.local import sparse
from automations.sheets.local.cells import clock, quoteattr, split_reference
from automations.sheets.local.contents import Contents, Sheet
from automations.sheets.local.package import Damaged, Package
from automations.sheets.local.refusals import refuse_other_formats
from automations.sheets.local.xml import MAIN, PACKAGE_RELATIONS, RELATION

DAMAGED = "damaged"

_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_ROW = re.compile(rb'<row [^>]*?\br="([0-9]{1,7})"')
_ERROR = re.compile(rb'(<c [^>]*\bt=)"e"')
_SMALL_BOX = 100_000
_TIMES_TOO_LARGE = 20
_TAIL = 65_536
_PLAIN = frozenset({str, float, bool, int})
_INFINITE = (float("inf"), float("-inf"))


def reading(data: bytes, name: str, place: str) -> Reading:
    """Read a workbook. Refused when it is none; a tab that cannot be read is Unread, never empty."""
    refuse_other_formats(data, place)
    package = Package(data, place)
    contents = Contents(package, place)
    book = _Book(package, contents)
    grids: list[Grid] = []
    unread: list[Unread] = []
    for sheet in contents.sheets:
        if not sheet.cells:
            continue
        try:
            grids.append(book.grid(sheet))
        except Damaged:
            unread.append(Unread(sheet.title, DAMAGED))
    return Reading(name, tuple(grids), tuple(unread), version_of(data))


def version_of(data: bytes) -> str:
    """Name a file's content, so that any change of it shows."""
    return hashlib.sha256(data).hexdigest()


class _Book:
    """What the tabs of one workbook share, unpacked once and only when a tab asks for it."""

    def __init__(self, package: Package, contents: Contents) -> None:
        self._package = package
        self._contents = contents

    def grid(self, sheet: Sheet) -> Grid:
        """Read one tab. Raises Damaged."""
        data = _trimmed(self._package.read(sheet.part))
        if is_dense(data):
            found = _by_calamine(
                data, sheet, self._styles, self._strings_part, from_1904=self._contents.from_1904
            )
            if found is not None:
                return found
        return sparse.read_sheet(
            data,
            sheet.title,
            strings=self._strings if b't="s"' in data or b"t='s'" in data or b"\x00" in data else (),
            dates=self._dates,
            from_1904=self._contents.from_1904,
            hidden=sheet.hidden,
        )

    def _related(self, kind: str) -> bytes | None:
        part = self._contents.related(kind)
        return None if part is None or part not in self._package else self._package.read(part)

    @cached_property
    def _styles(self) -> bytes | None:
        return self._related("styles")

    @cached_property
    def _strings_part(self) -> bytes | None:
        return self._related("sharedStrings")

    @cached_property
    def _strings(self) -> list[str]:
        return sparse.shared_strings(self._strings_part, "sharedStrings") if self._strings_part else []

    @cached_property
    def _dates(self) -> frozenset[int]:
        return sparse.date_styles(self._styles, "styles")


def _trimmed(data: bytes) -> bytes:
    """Cut off the formatted, empty rows after the last one that holds something."""
    last = max(data.rfind(end) for end in (b"</v>", b"</is>"))
    row = data.find(b"</row>", last)
    end = data.find(b"</sheetData>", row)
    if last < 0 or row < 0 or end - row < _TAIL:
        return data
    return data[: row + 6] + data[end:]


def is_dense(data: bytes) -> bool:
    """Tell whether the box round all cells is in proportion to the cells in it.

    The quick reader makes room for the whole box: one cell at XFD1048576 would take 400 GB.
    Where the part is spelled in a way this scan does not know, the answer is no.
    """
    columns = _COLUMNS.findall(data)
    if not columns or len(columns) != data.count(b"<c ") + data.count(b"<c>") + data.count(b"<c/>"):
        return False
    if any(odd in data for odd in (b"nan</v>", b"NaN</v>", b"NAN</v>", b"<!--", b"<![CDATA[", b"<!DOCTYPE")):
        return False
    places = [split_reference(f"{letters.decode()}1")[1] for letters in set(columns)]
    rows = [int(number) for number in _ROW.findall(data)]
    if not rows or len(rows) != data.count(b"<row"):
        return False
    box = (max(rows) - min(rows) + 1) * (max(places) - min(places) + 1)
    return box <= max(_SMALL_BOX, _TIMES_TOO_LARGE * len(columns))


def _by_calamine(
    data: bytes, sheet: Sheet, styles: bytes | None, strings: bytes | None, *, from_1904: bool
) -> Grid | None:
    """Read a dense part quickly; None where the quick reader cannot."""
    from python_calamine import load_workbook  # noqa: PLC0415 - only for files that have sheets

    if b't="e"' in data:  # it leaves errors out; as text they arrive
        data = _ERROR.sub(rb'\1"str"', data)
    try:
        found = load_workbook(
            io.BytesIO(_one_sheet(data, styles, strings, from_1904=from_1904))
        ).get_sheet_by_index(0)
        rows = found.to_python(skip_empty_area=True)
        start = found.start or (0, 0)
    except BaseException as fault:
        # Its faults are Rust's: many kinds, and a panic is no Exception.
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            return None
        raise
    left: list[Scalar] = [None] * start[1]
    numbers = []
    cells: list[Sequence[Scalar]] = []
    for number, row in enumerate(rows, start=start[0] + 1):
        if row.count("") == len(row):
            continue
        values: list[Scalar] = left + [None if value == "" else value for value in row]  # type: ignore[misc]
        if not _PLAIN.issuperset(map(type, row)) or _INFINITE[0] in row or _INFINITE[1] in row:
            values = [_scalar(value) for value in values]
        numbers.append(number)
        cells.append(values)
    return Grid(sheet.title, numbers, cells, sheet.hidden)


def _scalar(value: Scalar | time | timedelta) -> Scalar:
    if isinstance(value, time | timedelta):
        return clock(value)
    return None if value in _INFINITE else value


def _one_sheet(data: bytes, styles: bytes | None, strings: bytes | None, *, from_1904: bool) -> bytes:
    """Wrap parts that are unpacked and checked already: nothing else of the file reaches the reader."""
    parts = {"worksheet": ("sheet.xml", data), "styles": ("styles.xml", styles)}
    parts["sharedStrings"] = ("sharedStrings.xml", strings)
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target={quoteattr(name)}/>'
        for kind, (name, part) in parts.items()
        if part is not None
    )
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr date1904="{int(from_1904)}"/>'
        '<sheets><sheet name="sheet" sheetId="1" r:id="worksheet"/></sheets></workbook>'
    )
    start = f'<Relationship Id="r" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE_RELATIONS}">{start}</Relationships>')
        package.writestr("xl/workbook.xml", book)
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE_RELATIONS}">{relations}</Relationships>',
        )
        for name, part in parts.values():
            if part is not None:
                package.writestr(f"xl/{name}", part)
    return out.getvalue()
