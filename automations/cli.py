"""The command line: a group that loads a command's module only when that command runs."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from automations.commands.spoken import Spoken, helped, language, what_is_wrong
from automations.errors import SOMETHING_SKIPPED, WRONG_USAGE, Refused

COMMANDS = (
    "demo",
    "new",
    "plan",
    "run",
    "checks",
    "explain",
    "balance",
    "doctor",
    "schedule",
    "history",
    "undo",
    "report",
    "find",
    "forget",
)


# New objects between two rounds of the garbage collector. A workbook is millions of cells and next to no
# garbage: by Python's own 700 it would be gone over again and again in vain.
_COLLECTED_AFTER = 100_000
INTERRUPTED = 130  # as a shell says of a command that somebody broke off


class LazyGroup(Spoken, click.Group):
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
        with formatter.section(helped("commands")):
            formatter.write_dl([(name, helped(f"{name}.short")) for name in COMMANDS])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group(cls=LazyGroup, help=helped("about"), subcommand_metavar=helped("subcommand_metavar"))
@click.version_option(
    package_name="automations", message="%(prog)s %(version)s", help=helped("option.version")
)
def group() -> None:
    """Hold the commands."""


def main() -> None:
    """Run the command line. A refusal is one sentence and an exit code, never a traceback."""
    gc.set_threshold(_COLLECTED_AFTER)
    # No other package's plugin shall see what is checked; and to look for them is a part of every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        try:
            sys.exit(group.main(prog_name="automations", standalone_mode=False))
        finally:
            if sys.stdout:
                sys.stdout.flush()  # at exit it would be too late to say that it failed
    except Refused as refused:
        _say(refused)
        sys.exit(WRONG_USAGE)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(WRONG_USAGE)
    except click.ClickException as error:
        click.echo(what_is_wrong(error, COMMANDS), err=True)
        sys.exit(WRONG_USAGE)
    except click.Abort:
        click.echo(helped("broken_off"), err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.filename is not None:  # a file of ours: a fault of the programme, to be seen whole
            raise
        # What is left to print goes nowhere: at exit it would fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # the reader had seen enough
            _say(Refused("errors_local.output_refused", place="stdout"))
        sys.exit(SOMETHING_SKIPPED)


def _say(refused: Refused) -> None:
    from automations.report.text import sentence  # noqa: PLC0415 - a refusal is rare, start-up is not

    click.echo(sentence(refused, language()), err=True)
