"""Workbooks, folders and terminals that cannot take what they are asked to."""

import io
import zipfile

ON = ("--today", "2026-05-20")


def with_locked_structure(path):
    """Protect the workbook as Excel does."""
    parts = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(parts, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/workbook.xml":
                data = data.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')
            new.writestr(part, data)
    path.write_bytes(parts.getvalue())


def test_plan_says_what_run_would_refuse_and_ends_as_it_does(automations, book):
    locked = book()
    with_locked_structure(locked)
    taken = book(
        {"Medlemmer": "Navn | Innmeldt\nKari | 03.05.2026", "Historikk": "Dato | Hva\n1945 | Start"}, "t.xlsx"
    )
    before = [path.read_bytes() for path in (locked, taken)]
    for path, said in ((locked, "låst struktur"), (taken, "«Historikk»")):
        for command in ("plan", "run"):
            ended = automations(command, path, *ON)
            assert (ended.code, said in ended.err) == (4, True), command
        (workbook,) = automations("plan", path, *ON, "--json").json["workbooks"]
        assert workbook["status"] == "refused"
    assert automations("plan", locked, book({"Medlemmer": "Navn | Innmeldt"}, "b.xlsx"), *ON).code == 3
    assert [path.read_bytes() for path in (locked, taken)] == before


def test_a_list_that_is_only_read_can_be_planned_but_not_written(automations):
    path = automations.folder / "liste.csv"
    path.write_text("Nr;Navn;Medlem fra\n0042;Kari Moen;03.05.2026\n", "utf-8")
    assert automations("plan", path, *ON).code == 0
    assert automations("run", path, *ON).code == 4
