# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date

import openpyxl
import pytest
from lxml import etree

from automations.errors import Refused
from automations.model import Line, Link, Plan, SheetContent, Source
from automations.sheets import open_workbook
from automations.sheets.local import write

PEOPLE = {
    "Det'r": (
        '<row r="1" ht="40" customHeight="1"><c r="A1" t="s" s="2"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    ),
    "CO2": '<row r="4"><c r="A4"><v>7</v></c></row>',
}
X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" count="1"/></ext></extLst>'
)
RARE = {
    "xl/vbaProject.bin": bytes(range(256)) * 9,
    "xl/media/image1.png": b"\x89PNG" + bytes(5000),
    "xl/comments1.xml": "<comments>  <!-- as typed --></comments>",
    "xl/slicers/slicer1.xml": "<slicers/>",
    "xl/pivotCache/pivotCacheDefinition1.xml": "<pivotCacheDefinition/>",
    "xl/threadedComments/threadedComment1.xml": "<x/>",
    "customXml/item1.xml": "<b:Sources xmlns:b='x'/>",
    "docProps/app.xml": "<Properties/>",
    "xl/calcChain.xml": "<calcChain/>",
    "xl/worksheets/sheet9.xml": "<orphan/>",
    "unknown/Part.bin": b"\x00\x01",
}


def as_seen(path):
    """Open it in another program; what that one would lose is not what is looked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


@pytest.fixture
def rich(tmp_path, craft):
    path = tmp_path / "rik.xlsm"
    sheets = {title: craft.sheet_xml(rows, X14) for title, rows in PEOPLE.items()}
    strings = f'<sst xmlns="{craft.MAIN}" count="1"><si><t>Navn</t></si></sst>'
    book = (
        "<workbookPr/>",
        '<definedNames><definedName name="Min">CO2!$A$4</definedName></definedNames><calcPr/>',
    )
    path.write_bytes(craft.package(sheets, extra=RARE, strings=strings, book=book))
    return path


def test_every_part_but_ours_stays_byte_for_byte(rich, craft):
    before = craft.parts_of(rich.read_bytes())
    book = open_workbook(rich)
    receipt = book.write(craft.first_plan(book.read().version, "T-1", "T-2"))
    after = craft.parts_of(rich.read_bytes())
    lists = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert {name for name in before if after.get(name) != before[name]} == lists
    assert set(after) - set(before) == {f"xl/worksheets/sheet{n}.xml" for n in (3, 4, 5)}
    assert (receipt.reads, receipt.writes) == (1, 1)
    assert receipt.written == {"tasks": 3, "summary": 5, "memory": 1, "create": 2}


def test_times_and_order_of_other_parts_stay(rich, craft):
    def listed():
        with zipfile.ZipFile(rich) as z:
            return [(i.filename, i.date_time) for i in z.infolist()]

    before = listed()
    book = open_workbook(rich)
    book.write(craft.first_plan(book.read().version, "T-1"))
    changed = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
    assert [one for one in listed()[: len(before)] if one[0] not in changed] == [
        one for one in before if one[0] not in changed
    ]


def test_existing_styles_keep_their_numbers_and_no_style_is_made_twice(rich, craft):
    def styles():
        root = etree.fromstring(craft.parts_of(rich.read_bytes())["xl/styles.xml"])
        return {etree.QName(g).localname: [etree.tostring(e, method="c14n2") for e in g] for g in root}

    before = styles()
    book = open_workbook(rich)
    book.write(craft.first_plan(book.read().version, "T-1"))
    once = styles()
    for group, members in before.items():
        assert once[group][: len(members)] == members
    plan = craft.first_plan(book.read().version)
    book.write(Plan(sheets=plan.sheets[1:], version=plan.version))
    assert styles() == once


def test_the_written_workbook_says_what_the_plan_says(rich, craft):
    book = open_workbook(rich, name="Østfold")
    before = book.read()
    book.write(craft.first_plan(before.version, "T-1", "T-2"))
    grids = {g.tab: g for g in book.read().grids}
    assert list(grids) == ["Det'r", "CO2", "Oppgaver", "Oppsummering", "_automations"]
    assert [grids[g.tab] for g in before.grids] == list(before.grids)
    assert craft.shown(grids["Oppsummering"]) == {
        1: ["Oppsummering"],
        2: ["Sist kjørt", date(2026, 5, 20)],
        4: ["Tall", "Nå", "Mål"],
        5: ["Nye medlemmer", 12, 0.5],
        6: ["Se lista"],
    }
    assert grids["Oppgaver"].cells[1][:4] == ["T-1", "Høy", "Ring og ønsk velkommen", "Kari Prøve"]
    assert grids["_automations"].hidden


def test_another_program_sees_rules_filter_links_and_a_frozen_header(rich, craft):
    book = open_workbook(rich)
    book.write(craft.first_plan(book.read().version, "T-1"))
    seen = as_seen(rich)
    tasks, summary = seen["Oppgaver"], seen["Oppsummering"]
    assert (tasks.freeze_panes, summary.freeze_panes) == ("A2", "A5")
    assert tasks.auto_filter.ref == "A1:O2"
    lists = {
        str(v.sqref): (v.type, v.formula1, v.showErrorMessage) for v in tasks.data_validations.dataValidation
    }
    assert lists == {
        "H2:H1001": ("list", '"Per Prøve,Kari Prøve"', False),
        "I2:I1001": ("list", '"Ny,Påbegynt,Ferdig"', False),
        "J2:J1001": ("date", "36526", False),
    }
    rules = [r.formula[0] for area in tasks.conditional_formatting for r in area.rules]
    assert sorted(rules) == sorted(['OR($M2="Forfalt")', 'OR($M2="Løst ""automatisk""")', '$A2<>""'])
    assert tasks["D2"].hyperlink.location == "'Det''r'!C7"
    assert summary["A6"].hyperlink.location == "'CO2'!A4"
    assert tasks["F2"].number_format == "dd\\.mm\\.yyyy"
    assert tasks["C2"].alignment.wrap_text
    assert tasks.column_dimensions["C"].width > 30
    assert tasks.page_setup.orientation == "landscape"
    assert seen["_automations"].sheet_state == "hidden"
    assert seen.defined_names["Min"].value == "CO2!$A$4"


