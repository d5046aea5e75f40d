"""`automations doctor [WORKBOOK...]`: configuration, access, sharing, headers, clock, last run.

With `--repair` it sets back what the job's own tabs have lost besides their values, when it has said what.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from automations import doctor
from automations.commands.opening import Opened, Opener
from automations.commands.options import Asked, common, print_json
from automations.commands.repairing import Damaged, lacking, names, set_back
from automations.commands.spoken import command_named, helped, sure
from automations.doctor import Told
from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED, Refused
from automations.recognise import recognise
from automations.report.text import sentence
from automations.state.database import FILE, opened
from automations.state.folder import state_place
from automations.state.last_run import last_run
from automations.words import fill
from automations.words.dates import day, moment

_SIGNS = {"fine": ("✓", "green"), "warning": ("!", "yellow"), "wrong": ("✗", "red")}


@command_named("doctor")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@click.option("--repair", is_flag=True, help=helped("option.repair"))
@click.option("--yes", is_flag=True, help=helped("option.yes"))
@common
def command(asked: Asked, workbooks: tuple[str, ...], *, repair: bool, yes: bool) -> None:
    """Look at everything, and say what to do about what is not as it should be."""
    language = asked.speaks(asked.settings())
    told: list[Told] = []

    def tell(each: Told) -> None:
        told.append(each)
        if not asked.as_json and not (asked.quiet and each.state == "fine"):
            sign, colour = _SIGNS[each.state]
            click.echo(f"{click.style(sign, fg=colour)} {_said(each, language)}")

    damaged: list[Damaged] = []
    for each in _looked_at(asked, workbooks, damaged):
        tell(each)
    code = 0
    if damaged and not repair:
        tell(Told("warning", "repairable"))
    elif damaged and (yes or sure(fill(language, "doctor.sure", names=names(damaged)), language)):
        done = set_back(damaged, asked)
        for each in done:
            tell(each)
        refused = all(each.refused and each.refused.status == "refused" for each in done)
        code = EVERYTHING_REFUSED if refused else 0
    elif damaged:
        tell(Told("warning", "left_so"))
    if asked.as_json:
        print_json({"date": asked.on.isoformat(), "lines": [_line(each, language) for each in told]})
    if any(each.state == "wrong" for each in told):
        sys.exit(code or SOMETHING_SKIPPED)


def _line(each: Told, language: str) -> dict[str, str]:
    return {
        "state": each.state,
        "code": each.refused.code if each.refused else each.code,
        "place": each.place,
        "text": _said(each, language),
    }


def _looked_at(asked: Asked, names: tuple[str, ...], damaged: list[Damaged]) -> Iterator[Told]:
    """Look at everything; what can be set back comes into `damaged`."""
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
        yield from _workbook(each, asked, damaged)
        yield from _access(each, opener)
    if remote:
        yield from doctor.clock(opener.account.connection(), asked.now)


def _workbook(each: Opened, asked: Asked, damaged: list[Damaged]) -> Iterator[Told]:
    workbook = each.workbook
    try:
        reading = workbook.read()
        recognised = recognise(reading, on=asked.on)
        filled = any(grid.numbers for grid in reading.grids) or not workbook.remote
        yield from doctor.examined(recognised, filled=filled, on=asked.on)
        found = lacking(each, recognised, asked)
        yield from doctor.lost(found, workbook.name)
        if found:
            damaged.append(Damaged(each, found))
    except Refused as refused:
        yield Told("wrong", "refused", workbook.name, refused=refused)


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
