"""Making a workbook that is not there yet: people's tabs, ready to type in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from automations.model import CellValue, Line, SheetContent
from automations.sheets.local.cells import as_kept, clean
from automations.sheets.local.contents import Contents
from automations.sheets.local.layout import SPARE_ROWS, all_lists, list_of_choices
from automations.sheets.local.package import Package
from automations.sheets.local.replace import create_file
from automations.sheets.local.styles import EMPTY, Styles
from automations.sheets.local.whole_sheet import Frame, filter_area, sheet_part
from automations.sheets.local.xml import CONTENT_TYPES, MAIN, PACKAGE_RELATIONS, RELATION, parsed

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_FORBIDDEN_IN_TITLES = re.compile(r"[\\\[\]:*?/\x00-\x1f]")
_LONGEST_TITLE = 31
_NARROWEST, _WIDEST = 10, 48


@dataclass(frozen=True, slots=True)
class NewTab:
    """A tab to be made. Columns are counted from 0.

    With `headers` they stand in row 1 and `rows` below them; without, `rows` are the whole tab as it
    stands, its headers in row `header_row`. Where no width is given the column fits what is in it.
    `choices` are lists to pick from, `notes` are shown where somebody types in the column.
    """

    title: str
    headers: tuple[str, ...] = ()
    widths: Sequence[int] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    rows: Sequence[Sequence[object]] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    header_row: int = 1


def create(path: Path, sheets: Sequence[NewTab]) -> None:
    """Make the file, the same bytes for the same tabs. Refused when something is there already."""
    create_file(path, workbook_bytes(sheets, str(path)))


def workbook_bytes(sheets: Sequence[NewTab], place: str = "") -> bytes:
    """Make a workbook of the tabs."""
    package = Package(_skeleton(), place)
    contents = Contents(package, place)
    styles = Styles(parsed(EMPTY, "styles"))
    parts: dict[str, bytes] = {}
    for tab in sheets:
        sheet = contents.add_sheet(_title(tab.title, contents), hidden=False)
        lines = _lines(tab)
        content = SheetContent("", sheet.title, lines)
        frame = Frame(widths=_widths(tab, lines), filtered=True, rules=_rules(tab, lines))
        parts[sheet.part] = sheet_part(content, styles, frame)
        if any(line.style == "header" for line in lines):
            contents.name_filter(sheet, filter_area(content))
    parts[contents.add_styles()] = styles.part()
    return package.rewritten({**parts, **contents.parts()})


def _lines(tab: NewTab) -> tuple[Line, ...]:
    rows = [tab.headers, *tab.rows] if tab.headers else list(tab.rows)
    header = 1 if tab.headers else tab.header_row
    width = max((len(row) for row in rows), default=0)
    lines = []
    for number, row in enumerate(rows, start=1):
        if number == header:  # the whole line is marked, also above columns that nobody has named
            cells = tuple(_value(v) for v in row) + (None,) * (width - len(row))
            lines.append(Line(cells, "header"))
        else:
            lines.append(Line(tuple(_value(v) for v in row), "section" if number < header else "data"))
    return tuple(lines)


def _value(value: object) -> CellValue:
    kept = as_kept(value)  # type: ignore[arg-type]  # whatever else it may be is shown as text
    if isinstance(kept, float) and kept.is_integer():
        return int(kept)
    return kept


def _widths(tab: NewTab, lines: Sequence[Line]) -> tuple[int, ...]:
    count = max((len(line.cells) for line in lines), default=0)
    found = []
    for column in range(count):
        if column < len(tab.widths):
            found.append(tab.widths[column])
            continue
        texts = [
            str(line.cells[column])
            for line in lines
            if column < len(line.cells) and line.cells[column] is not None and line.style != "section"
        ]
        longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
        found.append(min(max(longest + 2, _NARROWEST), _WIDEST))
    return tuple(found)


def _rules(tab: NewTab, lines: Sequence[Line]) -> str:
    first = (1 if tab.headers else tab.header_row) + 1
    last = max(len(lines), first + SPARE_ROWS)
    columns = sorted({*tab.choices, *tab.notes})
    return all_lists(
        [list_of_choices(c, tab.choices.get(c, ()), first, last, note=tab.notes.get(c, "")) for c in columns]
    )


def _title(title: str, contents: Contents) -> str:
    wanted = _FORBIDDEN_IN_TITLES.sub(" ", clean(title)).strip(" '")[:_LONGEST_TITLE] or "1"
    free, number = wanted, 2
    while contents.find(free):
        ending = f" {number}"
        free, number = wanted[: _LONGEST_TITLE - len(ending)] + ending, number + 1
    return free


def _skeleton() -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">'
        "<bookViews><workbookView/></bookViews><sheets/></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text)
    return out.getvalue()