@pytest.mark.parametrize(
    "text",
    [
        '=IMPORTXML("http://x")',
        "+1",
        "-1",
        "@SUM(1)",
        "<b>&amp;</b>",
        "_x000D_",
        "a\nb",
        " foran og bak ",
        "'001",
        "æøå 😀",
        "]]>",
    ],
)
def test_text_is_never_parsed(started, craft, text):
    path, reading = started
    plan = Plan((craft.created("T-9", why=text),), tasks=craft.tasks_of(reading), version=reading.version)
    open_workbook(path).write(plan)
    assert craft.tasks_of(open_workbook(path).read()).grid.cells[-1][4] == text
    cell = as_seen(path)["Oppgaver"]["E4"]
    assert cell.data_type != "f"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x1fc", "abc"),
        ("x" * 40_000, "x" * 32_766 + "…"),
        ("😀" * 20_000, "😀" * 16_383 + "…"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_what_no_cell_can_hold_is_left_out(started, craft, text, kept):
    path, reading = started
    plan = Plan((craft.created("T-9", why=text),), tasks=craft.tasks_of(reading), version=reading.version)
    open_workbook(path).write(plan)
    assert craft.tasks_of(open_workbook(path).read()).grid.cells[-1][4] == kept


def people_type(path, cells, tab="Oppgaver"):
    """What a person does in another program, without losing what the tests look for."""
    seen = as_seen(path)
    for place, value in cells.items():
        seen[tab][place] = value
    seen.save(path)


def test_an_update_touches_only_our_cells_of_its_row(started, craft):
    path, _ = started
    people_type(
        path, {"H2": "Mitt navn", "I2": "Påbegynt", "K3": "husk", "A9": "Egen rad", "Q2": "egen kolonne"}
    )
    book = open_workbook(path)
    reading = book.read()
    before = craft.shown(craft.tasks_of(reading).grid)
    change = craft.updated(
        "T-1", 2, state="Forfalt", due=date(2026, 6, 1), suggested=None, status="TULL", responsible="TULL"
    )
    book.write(Plan((change,), tasks=craft.tasks_of(reading), version=reading.version))
    after = craft.shown(craft.tasks_of(book.read()).grid)
    before[2][12], before[2][5], before[2][6] = "Forfalt", date(2026, 6, 1), None
    assert after == before


def test_new_tasks_stand_below_everything_people_typed(started, craft):
    path, _ = started
    people_type(path, {"L7": "egen oppgave langt nede"})
    book = open_workbook(path)
    reading = book.read()
    plan = Plan(
        (craft.created("T-8"), craft.created("T-9")), tasks=craft.tasks_of(reading), version=reading.version
    )
    assert book.write(plan).written == {"create": 2}
    after = craft.shown(craft.tasks_of(book.read()).grid)
    assert [after[n][0] for n in (2, 3, 8, 9)] == ["T-1", "T-2", "T-8", "T-9"]
    assert after[7] == [None] * 11 + ["egen oppgave langt nede"]
    seen = as_seen(path)
    assert seen["Oppgaver"].auto_filter.ref == "A1:O3"  # it ended above the note already, as people left it


def test_filter_rules_and_lists_follow_appended_rows(started, craft):
    path, reading = started
    keys = [f"N-{n}" for n in range(1005)]
    plan = Plan(tuple(craft.created(k) for k in keys), tasks=craft.tasks_of(reading), version=reading.version)
    open_workbook(path).write(plan)
    tasks = as_seen(path)["Oppgaver"]
    assert tasks.auto_filter.ref == "A1:O1008"
    assert {r.coord for v in tasks.data_validations.dataValidation for r in v.sqref.ranges} == {
        "H2:H1008", "I2:I1008", "J2:J1008",
    }  # fmt: skip
    areas = [one.coord for area in tasks.conditional_formatting for one in area.sqref.ranges]
    assert sorted(areas) == sorted(["A2:O1008", *(f"{letter}2:{letter}1008" for letter in "ABCDEFGMNO")])
    names = craft.parts_of(path.read_bytes())["xl/workbook.xml"].decode()
    assert "'Oppgaver'!$A$1:$O$1008" in names
    part = craft.parts_of(path.read_bytes())["xl/worksheets/sheet2.xml"]
    assert b'<dimension ref="A1:O1008"/>' in part


@pytest.fixture
def styled(tmp_path, craft):
    """A task tab as some other program spells it: shared strings, own styles, odd but legal."""
    path = tmp_path / "s.xlsx"
    heads = "".join(
        f'<c r="{chr(65 + i)}1" t="inlineStr"><is><t>{h}</t></is></c>' for i, h in enumerate(craft.HEADERS)
    )
    rows = (
        f'<row r="1">{heads}</row><row r="2" spans="1:15" ht="33" customHeight="1" hidden="1" x:foo="1" '
        'xmlns:x="urn:x"><c r="A2" s="1" t="s"><v>0</v></c><c r="C2" s="3" t="s"><v>1</v></c>'
        '<c r="F2" s="3"><v>5</v></c><c r="H2" t="s" s="2"><v>1</v></c><c r="M2" t="str"><f>1+1</f><v>2</v></c></row>'
    )
    after = '<hyperlinks><hyperlink ref="D2" location="A!A1"/></hyperlinks><extLst><ext uri="x"/></extLst>'
    strings = f'<sst xmlns="{craft.MAIN}"><si><t>T-1</t></si><si><t>tekst</t></si></sst>'
    chain = f'<calcChain xmlns="{craft.MAIN}"><c r="M2" i="11"/></calcChain>'
    data = craft.package(
        {"Oppgaver": craft.sheet_xml(rows, after)}, strings=strings, extra={"xl/calcChain.xml": chain}
    )
    relations = craft.parts_of(data)["xl/_rels/workbook.xml.rels"].decode()
    chained = f'<Relationship Id="cc" Type="{craft.REL}/calcChain" Target="calcChain.xml"/></Relationships>'
    path.write_bytes(
        craft.package(
            {"Oppgaver": craft.sheet_xml(rows, after)},
            strings=strings,
            extra={"xl/calcChain.xml": chain},
            replace={"xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", chained)},
        )
    )
    return path


