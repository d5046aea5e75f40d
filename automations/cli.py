"""The command line: a group that loads a command's module only when that command runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from automations.errors import WRONG_USAGE, Refused
from automations.words import fill

COMMANDS = ("demo", "new", "plan", "run", "checks", "explain")


class LazyGroup(click.Group):
    """Knows its commands by name, and their one-line help from the words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of a first day's use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"automations.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section(fill("nb", "help.commands")):
            formatter.write_dl([(name, fill("nb", f"help.{name}.short")) for name in COMMANDS])


@click.group(cls=LazyGroup, help=fill("nb", "help.about"))
@click.version_option(package_name="automations", message="%(prog)s %(version)s")
def group() -> None:
    """Hold the commands."""


def main() -> None:
    """Run the command line. A refusal is one sentence and an exit code, never a traceback."""
    try:
        group.main(prog_name="automations", standalone_mode=True)
    except Refused as refused:
        from automations.report.text import sentence  # noqa: PLC0415 - a refusal is rare, start-up is not

        click.echo(sentence(refused, "nb"), err=True)
        sys.exit(WRONG_USAGE)
