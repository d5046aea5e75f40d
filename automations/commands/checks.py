"""`automations checks [NAME]`: what is checked, why, and with which settings."""

from __future__ import annotations

import click

from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named
from automations.errors import Refused
from automations.report.values import as_toml
from automations.words import fill


@command_named("checks")
@click.argument("name", required=False)
@common
def command(asked: Asked, name: str | None) -> None:
    """List the checks, or tell of one."""
    settings = asked.settings()
    language = asked.speaks(settings)
    known = settings.known
    if name and name not in known:
        raise Refused("errors.no_such_check", place="checks", name=name, known=", ".join(known))
    chosen = {name: known[name]} if name else known
    if asked.as_json:
        print_json(
            [
                {
                    "name": each,
                    "needs": check.needs,
                    "any_of": check.any_of,
                    "uses": check.uses,
                    "serves": check.serves,
                    "settings": settings.checks[each],
                }
                for each, check in chosen.items()
            ]
        )
        return
    for each, check in chosen.items():
        click.secho(each, bold=True)
        click.echo(f"  {check.text(language, 'about')}")
        click.echo("  " + fill(language, "terminal.serves", origin=check.origin(language)))
        for label, kinds in (("reads", check.needs), ("any_of", check.any_of), ("uses", check.uses)):
            if kinds:
                tabs = ", ".join(fill(language, f"tabs.{kind}.title") for kind in kinds)
                click.echo("  " + fill(language, f"terminal.{label}", tabs=tabs))
        if name:
            click.echo(f"  {check.section}")
            for key, value in settings.checks[each].items():
                click.echo(f"  {key} = {as_toml(value)}")