def update(path, craft, **changed):
    book = open_workbook(path)
    reading = book.read()
    book.write(
        Plan((craft.updated("T-1", 2, **changed),), tasks=craft.tasks_of(reading), version=reading.version)
    )
    return craft.parts_of(path.read_bytes())


def test_a_cells_own_style_and_its_rows_attributes_stay(styled, craft):
    parts = update(styled, craft, task="Ny tekst", priority="Høy")
    row = etree.fromstring(parts["xl/worksheets/sheet1.xml"]).find(".//{*}row[@r='2']")
    assert (row.get("ht"), row.get("customHeight"), row.get("hidden"), row.get("{urn:x}foo")) == (
        "33",
        "1",
        "1",
        "1",
    )
    assert row.get("spans") is None
    cells = {c.get("r"): etree.tostring(c) for c in row}
    assert list(cells) == ["A2", "B2", "C2", "F2", "H2", "M2"]
    assert b's="3"' in cells["C2"]
    assert b"Ny tekst" in cells["C2"]
    assert b"<v>1</v>" in cells["H2"]
    assert "xl/calcChain.xml" in parts
    assert b'location="A!A1"' in parts["xl/worksheets/sheet1.xml"]


def test_a_date_shows_as_a_date_where_the_style_there_does_not(styled, craft):
    update(styled, craft, due=date(2026, 5, 3))
    seen = as_seen(styled)["Oppgaver"]["F2"]
    assert seen.is_date
    assert open_workbook(styled).read().grids[0].cells[1][5] == date(2026, 5, 3)


