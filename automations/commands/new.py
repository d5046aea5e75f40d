"""`automations new PATH | URL`: a ready workbook, empty or (as a file) filled from other files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from automations.commands.opening import Opener
from automations.commands.options import Asked, common, fresh_secret
from automations.commands.spoken import command_named, helped
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.model import Reading
from automations.report.text import sentence
from automations.settings import Settings
from automations.sheets import open_workbook
from automations.sheets.google.address import folder_id, is_web_address, spreadsheet_id
from automations.sheets.local.create import create
from automations.start import Filled, filled_tabs, own_tabs_plan, ready_tabs
from automations.words import fill

if TYPE_CHECKING:
    from automations.sheets.google.workbook import GoogleWorkbook


@command_named("new")
@click.argument("where", metavar="[PATH|URL]", required=False)
@click.option("--from", "sources", multiple=True, metavar="FILE", help=helped("option.from"))
@click.option("--google", "title", metavar="TITLE", help=helped("option.google"))
@click.option("--folder", metavar="URL", help=helped("option.folder"))
@click.option("--share-with", "shared", multiple=True, metavar="ADDRESS", help=helped("option.share_with"))
@common
def command(
    asked: Asked,
    where: str | None,
    sources: tuple[str, ...],
    title: str | None,
    folder: str | None,
    shared: tuple[str, ...],
) -> None:
    """Make people's tabs, then the job's own."""
    settings = asked.settings()
    if bool(where) == bool(title) or (title and not folder) or (not title and (folder or shared)):
        raise Refused("errors.new_where", place="new")
    if sources and (title or is_web_address(where or "")):
        raise Refused("errors.from_is_for_files", place="--from")
    if title:
        _create(title, folder or "", shared, settings, asked)
    elif is_web_address(where or "") or (spreadsheet_id(where or "") and not Path(where or "").exists()):
        _prepare(where or "", settings, asked)
    else:
        _make(Path(where or ""), sources, settings, asked)


def _make(path: Path, sources: tuple[str, ...], settings: Settings, asked: Asked) -> None:
    """Make a file."""
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
    _told(str(path), filled, language, asked)
    if filled.unknown:
        sys.exit(SOMETHING_SKIPPED)


def _prepare(address: str, settings: Settings, asked: Asked, name: str | None = None) -> None:
    """Make an empty spreadsheet of Google's ready."""
    language = asked.speaks(settings)
    workbook: GoogleWorkbook = Opener(settings).spreadsheet(address, name)
    filled = Filled(ready_tabs(language))
    try:
        workbook.prepare(filled.tabs)
        reading = workbook.read()
        plan = own_tabs_plan(reading, settings, on=asked.on, language=language, salt=fresh_secret())
        workbook.write(plan)
    except Refused as refused:
        click.echo(sentence(refused, language), err=True)
        sys.exit(SOMETHING_SKIPPED)
    _told(address, filled, language, asked)


def _create(title: str, folder: str, shared: tuple[str, ...], settings: Settings, asked: Asked) -> None:
    """Create a spreadsheet where the account may own one, share it and make it ready."""
    found = folder_id(folder)
    if found is None:
        raise Refused("errors_google.not_an_address", place=folder)
    connection = Opener(settings).account.connection()
    try:
        made = connection.create(title, found)
        for address in shared:
            connection.share(made, address)
    except Refused as refused:
        click.echo(sentence(refused, asked.speaks(settings)), err=True)
        sys.exit(SOMETHING_SKIPPED)
    _prepare(f"https://docs.google.com/spreadsheets/d/{made}/edit", settings, asked, title)


def _told(place: str, filled: Filled, language: str, asked: Asked) -> None:
    names = ", ".join(tab.title for tab in filled.tabs)
    if not asked.quiet:
        click.echo(fill(language, "terminal.new.made", path=place, tabs=names))
        click.echo(fill(language, "terminal.new.next", path=place))
    for key, some in (("unknown", filled.unknown), ("left", filled.left)):
        if some:
            click.echo(fill(language, f"terminal.new.{key}", tabs=", ".join(some)), err=True)
