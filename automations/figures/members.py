"""How well new members are followed up, by municipality: counts of persons, never of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from automations.figures.section import Asked, Section, Value, by_place
from automations.figures.section import FigureKey as Key
from automations.model import Finding, Table
from automations.people.identity import people_of
from automations.people.membership import CONTACT_COLUMNS, Member, done, members, months_before

FigureKey = tuple[str, str | None]

CHECK = "new_member_not_followed_up"
BY_PLACE = ("members", "new_members")  # breakdowns of people by place: small groups are hidden
COUNTED = ("waiting",)  # open work by place: never hidden inside the workbook
GOALS = {"welcomed_in_time": 100, "contacted_in_time": 100, "offered_in_time": 100, "waiting": 0}


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
    shares = _shares(asked, totals)
    followed_up = {**{name: _share(*it) for name, it in shares.items()}, **_waiting(asked, totals)}
    values |= {(name, ""): value for name, value in followed_up.items()}
    order += followed_up
    for name in followed_up:
        if name in GOALS:
            goals[name, ""] = GOALS[name]
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
    of = {(name, ""): whole for name, (_, whole) in shares.items()}
    return Section("members", order, values | broken_down, goals, hidden, of)


def _shares(asked: Asked, totals: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Give how many new members were welcomed, contacted and offered something in time, and of how many."""
    table, settings = asked.tables["members"], asked.checks[CHECK]
    since = months_before(asked.on, settings["new_for_months"])
    new = [m for m in members(table, on=asked.on) if m.is_new(since) and m.allowed.only != "delete"]
    found: dict[str, tuple[int, int]] = {}
    if table.has("joined") and table.has("welcome_sent"):
        wait = timedelta(settings["welcome_within_days"])
        found["welcomed_in_time"] = _done_in_time(table, new, "welcome_sent", wait, asked.on)
    if "due_for_contact" in totals:
        found["contacted_in_time"] = totals["contacted_in_time"], totals["due_for_contact"]
    if table.has("joined") and table.has("offer_given"):
        wait = timedelta(settings["offer_after_days"])
        found["offered_in_time"] = _done_in_time(table, new, "offer_given", wait, asked.on)
    return found


def _waiting(asked: Asked, totals: Mapping[str, int]) -> dict[str, Value]:
    """Say how many wait for a contact, and since when."""
    found: dict[str, Value] = {}
    if "due_for_contact" in totals:
        found["waiting"] = totals["waiting"]
        if CHECK in asked.made:
            found["waiting_since"] = _waiting_since(asked.findings)
        found["older_uncontacted"] = totals["older_uncontacted"]
    return found


def _done_in_time(
    table: Table, new: Sequence[Member], column: str, wait: timedelta, on: date
) -> tuple[int, int]:
    """Of those who had it or whose time is out, how many had it in time; without a day counts.

    A contact counts as welcome, as it does in the check; those who must not be asked are counted only
    when they had it all the same.
    """
    judged = in_time = 0
    cells, rows = table.column(column), people_of(table).rows
    for member in new:
        deadline = (member.joined or on) + wait
        welcome = column == "welcome_sent"
        days = [cells[i].on for i in rows[member.person] if done(cells[i], on)]
        if welcome and member.contacted:
            days.append(member.contacted_on)
        wished = member.allowed.welcome if welcome else member.allowed.offer
        if days or (wished and on >= deadline):
            judged += 1
            in_time += any(day is None or day <= deadline for day in days)
    return in_time, judged


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


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
