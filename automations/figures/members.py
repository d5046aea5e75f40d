"""How well new members are followed up, by municipality: counts of persons, never of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from automations.figures.section import Asked, Section, Value, by_place
from automations.figures.section import FigureKey as Key
from automations.model import Finding, Table
from automations.people.membership import CONTACT_COLUMNS, Member, members, months_before

FigureKey = tuple[str, str | None]

CHECK = "new_member_not_followed_up"
BY_PLACE = ("members", "new_members")  # breakdowns of people by place: small groups are hidden
COUNTED = ("waiting",)  # open work by place: never hidden inside the workbook


def section(asked: Asked) -> Section | None:
    """Say how many members there are, how many are new, and how well the new are followed up."""
    if "members" not in asked.tables:
        return None
    settings = asked.checks[CHECK]
    window = {name: settings[name] for name in ("new_for_months", "call_after_days")}
    counted = figures(asked.tables["members"], on=asked.on, **window)
    totals = {name: n for (name, number), n in counted.items() if number is None}
    order = [name for name in BY_PLACE if name in totals]
    values: dict[Key, Value] = {(name, ""): totals[name] for name in order}
    goals: dict[Key, float] = {}
    if "due_for_contact" in totals:
        judged = totals["due_for_contact"]
        share = round(100 * totals["contacted_in_time"] / judged) if judged else None
        values["contacted_in_time", ""] = share
        values["waiting", ""] = totals["waiting"]
        values["older_uncontacted", ""] = totals["older_uncontacted"]
        goals |= {("contacted_in_time", ""): 100, ("waiting", ""): 0}
        order += ["contacted_in_time", "waiting"]
        if CHECK in asked.made:
            values["waiting_since", ""] = _waiting_since(asked.findings)
            order.append("waiting_since")
        order.append("older_uncontacted")
    places = sorted({number for _, number in counted if number is not None})
    broken_down: dict[Key, int | None] = {}
    if len(places) > 1:
        for name in BY_PLACE:
            if name in totals:
                counts = {number: counted.get((name, number), 0) for number in places}
                broken_down |= by_place(name, counts, totals[name])
        for name in COUNTED:
            if name in totals:
                values |= {(name, number): counted.get((name, number), 0) for number in places if number}
    hidden = frozenset(key for key, count in broken_down.items() if count is None)
    return Section("members", order, values | broken_down, goals, hidden)


def _waiting_since(findings: Sequence[Finding]) -> date | None:
    """The day on which the one who has waited longest for a contact joined."""
    joined = [str(f.facts["joined"]) for f in findings if f.check == CHECK and f.stage in {"call", "letter"}]
    return date.fromisoformat(min(joined)) if joined else None


def figures(table: Table, *, on: date, new_for_months: int, call_after_days: int) -> dict[FigureKey, int]:
    """Count persons by figure and municipality number; None as number is the whole workbook.

    - members: on the rolls, neither resigned nor to be deleted (gross of those whose place is unknown)
    - new_members: of these, joined within `new_for_months`
    - due_for_contact: of the new, those contacted, or whose time is out and who may be contacted
    - contacted_in_time: of the new, contacted by the deadline; a contact without a day counts
    - waiting: of the new, not contacted, may be contacted, and the time is out
    - older_uncontacted: joined earlier or at an unknown time, no contact recorded, may be contacted

    A figure that no column can answer is not there. Zero is there where the municipality has members.
    """
    keeps_contact = any(table.has(column) for column in CONTACT_COLUMNS)
    counts: Counter[FigureKey] = Counter()
    since, wait = months_before(on, new_for_months), timedelta(call_after_days)
    names = ["members"]
    if table.has("joined"):
        names.append("new_members")
        if keeps_contact:
            names += ["due_for_contact", "contacted_in_time", "waiting", "older_uncontacted"]
    for member in members(table, on=on):
        if member.allowed.only != "delete":
            number = member.municipality_number
            counts[names[0], number] += 1
            for name in _counted(member, since, wait, on):
                counts[name, number] += 1
    places = {number for _, number in counts}
    totals: dict[FigureKey, int] = {(name, None): sum(counts[name, n] for n in places) for name in names}
    return totals | {(name, number): counts[name, number] for name in names for number in places if number}


def _waits(member: Member, since: date, wait: timedelta, on: date) -> bool:
    if member.contacted or not member.allowed.follow_up or not member.is_new(since):
        return False
    return member.joined is not None and on >= member.joined + wait


def _counted(member: Member, since: date, wait: timedelta, on: date) -> Iterator[str]:
    if not member.is_new(since):
        if not member.contacted and member.allowed.follow_up:
            yield "older_uncontacted"
        return
    yield "new_members"
    if _waits(member, since, wait, on):
        yield "waiting"
        yield "due_for_contact"
    elif member.contacted and member.joined:
        yield "due_for_contact"
        if member.contacted_on is None or member.contacted_on <= member.joined + wait:
            yield "contacted_in_time"
