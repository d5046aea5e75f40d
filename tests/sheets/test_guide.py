"""Les meg stands first, and every tab keeps what is said of it by its place."""

import openpyxl

from automations.model import Line, Link, Plan, SheetContent, Source
from automations.sheets import open_workbook

GUIDE = SheetContent(
    "guide",
    "Les meg",
    (
        Line(("Slik", "Skrevet av jobben"), "header"),
        Line(("Hva er dette?", "Oppgaver"), "topic"),
        Line((None, Link("Gå til Oppgaver", Source("Oppgaver", 1, 0))), "text"),
    ),
)


def test_the_guide_comes_first_and_the_tab_that_was_open_stays_open(tmp_path):
    path = tmp_path / "bok.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Navn"])
    lists = book.create_sheet("Lister")
    lists.append(["Plass"])
    lists.auto_filter.ref = "A1:A9"
    lists.print_title_rows = "1:1"
    book.active = 1
    book.save(path)
    workbook = open_workbook(path)
    workbook.write(Plan(sheets=(GUIDE,), version=workbook.read().version))
    after = openpyxl.load_workbook(path)
    assert after.sheetnames == ["Les meg", "Sheet", "Lister"]
    assert after.active.title == "Lister"
    assert after["Lister"].print_title_rows == "$1:$1"
    assert after["Lister"].auto_filter.ref == "A1:A9"
    guide = after["Les meg"]
    assert (guide["A2"].font.b, guide["B2"].font.b) == (True, False)
    assert guide["B3"].hyperlink.location == "'Oppgaver'!A1"
    assert guide["B2"].alignment.wrap_text
