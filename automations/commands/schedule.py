"""`automations schedule`: stays up, and runs the daily job when it is due."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
from datetime import datetime

import click
import schedule as clockwork

from automations.commands.options import Asked, common
from automations.commands.spoken import command_named, helped, language
from automations.commands.turn import stoppable
from automations.commands.units import KINDS, Called, unit
from automations.commands.working import carried_out
from automations.config_file import DEFAULT, find_file
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.report.text import sentence
from automations.report.watcher import told
from automations.state.database import opened
from automations.state.done import done, mark_done
from automations.state.folder import state_folder
from automations.words import fill
from automations.words.dates import moment

_LOOKS = 60  # seconds between two looks at the timetable


@command_named("schedule")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@click.option("--print", "kind", type=click.Choice(KINDS), help=helped("option.print"))
@common
def command(asked: Asked, workbooks: tuple[str, ...], kind: str | None) -> None:
    """Look at the timetable once a minute, until somebody stops it."""
    if asked.today:
        raise Refused("errors.schedule_today", place="--today")
    settings = asked.settings()
    if kind:
        program = shutil.which("automations")
        called = Called(
            program or sys.executable,
            () if program else ("-m", "automations"),
            (find_file(asked.config) or DEFAULT).resolve(),
        )
        click.echo(unit(kind, settings.schedule, called), nl=False)
        return
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("schedule").setLevel(logging.WARNING)
    stopping = threading.Event()
    with stoppable(stopping):
        Daily(asked, workbooks, stopping).stay_up()


class Daily:
    """The job that stays up. Each look reads the configuration anew, so that a change needs no restart."""

    def __init__(self, asked: Asked, workbooks: tuple[str, ...], stopping: threading.Event) -> None:
        self._asked = asked
        self._workbooks = workbooks
        self._stopping = stopping
        self._begun: datetime | None = None  # the due time whose run the watcher has been told of
        self._said = ""

    def stay_up(self) -> None:
        """Look at once, and then every minute."""
        self._tell_next()
        self.look()
        scheduler = self._every_minute()
        while not self._stopping.wait(min(max(scheduler.idle_seconds or 0, 0), _LOOKS)):
            if (scheduler.idle_seconds or 0) > _LOOKS:  # the clock was put back: it would sleep till then
                scheduler = self._every_minute()
            scheduler.run_pending()

    def _every_minute(self) -> clockwork.Scheduler:
        scheduler = clockwork.Scheduler()
        scheduler.every(_LOOKS).seconds.do(self.look)
        return scheduler

    def look(self) -> None:
        """Run the job if it is due. What a person can cause is said; the job stays up all the same."""
        try:
            self._look()
            self._said = ""
        except Refused as refused:
            said = sentence(refused, language())
            if said != self._said:  # once, not every minute until it is mended
                click.echo(said, err=True)
            self._said = said

    def _look(self) -> None:
        settings = self._asked.settings()
        folder = state_folder(os.environ)
        with opened(folder) as state:
            due = settings.schedule.timetable.to_run(self._asked.now, done(state))
        if due is None:
            return
        watcher = settings.schedule.watcher

        def begun() -> None:
            if self._begun != due:  # a run that finds some files held by another is made again each minute
                told(watcher, "start")
            self._begun = due

        ended = carried_out(self._workbooks, self._asked, write=True, stopping=self._stopping, begun=begun)
        if self._stopping.is_set():  # due still: the next start does the rest
            if self._begun == due:
                told(watcher, str(ended.code or SOMETHING_SKIPPED))
            return
        if ended.busy:
            return  # likewise the next look
        with opened(folder) as state:
            mark_done(state, due)
        told(watcher, str(ended.code) if ended.code else "")
        self._tell_next()

    def _tell_next(self) -> None:
        settings = self._asked.settings()
        language = self._asked.speaks(settings)
        timetable = settings.schedule.timetable
        if not self._asked.quiet and (coming := timetable.next_due(self._asked.now)):
            when = moment(language, coming.astimezone(timetable.zone))
            click.echo(fill(language, "terminal.next_run", when=when), err=True)
