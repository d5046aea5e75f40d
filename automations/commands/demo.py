"""`automations demo [DIR]`: an example workbook, the daily job on it, and where to look."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named
from automations.demo.content import SEED, DemoTab, content, words
from automations.demo.past import past
from automations.errors import Refused
from automations.fleet import Programme, Worked, work_on
from automations.pipeline import own_language
from automations.recognise import recognise
from automations.report.document import document
from automations.settings import Settings
from automations.sheets import Workbook, open_workbook
from automations.sheets.local.create import NewTab, create
from automations.sheets.local.replace import refusal
from automations.tabs import TABS
from automations.words import fill

# Made-up people have no secret to keep, and the example is the same every time.
_SECRET = f"{random.Random(SEED).getrandbits(128):032x}"  # noqa: S311


@command_named("demo")
@click.argument(
    "directory", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="[DIR]"
)
@common
def command(asked: Asked, directory: Path) -> None:
    """Make the workbook, run the job on it, and say in five lines what came of it."""
    settings = asked.settings()
    language = asked.speaks(settings)
    path = directory / words()["file"]
    try:
        if path.exists():
            raise Refused("errors.already_there", place=str(path))
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(error, str(path), directory) from None
    tabs = content(asked.on)
    create(path, [NewTab(tab.title, rows=tab.rows, header_row=tab.header_row) for tab in tabs])
    workbook = open_workbook(path)
    _write_past(workbook, tabs, settings, asked)
    programme = Programme(
        settings, asked.on, lambda _: _SECRET, write=True, only=asked.only, language=asked.language
    )
    worked = work_on(workbook, programme)
    if worked.refused:
        raise worked.refused
    if asked.as_json:
        print_json(document([worked], on=asked.on))
    else:
        for line in _told(worked, path, language):
            click.echo(line)


def _write_past(workbook: Workbook, tabs: Sequence[DemoTab], settings: Settings, asked: Asked) -> None:
    """Write the job's own tabs as they would stand had it counted for some weeks."""
    reading = workbook.read()
    language = asked.language or own_language(recognise(reading, on=asked.on)) or settings.job.language
    plan = past(tabs, settings, language, on=asked.on, salt=_SECRET)
    workbook.write(replace(plan, version=reading.version))


def _told(worked: Worked, path: Path, language: str) -> list[str]:
    assert worked.examined is not None  # noqa: S101 - it was not refused
    assembled = worked.examined.assembled
    tabs = worked.examined.recognised.tabs
    people = [tab for tab in tabs if tab.recognised_as and not TABS[tab.recognised_as].ours]
    found = {
        name: sum(group.first.check == name for group in assembled.groups)
        for name in worked.examined.made.checks
    }
    rows = sum(tab.rows for tab in people)
    return [
        fill(language, "terminal.demo.made", path=path, rows=rows, tabs=len(people)),
        fill(
            language,
            "terminal.demo.found",
            members=found.get("new_member_not_followed_up", 0),
            lists=found.get("candidate_list_unbalanced", 0),
            partners=found.get("partner_contact_missing", 0),
        ),
        fill(
            language,
            "terminal.demo.wrote" if assembled.held_back else "terminal.demo.wrote_all",
            tasks=sum(change.action == "create" for change in assembled.plan.changes),
            held=assembled.held_back,
        ),
        fill(language, "terminal.demo.problems", count=len(assembled.problems)),
        fill(language, "terminal.demo.look", path=path),
    ]
