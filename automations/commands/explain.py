"""`automations explain TASK`: why a task exists: rule, cell, facts, settings, history."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

import click

from automations.checks.registry import Check
from automations.commands.opening import Opener
from automations.commands.options import Asked, common, fresh_secret, print_json, salts
from automations.commands.spoken import command_named
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.fleet import Programme, work_on
from automations.plan.reconcile import Outcome
from automations.report.text import sentence
from automations.report.values import as_toml
from automations.settings import Settings
from automations.words import fill
from automations.words.dates import day, readable


@command_named("explain")
@click.argument("task")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@common
def command(asked: Asked, task: str, workbooks: tuple[str, ...]) -> None:
    """Find the task by its key and tell where it comes from."""
    settings = asked.settings()
    language = asked.speaks(settings)
    programme = Programme(settings, asked.on, salts(fresh_secret()), only=asked.only)
    opened = Opener(settings).open(workbooks)
    unread = 0
    for each in opened:
        worked = work_on(each.workbook, programme)
        if worked.examined is None and worked.refused:
            click.echo(sentence(worked.refused, language), err=True)
            unread += 1
            continue
        outcomes = worked.examined.assembled.outcomes if worked.examined else ()
        for outcome in outcomes:
            if outcome.step.memory.key.casefold() == task.strip().casefold():
                if asked.as_json:
                    print_json(_document(outcome, settings))
                else:
                    _tell(outcome, settings, language)
                return
    missing = Refused("errors.no_such_task", place=task)
    if not unread:
        raise missing
    if unread < len(opened):
        click.echo(sentence(missing, language), err=True)
    sys.exit(SOMETHING_SKIPPED)  # it may stand where nothing could be read


def _check(outcome: Outcome, settings: Settings) -> Check:
    """The check behind a task. Refused where the configuration no longer has it."""
    memory = outcome.step.memory
    if memory.check not in settings.known:
        known = ", ".join(settings.known)
        raise Refused("errors.no_such_check", place=memory.key, name=memory.check, known=known)
    return settings.known[memory.check]


def _document(outcome: Outcome, settings: Settings) -> dict[str, object]:
    memory = outcome.step.memory
    findings = outcome.group.findings if outcome.group else ()
    return {
        "key": memory.key,
        "check": memory.check,
        "stage": memory.stage,
        "state": outcome.state,
        "serves": _check(outcome, settings).serves,
        "findings": [{"tab": f.source.tab, "cell": f.source.a1, "facts": dict(f.facts)} for f in findings],
        "settings": settings.checks[memory.check],
        "created": memory.created,
        "opened": memory.opened,
        "solved": memory.solved,
        "story": [{"on": when, "what": event} for when, event in _story(outcome)],
        "said": memory.ticked,
        "held": bool(memory.held),
    }


def _tell(outcome: Outcome, settings: Settings, language: str) -> None:
    memory = outcome.step.memory
    check = _check(outcome, settings)
    click.secho(f"{memory.key}  {check.text(language, 'title')}", bold=True)
    click.echo(check.text(language, "about"))
    click.echo(fill(language, "terminal.serves", origin=check.origin(language)))
    click.echo(fill(language, "terminal.state", state=fill(language, f"tasks.state.{outcome.state}")))
    for finding in outcome.group.findings if outcome.group else ():
        click.echo(fill(language, "terminal.cell", tab=finding.source.tab, cell=finding.source.a1))
        for name, value in finding.facts.items():
            shown = readable(language, value)
            click.echo(f"  {name} = {shown if shown != value else as_toml(value)}")
    if outcome.group is None:
        click.echo(fill(language, "terminal.no_finding"))
    click.echo(check.section)
    for name, value in settings.checks[check.name].items():
        click.echo(f"  {name} = {as_toml(value)}")
    story, status = list(_story(outcome)), ""
    if memory.ticked and memory.ticked_on and memory.state == "open":
        story.append((memory.ticked_on, "said"))
        status = fill(language, f"tabs.choices.task_status.{memory.ticked}")
    for when, event in sorted(story, key=itemgetter(0)):
        click.echo(fill(language, f"terminal.story.{event}", day=day(language, when), status=status))
    if memory.held:
        click.echo(fill(language, "terminal.story.held", key=memory.key))


def _story(outcome: Outcome) -> Iterator[tuple[date, str]]:
    for told in outcome.step.memory.story:
        when, _, event = told.partition(":")
        yield date.fromisoformat(when), event
