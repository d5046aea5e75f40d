"""Offices that nobody has, or whose term has ended with nobody after: local, regional and national."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from automations.checks.local_parties.party_finding import day, reason_key
from automations.checks.registry import check, lines
from automations.model import Finding, Severity, Skipped, Subject, Table
from automations.people.local_parties import LocalParty, is_the_party, municipal_roles
from automations.people.local_parties import local_parties as parties_of
from automations.people.municipalities import Municipalities
from automations.people.names import folded
from automations.people.responsible import Responsible, missing_tabs, roles_in

NAME = "office_vacant"
_WHOM_TO_ASK = {"local": ("leader", "deputy", "secretary", "follow_up_by")}
_COUNTY = ("county_secretary",)
_URGENT = {"leader", "membership_officer"}


def not_judged(officers: Table, local_parties: Table | None = None) -> Iterator[Skipped]:
    """Say what cannot be seen: who has an office, or when the term ends."""
    lacking = [column for column in ("name", "elected_until") if not officers.has(column)]
    if lacking:
        reason = "stage" if len(lacking) == 1 else "no_column"
        yield Skipped(NAME, reason, {"kinds": ["officers"], "column_names": lacking})
    yield from missing_tabs(NAME, local_parties=local_parties)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of Tillitsverv: the body it belongs to, and the posts there that its office comes to."""

    i: int
    office: str
    name: str | None
    nameless: bool  # the tab keeps names, and none stands here
    until: date | None
    level: str
    number: str | None
    body: tuple[str, str, str]  # level, municipality, unit
    roles: tuple[str, ...]
    posts: tuple[str, ...]
    label: str
    party: LocalParty | None


@check(
    needs=("officers",),
    uses=("local_parties",),
    serves=lines(14, 16),
    words=reason_key,
    not_judged=not_judged,
)
def office_vacant(officers: Table, local_parties: Table | None, *, on: date) -> Iterator[Finding]:
    """An office without a name, or whose term ended before today and that nobody has after.

    Whoever is elected to the same office of the same unit comes after, and whom Kommunepartier names for
    it. Where Kommunepartier keeps a column for a role, a blank there is `local_party_role_vacant`'s to say.
    """
    rows = list(_rows(officers, local_parties))
    held = {
        (row.body, post)
        for row in rows
        if row.name and (row.until is None or row.until >= on)
        for post in (*row.posts, *row.roles)
    }
    vacant: dict[tuple[tuple[str, str, str], str], list[_Row]] = defaultdict(list)
    for row in rows:
        if _is_vacant(row, held, on):
            vacant[row.body, folded(row.office)].append(row)
    responsible = Responsible(local_parties, officers, on)
    for (body, office), those in vacant.items():
        nameless = [row for row in those if row.nameless]
        row = nameless[0] if nameless else max(those, key=lambda row: row.until or date.min)
        reason = "nobody" if nameless else "ended"
        column = "name" if nameless else "elected_until"
        if row.level == "local":
            turn = responsible.in_turn(row.number, _WHOM_TO_ASK["local"])
        else:
            turn = responsible.in_turn(None, _COUNTY)
        yield Finding(
            check=NAME,
            subject=Subject((":".join(("office", *body, office)),)),
            source=officers.source(row.i, column),
            severity=_severity(row, reason),
            facts={
                "municipality_number": row.number,
                "level": row.level,
                "role": row.roles[0] if row.roles else None,
                "reason": reason,
                "until": None if nameless else day(row.until),
            },
            column=column,
            also=tuple(officers.source(other.i) for other in nameless[1:]),
            private={"office": row.label},
            # Whose term has ended is not asked to fill their own place.
            suggested=tuple(name for name in turn if folded(name) != folded(row.name)),
        )


def _rows(officers: Table, local_parties: Table | None) -> Iterator[_Row]:
    places = Municipalities(local_parties) if local_parties is not None else None
    parties = {} if local_parties is None else {p.municipality.key: p for p in parties_of(local_parties)}
    columns = ("office", "name", "level", "municipality_number", "municipality", "unit", "elected_until")
    for i, (office, name, said, number, place, unit, until) in enumerate(officers.records(*columns)):
        if not office:
            continue
        level = said or "local"
        found = None
        if places is not None and level == "local":
            found = places.find(number, place) if number or place else places.only()
        own = level == "local" and is_the_party(unit)
        where = found.key if found else number or folded(place)
        roles = roles_in(office)
        yield _Row(
            i,
            office,
            name,
            not name and "name" in officers.letters[officers.tabs[i]],
            until,
            level,
            found.number if found else number,
            (level, where, "" if own else folded(unit)),
            roles,
            # There may be a political deputy and an organisational one: one does not stand for the other.
            (folded(office),) if not roles or roles == ("deputy",) else roles,
            _label(office, None if own else unit, place or (found.name if found else None)),
            parties.get(where) if municipal_roles(office, level, unit) == roles else None,
        )


def _is_vacant(row: _Row, held: set[tuple[tuple[str, str, str], str]], on: date) -> bool:
    ended = row.until is not None and row.until < on
    if row.nameless and not row.roles and not ended:
        return True  # of an office that many have (board members) each row is a place of its own
    return (row.nameless or ended) and not all(_filled(row, post, held) for post in row.posts)


def _filled(row: _Row, post: str, held: set[tuple[tuple[str, str, str], str]]) -> bool:
    """Tell whether somebody has the post, or whether Kommunepartier's column for it is what counts."""
    if (row.body, post) in held:
        return True
    role = post if post in row.roles else row.roles[0] if len(row.roles) == 1 else None
    if role is None or row.party is None or not row.party.keeps(role):
        return False
    # Nobody there is another check's to say; somebody else there came after.
    return {folded(name) for name in row.party.values(role)} != {folded(row.name)}


def _label(office: str, unit: str | None, place: str | None) -> str:
    where = ", ".join(dict.fromkeys(filter(None, (unit, place))))
    return f"{office} ({where})" if where else office


def _severity(row: _Row, reason: str) -> Severity:
    if _URGENT.isdisjoint(row.roles):
        return "medium" if row.roles else "low"
    return "high" if reason == "nobody" else "medium"
