"""Mail about the tasks of a spreadsheet of Google's: the link leads to the cell, and says nothing else."""

import email
import json
import os
import re
from datetime import UTC, datetime, timedelta
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from mail_server import Inbox, mail_server
from sheets_on_loopback import people

from automations.model import Source

ID = "b" * 30
JOINED = datetime.now(UTC).date() - timedelta(days=40)
TABS = {
    "Medlemmer": [
        ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet", "Kommunenr"],
        ["1001", "Kari Moen", JOINED, JOINED, None, "3101"],
    ],
    "Tillitsverv": [
        ["Verv", "Navn", "Kommunenr", "E-post"],
        ["Medlemsansvarlig", "Ola Berg", "3101", "ola@example.org"],
    ],
}


def led_to(link, book):
    """Follow a link as a browser does: the tab's title and the cell."""
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == (
        "https",
        "docs.google.com",
        f"/spreadsheets/d/{book.id}/edit",
    )
    where = {name: value for name, (value,) in parse_qs(parts.fragment).items()}
    (title,) = [sheet.title for sheet in book.sheets if str(sheet.id) == where["gid"]]
    return title, where["range"]


@pytest.mark.parametrize(
    ("source", "cell"), [(Source("Medlemmer", 4, 3), "D4"), (Source("Medlemmer", 4), "A4")]
)
def test_a_link_leads_to_the_cell_by_the_tabs_number(on_google, source, cell):
    people.insert_row(on_google.book, on_google.book.owner, on_google.book.sheet("Medlemmer"), 9)
    workbook = on_google.workbook()
    workbook.read()
    assert led_to(workbook.link(source), on_google.book) == ("Medlemmer", cell)


def test_a_tab_that_is_not_known_leads_to_the_spreadsheet(on_google):
    workbook = on_google.workbook()
    whole = "https://docs.google.com/spreadsheets/d/bok/edit"
    assert workbook.link(Source("Medlemmer", 4)) == whole  # it has not been read
    workbook.read()
    assert {workbook.link(None), workbook.link(Source("Borte", 4))} == {whole}


def test_a_message_links_to_the_members_cell_and_names_nobody(service, tmp_path, process):
    book = service.add(ID, "Fylket")
    for title, rows in TABS.items():
        book.add_sheet(title, rows)
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        file = tmp_path / "oppsett.toml"
        file.write_text(
            f'[workbooks.fylket]\nurl = "https://docs.google.com/spreadsheets/d/{ID}/edit"\n[mail]\n'
            f'enabled = true\nhost = "localhost"\nport = {port}\ncertificates = "{known}"\n'
            'sender = "jobb@example.org"\nunsubscribe = "mailto:stopp@example.org"\n'
        )
        surroundings = {
            "SHEETS_EMULATOR_HOST": service.host,
            "AUTOMATIONS_CONFIG": str(file),
            "AUTOMATIONS_STATE_DIR": str(tmp_path / "state"),
        }
        ran = process("run", "--json", cwd=tmp_path, env={**os.environ, **surroundings})
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["mail"]["sent"] == 1
    message = email.message_from_bytes(inbox.messages[0][1], policy=default)
    plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    link = re.search(r"https://docs\S+", plain)[0]
    assert link.replace("&", "&amp;") in html
    tab, cell = led_to(link, book)
    assert (tab, re.fullmatch(r"[A-Z]+2", cell) is not None) == ("Medlemmer", True)
    assert not any(name in text for text in (plain, html) for name in ("Kari", "Moen"))
