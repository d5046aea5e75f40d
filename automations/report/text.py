"""The outcome for a person at a terminal: a short letter a workbook, without anybody's name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from automations.errors import Refused
from automations.fleet import Worked
from automations.model import Action
from automations.plan.summary import skipped_told
from automations.report.document import whole_forecast
from automations.tabs import TABS
from automations.words import fill, has
from automations.words.dates import moment

ACTIONS: tuple[Action, ...] = ("create", "update", "reopen", "close", "archive")


def letter(worked: Worked, language: str, *, wrote: bool) -> str:
    """Tell what was found and what a run would write, or has written."""
    lines = [click.style(worked.name, bold=True)]
    if worked.examined is not None:
        lines += tabs_told(worked, language)
        lines += _found(worked, language)
        lines += skips_told(worked, language)
        lines += changes_told(worked, language, wrote=wrote and worked.refused is None)
    return "\n".join(lines) + "\n"


def tabs_told(worked: Worked, language: str) -> Iterator[str]:
    """Say how each tab was read."""
    assert worked.examined is not None  # noqa: S101 - the caller has looked
    for tab in worked.examined.recognised.tabs:
        if tab.recognised_as and not TABS[tab.recognised_as].ours:
            kind = fill(language, f"tabs.{tab.recognised_as}.title")
            yield "  " + fill(
                language, "terminal.tab", tab=tab.tab, kind=kind, rows=tab.rows, skipped=tab.skipped_rows
            )
        elif tab.recognised_as is None:
            yield "  " + fill(language, "terminal.tab_not_read", tab=tab.tab)


def _found(worked: Worked, language: str) -> Iterator[str]:
    assert worked.examined is not None  # noqa: S101 - the caller has looked
    assembled = worked.examined.assembled
    found = Counter(group.first.check for group in assembled.groups)
    for name, check in worked.examined.made.checks.items():
        if found[name]:
            title = check.text(language, "title")
            yield "  " + fill(language, "terminal.found", title=title, count=found[name])
    if nothing := without_findings(worked):
        yield "  " + fill(language, "terminal.found_nothing", count=nothing)


def without_findings(worked: Worked) -> int:
    """Count the checks that were made and found nothing."""
    if worked.examined is None:
        return 0
    found = {group.first.check for group in worked.examined.assembled.groups}
    return len(worked.examined.made.checks.keys() - found)


def skips_told(worked: Worked, language: str) -> Iterator[str]:
    """Say what was not checked and why, and how many cells to look at."""
    assert worked.examined is not None  # noqa: S101 - the caller has looked
    assembled = worked.examined.assembled
    for title, reason in skipped_told(assembled.skipped, worked.examined.made.known, language):
        yield "  " + fill(language, "terminal.skipped", title=title, reason=reason)
    if assembled.problems:
        yield "  " + fill(language, "terminal.problems", count=len(assembled.problems))


def changes_told(worked: Worked, language: str, *, wrote: bool) -> Iterator[str]:
    """Say what is written, or would be."""
    assert worked.examined is not None  # noqa: S101 - the caller has looked
    assembled = worked.examined.assembled
    if assembled.plan.empty:
        yield "  " + fill(language, "terminal.nothing")
    else:
        counts = Counter(change.action for change in assembled.plan.changes)
        told = [
            fill(language, f"terminal.action.{action}", count=counts[action])
            for action in ACTIONS
            if counts[action]
        ]
        tabs = ", ".join(sheet.title for sheet in assembled.plan.sheets if sheet.kind != "memory")
        if told:
            verb = "wrote" if wrote else "would"
            yield "  " + fill(language, f"terminal.{verb}_tasks", changes=", ".join(told))
        if tabs:
            verb = "wrote" if wrote else "would"
            yield "  " + fill(language, f"terminal.{verb}_tabs", tabs=tabs)
    if assembled.held_back:
        yield "  " + fill(language, "terminal.held_back", count=assembled.held_back)
    if worked.receipt and worked.receipt.backup:
        yield "  " + fill(language, "terminal.backup", path=worked.receipt.backup)


def cost_told(worked: Sequence[Worked], language: str) -> Iterator[str]:
    """Say what a run will cost at Google, or what this one has cost; nothing for files."""
    if total := whole_forecast(worked):
        reads, writes, seconds = total
        minutes = fill(language, "terminal.forecast_moment")
        if seconds:
            minutes = fill(language, "terminal.forecast_minutes", count=math.ceil(seconds / 60))
        yield fill(language, "terminal.forecast", reads=reads, writes=writes, minutes=minutes)
    elif remote := [each for each in worked if each.remote and not each.refused]:
        receipts = [each.receipt for each in remote if each.receipt]
        reads = sum(each.reads for each in remote) + sum(receipt.reads for receipt in receipts)
        writes = sum(receipt.writes for receipt in receipts)
        yield fill(language, "terminal.requests", reads=reads, writes=writes)


def refusals(worked: Sequence[Worked], language: str) -> Iterator[str]:
    """Say why something was refused or skipped: never silenced."""
    for each in worked:
        if each.refused:
            yield sentence(each.refused, language)
        for tab in each.unused_tabs:
            if tab.note == "unread":
                yield fill(language, "terminal.unread", place=each.name, tab=tab.tab)
            else:
                names = [fill(language, f"tabs.{tab.recognised_as}.columns.{name}") for name in tab.missing]
                yield fill(
                    language, "terminal.missing", place=each.name, tab=tab.tab, columns=", ".join(names)
                )


def sentence(refused: Refused, language: str) -> str:
    """The sentence of a refusal."""
    facts = {
        key: moment(language, value.astimezone()) if isinstance(value, datetime) else str(value)
        for key, value in refused.facts.items()
    }
    if wanted := facts.get("wanted"):
        known = f"errors.wanted.{wanted}"
        facts["wanted"] = fill(language, known if has(language, known) else "errors.wanted.other", **facts)
    return fill(language, refused.code, place=refused.place, **facts)
