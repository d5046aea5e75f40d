"""Rows that are likely one person's: in one tab, or in two that should not hold the same person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import product
from operator import add
from typing import Literal

from automations.balance.lists import CandidateList, Organisation, lists_of
from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.model import Fact, Finding, Severity, Subject, Table
from automations.people.doubles import Entries, Reason, doubles
from automations.people.identity import People, people_of
from automations.people.membership import members as persons_of
from automations.people.names import folded
from automations.people.opt_outs import JOINS_ALONE, youngest_age
from automations.people.responsible import Responsible
from automations.people.supporters import supporters as supporters_of

NAME = "same_person_twice"
_MEMBERSHIP = ("membership_officer", "leader", "deputy")
_NOMINATION = ("nomination_leader", "leader", "deputy")
_COLUMNS: Mapping[Reason, str] = {"number": "member_number"}  # the others are columns of their own name
_KEYS = 4  # identities of each of two rows by which a task is found again


def reason_key(finding: Finding) -> str:
    """Name the words: what the rows have in common, or what kind of double it is; nobody who is hidden."""
    return finding.private.get("words", "unnamed")


@check(
    any_of=("members", "supporters", "volunteers", "youth_transition", "candidates"),
    uses=("local_parties", "officers"),
    serves=lines(15, 16),
    words=reason_key,
)
def same_person_twice(  # noqa: PLR0917 - the tabs that it takes
    members: Table | None,
    supporters: Table | None,
    volunteers: Table | None,
    youth_transition: Table | None,
    candidates: Table | None,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    organisation: Organisation,
    calendar: ElectionCalendar,
    consent_months: int = 24,
) -> Iterator[Finding]:
    """Two rows or more that are likely the same person: one finding, all rows shown, nothing merged.

    Rows with one member number; with like names and one e-mail, phone, birth year (in one municipality) or
    day of joining. Members, supporters, volunteers and those from the youth league are each compared among
    themselves, supporters with members too, and candidates of one election's lists. An office beside a
    membership is no double, nor is a namesake of another birth year, nor who shares a household's phone.
    """
    responsible = Responsible(local_parties, officers, on)
    rolls = [_Roll(table, on, consent_months) for table in (members, supporters) if table is not None]
    others = [
        [_Roll(table, on, consent_months)] for table in (volunteers, youth_transition) if table is not None
    ]
    for group in filter(None, (rolls, *others)):
        yield from _on_rolls(group, responsible)
    if candidates is not None:
        yield from _on_lists(candidates, organisation, calendar, responsible, on)


class _Roll:
    """A tab of people: its rows, who they are, and which of them are looked at."""

    def __init__(self, table: Table, on: date, consent_months: int) -> None:
        self.table = table
        self.people: People = people_of(table)
        self.person_of = {i: person for person, rows in enumerate(self.people.rows) for i in rows}
        left_out = frozenset(_left_to_other_checks(table, on, consent_months))
        self.looked_at = [i for i in range(len(table)) if i not in left_out]
        self.names = table.column("name")
        self.places = table.column("municipality_number")
        self._wishes = [table.column(name) for name in ("protected_address", "birth_year", "birth_date")]
        self._on = on

    def hidden(self, i: int) -> bool:
        """Tell whether nobody may be named: a secret address, or somebody who may be under 15."""
        protected, year, born = (column[i] for column in self._wishes)
        age = youngest_age(self._on, year, born)
        return bool(protected) or (age is not None and age < JOINS_ALONE)


def _left_to_other_checks(table: Table, on: date, consent_months: int) -> Iterator[int]:
    """Rows of which only one thing may be asked, which another check does: to delete, or to renew consent."""
    if table.kind == "members":
        for member in persons_of(table, on=on):
            yield from member.rows if member.allowed.only == "delete" else member.to_delete
    elif table.kind == "supporters":
        for supporter in supporters_of(table, on=on, consent_months=consent_months):
            if supporter.allowed.only in ("delete", "renew_consent"):
                yield from supporter.rows
    elif table.kind == "youth_transition":
        consent = table.column("transfer_consent")
        for rows in people_of(table).rows:
            answers = {consent[i] for i in rows}
            if True not in answers or False in answers:
                yield from rows


def _on_rolls(rolls: Sequence[_Roll], responsible: Responsible) -> Iterator[Finding]:
    places = [(roll, i) for roll in rolls for i in roll.looked_at]
    rows = reduce(add, (Entries.of(roll.table, roll.looked_at, roll.people.numbers) for roll in rolls))

    def counts(i: int, j: int) -> bool:
        """Leave out one person on two tabs of a kind, who often stands on both on purpose (new members)."""
        (mine, a), (theirs, b) = places[i], places[j]
        if mine is not theirs or mine.person_of[a] != theirs.person_of[b]:
            return True
        tabs, at = mine.table.tabs, (rows.place[i], rows.place[j])
        return tabs[a] == tabs[b] or (None not in at and at[0] != at[1])

    for group, reason in doubles(rows, counts=counts):
        subject = _together([rows.identities(i) for i in group])
        yield _double([places[i] for i in group], reason, subject, responsible)


def _double(
    places: Sequence[tuple[_Roll, int]], reason: Reason, subject: Subject, responsible: Responsible
) -> Finding:
    # Who is a member already stands among the supporters by mistake: that row comes first.
    ordered = sorted(places, key=lambda place: place[0].table.kind == "members")
    (roll, i), rest = ordered[0], ordered[1:]
    kinds = sorted({roll.table.kind for roll, _ in places})
    names = [roll.names[i] for roll, i in ordered]
    private: dict[str, str] = {}
    if not any(roll.hidden(i) for roll, i in places):
        private = {"names": _joined(names), "words": "supporter" if len(kinds) > 1 else reason}
    number = roll.places[i]
    column = _COLUMNS.get(reason, reason)
    return Finding(
        check=NAME,
        subject=Subject(tuple(f"{'+'.join(kinds)}:{key}" for key in subject.identities)),
        source=roll.table.source(i, column),
        severity="low",
        facts={"kinds": kinds, "reason": reason, "rows": len(places), "municipality_number": number},
        column=column,
        also=tuple(roll.table.source(i) for roll, i in rest),
        private=private,
        suggested=_asked(responsible, number, _MEMBERSHIP, names),
    )


def _together(each: Sequence[Sequence[str]]) -> Subject:
    """Name several rows as one subject, whatever their order: by what each is known by best, first."""
    some = [keys[: _KEYS if len(each) <= 2 else 1] for keys in each]  # noqa: PLR2004 - of more, too many
    ranked = sorted(
        (sum(rank for rank, _ in keys), "+".join(sorted({key for _, key in keys})))
        for keys in product(*map(enumerate, some))
    )
    return Subject(tuple(dict.fromkeys(name for _, name in ranked)))


def _joined(names: Sequence[str | None]) -> str:
    return " / ".join(dict.fromkeys(name or "–" for name in names))


def _asked(
    responsible: Responsible, number: str | None, roles: Sequence[str], names: Sequence[str | None]
) -> tuple[str, ...]:
    """Name whom to ask; nobody is asked whether they are two."""
    own = {folded(name) for name in names}
    return tuple(name for name in responsible.in_turn(number, roles) if folded(name) not in own)


@dataclass(frozen=True, slots=True)
class _Everybody:
    """Every list is one's own: so that the lists of others are told apart too."""

    party_names: Sequence[str]
    party_codes: Sequence[str] = ()


