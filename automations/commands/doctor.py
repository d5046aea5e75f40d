"""`automations doctor [WORKBOOK...]`: configuration, access, sharing, headers, clock, last run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from automations import doctor
from automations.commands.opening import Opened, Opener
from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named
from automations.doctor import Told
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.report.text import sentence
from automations.state.database import FILE, opened
from automations.state.folder import state_place
from automations.state.last_run import last_run
from automations.words import fill
from automations.words.dates import day, moment

_SIGNS = {"fine": ("✓", "green"), "warning": ("!", "yellow"), "wrong": ("✗", "red")}


@command_named("doctor")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@common
def command(asked: Asked, workbooks: tuple[str, ...]) -> None:
    """Look at everything, and say what to do about what is not as it should be."""
    settings = asked.settings()
    language = asked.speaks(settings)
    told = []
    for each in _looked_at(asked, workbooks):
        told.append(each)
        if not asked.as_json and not (asked.quiet and each.state == "fine"):
            sign, colour = _SIGNS[each.state]
            click.echo(f"{click.style(sign, fg=colour)} {_said(each, language)}")
    if asked.as_json:
        lines = [
            {
                "state": each.state,
                "code": each.refused.code if each.refused else each.code,
                "place": each.place,
                "text": _said(each, language),
            }
            for each in told
        ]
        print_json({"date": asked.on.isoformat(), "lines": lines})
    if any(each.state == "wrong" for each in told):
        sys.exit(SOMETHING_SKIPPED)


def _looked_at(asked: Asked, names: tuple[str, ...]) -> Iterator[Told]:
    settings = asked.settings()
    yield from doctor.configured(settings.file, len(settings.workbooks))
    yield from _state(asked)
    if not names and not settings.workbooks:
        yield Told("warning", "no_workbooks")
        return
    opener = Opener(settings)
    try:
        opened = opener.open(names)
    except Refused as refused:
        yield Told("wrong", "refused", refused=refused)
        return
    remote = [each for each in opened if each.workbook.remote]
    if remote:
        yield from doctor.signed_in(opener.account)
        yield from doctor.quota(len(remote))
    for each in opened:
        yield from doctor.examined(each.workbook, on=asked.on)
        yield from _access(each, opener)
    if remote:
        yield from doctor.clock(opener.account.connection(), asked.now)


def _state(asked: Asked) -> Iterator[Told]:
    place = state_place(os.environ)
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:  # another kind of machine
        mounts = ""
    last = None
    if (place / FILE).exists():  # looking makes none
        try:
            with opened(place) as connection:
                last = last_run(connection)
        except Refused as refused:
            yield Told("wrong", "refused", refused=refused)
            return
    yield from doctor.state(place, mounts, last, now=asked.now)


def _access(each: Opened, opener: Opener) -> Iterator[Told]:
    from automations.sheets.google.workbook import GoogleWorkbook  # noqa: PLC0415 - only for Google's

    if isinstance(each.workbook, GoogleWorkbook):
        if each.workbook.was_read:
            yield from doctor.spreadsheet_shared(each.workbook, opener.account)
    elif each.path is not None:
        yield from doctor.file_writable(Path(each.path), each.workbook.name)


def _said(told: Told, language: str) -> str:
    if told.refused:
        return sentence(told.refused, language)
    facts = dict(told.facts)
    if "day" in facts:
        facts["day"] = day(language, facts["day"])
    if "moment" in facts:
        facts["moment"] = moment(language, facts["moment"].astimezone())
    if "columns" in facts:
        names = [fill(language, f"tabs.{facts['kind']}.columns.{name}") for name in facts["columns"]]
        facts["columns"] = ", ".join(names)
    return fill(language, f"doctor.{told.code}", place=told.place, **facts)
