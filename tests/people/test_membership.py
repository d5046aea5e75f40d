"""What the cells of one member say together about the contact with them."""

from datetime import date

import pytest

from automations.model import Contact, Table
from automations.people.membership import members

ON = date(2026, 11, 23)


def member(**cells):
    cells = {"name": "Kari Hansen", "joined": date(2026, 10, 3)} | cells
    columns = {name: [value] for name, value in cells.items()}
    letters = {"Medlemmer": {name: place for place, name in enumerate(columns)}}
    (found,) = members(Table("members", ["Medlemmer"], [2], columns, letters), on=ON)
    return found


def tried(day=None, attempts=1):
    return Contact(done=False, on=day and date(2026, 11, day), attempts=attempts)


@pytest.mark.parametrize(
    ("contacted", "result", "typed", "attempts"),
    [
        (tried(3), tried(10), None, 2),
        (tried(3), tried(3), None, 1),
        (tried(3), tried(), None, 1),
        (tried(3, 2), tried(10), None, 3),
        (tried(3), tried(10), 4, 4),
        (tried(), None, None, 1),
        (None, None, 2, 2),
    ],
)
def test_attempts_on_different_days_add_up(contacted, result, typed, attempts):
    found = member(contacted=contacted, result=result, attempts=typed)
    assert (found.contacted, found.attempts) == (False, attempts)