def test_the_order_of_calculation_goes_when_a_formula_of_ours_goes(styled, craft):
    parts = update(styled, craft, state="Åpen")
    assert "xl/calcChain.xml" not in parts
    assert b"calcChain" not in parts["xl/_rels/workbook.xml.rels"]


def test_links_are_set_and_taken_away(styled, craft):
    parts = update(styled, craft, concerns=Link("Kari", Source("Det'r", 3)))
    assert b"""location="'Det''r'!A3" display="Kari\"""" in parts["xl/worksheets/sheet1.xml"]
    parts = update(styled, craft, concerns=None)
    assert b"hyperlink" not in parts["xl/worksheets/sheet1.xml"]


def test_a_formula_that_others_lean_on_is_not_overwritten(tmp_path, craft):
    path = tmp_path / "f.xlsx"
    row = (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>T-1</t></is></c><c r="C2"><f t="shared" si="0" ref="C2:C9">A2</f>'
        "<v>1</v></c></row>"
    )
    path.write_bytes(craft.package({"Oppgaver": craft.sheet_xml(row)}))
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        update(path, craft, task="x")
    assert (refused.value.code, refused.value.status) == ("errors_local.shared_formula", "refused")
    assert path.read_bytes() == before


def test_the_same_key_on_two_rows_is_not_written(started, craft):
    path, _ = started
    people_type(path, {"A3": "T-1"})
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        update(path, craft, state="x")
    assert refused.value.code == "errors_local.not_as_planned"
    assert path.read_bytes() == before


def test_a_tab_of_ours_keeps_what_people_set_in_it(started):
    path, reading = started
    book = open_workbook(path)
    seen = as_seen(path)
    seen["Oppsummering"].column_dimensions["A"].width = 77
    seen["Oppsummering"].sheet_view.zoomScale = 140
    seen["Oppsummering"].sheet_properties.tabColor = "FF0000"
    seen.save(path)
    content = SheetContent(
        "summary", "OPPSUMMERING", (Line(("Tall", "Nå", "Mål"), "header"), Line(("x", 1, 2)))
    )
    book.write(Plan(sheets=(content,), version=book.read().version))
    seen = as_seen(path)["Oppsummering"]
    assert (seen.column_dimensions["A"].width, seen.sheet_view.zoomScale) == (77, 140)
    assert seen.sheet_properties.tabColor.rgb == "00FF0000"
    assert [[c.value for c in row] for row in seen.iter_rows()] == [["Tall", "Nå", "Mål"], ["x", 1, 2]]
    assert len(book.read().grids) == len(reading.grids)


def test_a_persons_tab_under_our_title_is_not_written_over(tmp_path, craft):
    path = tmp_path / "t.xlsx"
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Budsjett</t></is></c></row>'
    path.write_bytes(craft.package({"Oppsummering": craft.sheet_xml(row)}))
    before = path.read_bytes()
    book = open_workbook(path)
    with pytest.raises(Refused) as refused:
        book.write(craft.first_plan(book.read().version, "T-1"))
    assert (refused.value.code, refused.value.status) == ("errors_local.tab_taken", "refused")
    assert path.read_bytes() == before


