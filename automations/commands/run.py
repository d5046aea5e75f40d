"""`automations run`: the daily job, once."""

from __future__ import annotations

import click

from automations.commands.options import Asked, common
from automations.commands.working import carry_out
from automations.words import fill


@click.command("run", help=fill("nb", "help.run.long"))
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
def command(asked: Asked, workbooks: tuple[str, ...], fail_on: str | None, accepted: tuple[str, ...]) -> None:
    """Read, check and write."""
    carry_out(workbooks, asked, write=True, fail_on=fail_on, accepted=accepted)
