"""The outcome on a terminal: a short table a workbook, in colours; the rest of the letter below it."""

from __future__ import annotations

from collections import Counter

from automations.fleet import Worked
from automations.report.text import changes_told, skips_told, tabs_told, without_findings
from automations.words import fill

COLOURS = {"high": "red", "medium": "yellow", "low": "cyan"}
COLUMNS = (("create", "new"), ("update", "updated"), ("reopen", "reopened"), ("close", "solved"))


def show(worked: Worked, language: str, *, wrote: bool) -> None:
    """Print it to standard output."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.table import Table  # noqa: PLC0415 - likewise
    from rich.text import Text  # noqa: PLC0415 - likewise

    console = Console(highlight=False)
    console.print(Text(worked.name, style="bold"))
    if worked.examined is None:
        return
    for line in tabs_told(worked, language):
        console.print(Text(line, style="dim"))
    assembled = worked.examined.assembled
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("check", "found", *(name for _, name in COLUMNS)):
        title = fill(language, f"terminal.table.{name}")
        table.add_column(title, justify="left" if name == "check" else "right")
    for name, check in worked.examined.made.checks.items():
        severities = [group.first.severity for group in assembled.groups if group.first.check == name]
        if not severities:
            continue
        worst = next((severity for severity in COLOURS if severity in severities), None)
        counts = Counter(change.action for change in assembled.plan.changes if change.check == name)
        style = COLOURS[worst] if worst else ""
        figures = [str(counts[action]) if counts[action] else "" for action, _ in COLUMNS]  # type: ignore[index]  # an action
        table.add_row(check.text(language, "title"), Text(str(len(severities)), style=style), *figures)
    if table.row_count:
        console.print(table)
    if nothing := without_findings(worked):
        console.print(Text("  " + fill(language, "terminal.found_nothing", count=nothing), style="green"))
    for line in (*skips_told(worked, language), *changes_told(worked, language, wrote=wrote)):
        console.print(Text(line))
