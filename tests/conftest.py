"""Drawing tables: `table("members", picture)` makes a typed Table without the recognise stage.

The first line names the columns as the checks do, the others are rows; `|` stands between cells and a
line that starts with `#` names the tab of the rows below it (with a header of its own).
"""

from __future__ import annotations

import re
from datetime import date
from textwrap import dedent

import pytest

from automations.model import Contact, Table

CONTACTS = frozenset(
    {
        "contacted",
        "welcome_sent",
        "offer_given",
        "intro_course_offered",
        "result",
        "contacted_by_party",
        "last_contacted",
    }
)
NUMBERS = frozenset({"birth_year", "attempts", "place", "council_seats", "safe_places", "participants"})
DATES = frozenset(
    {
        "joined",
        "birth_date",
        "resigned_on",
        "elected_from",
        "elected_until",
        "agreement_on",
        "agreement_until",
        "last_contact",
        "next_contact",
        "contact_until",
        "follow_up_on",
        "annual_meeting_on",
        "last_followed_up",
        "next_follow_up",
        "consent_on",
        "delete_after",
        "last_invited",
    }
)
YES_NO = frozenset(
    {
        "protected_address",
        "consent",
        "guardian_consent",
        "storage_consent",
        "transfer_consent",
        "new_member_routine",
        "extra_vote",
        "safe_place",
    }
)


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


def _value(column, text):
    if not text:
        return None
    if column in CONTACTS:
        return _contact(text)
    if column in NUMBERS:
        return int(text)
    if column in DATES:
        return _date(text)
    if column in YES_NO:
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
            records.append({c: _value(c, text) for c, text in zip(header, cells, strict=True)})
    names = dict.fromkeys(column for header in letters.values() for column in header)
    columns = {column: [record.get(column) for record in records] for column in names}
    return Table(kind, tabs, rows, columns, letters)


@pytest.fixture(scope="session")
def table():
    """`table(kind, picture)` → the Table that the picture draws."""
    return draw
