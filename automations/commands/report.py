"""`automations report [WORKBOOK...]`: the figures as a page to open or print. Writes no workbook."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from automations.commands.opening import Opener
from automations.commands.options import Asked, common, fresh_secret, print_json, salts
from automations.commands.spoken import command_named, helped
from automations.errors import Refused
from automations.fleet import Programme, Worked, work
from automations.report.document import exit_code
from automations.report.gathered import Gathered, gather, name_of, readable
from automations.report.html import MARK, render
from automations.report.page import page
from automations.report.progress import shown
from automations.report.text import refusals
from automations.settings import Settings
from automations.sheets.local.replace import put_file
from automations.words import fill

_START = 1024  # bytes, in which a page of ours says that it is one
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')  # what some system takes in no file's name


@command_named("report")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@click.option(
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=helped("option.report_out"),
)
@common
def command(asked: Asked, workbooks: tuple[str, ...], file: Path | None) -> None:
    """Read the workbooks, and write the page."""
    settings = asked.settings()
    opened = [each.workbook for each in Opener(settings).open(workbooks)]
    if file:
        _refuse_others(file)
    programme = Programme(settings, asked.on, salts(fresh_secret()), only=asked.only, language=asked.language)
    names = [workbook.name for workbook in opened]
    # What stands in the way of writing a workbook does not stand in the way of telling of it.
    worked = [
        replace(each, refused=None) if readable(each) else each
        for each in shown(work(opened, programme), names, asked.speaks(settings))
    ]
    gathered = target = None
    if any(map(readable, worked)):
        language = _language(worked, asked, settings)
        gathered = gather(worked, settings, on=asked.on, language=language)
        target = file or Path(_file_name(worked, language))
        _refuse_others(target)
        put_file(target, render(page(gathered, on=asked.on, language=language)).encode())
    if asked.as_json:
        print_json(_document(worked, gathered, target, asked))
    elif target and not asked.quiet:
        click.echo(fill(asked.speaks(settings), "report.done", path=target))
    for line in refusals(worked, asked.speaks(settings)):
        click.echo(line, err=True)
    sys.exit(exit_code(worked))


def _refuse_others(path: Path) -> None:
    """Refuse to write over what is not a page of ours."""
    try:
        if path.exists() and MARK.encode() not in path.read_bytes()[:_START]:
            raise Refused("report.not_ours", place=str(path))
    except OSError:
        raise Refused("report.not_ours", place=str(path)) from None


def _language(worked: Sequence[Worked], asked: Asked, settings: Settings) -> str:
    """The language asked for; else the one that all the workbooks have, else that of the configuration."""
    spoken = {each.examined.language for each in worked if each.examined and readable(each)}
    return asked.language or (spoken.pop() if len(spoken) == 1 else settings.job.language)


def _file_name(worked: Sequence[Worked], language: str) -> str:
    if len(worked) > 1:
        return fill(language, "report.file_many")
    return fill(language, "report.file_one", name=_NO_NAME.sub("-", name_of(worked[0])).strip(". ") or "-")


def _document(
    worked: Sequence[Worked], gathered: Gathered | None, target: Path | None, asked: Asked
) -> dict[str, Any]:
    figures = gathered.figures if gathered else None
    return {
        "date": asked.on.isoformat(),
        "file": str(target) if target else None,
        "workbooks": [
            {"name": each.name, "status": each.status}
            | ({"reason": each.refused.code} if each.refused else {})
            for each in worked
        ],
        "figures": [
            {
                "figure": name,
                "municipality_number": number or None,
                "now": value,
                "goal": figures.goals.get((name, number)),
                "hidden": (name, number) in figures.hidden,
            }
            for (name, number), value in figures.values.items()
        ]
        if figures
        else [],
    }
