"""The daily job for those who have a scheduler already: the unit that each kind of scheduler takes."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from automations.settings import Schedule

KINDS = ("systemd", "cron", "kubernetes", "windows")


@dataclass(frozen=True, slots=True)
class Called:
    """How the command is called here: the program, what comes before `run`, and its configuration."""

    program: str
    arguments: tuple[str, ...]
    config: Path


def unit(kind: str, schedule: Schedule, called: Called) -> str:
    """Spell a unit of a kind, with every due time of the configuration."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only where a unit is printed

    text = files("automations.presets").joinpath("units", f"{kind}.txt").read_text("utf-8")
    # No page: nothing here is read by a browser.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    return environment.from_string(text).render(
        program=called.program,
        arguments="".join(f"{argument} " for argument in called.arguments),
        command=shlex.join((called.program, *called.arguments)),
        config=called.config if kind == "windows" else shlex.quote(str(called.config)),
        zone=schedule.time_zone,
        times=schedule.times,
    )
