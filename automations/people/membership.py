"""What the rows of a member say together: joined when, contacted or not, and what may be done."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from automations.model import Contact, Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.opt_outs import Allowed, allowed

CONTACT_COLUMNS = ("contacted", "contacted_by", "result")  # where a contact is written, the plainest first

_COLUMNS = (
    "municipality_number",
    "joined",
    "contacted",
    "contacted_by",
    "result",
    "attempts",
    "status",
    "resigned_on",
    "activity_level",
    "may_contact",
    "protected_address",
    "consent",
    "guardian_consent",
    "birth_year",
    "birth_date",
)
(_NUMBER, _JOINED, _CONTACTED, _BY, _RESULT, _ATTEMPTS, _STATUS, _RESIGNED, _LEVEL) = range(9)
(_MAY, _PROTECTED, _CONSENT, _GUARDIAN, _YEAR, _BIRTH) = range(9, 15)


class Member(NamedTuple):
    """A person in the member tabs: number in `People`, the rows that count, and the rows to delete.

    `joined` is the latest day of joining that is not ahead. `contacted_on`, the first day of a contact,
    and `last_contact` may be unknown although somebody was in contact. `attempts` are those without an
    answer. `activity_level` is the one wished.
    """

    person: int
    rows: tuple[int, ...]
    to_delete: tuple[int, ...]
    municipality_number: str | None
    joined: date | None
    contacted: bool
    contacted_on: date | None
    attempts: int
    last_contact: date | None
    allowed: Allowed
    activity_level: str | None

    def is_new(self, since: date) -> bool:
        """Joined on that day or later."""
        return self.joined is not None and self.joined >= since


@once
def members(table: Table, *, on: date) -> Iterator[Member]:
    """Give the persons of a member table, in the order of their first rows."""
    people = people_of(table)
    records = list(table.records(*_COLUMNS))
    answers: dict[tuple[Any, ...], Allowed] = {}  # most members have said the same: nothing
    for person, rows in enumerate(people.rows):
        to_delete = tuple(i for i in rows if _gone(records[i], on))
        staying = _staying(rows, to_delete, records) if to_delete else rows
        counting = staying or to_delete
        speaking = [records[i] for i in counting]
        if staying and to_delete:  # a double to be deleted may hold the contact, or a wish
            speaking += [_living(records[i]) for i in to_delete if _is_double(records[i])]
        first = speaking[0] if len(speaking) == 1 else _merged(speaking)
        wishes = first[_STATUS:]
        if wishes not in answers:
            answers[wishes] = allowed(on=on, **dict(zip(_COLUMNS[_STATUS:], wishes, strict=True)))
        yield Member(
            person,
            counting,
            to_delete,
            first[_NUMBER],
            _joined(speaking, on),
            *_outcomes(speaking, on),
            answers[wishes],
            first[_LEVEL],
        )


def done(contact: Contact | None, on: date) -> bool:
    """Tell whether something is done by that day: a day ahead is a plan."""
    return contact is not None and contact.done and (contact.on is None or contact.on <= on)


def months_before(on: date, months: int) -> date:
    """Go back whole months; the last day of a shorter month stands for a day it lacks."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def months_after(on: date, months: int) -> date:
    """Go ahead whole months, in the same way."""
    return months_before(on, -months)


def _gone(record: tuple[Any, ...], on: date) -> bool:
    return record[_STATUS] in ("resigned", "delete") or bool(record[_RESIGNED] and record[_RESIGNED] <= on)


def _is_double(record: tuple[Any, ...]) -> bool:
    return record[_STATUS] == "delete" and not record[_RESIGNED]


def _living(record: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*record[:_STATUS], None, *record[_STATUS + 1 :])


def _staying(rows: tuple[int, ...], gone: tuple[int, ...], records: list[tuple[Any, ...]]) -> tuple[int, ...]:
    """Find the rows of a membership that goes on although another row of the person has ended.

    A row marked for deletion speaks for itself alone: it may be the double of another. Who has resigned
    is gone from every row, except from one with a later day of joining: they have come back.
    """
    ended = [
        records[i][_RESIGNED] or records[i][_JOINED] or date.max for i in gone if not _is_double(records[i])
    ]
    rest = (i for i in rows if i not in gone)
    if not ended:
        return tuple(rest)
    return tuple(i for i in rest if records[i][_JOINED] and records[i][_JOINED] > max(ended))


def _joined(records: list[tuple[Any, ...]], on: date) -> date | None:
    latest = None
    for record in records:
        joined = record[_JOINED]
        if joined is not None and joined <= on and (latest is None or joined > latest):
            latest = joined
    return latest


def _outcomes(records: list[tuple[Any, ...]], on: date) -> tuple[bool, date | None, int, date | None]:
    """Read the contact of all rows: contacted on one is contacted, on the first and last days known."""
    if len(records) == 1:
        reached, day, attempts = _outcome(records[0], on)
        return reached, day, attempts, day
    outcomes = [_outcome(record, on) for record in records]
    days = [day for _, day, _ in outcomes if day]
    return (
        any(reached for reached, _, _ in outcomes),
        min(days, default=None),
        max(attempts for _, _, attempts in outcomes),
        max(days, default=None),
    )


def _merged(records: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Let the rows of one person speak as one: what is known, and of two wishes the stricter."""
    values: list[Any] = [
        next((v for v in column if v is not None), None) for column in zip(*records, strict=True)
    ]
    wishes = {record[_MAY] for record in records}
    values[_MAY] = next((wish for wish in ("no", "no_call", "yes") if wish in wishes), None)
    for column, strict in ((_PROTECTED, True), (_CONSENT, False), (_GUARDIAN, True)):
        if any(record[column] is strict for record in records):
            values[column] = strict
    for column in (_STATUS, _LEVEL):
        if any(record[column] == "supporting" for record in records):
            values[column] = "supporting"
    values[_YEAR] = max((r[_YEAR] for r in records if r[_YEAR] is not None), default=None)
    if any(record[_STATUS] in ("resigned", "delete") for record in records):
        values[_STATUS] = "resigned"
    return tuple(values)


def _outcome(record: tuple[Any, ...], on: date) -> tuple[bool, date | None, int]:
    """Read a row's contact: reached, the day if known, and attempts without an answer.

    What was said of the result goes before the day somebody tried; a name in "contacted by" is a
    contact where nothing else tells that there was none.
    """
    contacted, result = record[_CONTACTED], record[_RESULT]
    attempts = record[_ATTEMPTS] or 0
    tried = [cell for cell in (contacted, result) if cell is not None and not cell.done and cell.attempts]
    unanswered = bool(tried)
    if len({cell.on for cell in tried} - {None}) > 1:  # on different days: not one attempt told twice
        attempts = max(attempts, sum(cell.attempts for cell in tried))
    attempts = max([attempts, *(cell.attempts for cell in tried)])
    if done(result, on) or (done(contacted, on) and not unanswered):
        day = (contacted.on if contacted is not None and contacted.done else None) or (
            result.on if result is not None else None
        )
        return True, day, attempts
    by = record[_BY] is not None and contacted is None and not unanswered
    return by, None, attempts
