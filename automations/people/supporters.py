"""What the rows of a sympathiser say together: consent or not, contacted or not, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from automations.model import Contact, Table
from automations.once import once
from automations.people.identity import people_of
from automations.people.membership import done, months_after
from automations.people.names import folded
from automations.people.opt_outs import Allowed, allowed

Consent: TypeAlias = Literal["valid", "missing", "withdrawn", "undated", "expired", "delete_after"]

_COLUMNS = (
    "municipality_number",
    "consent",
    "consent_on",
    "delete_after",
    "may_contact",
    "protected_address",
    "birth_year",
    "last_contacted",
    "interest",
    "consent_for",
)
(_NUMBER, _CONSENT, _ON, _UNTIL, _MAY, _PROTECTED, _YEAR, _CONTACTED, _INTEREST, _FOR) = range(10)


class Supporter(NamedTuple):
    """A person in the tabs of sympathisers: number in `People`, rows, and what they say.

    `consent` is how it stands that day; `since` is the day of a valid one. `ended` is the day from which
    a consent no longer holds, or on which the row was to be deleted.
    """

    person: int
    rows: tuple[int, ...]
    municipality_number: str | None
    consent: Consent
    since: date | None
    ended: date | None
    contacted: bool
    attempts: int
    interest: str | None
    consent_for: str | None
    allowed: Allowed


@once
def supporters(table: Table, *, on: date, consent_months: int) -> Iterator[Supporter]:
    """Give the persons of a tab of sympathisers. A consent holds for so many months from its day."""
    records = list(table.records(*_COLUMNS))
    for person, rows in enumerate(people_of(table).rows):
        record = _merged([records[i] for i in rows])
        consent, ended = _consent(record, on, consent_months)
        contacts = [records[i][_CONTACTED] for i in rows if records[i][_CONTACTED] is not None]
        yield Supporter(
            person,
            rows,
            record[_NUMBER],
            consent,
            record[_ON] if consent == "valid" else None,
            ended,
            any(done(contact, on) for contact in contacts),
            _attempts(contacts),
            record[_INTEREST],
            record[_FOR],
            allowed(
                on=on,
                kind="supporters",
                may_contact=record[_MAY],
                protected_address=record[_PROTECTED],
                consent=consent == "valid" or (None if record[_CONSENT] else record[_CONSENT]),
                birth_year=record[_YEAR],
            ),
        )


@once
def who_are_members(table: Table, register: Table | None) -> Iterator[int]:
    """Give the sympathisers, by their number in `People`, who stand in a member table as well.

    It is the same name, where no year of birth or municipality says otherwise, or the same phone or
    e-mail and first name.
    """
    if register is None:
        return
    columns = ("name", "birth_year", "municipality_number")
    named: dict[str, list[tuple[Any, ...]]] = {}
    reached: set[tuple[str, Any]] = set()
    for phone, email, name, *rest in register.records("phone", "email", *columns):
        named.setdefault(folded(name), []).append(tuple(rest))
        reached |= {(_first(name), phone), (_first(name), email)}
    rows = list(table.records("phone", "email", *columns))
    for person, own in enumerate(people_of(table).rows):
        for phone, email, name, *rest in (rows[i] for i in own):
            namesakes = named.get(folded(name), ()) if name else ()
            contacts = {(_first(name), contact) for contact in (phone, email) if contact}
            if contacts & reached or any(_agree(rest, other) for other in namesakes):
                yield person
                break


def _first(name: str | None) -> str:
    return folded(name).partition(" ")[0]


def _agree(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(None in pair or pair[0] == pair[1] for pair in zip(one, other, strict=True))


def _merged(records: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Let the rows of one person speak as one: what is known, and of two wishes the stricter."""
    if len(records) == 1:
        return list(records[0])
    columns = [[value for value in column if value is not None] for column in zip(*records, strict=True)]
    values: list[Any] = [column[0] if column else None for column in columns]
    values[_CONSENT] = min(columns[_CONSENT], default=None)
    values[_ON] = max(columns[_ON], default=None)
    values[_UNTIL] = min(columns[_UNTIL], default=None)
    values[_MAY] = next((wish for wish in ("no", "no_call", "yes") if wish in columns[_MAY]), None)
    values[_PROTECTED] = max(columns[_PROTECTED], default=None)
    values[_YEAR] = max(columns[_YEAR], default=None)
    return values


def _consent(record: Sequence[Any], on: date, months: int) -> tuple[Consent, date | None]:
    if record[_CONSENT] is False:
        return "withdrawn", None
    if record[_UNTIL] is not None and record[_UNTIL] < on:
        return "delete_after", record[_UNTIL]
    if not record[_CONSENT]:
        return "missing", None
    if record[_ON] is None:
        return "undated", None
    ended = months_after(record[_ON], months)
    return ("expired", ended) if on >= ended else ("valid", None)


def _attempts(contacts: Sequence[Contact]) -> int:
    return max((contact.attempts for contact in contacts), default=0)