def _on_lists(
    candidates: Table,
    organisation: Organisation,
    calendar: ElectionCalendar,
    responsible: Responsible,
    on: date,
) -> Iterator[Finding]:
    """One person twice on a list, or on two lists of one election: on one of them at least ours."""
    own = lists_of(candidates, organisation)
    every = own
    if organisation.party_codes:
        every = lists_of(candidates, _Everybody(tuple(organisation.party_names)))
    ours = frozenset(i for each in own for i in each.rows)
    places = [(each, i) for each in every for i in each.rows]

    def counts(i: int, j: int) -> bool:
        (mine, a), (theirs, b) = places[i], places[j]
        return mine.election == theirs.election and (a in ours or b in ours)

    for group, _ in doubles(Entries.of(candidates, [i for _, i in places]), anywhere=True, counts=counts):
        yield _candidacies(candidates, [places[i] for i in group], calendar, responsible, on)


def _candidacies(
    table: Table,
    places: Sequence[tuple[CandidateList, int]],
    calendar: ElectionCalendar,
    responsible: Responsible,
    on: date,
) -> Finding:
    ordered = sorted(places, key=lambda place: place[1])
    labels = {each.name: each.label for each, _ in ordered}
    words: Literal["lists", "one_list"] = "lists" if len(labels) > 1 else "one_list"
    severity: Severity = "low" if words == "lists" else "medium"
    (first, i), rest = ordered[0], ordered[1:]
    names = [table.column("name")[i] for _, i in ordered]
    year = table.column("birth_year")[i]
    facts: dict[str, Fact] = {
        "kinds": ["candidates"],
        "reason": words,
        "rows": len(places),
        "municipality_number": first.municipality_number,
        "lists": sorted(labels),
        "election": first.election,
    }
    return Finding(
        check=NAME,
        subject=Subject((f"candidates:{first.election}:{min(map(folded, names))}|{year}",)),
        source=table.source(i, "name"),
        severity=pressing(severity, on=on, due=calendar.lists_due),
        facts=facts,
        column="name",
        due=calendar.lists_due,
        also=tuple(table.source(j) for _, j in rest),
        private={"names": _joined(names), "words": words, "lists": ", ".join(dict.fromkeys(labels.values()))},
        suggested=_asked(responsible, first.municipality_number, _NOMINATION, names),
    )
