"""The terminal's own words, in the language of who sits at it: help, usage, and what is wrong with a command.

click speaks English. What it says is said here in nb, nn or en, as the rest of what a person reads.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

import click
from click import exceptions

from automations.config_file import find_file
from automations.words import LANGUAGES, fill

_YES = frozenset({"j", "ja", "y", "yes"})


@cache
def language() -> str:
    """The terminal's language: `--language`, else that of the configuration, else nb.

    Asked before anything is parsed, so a configuration that cannot be read is passed over here; the
    command says what is wrong with it.
    """
    asked = _flag("--language")
    if asked not in LANGUAGES:
        file = find_file(_flag("--config") or os.environ.get("AUTOMATIONS_CONFIG"))
        try:
            asked = tomllib.loads(file.read_text("utf-8-sig"))["job"]["language"] if file else None
        except (OSError, ValueError, KeyError, TypeError):
            asked = None
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _flag(name: str) -> str | None:
    """What a flag is given on the command line, in either form; the last one counts."""
    given = None
    for at, argument in enumerate(sys.argv[1:], 1):
        if argument == "--":
            break
        if argument.startswith(f"{name}="):
            given = argument.partition("=")[2]
        elif argument == name and at + 1 < len(sys.argv):
            given = sys.argv[at + 1]
    return given


def helped(name: str) -> str:
    """A help text by its name, such as `option.json`."""
    return fill(language(), f"help.{name}")


class _Formatter(click.HelpFormatter):
    """Lays help out under headings in the terminal's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{helped('usage')} ")


class _Context(click.Context):
    formatter_class = _Formatter


class Spoken(click.Command):
    """A command whose help is in the terminal's language."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": f"[{helped('options_metavar')}]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Take click's own --help, with our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = helped("option.help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under our heading."""
        records = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument) and (record := param.get_help_record(ctx))
        ]
        with formatter.section(helped("options")):
            formatter.write_dl(records)


def command_named(name: str) -> Callable[[Callable[..., Any]], Spoken]:
    """Declare a command by its name in the words."""
    return click.command(name, cls=Spoken, help=helped(f"{name}.long"))


def sure(question: str, language: str) -> bool:
    """Ask a yes or a no, in whichever language it is answered. Anything but a yes is a no."""
    asked = f"{question} {fill(language, 'help.yes_or_no')}"
    answer: str = click.prompt(asked, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip().casefold() in _YES


def what_is_wrong(error: click.ClickException, commands: Sequence[str]) -> str:
    """Say in one line what is wrong with a command line, and what to do."""
    said = _said(error, commands)
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "automations"
    return f"{said} {_wrong('see', command=path)}"


def _said(error: click.ClickException, commands: Sequence[str]) -> str:
    param = getattr(error, "param", None)
    name = _name_of(error)
    match error:
        case exceptions.NoSuchCommand():
            near = get_close_matches(error.command_name, commands)
            return _wrong("no_such_command", name=error.command_name, near=near or commands)
        case exceptions.NoSuchOption():
            near = error.possibilities or []
            return _wrong("no_such_option" + "_near" * bool(near), name=error.option_name, near=near)
        case exceptions.MissingParameter():
            return _wrong("missing", name=name)
        case exceptions.BadParameter() if param is not None:
            return _wrong("value", name=name, wanted=_wanted(param))
        case exceptions.BadOptionUsage():
            return _wrong("option_value", name=error.option_name)
        case _:
            return _wrong("usage")


def _name_of(error: click.ClickException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(error.ctx)  # type: ignore[attr-defined]  # a usage error has a context


def _wanted(param: click.Parameter) -> str:
    """Say what may be given."""
    if isinstance(param.type, click.Choice):
        return ", ".join(map(str, param.type.choices))
    if isinstance(param.type, click.DateTime):
        return fill(language(), "help.wrong.a_day")
    if isinstance(param.type, click.types.IntParamType):
        return fill(language(), "help.wrong.a_number")
    return str(param.metavar or param.type.name)


def _wrong(name: str, /, *, near: Sequence[str] = (), **facts: str) -> str:
    return fill(language(), f"help.wrong.{name}", near=", ".join(near), **facts)
