"""Listeforslag: today's list and the nearest that meets the rules, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from automations.balance.nearest.lists import Proposed, proposals
from automations.balance.rules import chosen_rules
from automations.model import Line, OwnTab, Recognised, SheetContent, Table
from automations.plan.list_words import move_said, told
from automations.recognise.own import own_title
from automations.settings import Settings
from automations.tabs import TABS
from automations.words import fill


def proposal_content(recognised: Recognised, settings: Settings, language: str) -> SheetContent | None:
    """Lay out the tab; None where there is nothing to propose and never was.

    People call a tab of candidates so too: theirs keeps the title, and ours takes another.
    """
    candidates = recognised.tables.get("candidates")
    if candidates is None:
        return None
    moving = [each for each in _proposed(candidates, recognised, settings) if each.moving]
    tab: OwnTab | None = recognised.own.get("list_proposal")
    if not moving and tab is None:
        return None
    columns = [column.name for column in TABS["list_proposal"].columns]
    header = tuple(fill(language, f"tabs.list_proposal.columns.{name}") for name in columns)
    lines = [Line(header, "header")]
    for each in moving:
        lines += _side_by_side(each, candidates, language)
    if not moving:
        lines.append(Line((fill(language, "balance.tab.nothing"),), "text"))
    return SheetContent("list_proposal", own_title("list_proposal", recognised, language), tuple(lines))


def _proposed(candidates: Table, recognised: Recognised, settings: Settings) -> Sequence[Proposed]:
    """Find the nearest lists, as the check has: what is reckoned once for both."""
    given = settings.checks["candidate_list_unbalanced"]
    rules = chosen_rules(settings.list_rules, given["preset"], given["rules"])
    parties, whose = recognised.tables.get("local_parties"), settings.organisation
    return proposals(candidates, parties, rules, whose, settings.calendar.year)


def _side_by_side(each: Proposed, candidates: Table, language: str) -> Iterator[Line]:
    label = each.those.label
    yield Line((label, None, None, None, None, " ".join(told(each, language))), "section")
    for number, today, then, start, why in side_by_side(each, candidates, language):
        yield Line((label, number, today, then, start, why))


def side_by_side(
    each: Proposed, candidates: Table, language: str
) -> Iterator[tuple[int, str, str, int | None, str | None]]:
    """Walk the places: the number, who stands there today, who is proposed, from where, and why.

    Today's list is without those who withdraw. The names are for the workbook and a coordinator's eyes.
    """
    best = each.best
    order = best.order if best else range(len(each.those))
    moves = {move.start: move for move in best.moves} if best else {}
    names = candidates.column("name")

    def name(at: int) -> str:
        said = names[each.those.rows[at]]
        return str(said) if said else fill(language, "balance.table.nameless", place=each.numbers[at])

    for place, who in enumerate(order):
        move = moves.get(who)
        start = each.numbers[who] if move else None
        why = move_said(each, move, language) if move else None
        yield each.those.places[place], name(place), name(who), start, why
