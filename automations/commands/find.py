"""`automations find PERSON [WORKBOOK...]`: the cells where a person occurs; what they hold stays there."""

from __future__ import annotations

import sys

import click

from automations.commands.opening import Opener
from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named
from automations.commands.who import Found, look, told_apart, who_is_asked
from automations.errors import EVERYTHING_REFUSED, SOMETHING_SKIPPED, Refused
from automations.people.occurrences import Occurrence
from automations.report.text import sentence
from automations.words import fill


@command_named("find")
@click.argument("person")
@click.argument("workbooks", nargs=-1, metavar="[WORKBOOK...]")
@common
def command(asked: Asked, person: str, workbooks: tuple[str, ...]) -> None:
    """Look through all tabs of the workbooks. Nothing is written."""
    settings = asked.settings()
    language = asked.speaks(settings)
    opened = Opener(settings).open(workbooks)
    who = who_is_asked(person, language)
    documents: list[dict[str, object]] = []
    refusals: list[Refused] = []
    for each in opened:
        try:
            found = look(each, who, asked.on)
        except Refused as refused:
            refusals.append(refused)
            click.echo(sentence(refused, language), err=True)
            documents.append(
                {
                    "name": each.workbook.name,
                    "status": refused.status,
                    "reason": refused.code,
                    "occurrences": [],
                }
            )
            continue
        documents.append(_document(found))
        if not asked.as_json:
            _tell(found, language)
            _warn(found, language)
    if asked.as_json:
        print_json({"date": asked.on.isoformat(), "workbooks": documents})
    if refusals:
        every = len(refusals) == len(opened) and all(each.status == "refused" for each in refusals)
        sys.exit(EVERYTHING_REFUSED if every else SOMETHING_SKIPPED)


def _tell(found: Found, language: str) -> None:
    click.secho(found.recognised.name, bold=True)
    there = found.occurrences()
    if not there:
        click.echo("  " + fill(language, "privacy.nowhere"))
    several = len(found.persons) > 1
    if several:
        click.echo("  " + fill(language, "privacy.several", count=len(found.persons)))
    for number, person in enumerate(found.persons):
        if several:
            click.echo(f"  {told_apart(person, language)}:")
        for each in there:
            if each.person == number:
                click.echo("  " + fill(language, "privacy.own_row", place=found.place(each, language)))
    for each in [each for each in there if each.person is None]:
        click.echo("  " + told(each, found, language))


def _warn(found: Found, language: str) -> None:
    for tab in found.recognised.tabs:
        if tab.note == "unread":
            click.echo("  " + fill(language, "privacy.unread", tab=tab.tab), err=True)


def told(occurrence: Occurrence, found: Found, language: str) -> str:
    """Say of one cell whether it surely speaks of the person, and whose it is."""
    word = "named" if occurrence.sure else "perhaps"
    text = fill(language, f"privacy.{word}", place=found.place(occurrence, language))
    return f"{text} {fill(language, 'privacy.ours')}" if occurrence.ours else text


def _document(found: Found) -> dict[str, object]:
    return {
        "name": found.recognised.name,
        "status": "ok",
        "persons": len(found.persons),
        "occurrences": [
            {
                "tab": each.source.tab,
                "cell": each.source.a1,
                "row": each.source.row,
                "column": each.column,
                "whole_row": each.whole,
                "sure": each.sure,
                "ours": each.ours,
                "link": found.link(each.source),
            }
            for each in found.occurrences()
        ],
    }
