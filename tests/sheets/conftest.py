"""Workbooks spelled part by part, with what the usual writing library would lose."""

# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from automations.model import Change, Grid, Line, Link, OwnTab, Plan, SheetContent, Source
from automations.sheets import open_workbook
from automations.sheets.local.layout import COLUMNS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DEFAULTS = (
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/><xf numFmtId="170" fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="46" fontId="0" fillId="0" borderId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def sheet_xml(rows: str, after: str = "", before: str = "") -> str:
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def package(sheets, *, extra=None, book="", strings="", styles=STYLES, replace=None, states=None) -> bytes:
    """Spell a workbook: sheet parts by title, further parts by name, and what stands in the workbook part."""
    relations, listed, types = "", "", ""
    parts = {}
    for i, (title, xml) in enumerate(sheets.items(), 1):
        state = f' state="{states[title]}"' if states and title in states else ""
        listed += f'<sheet name="{title}" sheetId="{i + 10}"{state} r:id="rId{i}"/>'
        relations += f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        types += f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{SHEET_TYPE}"/>'
        parts[f"xl/worksheets/sheet{i}.xml"] = xml
    for kind, text in (("styles", styles), ("sharedStrings", strings)):
        if text:
            relations += f'<Relationship Id="{kind}" Type="{REL}/{kind}" Target="{kind}.xml"/>'
            types += f'<Override PartName="/xl/{kind}.xml" ContentType="{OFFICE}.{kind}+xml"/>'
            parts[f"xl/{kind}.xml"] = text
    before, after = book if isinstance(book, tuple) else (book, "")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">{DEFAULTS}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheets>{listed}</sheets>{after}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}">{relations}</Relationships>',
        **parts,
        **(extra or {}),
        **(replace or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            if data is not None:
                target.writestr(zipfile.ZipInfo(name, (2025, 3, 4, 5, 6, 8)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


HEADERS = tuple(f"H {name}" for name in COLUMNS)
LETTERS = {name: i for i, name in enumerate(COLUMNS)}


def values(key: str, **more):
    return {
        "task_id": key,
        "priority": "Høy",
        "task": "Ring og ønsk velkommen",
        "concerns": Link("Kari Prøve", Source("Det'r", 7, 2)),
        "why": "Meldte seg inn 3. mai",
        "due": date(2026, 5, 17),
        "suggested": "Per Prøve",
        "state": "Åpen",
        "created": date(2026, 5, 4),
        "solved": None,
    } | more


def created(key: str, **more) -> Change:
    return Change("create", key, "check", values(key, **more))


def updated(key: str, row: int, **changed) -> Change:
    return Change("update", key, "check", {"task_id": key, **changed}, row)


def first_plan(version: str, *keys: str) -> Plan:
    """The plan of a first run: a new task tab, a summary, and the hidden tab."""
    return Plan(
        tuple(created(key) for key in keys),
        (
            SheetContent("tasks", "Oppgaver", (Line(HEADERS, "header"),)),
            SheetContent(
                "summary",
                "Oppsummering",
                (
                    Line(("Oppsummering",), "section"),
                    Line(("Sist kjørt", date(2026, 5, 20)), "text"),
                    Line(()),
                    Line(("Tall", "Nå", "Mål"), "header"),
                    Line(("Nye medlemmer", 12, 0.5), "figure"),
                    Line((Link("Se lista", Source("CO2", 4)),), "text"),
                ),
            ),
            SheetContent("memory", "_automations", (Line(("salt", "abc")),)),
        ),
        titles={
            "choice.status": "Ny|Påbegynt|Ferdig",
            "choice.responsible": "Per Prøve|Kari Prøve",
            "state.overdue": "Forfalt",
            "state.closed": 'Løst "automatisk"',
        },
        version=version,
    )


def tasks_of(reading, title: str = "Oppgaver") -> OwnTab:
    grid = next(grid for grid in reading.grids if grid.tab == title)
    return OwnTab("tasks", grid, 1, LETTERS)


def shown(grid: Grid) -> dict[int, list]:
    """Rows by number, without the blanks at their end."""
    rows = {}
    for number, row in zip(grid.numbers, grid.cells, strict=True):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        rows[number] = cells
    return rows


@pytest.fixture
def craft():
    """What tests spell workbooks and plans with."""

    class Craft:
        pass

    for name, thing in globals().items():
        if not name.startswith("_") and name not in ("craft", "pytest"):
            setattr(Craft, name, staticmethod(thing) if callable(thing) else thing)
    return Craft


@pytest.fixture
def started(tmp_path):
    """A workbook of people's with a first run written into it: its path and the reading after it."""
    path = tmp_path / "bok.xlsx"
    path.write_bytes(package({"Medlemmer": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')}))
    book = open_workbook(path)
    book.write(first_plan(book.read().version, "T-1", "T-2"))
    return path, book.read()
