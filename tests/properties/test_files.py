"""Twice is once, over real files: the second run leaves every byte, and no run writes in people's sheets."""

import itertools
import os
import re
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from automations.fleet import Programme, work_on
from automations.settings import load
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create

# The same examples every time where changes are judged; new ones elsewhere.
CALM = {
    "deadline": None,
    "derandomize": bool(os.environ.get("CI")),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),  # to shrink takes minutes: do it by hand
}
START = date(2026, 5, 20)
NAMES = ("Kari Moen", "Ola Berg", "Liv Lie", "=1+1", "Nils & Ny <3", None)
MESS = (None, "x", "ikke svar", "3. mai", "i går", "5.5.26", date(2026, 5, 6), 46145, 3.5, True, "Å\nB", "🙂")
MEMBERS = st.lists(
    st.tuples(
        st.sampled_from((1001, "0002", 1003, 1004, 1005, None)),
        st.sampled_from(NAMES),
        st.sampled_from(("03.05.2026", "1.4.2026", date(2026, 4, 20), "3.13.26")),
        st.sampled_from(MESS),
        st.sampled_from(MESS),
    ),
    min_size=1,
    max_size=8,
)
PARTNERS = st.lists(
    st.tuples(
        st.sampled_from(("Fagforbundet", "AUF i Moss", "Laget", None)),
        st.sampled_from(("LO", "AUF", "?", None)),
        st.sampled_from(("Halden", "Moss", "Bø", None)),
        st.sampled_from(NAMES),
    ),
    max_size=4,
)
ACT = st.tuples(
    st.sampled_from(("Medlemmer", "Samarbeidspartnere", "Oppgaver")),
    st.integers(2, 8),
    st.integers(0, 4),
    st.sampled_from(MESS),
)


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """A path for a new file in a folder of its own, as often as it is asked for."""
    folder = tmp_path_factory.mktemp("files")
    return (folder / f"{number}" / "bok.xlsx" for number in itertools.count())


def sheets_of_people(path):
    """The parts of people's sheets by title, byte for byte."""
    with zipfile.ZipFile(path) as package:
        book = package.read("xl/workbook.xml").decode()
        relations = package.read("xl/_rels/workbook.xml.rels").decode()
        targets = {
            re.search(r'Id="([^"]+)"', one)[1]: re.search(r'Target="([^"]+)"', one)[1]
            for one in re.findall(r"<Relationship [^>]*>", relations)
        }
        titles = {
            re.search(r'name="([^"]+)"', one)[1]: re.search(r':id="([^"]+)"', one)[1]
            for one in re.findall(r"<sheet [^>]*>", book)
        }
        return {
            title: package.read(f"xl/{targets[titles[title]]}".replace("xl//xl/", "xl/"))
            for title in ("Medlemmer", "Samarbeidspartnere")
        }


def run(path, on, salts=itertools.count()):  # noqa: B008 - a new secret for every run
    return work_on(
        open_workbook(path),
        Programme(
            load(None),
            on,
            lambda *_: f"salt{next(salts)}",
            write=True,
            accepted=("large-change", "lost-rows"),
        ),
    )


def people_type(path, acts):
    """What a spreadsheet program does: the file is opened, typed in, and saved whole."""
    book = openpyxl.load_workbook(path)
    for tab, row, column, value in acts:
        sheet = book[tab]
        if tab == "Oppgaver":
            # Only people's columns: Ansvarlig, Status, Utsatt til, Kommentar, Oppgave (egen).
            headers = [cell.value for cell in sheet[1]]
            place = headers.index("Ansvarlig") + column
        else:
            place = column
        cell = sheet.cell(row, place + 1)
        cell.value = value
        if cell.data_type == "f":
            cell.data_type = "s"
    book.save(path)


@settings(max_examples=12, **CALM)
@given(members=MEMBERS, partners=PARTNERS, days=st.lists(st.lists(ACT, max_size=4), min_size=1, max_size=2))
def test_a_second_run_leaves_every_byte_and_people_s_sheets_are_never_written(paths, members, partners, days):
    path = next(paths)
    path.parent.mkdir()
    header = ("Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet")
    create(
        path,
        [
            NewTab("Medlemmer", rows=[header, *members]),
            NewTab(
                "Samarbeidspartnere", rows=[("Organisasjon", "Type", "Kommune", "Kontaktperson"), *partners]
            ),
        ],
    )
    for number, acts in enumerate(([], *days)):
        if number:
            people_type(path, acts)
        theirs, on = sheets_of_people(path), START + timedelta(days=number)
        first = run(path, on)
        assert first.refused is None or first.refused.status in {"refused", "skipped"}
        assert sheets_of_people(path) == theirs
        after = path.read_bytes()
        assert run(path, on).receipt is None
        assert path.read_bytes() == after
