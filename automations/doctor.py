"""How it stands with configuration, access and sheets: each line with what to do next. Nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from automations.errors import Refused
from automations.model import Recognised, Repairs
from automations.plan.memory import read_memory
from automations.sheets.google.pacing import Limits, least_seconds
from automations.state.folder import on_network_drive
from automations.state.last_run import LastRun
from automations.tabs import TABS

if TYPE_CHECKING:
    from automations.sheets.google.account import Account
    from automations.sheets.google.connection import Connection
    from automations.sheets.google.workbook import GoogleWorkbook

LATE_AFTER_DAYS = 2
MAY_TAKE = timedelta(hours=1)  # a run that says nothing of its end for longer was broken off
CLOCK_MAY_DIFFER = 60  # seconds; Google takes no key that was signed far from its own time


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was looked at. `code` names the words, `refused` goes before them."""

    state: Literal["fine", "warning", "wrong"]
    code: str
    place: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    refused: Refused | None = None


def configured(file: Path | None, workbooks: int) -> Iterator[Told]:
    """Look at the configuration, which has been read already."""
    if file is None:
        yield Told("fine", "no_configuration")
    else:
        yield Told("fine", "configuration", str(file), {"count": workbooks})


def signed_in(account: Account) -> Iterator[Told]:
    """Look at the account: is it known, and does Google take it."""
    connection = account.connection()
    try:
        connection.token()
    except Refused as refused:
        yield Told("wrong", "refused", refused=refused)
        return
    if account.email:
        yield Told("fine", "account", account.email)
    else:
        yield Told("fine", "account_unknown")


def clock(connection: Connection, now: datetime) -> Iterator[Told]:
    """Hold this machine's clock against Google's, as of the last answer."""
    if (there := connection.said_time) is not None:
        apart = round(abs((there - now).total_seconds()))
        state: Literal["fine", "warning"] = "warning" if apart > CLOCK_MAY_DIFFER else "fine"
        yield Told(state, "clock" if state == "fine" else "clock_wrong", "", {"seconds": apart})


def quota(workbooks: int) -> Iterator[Told]:
    """Tell what the quota means for so many spreadsheets: a read, a look back and a write for each."""
    limits = Limits()
    minutes = round(least_seconds(2 * workbooks, workbooks) / 60)
    facts = {"reads": limits.reads, "writes": limits.writes, "count": workbooks, "minutes": minutes}
    yield Told("fine", "quota" if minutes else "quota_moment", "", facts)


def state(place: Path, mounts: str, last: LastRun | None, *, now: datetime) -> Iterator[Told]:
    """Look at what this machine remembers: where it lies, and how the last run ended."""
    if on_network_drive(place.resolve(), mounts):
        yield Told("warning", "state_on_network", str(place))
    else:
        yield Told("fine", "state", str(place))
    if last is None:
        yield Told("warning", "no_run_here")
    elif last.code is None:
        is_late = now - last.began > MAY_TAKE
        state: Literal["fine", "warning"] = "warning" if is_late else "fine"
        yield Told(state, "run_broken_off" if is_late else "run_under_way", "", {"moment": last.began})
    else:
        state = "warning" if last.code else "fine"
        code = f"run_ended_{last.code}"
        yield Told(state, code, "", {"moment": last.began})


def examined(recognised: Recognised, *, filled: bool, on: date) -> Iterator[Told]:
    """Look at one workbook: what is in it, and when was the job last there. `filled`: is anything in it."""
    yield from _tabs(recognised, filled=filled)
    yield from _last_run(recognised, on=on)


def lost(repairs: Repairs, name: str) -> Iterator[Told]:
    """Tell what the job's own tabs of a workbook have lost besides their values, one thing a line."""
    if not repairs:
        if repairs.own:
            yield Told("fine", "nothing_lost", name)
        return
    tasks = {"tab": repairs.own["tasks"].grid.tab, "kind": "tasks"} if "tasks" in repairs.own else {}
    for code, columns in (
        ("lost_columns", tuple(repairs.columns)),
        ("lost_lists", repairs.picked),
        ("lost_notes", repairs.noted),
    ):
        if columns:
            yield Told("warning", code, name, {**tasks, "columns": columns})
    if repairs.coloured:
        yield Told("warning", "lost_colours", name, dict(tasks))
    if repairs.protected:
        tabs = ", ".join(repairs.own[kind].grid.tab for kind in repairs.protected)
        yield Told("warning", "lost_protection", name, {"tabs": tabs})


def file_writable(path: Path, name: str) -> Iterator[Told]:
    """Look whether a file and its folder may be written."""
    if path.suffix.lower() in {".csv", ".tsv", ".ods"}:
        yield Told("fine", "only_read", name)
    elif path.exists():
        may = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        yield Told("fine" if may else "wrong", "writable" if may else "not_writable", name)


def spreadsheet_shared(workbook: GoogleWorkbook, account: Account) -> Iterator[Told]:
    """Look at who may do what with a spreadsheet."""
    name, connection = workbook.name, account.connection()
    try:
        may = connection.may_edit(workbook.id, place=name)
        if may:
            yield Told("fine", "writable", name)
        else:
            yield Told("wrong", "refused", name, refused=account.refused("read_only", place=name))
        yield from _access(connection.permissions(workbook.id, place=name), name)
    except Refused as refused:
        yield Told("warning", "refused", name, refused=refused)


def _access(permissions: list[dict[str, Any]], name: str) -> Iterator[Told]:
    kinds = [entry.get("type") for entry in permissions]
    people = sum(kind in {"user", "group"} for kind in kinds)
    if "anyone" in kinds:
        yield Told("warning", "anyone_with_link", name)
    if "domain" in kinds:
        yield Told("warning", "whole_domain", name)
    yield Told("fine", "shared_with", name, {"count": people})


def _tabs(recognised: Recognised, *, filled: bool) -> Iterator[Told]:
    name = recognised.name
    known = [tab for tab in recognised.tabs if tab.recognised_as and not TABS[tab.recognised_as].ours]
    if known:
        yield Told("fine", "tabs", name, {"tabs": ", ".join(tab.tab for tab in known)})
    else:
        yield Told("wrong", "no_tabs" if filled else "nothing_there", name)
    strange = [tab.tab for tab in recognised.tabs if tab.note == "unknown_header"]
    if strange:
        yield Told("warning", "unknown_tabs", name, {"tabs": ", ".join(strange)})
    for tab in recognised.tabs:
        if tab.note == "unread":
            yield Told("wrong", "unread", name, {"tab": tab.tab})
        elif tab.missing and tab.recognised_as:
            facts = {"tab": tab.tab, "kind": tab.recognised_as, "columns": tab.missing}
            yield Told("warning", "missing", name, facts)


def _last_run(recognised: Recognised, *, on: date) -> Iterator[Told]:
    name = recognised.name
    own = recognised.own.get("memory")
    try:
        last = read_memory(own).last_run if own is not None else None
    except (ValueError, KeyError):
        yield Told("wrong", "memory_broken", name)
        return
    if last is None:
        yield Told("warning", "never_run", name)
    elif (on - last).days > LATE_AFTER_DAYS:
        yield Told("warning", "run_long_ago", name, {"day": last})
    else:
        yield Told("fine", "run_lately", name, {"day": last})
