# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from automations.errors import Refused
from automations.sheets import open_workbook

LIST = "Navn;Født;Kommune\nKåre Øst;01.02.1990;Ås\n\n ;;\nSiri;1,5;\n"
SEEN = {1: ["Navn", "Født", "Kommune"], 2: ["Kåre Øst", "01.02.1990", "Ås"], 5: ["Siri", "1,5"]}


def grid_of(tmp_path, data, name="liste.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    (grid,) = open_workbook(path).read().grids
    return grid


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(tmp_path, craft, encoding, ending):
    grid = grid_of(tmp_path, LIST.replace("\n", ending).encode(encoding))
    assert craft.shown(grid) == SEEN
    assert grid.tab == "liste"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(tmp_path, craft, delimiter):
    rows = [["a", "b", "c"], ["1", "x y", "3"], ["Hansen", "", "5"]]
    data = "\n".join(delimiter.join(row) for row in rows).encode()
    assert craft.shown(grid_of(tmp_path, data)) == {1: rows[0], 2: rows[1], 3: ["Hansen", None, "5"]}


def test_semicolons_win_over_decimal_commas(tmp_path, craft):
    data = b"a;b\n1,5;2,5\n3,5;4,5\n"
    assert craft.shown(grid_of(tmp_path, data)) == {1: ["a", "b"], 2: ["1,5", "2,5"], 3: ["3,5", "4,5"]}


def test_the_hint_that_another_program_writes_first_is_not_a_row(tmp_path, craft):
    assert craft.shown(grid_of(tmp_path, b"sep=,\nNavn;x,Alder\nKari,3\n")) == {
        2: ["Navn;x", "Alder"],
        3: ["Kari", "3"],
    }


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path):
    data = b'a;b\n"aldri;lukket\n' + b"x;y\n" * 60_000
    assert len(grid_of(tmp_path, data).numbers) == 60_002


def test_lines_within_quotes_are_one_cell(tmp_path, craft):
    assert craft.shown(grid_of(tmp_path, b'a;b\n"to\nlinjer";"si ""hei"""\n')) == {
        1: ["a", "b"],
        2: ["to\nlinjer", 'si "hei"'],
    }


@pytest.mark.parametrize("data", [b"PK\x03\x04x", b"%PDF-1.7", b"a;b\x00c\n"])
def test_something_else_under_the_name_of_a_list_is_refused(tmp_path, data):
    with pytest.raises(Refused) as refused:
        grid_of(tmp_path, data)
    assert refused.value.code == "errors_local.not_a_workbook"


def test_reading_a_list_loads_nothing_that_lists_do_not_need(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n")
    code = (
        "import sys; from automations.sheets import open_workbook; "
        f"open_workbook({str(path)!r}).read(); "
        "print(*sorted({'pandas', 'lxml', 'openpyxl', 'python_calamine', 'zipfile'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
<office:automatic-styles><style:style style:name="skjult"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Ark"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Kari<text:s text:c="2"/>N</text:p><text:p>to</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2026-05-03"/><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>sist</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="To" table:style-name="skjult"/></office:spreadsheet></office:body></office:document-content>"""


def ods(content, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, part in {"content.xml": content, **more}.items():
            target.writestr(name, part)
    return out.getvalue()


def test_repeated_rows_of_ods_cost_nothing(tmp_path, craft):
    path = tmp_path / "a.ods"
    path.write_bytes(ods(ODS))
    one, two = open_workbook(path).read().grids
    assert craft.shown(one) == {
        3: [None, "Kari  N\nto", date(2026, 5, 3), 1.5, 1.5, True],
        1_048_574: ["sist"],
    }
    assert (one.hidden, two.hidden, list(two.numbers)) == (False, True, [])


def test_a_damaged_ods_is_unread_and_a_locked_one_refused(tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes(ods(ODS[:-300]))
    assert [u.tab for u in open_workbook(path).read().unread] == ["Ark"] or open_workbook(path).read().grids
    path.write_bytes(ods(ODS, **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}))
    with pytest.raises(Refused) as refused:
        open_workbook(path).read()
    assert refused.value.code == "errors_local.password_protected"
