"""What each run wrote, so that it can be taken back: kept for 30 days, readable by its owner only.

An entry is written before the workbook is and confirmed after it; one that was never confirmed may have been
written or not: taking it back looks at what stands there, so either is safe.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from automations.plan.undo import Wrote, WroteTab, WroteTask
from automations.state.database import alone

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run wrote into one workbook: `address` opens it again, `name` is what people call it."""

    run: str
    moment: datetime
    address: str
    name: str
    wrote: Wrote
    confirmed: bool
    undone: datetime | None


def run_id(moment: datetime, word: str) -> str:
    """Name a run so that a person can type it: its moment, and a few letters that tell two apart."""
    return f"{moment:%Y%m%d-%H%M}-{word[:4]}"


def intend(connection: sqlite3.Connection, entry: Entry) -> None:
    """Note what is about to be written."""
    connection.execute(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, 0, NULL)",
        (entry.run, entry.moment.isoformat(), entry.address, entry.name, _spelled(entry.wrote)),
    )


def confirm(connection: sqlite3.Connection, run: str, address: str) -> None:
    """Note that it was written."""
    connection.execute("UPDATE entry SET confirmed = 1 WHERE run = ? AND address = ?", (run, address))


def mark_undone(connection: sqlite3.Connection, run: str, address: str, now: datetime) -> None:
    """Note that it was taken back."""
    connection.execute(
        "UPDATE entry SET undone = ? WHERE run = ? AND address = ?", (now.isoformat(), run, address)
    )


def entries(connection: sqlite3.Connection, run: str | None = None) -> Iterator[Entry]:
    """Give the entries of a run, or of all, the latest first."""
    found = connection.execute(
        "SELECT run, moment, address, name, wrote, confirmed, undone FROM entry WHERE ? IN ('', run)"
        " ORDER BY moment DESC, rowid DESC",
        (run or "",),
    ).fetchall()
    for each in found:
        yield Entry(
            each[0],
            datetime.fromisoformat(each[1]),
            each[2],
            each[3],
            _read(each[4]),
            bool(each[5]),
            datetime.fromisoformat(each[6]) if each[6] else None,
        )


def forget_old(connection: sqlite3.Connection, now: datetime) -> None:
    """Delete what is older than 30 days."""
    connection.execute("DELETE FROM entry WHERE moment < ?", ((now - KEPT).isoformat(),))


def rewrite(connection: sqlite3.Connection, change: Callable[[Entry], Wrote]) -> None:
    """Make every entry anew, so that what is left out of it is gone from the journal."""
    with alone(connection):
        for entry in list(entries(connection)):
            connection.execute(
                "UPDATE entry SET wrote = ? WHERE run = ? AND address = ?",
                (_spelled(change(entry)), entry.run, entry.address),
            )


def _spelled(wrote: Wrote) -> str:
    tasks = [
        {"action": t.action, "key": t.key, "check": t.check, "before": dict(t.before), "after": dict(t.after)}
        for t in wrote.tasks
    ]
    tabs = [{"kind": t.kind, "before": t.before, "after": t.after, "styles": t.styles} for t in wrote.tabs]
    return json.dumps({"tasks": tasks, "tabs": tabs}, default=_day, ensure_ascii=False)


def _day(value: Any) -> dict[str, str]:
    kind = "moment" if isinstance(value, datetime) else "day"
    return {kind: value.isoformat()}


def _value(held: dict[str, Any]) -> Any:
    if held.keys() == {"day"}:
        return date.fromisoformat(held["day"])
    if held.keys() == {"moment"}:
        return datetime.fromisoformat(held["moment"])
    return held


def _read(text: str) -> Wrote:
    held = json.loads(text, object_hook=_value)
    tasks = tuple(WroteTask(**task) for task in held["tasks"])
    tabs = tuple(
        WroteTab(
            tab["kind"],
            None if tab["before"] is None else tuple(map(tuple, tab["before"])),
            tuple(map(tuple, tab["after"])),
            tuple(tab["styles"]),
        )
        for tab in held["tabs"]
    )
    return Wrote(tasks, tabs)
