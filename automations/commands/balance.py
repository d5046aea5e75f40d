"""`automations balance WORKBOOK`: the nearest lists that meet the rules, with the moves and reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from automations.balance.around import Places
from automations.balance.lists import CandidateList, lists_of
from automations.balance.nearest.lists import Proposed, proposed
from automations.balance.nearest.proposal import Proposal
from automations.balance.rules import chosen_rules
from automations.commands.opening import Opener
from automations.commands.options import Asked, common, print_json
from automations.commands.spoken import command_named, helped
from automations.errors import SOMETHING_SKIPPED, Refused
from automations.model import Table
from automations.plan.list_words import told
from automations.recognise import recognise
from automations.report.lists import side_by_side_told
from automations.report.text import sentence
from automations.settings import Settings
from automations.sheets import Workbook


@command_named("balance")
@click.argument("workbook")
@click.option("--list", "name", metavar="NAME", help=helped("option.list"))
@click.option("--lock", "locked", multiple=True, type=int, metavar="PLACE", help=helped("option.lock"))
@click.option("--without", multiple=True, type=int, metavar="PLACE", help=helped("option.without"))
@common
def command(
    asked: Asked, workbook: str, name: str | None, locked: tuple[int, ...], without: tuple[int, ...]
) -> None:
    """Propose a list for each list; write nothing."""
    settings = asked.settings()
    language = asked.speaks(settings)
    chosen = _Chosen(name, locked, without)
    found: list[tuple[Table, Proposed]] = []
    unread = False
    for opened in Opener(settings).open([workbook]):
        try:
            found += _proposed(opened.workbook, settings, asked, chosen)
        except Refused as refused:
            if refused.code.startswith("errors.balance_") and refused.code != "errors.balance_no_lists":
                raise
            click.echo(sentence(refused, language), err=True)
            unread = True
    if asked.as_json:
        print_json({"lists": [_document(one) for _, one in found]})
    elif not asked.quiet:
        for candidates, one in found:
            _tell(candidates, one, language)
    if unread or any(one.proposal.unsettled for _, one in found):
        sys.exit(SOMETHING_SKIPPED)


class _Chosen:
    """Which list was named, and what shall hold for it."""

    def __init__(self, name: str | None, locked: Sequence[int], without: Sequence[int]) -> None:
        self._name = name
        self._locked = locked
        self._without = without

    def of(self, lists: Sequence[CandidateList], place: str) -> Sequence[CandidateList]:
        """Choose the lists to look at. Refused where it is not said of which list a place is."""
        known = ", ".join(each.name for each in lists)
        if self._name is not None:
            wanted = self._name.casefold()
            named = [each for each in lists if wanted in {each.name.casefold(), each.label.casefold()}]
            if not named:
                raise Refused("errors.balance_no_such_list", place=place, name=self._name, known=known)
            lists = named
        if len(lists) != 1 and (self._locked or self._without):
            raise Refused("errors.balance_which_list", place=place, known=known)
        return lists

    def positions(self, those: CandidateList, place: str) -> tuple[list[int], list[int]]:
        """Find the locked and the withdrawn on a list. Refused where a place is not there, or both."""
        for number in {*self._locked, *self._without}:
            if number not in those.places:
                raise Refused("errors.balance_no_such_place", place=place, number=number, name=those.name)
        for number in set(self._locked) & set(self._without):
            raise Refused("errors.balance_lock_and_without", place=place, number=number)
        at = those.places.index
        return [at(number) for number in self._locked], [at(number) for number in self._without]


def _proposed(
    workbook: Workbook, settings: Settings, asked: Asked, chosen: _Chosen
) -> Iterator[tuple[Table, Proposed]]:
    tables = recognise(workbook.read(), on=asked.on).tables
    candidates = tables.get("candidates")
    if candidates is None:
        raise Refused("errors.balance_no_lists", place=workbook.name, status="skipped")
    given = settings.checks["candidate_list_unbalanced"]
    rules = chosen_rules(settings.list_rules, given["preset"], given["rules"])
    places = Places(tables.get("local_parties"), settings.calendar.year)
    lists = [each for each in lists_of(candidates, settings.organisation) if len(each)]
    for those in chosen.of(lists, workbook.name):
        locked, without = chosen.positions(those, workbook.name)
        around = places.around(those)
        yield candidates, proposed(those, rules, around, locked=locked, without=without)


def _document(each: Proposed) -> dict[str, object]:
    """Spell a list's proposal in place numbers: no name of a person."""
    return {
        "name": each.those.name,
        "unclear_places": each.those.unclear is not None,
        **_spelt(each, each.proposal),
        "rest": _spelt(each, each.proposal.rest) if each.proposal.rest else None,
    }


def _spelt(each: Proposed, proposal: Proposal) -> dict[str, object]:
    numbers, places, found = each.numbers, each.those.places, proposal.feasible
    return {
        "feasible": proposal.feasible,
        "order": [numbers[who] for who in proposal.order],
        "tau": proposal.tau if found else None,
        "footrule": proposal.footrule if found else None,
        "measure": proposal.measure,
        "proved": proposal.proved,
        "only_one": proposal.only_one,
        "moves": [
            {
                "from": numbers[move.start],
                "to": places[move.end],
                "rule": move.rule,
                "makes_way": not move.own,
            }
            for move in proposal.moves
        ],
        "broken_rules": list(proposal.broken),
        "clashing_rules": list(proposal.clashing),
        "clashing_places": [numbers[at] for at in proposal.clashing_locks],
        "lacking": dict(proposal.lacking),
        "cost_of_rule": dict(proposal.cost),
        "left_out_rules": list(proposal.aside),
        "unknown": len(proposal.unknown),
        "cannot_judge": proposal.cannot_judge,
        "unsettled": proposal.unsettled or None,
    }


def _tell(candidates: Table, each: Proposed, language: str) -> None:
    click.secho(each.those.label, bold=True)
    for said in told(each, language):
        click.echo(f"  {said}")
    if each.moving:
        # Names are for a coordinator's own screen: what is kept in a file has the gender in their stead.
        for line in side_by_side_told(each, candidates, language, named=sys.stdout.isatty()):
            click.echo(f"  {line}")
