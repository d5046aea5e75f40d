"""`automations forget PERSON [WORKBOOK...]`: take a person out of the job's own tabs, journal and state.

It shows first what it would do and what people must delete themselves, and asks. What it does is not noted
and can't be undone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import click

from automations.commands.backups import backups_naming
from automations.commands.find import told
from automations.commands.opening import Opener
from automations.commands.options import Asked, common, fresh_secret, print_json
from automations.commands.spoken import command_named, helped, sure
from automations.commands.turn import turn
from automations.commands.who import Found, Who, found_of, look, told_apart, who_is_asked
from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED, Refused
from automations.pipeline import own_language
from automations.plan.forgetting import Forgetting, forgetting, forgotten_in
from automations.plan.undo import Wrote
from automations.report.text import sentence
from automations.state.database import opened, scrub
from automations.state.folder import state_folder
from automations.state.journal import Entry, entries, rewrite
from automations.state.mailed import Mailed
from automations.words import fill


@dataclass(frozen=True, slots=True)
class _Forgotten:
    """What came of one workbook."""

    name: str
    found: Found | None = None
    does: Forgetting | None = None
    refused: Refused | None = None


@command_named("forget")
@click.argument("person")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@click.option("--dry-run", "dry", is_flag=True, help=helped("option.dry_forget"))
@click.option("--yes", is_flag=True, help=helped("option.yes"))
@common
def command(asked: Asked, person: str, workbooks: tuple[str, ...], *, dry: bool, yes: bool) -> None:
    """Show, ask, and forget."""
    settings = asked.settings()
    language = asked.speaks(settings)
    there = Opener(settings).open(workbooks)
    who = who_is_asked(person, language)
    done = []
    for each in there:
        try:
            found = _one(look(each, who, asked.on), who, language)
            done.append(_Forgotten(each.workbook.name, found, _planned(found, asked, settings.job.language)))
        except Refused as refused:
            done.append(_Forgotten(each.workbook.name, refused=refused))
    journal = _in_journal(done)
    if not asked.as_json:
        for one in done:
            _show(one, language)
        click.echo(fill(language, "privacy.journal", count=journal))
    if not dry and (yes or sure(fill(language, "privacy.sure"), language)):
        done = _carried_out(done, asked)
        if not asked.as_json and not all(each.refused for each in done):
            for one in done:
                _show_backups(one, language)
            click.echo(fill(language, "privacy.done"))
    _end(done, asked, language, journal)


def _one(found: Found, who: Who, language: str) -> Found:
    """Ask which one is meant where several bear the name."""
    if len(found.persons) < 2:  # noqa: PLR2004 - nobody to tell apart
        return found
    click.echo(fill(language, "privacy.several", count=len(found.persons)), err=True)
    for number, person in enumerate(found.persons, 1):
        click.echo(f"  {number}: {told_apart(person, language)}", err=True)
    which = fill(language, "privacy.which", last=len(found.persons))
    choice: str = click.prompt(which, default="", show_default=False, prompt_suffix=" ", err=True)
    if choice.strip() not in map(str, range(1, len(found.persons) + 1)):
        raise Refused("privacy.nobody_chosen", place="PERSON", status="refused", last=len(found.persons))
    chosen = [found.persons[int(choice) - 1]]
    return found_of(found.opened, found.reading, found.recognised, chosen, who.name)


def _planned(found: Found, asked: Asked, otherwise: str) -> Forgetting:
    return forgetting(
        found.recognised,
        found.persons[0],
        found.traces,
        alone=found.alone,
        on=asked.on,
        language=asked.language or own_language(found.recognised) or otherwise,
        fresh_salt=fresh_secret(),
    )


def _carried_out(done: Sequence[_Forgotten], asked: Asked) -> list[_Forgotten]:
    """Write the workbooks, then the journal: what is killed in between is done whole the next time."""
    after: list[_Forgotten] = []
    try:
        with turn(lambda: asked.now) as lease:
            for each in done:
                after.append(_written(each))
                lease.prolong()
            with opened(state_folder(os.environ)) as state:
                rewrite(state, lambda entry: _without(entry, after))
                mailed = Mailed(state)
                for address in _addresses(after):
                    mailed.forget(address)
                scrub(state)
    except Refused as refused:
        rest = done[len(after) :]
        return [*after, *(replace(each, refused=each.refused or refused) for each in rest)]
    return after


def _written(each: _Forgotten) -> _Forgotten:
    try:
        if each.found and each.does and not each.does.plan.empty:
            each.found.opened.workbook.write(each.does.plan)
    except Refused as refused:
        return replace(each, refused=refused)
    return each


def _without(entry: Entry, done: Sequence[_Forgotten]) -> Wrote:
    """What an entry of the journal holds when all those of the workbooks are out of it."""
    wrote = entry.wrote
    for each in done:
        if each.found and each.does and not each.refused:
            keys = each.does.keys if entry.address == each.found.opened.lasting else frozenset()
            wrote = forgotten_in(wrote, keys, each.found.traces)
    return wrote


def _addresses(done: Sequence[_Forgotten]) -> set[str]:
    those = (each.found.persons for each in done if each.found and not each.refused)
    return {address for persons in those for person in persons for address in person.emails}


def _in_journal(done: Sequence[_Forgotten]) -> int:
    with opened(state_folder(os.environ)) as state:
        return sum(_without(entry, done) != entry.wrote for entry in entries(state))


def _show(each: _Forgotten, language: str) -> None:
    """Say what would be done, and what only people can do."""
    found, does = each.found, each.does
    if found is None or does is None:
        return
    click.secho(found.recognised.name, bold=True)

    def say(word: str, **facts: object) -> None:
        click.echo("  " + fill(language, f"privacy.{word}", **facts))

    say("ours_go", tasks=len(does.keys), suggestions=does.suggestions, lines=does.lines)
    left = found.staying()
    if left:
        say("yours")
        for occurrence in left:
            if occurrence.whole:
                say("own_row", place=found.place(occurrence, language))
            else:
                click.echo("  " + told(occurrence, found, language))
    if does.held:
        say("held")
    if found.opened.workbook.remote:
        say("versions")
    else:
        say("copies")


def _show_backups(each: _Forgotten, language: str) -> None:
    """Name the backups that hold the person: the one of the moment before is among them."""
    backups = backups_naming(each.found.opened.path, each.found.traces) if each.found else ()
    if backups:
        click.echo(fill(language, "privacy.backups", folder=backups[0].parent))
        for backup in backups:
            click.echo(f"  {backup.name}")


def _end(done: Sequence[_Forgotten], asked: Asked, language: str, journal: int) -> None:
    if asked.as_json:
        print_json(
            {
                "date": asked.on.isoformat(),
                "journal": journal,
                "workbooks": [_document(each) for each in done],
            }
        )
    refused = [each.refused for each in done if each.refused]
    for each in refused:
        click.echo(sentence(each, language), err=True)
    if refused:
        every = len(refused) == len(done) and all(each.status == "refused" for each in refused)
        sys.exit(EVERYTHING_REFUSED if every else SOMETHING_SKIPPED)


def _document(each: _Forgotten) -> dict[str, object]:
    does, found = each.does, each.found
    left = found.staying() if found else []
    return {
        "name": each.name,
        "status": each.refused.status if each.refused else "ok",
        **({"reason": each.refused.code} if each.refused else {}),
        "tasks": sorted(does.keys) if does else [],
        "suggestions": does.suggestions if does else 0,
        "lines": does.lines if does else 0,
        "left": [
            {"tab": one.source.tab, "cell": one.source.a1, "whole_row": one.whole, "sure": one.sure}
            for one in left
        ],
        "backups": [str(each) for each in backups_naming(found.opened.path, found.traces)] if found else [],
    }
