# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import io
import time
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.model import Unread
from automations.sheets.local import sparse
from automations.sheets.local.contents import Contents
from automations.sheets.local.package import Package
from automations.sheets.local.read import _trimmed, is_dense, reading

EVERY_TYPE = """<row r="3">
<c r="B3" t="s"><v>0</v></c><c r="C3" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>
<c r="D3"><v>1234</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" s="1"><v>46145</v></c><c r="G3" s="2"><v>46145.75</v></c>
<c r="H3" t="e"><v>#N/A</v></c><c r="I3" t="str"><f>A1</f><v>svar</v></c><c r="J3" t="d"><v>2026-05-03</v></c>
<c r="K3" s="1"/><c r="L3" s="3"><v>0.75</v></c><c r="M3"><v>1E400</v></c></row>"""
STRINGS = "<si><t>Kari _x0041_ _x005F_x0041_</t><rPh sb='0' eb='1'><t>lyd</t></rPh></si><si><t/></si>"
FAR_AWAY = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'


def read(data):
    return reading(data, "bok", "bok.xlsx")


def spelled(craft, rows, **more):
    return craft.package(
        {"Ark": craft.sheet_xml(rows)}, strings=f'<sst xmlns="{craft.MAIN}">{STRINGS}</sst>', **more
    )


@pytest.mark.parametrize("far", ["", FAR_AWAY], ids=["dense", "sparse"])
def test_every_type_of_cell_is_read_alike_by_both_ways(craft, far):
    (grid,) = read(spelled(craft, EVERY_TYPE + far)).grids
    assert grid.numbers[0] == 3
    assert craft.shown(grid)[3] == [
        None, "Kari A _x0041_", "a b", 1234.0, True, date(2026, 5, 3), datetime(2026, 5, 3, 18),  # noqa: DTZ001 - as sheets have it

        "#N/A", "svar", date(2026, 5, 3), None, "18:00",
    ]  # fmt: skip
    assert isinstance(grid.cells[0][4], bool)


@pytest.mark.parametrize("far", ["", FAR_AWAY], ids=["dense", "sparse"])
def test_days_are_counted_from_1904_where_the_workbook_says_so(craft, far):
    cell = '<row r="1"><c r="A1" s="1"><v>44683</v></c></row>'
    (grid,) = read(spelled(craft, cell + far, book='<workbookPr date1904="1"/>')).grids
    assert grid.cells[0][0] == date(2026, 5, 3)


def test_a_stray_cell_in_the_last_corner_costs_nothing(craft):
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 1000))
    begun = time.process_time()
    (grid,) = read(spelled(craft, rows + FAR_AWAY)).grids
    assert time.process_time() - begun < 1
    assert len(grid.numbers) == 1000
    assert grid.numbers[-1] == 1_048_576
    last = grid.cells[-1]
    assert (len(last), last[16383], last[-1], last[5], last[16380:]) == (
        16384,
        7,
        7,
        None,
        [None, None, None, 7],
    )


def test_a_hundred_thousand_formatted_rows_below_are_cut_off(craft):
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c></row>'
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="XFD{r}" s="1"/></row>' for r in range(2, 100_000))
    begun = time.process_time()
    (grid,) = read(spelled(craft, rows + empty)).grids
    assert time.process_time() - begun < 1
    assert craft.shown(grid) == {1: ["Navn"]}


def test_a_value_below_a_long_formatted_gap_is_found(craft):
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="1"/></row>' for r in range(2, 5000))
    (grid,) = read(spelled(craft, empty + '<row r="9000"><c r="B9000"><v>4</v></c></row>' + empty[:0])).grids
    assert craft.shown(grid) == {9000: [None, 4.0]}


def test_hidden_tabs_are_said_to_be_hidden(craft):
    sheets = {t: craft.sheet_xml("") for t in ("A", "B", "C")}
    found = read(craft.package(sheets, states={"B": "hidden", "C": "veryHidden"}))
    assert [(g.tab, g.hidden) for g in found.grids] == [("A", False), ("B", True), ("C", True)]


