"""Workbooks, folders and terminals that cannot take what they are asked to."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from automations.commands.demo import command as demo
from automations.errors import Refused

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


def test_the_demo_says_where_no_folder_can_be_made(automations, monkeypatch):
    (automations.folder / "fil").write_bytes(b"mine")
    ended = automations("demo", "fil/under", *ON)
    assert ended.code == 2
    assert "fil/under" in ended.err

    def read_only(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(Refused) as refused:
        demo.main([str(automations.folder / "ny"), *ON], standalone_mode=False)
    assert refused.value.code == "errors_local.read_only_disk"


def test_a_file_where_the_backups_should_be_is_not_called_a_full_disk(automations):
    (automations.folder / "ny.xlsx.backups").write_bytes(b"mine")
    ended = automations("new", "ny.xlsx", *ON)
    assert ended.code == 2
    assert "ny.xlsx.backups" in ended.err
    assert "full" not in ended.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_an_answer_that_cannot_be_printed_ends_in_a_sentence(book, more):
    path = book()
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "automations", "plan", path, *ON, *more],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1
    assert "stdout" in ended.stderr


def test_explain_ends_as_a_workbook_that_cannot_be_read_does(automations, book):
    ended = automations("explain", "TAAAAAAAAAA", "borte.xlsx", *ON)
    assert ended.code == 3
    assert "borte.xlsx" in ended.err
    assert "TAAAAAAAAAA" not in ended.err
    ended = automations("explain", "TAAAAAAAAAA", "borte.xlsx", book(), *ON)
    assert ended.code == 3
    assert "TAAAAAAAAAA" in ended.err


def test_a_folder_is_named_as_it_was_typed(automations):
    ended = automations("plan", ".", *ON)
    assert ended.code == 3
    assert ended.out.strip() == "."


def test_a_name_that_is_not_there_lists_only_names_that_there_are(automations):
    ended = automations("plan", "finnesikke", *ON)
    assert ended.code == 2
    assert ": ." not in ended.err
    assert ".xlsx" in ended.err
    config = automations.folder / "oppsett.toml"
    config.write_text('[workbooks]\nfylket = "bok.xlsx"\n', "utf-8")
    assert "fylket" in automations("plan", "finnesikke", "--config", config, *ON).err
