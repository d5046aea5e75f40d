"""Candidate lists that do not meet the party's rules, or the law's: one finding a rule, one task a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from automations.balance.around import Places
from automations.balance.counting import Count, FirstPlaces, Share
from automations.balance.groups import whom_of
from automations.balance.judge import judge
from automations.balance.lists import DISTRICT_COLUMNS, CandidateList, Organisation, lists_of
from automations.balance.nearest.lists import Proposed, proposals
from automations.balance.outcome import Outcome
from automations.balance.rules import Rule, chosen_rules, rules_of
from automations.balance.verdicts import first_places
from automations.checks.registry import check, lines
from automations.election_calendar import ElectionCalendar, pressing
from automations.model import Finding, Subject, Table
from automations.people.responsible import Responsible

_WHOM_TO_ASK = ("nomination_leader", "leader", "deputy")
_ALWAYS = rules_of([{"kind": "place_numbers"}])  # what is said of an order rests on the numbers
_WHOM = ("district", "under", "from_age")
_CELL = {
    "birth_year": "birth_year",
    "age": "birth_year",
    "precumulated_prefix": "extra_vote",
    "precumulated_most": "extra_vote",
}


def reason_key(finding: Finding) -> str:
    """Name the words that say why: the rule's kind, its variant, and whether it can't be judged."""
    return finding.private["reason"]


@check(needs=("candidates",), uses=("local_parties", "officers"), serves=lines(66, 73), words=reason_key)
def candidate_list_unbalanced(
    candidates: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    presets: Mapping[str, Sequence[Rule]],
    organisation: Organisation,
    calendar: ElectionCalendar,
    preset: str = "arbeiderpartiet",
    rules: tuple[Mapping[str, Any], ...] = (),
    law: str = "norwegian_list_law",
    law_from_days: int = 120,
) -> Iterator[Finding]:
    """A candidate list that is out of balance, or that the law would turn down.

    `preset` names the rules; `rules`, given in the configuration, stand instead of it and of the law.
    `law` names the preset of list law (empty for none), which is judged from `law_from_days` before
    the day lists are due: until then a list may be a draft. In the last weeks before that day what is
    broken is more urgent.
    """
    own = chosen = chosen_rules(presets, preset, rules)
    if not rules and law and on >= calendar.lists_due - timedelta(days=law_from_days):
        chosen += _further(chosen, presets[law])
    chosen += _further(chosen, _ALWAYS)
    those = lists_of(candidates, organisation)
    places = Places(local_parties, calendar.year)
    finder = _Finder(candidates, Responsible(local_parties, officers, on), calendar.lists_due, on)
    nearest = proposals(candidates, local_parties, own, organisation, calendar.year)
    advice = {each.those.name: _advice(each) for each in nearest}
    for each in those:
        around = places.around(each)
        for rule in chosen:
            outcome = judge(rule, each, around)
            if outcome is not None:
                advised = advice.pop(each.name, {}) if outcome.verdict == "broken" else {}
                yield finder.of_list(rule, each, outcome, advised)
    for rule in chosen:
        if isinstance(rule, FirstPlaces):
            yield from finder.across(rule, [each for each in those if each.rows])


def _further(chosen: Sequence[Rule], more: Sequence[Rule]) -> tuple[Rule, ...]:
    """Take the rules that are not chosen already under the same name."""
    names = {rule.id for rule in chosen}
    return tuple(rule for rule in more if rule.id not in names)


class _Finder:
    """Makes findings of outcomes: the cell, the facts, and whom to ask."""

    def __init__(self, table: Table, responsible: Responsible, due: date, on: date) -> None:
        self._table = table
        self._responsible = responsible
        self._due = due
        self._on = on

    def of_list(
        self, rule: Rule, those: CandidateList, outcome: Outcome, advice: Mapping[str, str]
    ) -> Finding:
        """Say which rule a list does not meet; all findings of one list share its subject."""
        at = outcome.position
        return self._finding(
            rule,
            outcome,
            row=those.anchor if at is None else those.rows[at],
            subject=f"list:{those.name}",
            facts={
                "list": those.name,
                "municipality_number": those.municipality_number,
                "municipality": those.municipality,
                "party": those.party,
                "first_break": None if at is None else those.places[at],
            },
            label=those.label,
            advice=advice,
        )

    def across(self, rule: FirstPlaces, lists: Sequence[CandidateList]) -> Iterator[Finding]:
        """Judge who stands first on the lists of this run: one finding, about no list of its own."""
        lists = [each for each in lists if rule.concerns(each.election, len(each))]
        outcome = first_places(rule, "".join([each.genders[0] for each in lists]))
        if outcome is None or outcome.position is None:
            return
        decides = lists[outcome.position]
        parties = {each.party for each in lists}
        yield self._finding(
            rule,
            outcome,
            row=decides.rows[0],
            subject=f"lists:{rule.id}",
            facts={
                "list": None,
                "municipality_number": None,
                "municipality": None,
                "party": parties.pop() if len(parties) == 1 else None,
                "first_break": decides.places[0],
            },
            label=decides.label,
            stage=rule.kind,
        )

    def _finding(
        self,
        rule: Rule,
        outcome: Outcome,
        *,
        row: int,
        subject: str,
        facts: dict[str, Any],
        label: str,
        stage: str = "",
        advice: Mapping[str, str] = MappingProxyType({}),
    ) -> Finding:
        column = _column(rule, outcome, self._table)
        numbers = {name: str(number) for name, number in outcome.numbers.items()}
        return Finding(
            check="candidate_list_unbalanced",
            stage=stage,
            subject=Subject((subject,)),
            source=self._table.source(row, column),
            column=column,
            severity=pressing(rule.severity, on=self._on, due=self._due),
            facts={**facts, "rule": rule.id, "verdict": outcome.verdict, "missing": dict(outcome.missing)},
            private={
                **_parameters(rule),
                **numbers,
                "label": label,
                "reason": _reason(rule, outcome),
                **advice,
            },
            suggested=self._responsible.in_turn(facts["municipality_number"], _WHOM_TO_ASK),
            due=self._due,
        )


def _column(rule: Rule, outcome: Outcome, table: Table) -> str:
    """Name the column of the cell to look at: the place, or what is not known there."""
    if outcome.verdict != "cannot_judge":
        return _CELL.get(rule.kind, "place")
    attribute = rule.attribute if isinstance(rule, (Share, Count)) else "gender"
    if attribute == "district":
        return next((name for name in DISTRICT_COLUMNS if table.has(name)), DISTRICT_COLUMNS[0])
    return "birth_year" if attribute == "age" else "gender"


@cache
def _parameters(rule: Rule) -> Mapping[str, str]:
    names = {*rule.shown, *(_WHOM if isinstance(rule, (Share, Count)) else ())} - {"group", "among", "whom"}
    return {name: str(getattr(rule, name)) for name in names}


def _reason(rule: Rule, outcome: Outcome) -> str:
    """Name the words: the kind and, where the sentence differs, among whom and for which group."""
    if "limit" in outcome.numbers and isinstance(rule, (Share, Count)):
        return _counted(rule, outcome)
    if outcome.verdict == "cannot_judge":
        return f"{rule.kind}.cannot_judge"
    variant = "_".join(filter(None, (getattr(rule, "among", None), getattr(rule, "group", None))))
    return f"{rule.kind}.{variant}" if variant and rule.kind != "first_places" else rule.kind


def _counted(rule: Share | Count, outcome: Outcome) -> str:
    """Name the words for a group that is too few or too many on the places that a rule looks at."""
    if outcome.verdict == "cannot_judge":
        return f"counted.cannot_judge_{rule.attribute}"
    side = "least" if outcome.missing else "most"
    return f"counted.{side}_{outcome.group if rule.attribute == 'gender' else whom_of(rule)}"


def _advice(each: Proposed) -> dict[str, str]:
    """Say the smallest change in places, where it is short enough to be said."""
    best = each.best
    if best is None or not best.moves:
        return {}
    moved = [move for move in best.moves if move.own]
    number = {1: "one", 2: "two"}.get(len(moved), "many")
    told = {"advice": number if each.proposal.feasible else f"rest_{number}", "moves": str(len(moved))}
    for move, (start, end) in zip(moved, (("start", "end"), ("second_start", "second_end")), strict=False):
        told |= {start: str(each.numbers[move.start]), end: str(each.those.places[move.end])}
    return told