@pytest.mark.parametrize(
    "damage",
    [
        "<worksheet><sheetData>",
        "",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
        None,
    ],
)
def test_a_damaged_tab_is_unread_and_the_others_are_read(craft, damage):
    sheets = {"Hel": craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'), "Skadd": ""}
    found = read(craft.package(sheets, replace={"xl/worksheets/sheet2.xml": damage}))
    assert [g.tab for g in found.grids] == ["Hel"]
    assert found.unread == (Unread("Skadd", "damaged"),)


def test_other_spellings_of_the_same_sheet_are_read_too(craft):
    plain = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    prefixed = (
        craft.sheet_xml(plain).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    )
    unplaced = craft.sheet_xml("<row/><row><c><v>1</v></c><c t='s'><v>0</v></c></row>")
    utf16 = ('<?xml version="1.0" encoding="UTF-16"?>' + craft.sheet_xml(plain)).encode("utf-16")
    strict = craft.sheet_xml(plain).replace(craft.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    for part in (prefixed, unplaced, utf16, strict):
        data = spelled(craft, "", replace={"xl/worksheets/sheet1.xml": part})
        assert craft.shown(read(data).grids[0]) == {2: [1.0, "Kari A _x0041_"]}


def test_a_chart_sheet_has_no_cells_to_read(craft):
    sheets = {"A": craft.sheet_xml(""), "Graf": "<chartsheet/>"}
    data = craft.package(sheets)
    relations = craft.parts_of(data)["xl/_rels/workbook.xml.rels"].decode()
    relations = relations.replace(
        '/worksheet" Target="worksheets/sheet2.xml"', '/chartsheet" Target="worksheets/sheet2.xml"'
    )
    found = read(craft.package(sheets, replace={"xl/_rels/workbook.xml.rels": relations}))
    assert [g.tab for g in found.grids] == ["A"]
    assert not found.unread


def test_the_version_follows_the_bytes(craft):
    one, two = (read(spelled(craft, f'<row r="1"><c r="A1"><v>{n}</v></c></row>')) for n in (1, 2))
    assert one.version != two.version
    assert one.reads == 1


CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="_￾￿"), min_size=1
    ),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.dates(date(1905, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["#N/A", "=1+1"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_what_another_program_wrote_is_read_by_both_ways(rows):
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if value is not None:
                cell = book.active.cell(r, c, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    expected = {n: row for n, row in enumerate(rows, 1) if any(v is not None for v in row)}
    expected = {n: {i: v for i, v in enumerate(row) if v is not None} for n, row in expected.items()}
    ours = by_our_own_parser(out.getvalue())
    for grid in (read(out.getvalue()).grids[0], ours):
        found = dict(zip(grid.numbers, grid.cells, strict=True))
        assert {n: {i: v for i, v in enumerate(row) if v is not None} for n, row in found.items()} == expected


def by_our_own_parser(data):
    parts = Package(data, "")
    contents = Contents(parts, "")
    strings = contents.related("sharedStrings") or "none"
    return sparse.read_sheet(
        parts.read(contents.sheets[0].part),
        "Ark",
        strings=sparse.shared_strings(parts.read(strings), "") if strings in parts else [],
        dates=sparse.date_styles(parts.read(contents.related("styles")), ""),
        from_1904=False,
        hidden=False,
    )


def test_the_box_round_the_cells_decides_how_a_tab_is_read(craft):
    near = craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').encode()
    assert is_dense(near)
    assert not is_dense(craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + FAR_AWAY).encode())
    assert not is_dense(craft.sheet_xml('<row r="1"><c><v>1</v></c></row>').encode())
    wide = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000"><c r="ZZ1000"><v>1</v></c></row>'
    assert not is_dense(craft.sheet_xml(wide).encode())


def test_formatted_rows_at_the_end_are_cut_off_before_they_are_parsed(craft):
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="1"/></row>' for r in range(2, 9000))
    part = craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + empty, "<x/>").encode()
    assert _trimmed(part) == craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', "<x/>").encode()