def test_an_empty_plan_writes_nothing_at_all(started):
    path, reading = started
    before = {p: p.stat().st_mtime_ns for p in path.parent.rglob("*")}
    assert open_workbook(path).write(Plan(version="whatever")).writes == 0
    assert {p: p.stat().st_mtime_ns for p in path.parent.rglob("*")} == before
    assert reading.version


def test_the_same_plan_makes_the_same_bytes(tmp_path, craft):
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        path = tmp_path / name
        path.write_bytes(craft.package({"A": craft.sheet_xml("")}))
        book = open_workbook(path)
        book.write(craft.first_plan(book.read().version, "T-1"))
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_a_workbook_without_styles_gets_some(tmp_path, craft):
    path = tmp_path / "u.xlsx"
    path.write_bytes(craft.package({"A": craft.sheet_xml("")}, styles=""))
    book = open_workbook(path)
    book.write(craft.first_plan(book.read().version, "T-1"))
    assert as_seen(path)["Oppgaver"]["A1"].font.b


def test_dates_are_written_in_the_workbooks_own_calendar(tmp_path, craft):
    path = tmp_path / "m.xlsx"
    path.write_bytes(craft.package({"A": craft.sheet_xml("")}, book='<workbookPr date1904="1"/>'))
    book = open_workbook(path)
    book.write(craft.first_plan(book.read().version, "T-1"))
    assert as_seen(path)["Oppgaver"]["F2"].value.date() == date(2026, 5, 17)


def test_names_of_parts_and_ids_do_not_collide(rich, craft):
    book = open_workbook(rich)
    book.write(craft.first_plan(book.read().version, "T-1"))
    parts = craft.parts_of(rich.read_bytes())
    root = etree.fromstring(parts["xl/workbook.xml"])
    ids = [s.get("sheetId") for s in root.iter("{*}sheet")]
    assert len(set(ids)) == len(ids) == 5
    relations = [r.get("Id") for r in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])]
    assert len(set(relations)) == len(relations)
    assert zipfile.ZipFile(io.BytesIO(rich.read_bytes())).testzip() is None


def test_a_change_of_nothing_that_stands_there_keeps_the_cell(styled, craft):
    before = etree.fromstring(craft.parts_of(styled.read_bytes())["xl/worksheets/sheet1.xml"])
    parts = update(styled, craft, task="tekst")
    after = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    for root in (before, after):
        for cell in root.iter("{*}row"):
            cell.attrib.pop("spans", "")
    assert etree.tostring(before, method="c14n2") == etree.tostring(after, method="c14n2")


def test_a_new_tab_stands_last(started):
    path, reading = started
    grids = [g.tab for g in reading.grids]
    book = open_workbook(path)
    content = SheetContent(
        "history", "Historikk", (Line(("Dato", "Tall"), "header"), Line((date(2026, 5, 20), 3)))
    )
    book.write(Plan(sheets=(content,), version=reading.version))
    assert [g.tab for g in book.read().grids] == [*grids, "Historikk"]


def test_what_is_not_read_back_as_planned_is_not_written(started, monkeypatch):
    path, reading = started
    before = path.read_bytes()
    real = write.sheet_part
    monkeypatch.setattr(write, "sheet_part", lambda *a, **k: real(*a, **k).replace(b"Tall", b"Tull"))
    content = SheetContent("history", "Historikk", (Line(("Dato", "Tall"), "header"),))
    with pytest.raises(Refused) as refused:
        open_workbook(path).write(Plan(sheets=(content,), version=reading.version))
    assert refused.value.code == "errors_local.not_as_planned"
    assert path.read_bytes() == before


def test_a_relationship_gets_an_id_that_nobody_has(tmp_path, craft):
    data = craft.package({"A": craft.sheet_xml("")})
    relations = craft.parts_of(data)["xl/_rels/workbook.xml.rels"].decode()
    taken = '<Relationship Id="RID4" Type="x" Target="x"/><Relationship Id="rId5" Type="y" Target="y"/>'
    relations = relations.replace("</Relationships>", f"{taken}</Relationships>")
    path = tmp_path / "r.xlsx"
    path.write_bytes(
        craft.package({"A": craft.sheet_xml("")}, replace={"xl/_rels/workbook.xml.rels": relations})
    )
    book = open_workbook(path)
    book.write(craft.first_plan(book.read().version, "T-1"))
    parts = craft.parts_of(path.read_bytes())
    ids = [r.get("Id").lower() for r in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])]
    assert len(set(ids)) == len(ids) == 7
