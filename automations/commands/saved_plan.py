"""A plan put aside to be looked at, and carried out later exactly as it was, or not at all.

The file holds no plan and nobody's data: a plan follows from the workbook, the day, the settings and a
secret. It holds these (the workbook as a hash), and a hash of what came of them; the plan is made
again and refused unless it is the same. It is readable by its owner only.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from automations.errors import Refused
from automations.fleet import Worked
from automations.model import Plan

GOOD_FOR = timedelta(hours=24)
FORMAT = 2


@dataclass(frozen=True, slots=True)
class SavedWorkbook:
    """One workbook of the plan: where it is, how it was read, and what the plan came to."""

    address: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """What a plan was made from."""

    made: datetime
    on: date
    secret: str
    only: tuple[str, ...]
    language: str | None
    accepted: tuple[str, ...]
    again: tuple[str, ...]
    workbooks: tuple[SavedWorkbook, ...]


def digest(plan: Plan) -> str:
    """Sum up everything that a plan would write."""
    return hashlib.sha256(repr((plan.changes, plan.sheets)).encode("utf-8", "replace")).hexdigest()


def saved_workbooks(addresses: Sequence[str], worked: Sequence[Worked]) -> tuple[SavedWorkbook, ...]:
    """Keep those that came to a plan; what was refused now is said now."""
    return tuple(
        SavedWorkbook(address, each.examined.plan.version, digest(each.examined.plan))
        for address, each in zip(addresses, worked, strict=True)
        if each.examined is not None and each.refused is None
    )


def save(path: Path, plan: SavedPlan) -> None:
    """Write the file. Refused where it cannot be written."""
    text = json.dumps({"format": FORMAT, **asdict(plan)}, default=str, indent=1)
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            path.chmod(0o600)
            file.write(text)
    except OSError:
        raise Refused("errors.plan_unwritable", place=str(path)) from None


def read(path: Path) -> SavedPlan:
    """Read the file. Refused where it is not a saved plan."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        data = {found["format"]: found}[FORMAT]  # a KeyError for one of another version
        return SavedPlan(
            made=datetime.fromisoformat(data["made"]),
            on=date.fromisoformat(data["on"]),
            secret=str(data["secret"]),
            only=tuple(data["only"]),
            language=data["language"],
            accepted=tuple(data["accepted"]),
            again=tuple(data["again"]),
            workbooks=tuple(SavedWorkbook(**entry) for entry in data["workbooks"]),
        )
    except FileNotFoundError:
        raise Refused("errors.plan_missing", place=str(path)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Refused("errors.plan_unreadable", place=str(path)) from None


def gate(saved: SavedPlan, now: datetime) -> Callable[[str, Plan], None]:
    """Make the guard before writing: it refuses whatever is not just what was saved."""
    known = {workbook.address: workbook for workbook in saved.workbooks}

    def same(address: str, plan: Plan) -> None:
        if now - saved.made > GOOD_FOR or saved.made > now:
            raise Refused("errors.plan_too_old", place=address, status="refused")
        if plan.version != known[address].version:
            raise Refused("errors.plan_stale", place=address, status="refused")
        if digest(plan) != known[address].digest:
            raise Refused("errors.plan_differs", place=address, status="refused")

    return same
