"""`automations new PATH [--from FILE...]`: a ready workbook, empty or filled from other files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from automations.commands.options import Asked, common, fresh_secret
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.model import Reading
from automations.sheets import open_workbook
from automations.sheets.local.create import create
from automations.start import Filled, filled_tabs, own_tabs_plan, ready_tabs
from automations.words import fill


@click.command("new", help=fill("nb", "help.new.long"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--from", "sources", multiple=True, metavar="FILE", help=fill("nb", "help.option.from"))
@common
def command(asked: Asked, path: Path, sources: tuple[str, ...]) -> None:
    """Make people's tabs, then the job's own."""
    settings = asked.settings()
    language = asked.speaks(settings)
    if path.suffix.lower() != ".xlsx":
        raise Refused("errors.not_xlsx", place=str(path))
    if path.exists():
        raise Refused("errors.already_there", place=str(path))
    readings: list[Reading] = [open_workbook(source).read() for source in sources]
    filled = filled_tabs(readings, language, on=asked.on) if readings else Filled(ready_tabs(language))
    create(path, filled.tabs)
    workbook = open_workbook(path)
    plan = own_tabs_plan(workbook.read(), settings, on=asked.on, language=language, salt=fresh_secret())
    try:
        workbook.write(plan)
    except Refused:
        path.unlink(missing_ok=True)  # made a moment ago, and only half of what was asked for
        raise
    names = ", ".join(tab.title for tab in filled.tabs)
    if not asked.quiet:
        click.echo(fill(language, "terminal.new.made", path=path, tabs=names))
        click.echo(fill(language, "terminal.new.next", path=path))
    for key, some in (("unknown", filled.unknown), ("left", filled.left)):
        if some:
            click.echo(fill(language, f"terminal.new.{key}", tabs=", ".join(some)), err=True)
    if filled.unknown:
        sys.exit(SOMETHING_SKIPPED)
