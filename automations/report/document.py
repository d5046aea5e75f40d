"""The outcome as one JSON document, and as an exit code: scripts depend on both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED
from automations.fleet import Worked
from automations.plan.reconcile import RANK
from automations.sheets.google.pacing import least_seconds

FOUND = 1
PARTLY = frozenset({"stage", "uses", "no_local_parties"})  # the check was made, less a part of it


def document(worked: Sequence[Worked], *, on: date) -> dict[str, Any]:
    """Lay out what `plan --json` and `run --json` print (docs/architecture.md, public surface)."""
    told: dict[str, Any] = {"date": on.isoformat(), "workbooks": [_workbook(each) for each in worked]}
    if total := whole_forecast(worked):
        reads, writes, seconds = total
        told["forecast"] = {"reads": reads, "writes": writes, "seconds": round(seconds)}
    return told


def whole_forecast(worked: Sequence[Worked]) -> tuple[int, int, float] | None:
    """What a run of all of them will cost: reads, writes, and the least seconds that the quota allows."""
    forecasts = [each.forecast for each in worked if each.forecast]
    if not forecasts:
        return None
    reads, writes = sum(one.reads for one in forecasts), sum(one.writes for one in forecasts)
    return reads, writes, least_seconds(reads, writes)


def _workbook(worked: Worked) -> dict[str, Any]:
    receipt, examined = worked.receipt, worked.examined
    reads = worked.reads + (receipt.reads if receipt else 0)
    entry: dict[str, Any] = {
        "name": worked.name,
        "status": worked.status,
        "requests": {"reads": reads, "writes": receipt.writes if receipt else 0},
        "tabs": [],
        "findings": [],
        "changes": [],
        "problems": [],
        "skipped": [],
    }
    if worked.forecast:
        entry["forecast"] = {"reads": worked.forecast.reads, "writes": worked.forecast.writes}
    if worked.refused:
        entry["reason"] = worked.refused.code
    if examined:
        assembled = examined.assembled
        entry["tabs"] = [
            {
                "tab": tab.tab,
                "recognised_as": tab.recognised_as,
                "rows": tab.rows,
                "skipped_rows": tab.skipped_rows,
            }
            for tab in examined.recognised.tabs
        ]
        entry["findings"] = [
            {
                "check": finding.check,
                "key": key,
                "severity": finding.severity,
                "tab": finding.source.tab,
                "row": finding.source.row,
                "column": finding.column,
                "facts": dict(finding.facts),
            }
            for key, finding in examined.keyed()
        ]
        entry["changes"] = [
            {"action": change.action, "key": change.key, "check": change.check}
            for change in assembled.plan.changes
        ]
        entry["held_back"] = assembled.held_back
        entry["problems"] = [
            {"tab": problem.source.tab, "cell": problem.source.a1, "code": problem.code}
            for problem in assembled.problems
        ]
        said = [(item.reason in PARTLY, item) for item in assembled.skipped]
        for name, partly in (("skipped", False), ("notes", True)):
            entry[name] = [{"check": i.check, "reason": i.reason} for is_so, i in said if is_so is partly]
    return entry


def exit_code(worked: Sequence[Worked], *, fail_on: str | None = None) -> int:
    """Sum up the outcomes: 4 all refused, 3 something refused, skipped or failed, 1 findings, else 0."""
    statuses = [each.status for each in worked]
    if statuses and all(status == "refused" for status in statuses):
        return EVERYTHING_REFUSED
    if any(status != "ok" for status in statuses) or any(each.incomplete for each in worked):
        return SOMETHING_SKIPPED
    if fail_on:
        limit = RANK[fail_on]  # type: ignore[index]  # one of the three by the option's own choice
        for each in worked:
            if each.examined and any(RANK[f.severity] <= limit for f in each.examined.made.findings):
                return FOUND
    return 0
