"""What `plan` and `run` have in common: the same work, with or without the writing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from automations.commands.options import Asked, common, find_workbooks, fresh_salt, print_json
from automations.errors import Refused
from automations.fleet import Programme, work
from automations.report.document import document, exit_code
from automations.report.progress import shown
from automations.report.text import letter, refusals
from automations.words import fill


def working_command(name: str, *, write: bool) -> click.Command:
    """Make the command that works on workbooks and writes, or stops before it."""

    @click.command(name, help=fill("nb", f"help.{name}.long"))
    @click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
    @click.option(
        "--fail-on", type=click.Choice(["high", "medium", "low"]), help=fill("nb", "help.option.fail_on")
    )
    @click.option(
        "--accept",
        "accepted",
        multiple=True,
        type=click.Choice(["lost-rows", "large-change"]),
        help=fill("nb", "help.option.accept"),
    )
    @common
    def command(
        asked: Asked, workbooks: tuple[str, ...], fail_on: str | None, accepted: tuple[str, ...]
    ) -> NoReturn:
        carry_out(workbooks, asked, write=write, fail_on=fail_on, accepted=accepted)

    return command


def carry_out(
    workbooks: Sequence[str],
    asked: Asked,
    *,
    write: bool,
    fail_on: str | None = None,
    accepted: Sequence[str] = (),
) -> NoReturn:
    """Work on the workbooks, say what came of it, and exit with the code that sums it up."""
    settings = asked.settings()
    language = asked.speaks(settings)
    opened = find_workbooks(workbooks, settings)
    if accepted and len(opened) != 1:
        raise Refused("errors.accept_one", place="--accept")
    programme = Programme(
        settings, asked.on, fresh_salt, write, asked.only, asked.language, frozenset(accepted)
    )
    worked = list(shown(work(opened, programme), [book.name for book in opened], language))
    if asked.as_json:
        print_json(document(worked, on=asked.on))
    elif not asked.quiet:
        for each in worked:
            click.echo(letter(each, language, wrote=write), nl=False)
    for sentence in refusals(worked, language):
        click.echo(sentence, err=True)
    sys.exit(exit_code(worked, fail_on=fail_on))
