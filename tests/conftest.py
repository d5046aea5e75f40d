"""Drawing tables: `table("members", picture)` makes a typed Table without the recognise stage.

The first line names the columns as the checks do, the others are rows; `|` stands between cells and a
line that starts with `#` names the tab of the rows below it (with a header of its own).
"""

from __future__ import annotations

import os
import re
from datetime import date
from textwrap import dedent

import pytest
from preloaded import Preloaded

from automations.model import Contact, Table
from automations.tabs import TABS


@pytest.fixture(autouse=True, scope="session")
def surroundings_of_its_own(tmp_path_factory):
    """Give the processes that tests start a state folder of their own, and bytecode as where installed.

    Other tests run beside these, and hold the lease of their own state.
    """
    os.environ["AUTOMATIONS_STATE_DIR"] = str(tmp_path_factory.mktemp("state"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.getbasetemp().parent / "bytecode")


@pytest.fixture(scope="session")
def process(surroundings_of_its_own):
    """`process("plan", "bok.xlsx", cwd=…, env=…)` → how that command ended, as a process of its own."""
    preloaded = Preloaded()
    yield preloaded.run
    preloaded.close()


CONTACT_KINDS = frozenset({"contact", "done_on", "result"})
NUMBER_KINDS = frozenset({"number", "year", "place"})
DATE_KINDS = frozenset({"date", "past_date", "coming_date", "birth_date"})


def _kind(table, column):
    return TABS[table].by_name[column].kind if table in TABS and column in TABS[table].by_name else "text"


def _date(text):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


def _contact(text):
    if text == "nei":
        return Contact(done=False)
    if text.startswith("ikke svar"):
        return Contact(done=False, attempts=int(text.partition(" x")[2] or 1))
    if re.fullmatch(r"[\d.-]+", text):
        return Contact(done=True, on=_date(text))
    return Contact(done=True)


def _value(kind, text):
    if not text:
        return None
    if kind in CONTACT_KINDS:
        return _contact(text)
    if kind in NUMBER_KINDS:
        return int(text)
    if kind in DATE_KINDS:
        return _date(text)
    if kind == "yes_no":
        return {"ja": True, "nei": False}.get(text)
    return text


def _cells(line):
    return [cell.strip() for cell in line.split("|")]


def draw(kind, picture, tab=None):
    """Draw a Table: the header stands in row 1 of its tab, the rows below it."""
    blocks = [(tab or kind, [])]
    for line in dedent(picture).strip().splitlines():
        if line.startswith("#"):
            blocks.append((line.lstrip("# "), []))
        elif line.strip():
            blocks[-1][1].append(line)
    tabs, rows, letters, records = [], [], {}, []
    for name, lines in blocks:
        if not lines:
            continue
        header = _cells(lines[0])
        letters[name] = {column: i for i, column in enumerate(header)}
        for number, line in enumerate(lines[1:], start=2):
            cells = _cells(line)
            assert len(cells) == len(header), f"not as many cells as columns: {line}"
            tabs.append(name)
            rows.append(number)
            records.append({c: _value(_kind(kind, c), text) for c, text in zip(header, cells, strict=True)})
    names = dict.fromkeys(column for header in letters.values() for column in header)
    columns = {column: [record.get(column) for record in records] for column in names}
    return Table(kind, tabs, rows, columns, letters)


@pytest.fixture(scope="session")
def table():
    """`table(kind, picture)` → the Table that the picture draws."""
    return draw
