"""`automations history [WORKBOOK...]`: what each run of the last 30 days wrote."""

from __future__ import annotations

import os
from collections import Counter

import click

from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named
from automations.report.text import ACTIONS
from automations.state.database import opened
from automations.state.folder import state_folder
from automations.state.journal import Entry, entries
from automations.words import fill
from automations.words.dates import moment


@command_named("history")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@common
def command(asked: Asked, workbooks: tuple[str, ...]) -> None:
    """Tell of the runs, the latest first: counts, never what stands in a cell."""
    language = asked.speaks(asked.settings())
    with opened(state_folder(os.environ)) as state:
        found = [each for each in entries(state) if not workbooks or {each.name, each.address} & {*workbooks}]
    if asked.as_json:
        print_json([_document(each) for each in found])
        return
    for each in found:
        counts = Counter(task.action for task in each.wrote.tasks)
        told = [fill(language, f"terminal.action.{a}", count=counts[a]) for a in ACTIONS if counts[a]]
        changes = ", ".join(told) or fill(language, "terminal.history.no_tasks")
        when = moment(language, each.moment.astimezone())
        line = fill(
            language, "terminal.history.run", run=each.run, name=each.name, when=when, changes=changes
        )
        if each.undone:
            line += " " + fill(
                language, "terminal.history.undone", when=moment(language, each.undone.astimezone())
            )
        elif not each.confirmed:
            line += " " + fill(language, "terminal.history.unsure")
        click.echo(line)
    if not found and not asked.quiet:
        click.echo(fill(language, "terminal.history.nothing"))


def _document(entry: Entry) -> dict[str, object]:
    return {
        "run": entry.run,
        "moment": entry.moment,
        "workbook": entry.name,
        "changes": [{"action": t.action, "key": t.key, "check": t.check} for t in entry.wrote.tasks],
        "tabs": [tab.kind for tab in entry.wrote.tabs],
        "confirmed": entry.confirmed,
        "undone": entry.undone,
    }
