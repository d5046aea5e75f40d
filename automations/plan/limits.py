"""What is held back, and what is refused: floods of new tasks, surprising plans, tabs that lost rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.errors import Refused
from automations.model import Table
from automations.people.names import folded
from automations.plan.load import Suggestions
from automations.plan.memory import Memory
from automations.plan.reconcile import Outcome

SURPRISING = ("close", "reopen", "archive")


@dataclass(frozen=True, slots=True)
class Admitted:
    """The outcomes that go ahead today, and how many new tasks wait for later days."""

    outcomes: tuple[Outcome, ...]
    held_back: int = 0


def admit(suggestions: Suggestions, memory: Memory, *, on: date, a_run: int, a_person: int) -> Admitted:
    """Let in the most urgent new tasks of the day; count the rest.

    The limits are for a day, not for a run: what was made earlier today counts, so that a second
    run on the same day adds nothing. What is held back burdens nobody yet, nor does what is solved:
    whom that was suggested to is gone from its row after this run.
    """
    left = a_run - sum(task.created == on for task in memory.tasks.values())
    persons = Counter(
        folded(outcome.suggested)
        for outcome in suggestions.known
        if outcome.step.memory.created == on and outcome.step.memory.state == "open"
    )
    admitted: list[Outcome] = []
    for new in suggestions.new:
        if left <= 0:
            break
        outcome = suggestions.suggest(new)
        person = folded(outcome.suggested)
        if person and persons[person] >= a_person:
            continue
        suggestions.take(outcome)
        admitted.append(outcome)
        left -= 1
        persons[person] += 1
    return Admitted((*suggestions.known, *admitted), len(suggestions.new) - len(admitted))


def refuse_surprises(
    outcomes: Sequence[Outcome], rows: int, *, place: str, most: float, established: int
) -> None:
    """Raise Refused where too much of an established task tab would be closed, reopened or archived."""
    actions = Counter(o.step.action for o in outcomes if o.step.action in SURPRISING)
    total = sum(actions.values())
    if rows >= established and total > most * rows:
        raise Refused(
            "errors.large_change",
            place=place,
            status="refused",
            total=total,
            rows=rows,
            share=f"{100 * total / rows:.0f}",
            limit=f"{100 * most:.0f}",
            close=actions["close"],
            reopen=actions["reopen"],
            archive=actions["archive"],
        )


def count_rows(tables: Mapping[str, Table]) -> dict[str, int]:
    """Count data rows a tab, as `kind|tab`: what the next run compares with."""
    counts: Counter[str] = Counter()
    for kind, table in tables.items():
        for tab in table.letters:
            counts[f"{kind}|{tab}"] += 0
        counts.update(f"{kind}|{tab}" for tab in table.tabs)
    return dict(counts)


def lost_rows(before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Name the tabs that lost more than half of their rows since the last run, by kind.

    A tab that is not there under its name any more was renamed where its kind has as many rows as
    before; otherwise its rows are lost.
    """
    lost: dict[str, list[str]] = {}
    for kind in {key.partition("|")[0] for key in before}:
        tabs = {key.partition("|")[2]: n for key, n in before.items() if key.partition("|")[0] == kind}
        here = {key.partition("|")[2]: n for key, n in now.items() if key.partition("|")[0] == kind}
        total, total_here = sum(tabs.values()), sum(here.values())
        for tab, rows in tabs.items():
            left = here[tab] if tab in here else rows - (total - total_here)
            if rows and left * 2 < rows:
                lost.setdefault(kind, []).append(tab)
    return {kind: tuple(sorted(names)) for kind, names in lost.items()}


def still_remembered(
    before: Mapping[str, int], now: Mapping[str, int], lost: Collection[str]
) -> dict[str, int]:
    """Row counts to remember: a kind that lost its rows keeps the old ones until it is accepted."""
    kept = {key: n for key, n in before.items() if key.partition("|")[0] in lost}
    return {key: n for key, n in now.items() if key.partition("|")[0] not in lost} | kept
