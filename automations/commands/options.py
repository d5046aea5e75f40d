"""The flags that commands share, and what they come to."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from automations.commands.spoken import helped
from automations.config_file import find_file
from automations.errors import Refused
from automations.settings import Settings, load
from automations.words import LANGUAGES

_F = TypeVar("_F", bound=Callable[..., Any])
_DAY = click.DateTime(["%Y-%m-%d"])
HOME = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the common flags ask for."""

    config: str | None = None
    today: datetime | None = None
    only: tuple[str, ...] = ()
    language: str | None = None
    as_json: bool = False
    quiet: bool = False

    @property
    def on(self) -> date:
        """The day to work for: the flag's, else today in Norway. With `now` all that asks the wall clock."""
        return self.today.date() if self.today else datetime.now(UTC).astimezone(HOME).date()

    @property
    def now(self) -> datetime:
        """The moment, for what is good for some hours only."""
        return datetime.now(UTC)

    def settings(self) -> Settings:
        """The configuration in force. Refused where it is wrong, or --only names no check."""
        settings = load(find_file(self.config))
        for name in self.only:
            if name not in settings.checks:
                known = ", ".join(settings.checks)
                raise Refused("errors.no_such_check", place="--only", name=name, known=known)
        return settings

    def speaks(self, settings: Settings) -> str:
        """The language of the terminal."""
        return self.language or settings.job.language


def common(function: _F) -> _F:
    """Give a command the flags that all of them share, as one argument `asked`."""
    options = [
        click.option("--config", envvar="AUTOMATIONS_CONFIG", metavar="FILE", help=helped("option.config")),
        click.option(
            "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=helped("option.today")
        ),
        click.option("--only", multiple=True, metavar="CHECK", help=helped("option.only")),
        click.option("--language", type=click.Choice(LANGUAGES), help=helped("option.language")),
        click.option("--json", "as_json", is_flag=True, help=helped("option.json")),
        click.option("--quiet", is_flag=True, help=helped("option.quiet")),
    ]

    def gather(**given: Any) -> Any:
        names = ("config", "today", "only", "language", "as_json", "quiet")
        asked = Asked(**{name: given.pop(name) for name in names})
        return function(asked=asked, **given)

    gather.__name__, gather.__doc__ = function.__name__, function.__doc__
    gather.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]  # click's own mark
    wrapped: Any = gather
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]  # the same command, with more flags


def fresh_secret() -> str:
    """Something that nobody can guess."""
    return secrets.token_hex(16)


def salts(secret: str) -> Callable[[str], str]:
    """Make each workbook's salt from its name and one secret: the same again for the same secret."""
    return lambda name: hmac.digest(secret.encode(), name.encode(), hashlib.sha256).hex()[:32]


def print_json(value: object) -> None:
    """Print the one document that scripts read."""
    # As a whole: writing it piece by piece takes the encoder that is not in C.
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
