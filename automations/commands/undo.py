"""`automations undo RUN [WORKBOOK...]`: take back what a run wrote, and leave what people typed since."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import click

from automations.commands.opening import Opener
from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named, helped
from automations.commands.turn import alone, turn
from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED, Refused
from automations.plan.undo import Undoing, undoing
from automations.recognise import recognise
from automations.report.text import sentence
from automations.sheets import Workbook
from automations.state.database import opened
from automations.state.folder import state_folder
from automations.state.journal import Entry, entries, mark_undone
from automations.words import fill


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of one workbook."""

    entry: Entry
    undoing: Undoing | None = None
    refused: Refused | None = None


@command_named("undo")
@click.argument("run")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@click.option("--dry-run", "dry", is_flag=True, help=helped("option.dry_run"))
@common
def command(asked: Asked, run: str, workbooks: tuple[str, ...], *, dry: bool) -> None:
    """Take a run back, workbook by workbook."""
    settings = asked.settings()
    language = asked.speaks(settings)
    with opened(state_folder(os.environ)) as state:
        found = [
            each for each in entries(state, run) if not workbooks or {each.name, each.address} & {*workbooks}
        ]
    if not found:
        raise Refused("errors_state.no_such_run", place=run)
    opener = Opener(settings)
    done: list[Undone] = []
    try:
        with turn(lambda: asked.now) as lease:
            for entry in found:
                done.append(_taken_back(entry, opener, asked, dry=dry))
                lease.prolong()
    except Refused as refused:
        done += [Undone(entry, refused=refused) for entry in found[len(done) :]]
    _tell(done, asked, language, dry=dry)
    refused_ones = [each.refused for each in done if each.refused]
    if refused_ones:
        all_refused = len(refused_ones) == len(done) and all(r.status == "refused" for r in refused_ones)
        sys.exit(EVERYTHING_REFUSED if all_refused else SOMETHING_SKIPPED)


def _taken_back(entry: Entry, opener: Opener, asked: Asked, *, dry: bool) -> Undone:
    try:
        (there,) = opener.open([entry.address])
        if dry:
            return Undone(entry, _undoing(entry, there.workbook, asked.on))
        with alone(lambda _: there.path, lambda: asked.now)(there.workbook):
            found = _undoing(entry, there.workbook, asked.on)
            if not found.plan.empty:
                there.workbook.write(found.plan)
        with opened(state_folder(os.environ)) as state:
            mark_undone(state, entry.run, entry.address, asked.now)
    except Refused as refused:
        return Undone(entry, refused=refused)
    return Undone(entry, found)


def _undoing(entry: Entry, workbook: Workbook, on: date) -> Undoing:
    try:
        return undoing(entry.wrote, recognise(workbook.read(), on=on))
    except ValueError:
        raise Refused("errors.memory_broken", place=entry.name, status="refused") from None


def _tell(done: Sequence[Undone], asked: Asked, language: str, *, dry: bool) -> None:
    if asked.as_json:
        print_json({"date": asked.on.isoformat(), "workbooks": [_document(each) for each in done]})
    for each in done:
        if each.refused:
            click.echo(sentence(each.refused, language), err=True)
        elif each.undoing and not asked.as_json and not asked.quiet:
            _letter(each, language, dry=dry)


def _letter(each: Undone, language: str, *, dry: bool) -> None:
    found = each.undoing
    assert found is not None  # noqa: S101 - the caller has looked
    click.secho(each.entry.name, bold=True)
    if found.plan.empty and not found.left:
        click.echo("  " + fill(language, "terminal.undo.nothing"))
    if not found.plan.empty:
        withdrawn = sum(change.action == "withdraw" for change in found.plan.changes)
        facts = {"withdrawn": withdrawn, "back": len(found.plan.changes) - withdrawn}
        click.echo("  " + fill(language, f"terminal.undo.{'would' if dry else 'did'}", **facts))
    for source in found.left:
        click.echo("  " + fill(language, "terminal.undo.left", tab=source.tab, cell=source.a1))
    if found.gone:
        click.echo("  " + fill(language, "terminal.undo.gone", count=len(found.gone)))


def _document(each: Undone) -> dict[str, object]:
    found = each.undoing
    return {
        "name": each.entry.name,
        "status": each.refused.status if each.refused else "ok",
        **({"reason": each.refused.code} if each.refused else {}),
        "changes": [
            {"action": change.action, "key": change.key, "check": change.check}
            for change in (found.plan.changes if found else ())
        ],
        "left": [{"tab": source.tab, "cell": source.a1} for source in (found.left if found else ())],
        "gone": list(found.gone if found else ()),
    }
