"""What `plan` and `run` have in common: the same work, with or without the writing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from automations.commands.opening import Opened, Opener
from automations.commands.options import Asked, common, fresh_secret, print_json, salts
from automations.commands.saved_plan import SavedPlan, gate, read, save, saved_workbooks
from automations.commands.spoken import command_named, helped
from automations.commands.turn import alone, journal_of, remember_begun, remember_ended, stoppable, turn
from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED, Refused
from automations.fleet import Programme, Worked, work
from automations.report.document import document, exit_code
from automations.report.plan import plan_told
from automations.report.progress import shown
from automations.report.table import show
from automations.report.text import cost_told, letter, refusals, sentence
from automations.settings import Settings
from automations.state.lease import LEASE_HELD
from automations.state.lock import FILE_HELD

if TYPE_CHECKING:
    from automations.commands.mailing import Posted


class Ended(NamedTuple):
    """How a run ended: its exit code, and whether it could not begin because another was at work."""

    code: int
    busy: bool = False


def _ended(worked: Sequence[Worked], posted: Posted | None, fail_on: str | None) -> Ended:
    busy = any(each.refused and each.refused.code in {LEASE_HELD, FILE_HELD} for each in worked)
    code = exit_code(worked, fail_on=fail_on)
    if posted and not posted.complete and code != EVERYTHING_REFUSED:
        code = SOMETHING_SKIPPED
    return Ended(code, busy)


def working_command(name: str, *, write: bool) -> click.Command:
    """Make the command that works on workbooks and writes, or stops before it."""

    @command_named(name)
    @click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
    @click.option("--fail-on", type=click.Choice(["high", "medium", "low"]), help=helped("option.fail_on"))
    @click.option(
        "--accept",
        "accepted",
        multiple=True,
        type=click.Choice(["lost-rows", "large-change"]),
        help=helped("option.accept"),
    )
    @click.option("--again", multiple=True, metavar="KEY", help=helped("option.again"))
    @click.option(
        "--plan" if write else "--out",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=helped(f"option.{'plan' if write else 'out'}"),
    )
    @common
    def command(
        asked: Asked,
        workbooks: tuple[str, ...],
        fail_on: str | None,
        accepted: tuple[str, ...],
        again: tuple[str, ...],
        file: Path | None,
    ) -> NoReturn:
        if write and file:
            if workbooks or accepted or again or asked.only:
                raise Refused("errors.plan_alone", place="--plan")
            sys.exit(carried_out_saved(file, asked, fail_on=fail_on).code)
        asks: dict[str, Any] = {
            "write": write,
            "fail_on": fail_on,
            "accepted": accepted,
            "again": again,
            "save_to": file,
        }
        sys.exit(carried_out(workbooks, asked, **asks).code)

    return command


def carried_out(
    workbooks: Sequence[str],
    asked: Asked,
    *,
    write: bool,
    fail_on: str | None = None,
    accepted: Sequence[str] = (),
    again: Sequence[str] = (),
    save_to: Path | None = None,
    stopping: threading.Event | None = None,
    begun: Callable[[], None] = lambda: None,
) -> Ended:
    """Work on the workbooks and say what came of it. `begun` is called when nothing hinders the run."""
    settings = asked.settings()
    opened = Opener(settings).open(workbooks)
    if accepted and len(opened) != 1:
        raise Refused("errors.accept_one", place="--accept")
    secret = fresh_secret()
    programme = Programme(
        settings,
        asked.on,
        salts(secret),
        write,
        asked.only,
        asked.language,
        frozenset(accepted),
        frozenset(key.strip().upper() for key in again),
        undeliverable=_undeliverable(settings),
    )
    worked, posted = _worked(opened, programme, asked, stopping or threading.Event(), fail_on, begun)
    if save_to:
        kept = saved_workbooks([each.address for each in opened], worked)
        given = (asked.only, asked.language, tuple(accepted), tuple(again))
        plan = SavedPlan(asked.now, asked.on, secret, *given, kept)
        save(save_to, plan)
    _tell(worked, posted, asked, settings, wrote=write)
    if unknown := sorted(set(programme.again) - _keys(worked)):
        missing = Refused("errors.no_such_task", place=", ".join(unknown))
        click.echo(sentence(missing, asked.speaks(settings)), err=True)
        return Ended(SOMETHING_SKIPPED)
    return _ended(worked, posted, fail_on)


def _mailing() -> ModuleType:
    from automations.commands import mailing  # noqa: PLC0415 - only where mail is on

    return mailing


def _undeliverable(settings: Settings) -> Callable[[str], bool]:
    if not settings.mail.enabled:
        return lambda _: False
    told: Callable[[str], bool] = _mailing().undeliverable()
    return told


def _keys(worked: Sequence[Worked]) -> set[str]:
    examined = [each.examined for each in worked if each.examined]
    return {outcome.step.memory.key for each in examined for outcome in each.assembled.outcomes}


def carried_out_saved(file: Path, asked: Asked, *, fail_on: str | None) -> Ended:
    """Carry out a plan that was put aside, exactly as it was, or refuse."""
    settings = asked.settings()
    saved = read(file)
    addressed = [workbook.address for workbook in saved.workbooks]
    opened = Opener(settings).open(addressed) if addressed else []
    same = gate(saved, asked.now)
    addresses = {id(each.workbook): each.address for each in opened}
    programme = Programme(
        settings,
        saved.on,
        salts(saved.secret),
        write=True,
        only=saved.only,
        language=saved.language,
        accepted=frozenset(saved.accepted),
        again=frozenset(saved.again),
        before_writing=lambda workbook, plan: same(addresses[id(workbook)], plan),
        undeliverable=_undeliverable(settings),
    )
    worked, posted = _worked(opened, programme, asked, threading.Event(), fail_on)
    _tell(worked, posted, asked, settings, wrote=True)
    return _ended(worked, posted, fail_on)


def _worked(
    opened: Sequence[Opened],
    programme: Programme,
    asked: Asked,
    stopping: threading.Event,
    fail_on: str | None,
    begun: Callable[[], None] = lambda: None,
) -> tuple[list[Worked], Posted | None]:
    workbooks = [each.workbook for each in opened]
    names = [workbook.name for workbook in workbooks]
    language = asked.speaks(programme.settings)
    if not programme.write:
        return list(shown(work(workbooks, programme), names, language)), None
    known = {id(each.workbook): each for each in opened}
    programme = replace(
        programme,
        stopped=stopping.is_set,
        alone=alone(lambda workbook: known[id(workbook)].path, lambda: asked.now),
        journal=journal_of(asked.now, lambda workbook: known[id(workbook)].lasting),
    )
    done: list[Worked] = []
    posted = None
    try:
        with turn(lambda: asked.now) as lease, stoppable(stopping):
            begun()
            remember_begun(asked.now)
            for each in shown(work(workbooks, programme), names, language):
                done.append(each)
                lease.prolong()
            # A part of the checks, or another day than this, is no day's work to write to people about.
            whole_day = not (asked.only or programme.only or asked.today or stopping.is_set())
            if whole_day and programme.settings.mail.enabled:
                posted = _mailing().mailed(
                    list(zip(workbooks, done, strict=True)),
                    programme.settings,
                    on=programme.on,
                    now=asked.now,
                    language=language,
                    prolong=lease.prolong,
                    stopped=stopping.is_set,
                )
            remember_ended(_ended(done, posted, fail_on).code)
    except Refused as refused:  # another run has the lease, or has taken it over
        if refused.status != "refused":
            raise
        done += [Worked(name, refused=refused) for name in names[len(done) :]]
    return done, posted


def _tell(
    worked: Sequence[Worked], posted: Posted | None, asked: Asked, settings: Settings, *, wrote: bool
) -> None:
    language = asked.speaks(settings)
    if asked.as_json:
        mail = {"mail": posted.document()} if posted else {}
        print_json({**document(worked, on=asked.on), **mail})
    elif not asked.quiet:
        for each in worked:
            if sys.stdout.isatty():
                show(each, language, wrote=wrote)
            else:
                click.echo(letter(each, language, wrote=wrote), nl=False)
            if not wrote:
                for line in plan_told(each, language):
                    click.echo(line)
        for line in cost_told(worked, language):
            click.echo(line)
        for line in _mailing().sent_told(posted, language) if posted else ():
            click.echo(line)
    trouble = _mailing().trouble_told(posted, language) if posted else ()
    for line in (*refusals(worked, language), *trouble):
        click.echo(line, err=True)
