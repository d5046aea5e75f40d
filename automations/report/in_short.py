"""The report in some sentences: what is in order, and what should be done, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from automations.figures.section import FigureKey
from automations.figures.workbook import Figures
from automations.report.shown import goal, now
from automations.words import fill, has

AT_MOST = 6  # sentences a side: what a board can act on
IN_ORDER = 0.9  # of the goal

# What a board asks first. Each has its sentence in the words, under the figure's name.
MATTERS = (
    *("overdue_tasks", "waiting", "contacted_in_time", "lists_in_balance"),
    *("covered:lo", "covered:auf", "covered:interest", "covered:voluntary"),
    *("women_at_top:county_leaders", "women_at_top:municipal_leaders", "women_at_top:first_candidates"),
    *("boards_filled", "routine_share", "followed_up_in_time", "welcomed_in_time", "offered_in_time"),
    *("active_local_parties", "asked_share", "renewed_share", "bodies_in_balance", "officers_trained"),
    *("campaign_roles_filled", "sympathisers_with_consent"),
)


class InShort(NamedTuple):
    """Sentences of the two sides."""

    well: Sequence[str]
    todo: Sequence[str]


def in_short(figures: Figures, language: str) -> InShort:
    """Say of each figure that matters, and has a goal, on which side it stands."""
    sides: dict[bool, list[str]] = {True: [], False: []}
    for name in MATTERS:
        for well, told in _judged(figures, (name, ""), language):
            sides[well].append(told)
    return InShort(sides[True][:AT_MOST], sides[False][:AT_MOST])


def _judged(figures: Figures, key: FigureKey, language: str) -> Iterator[tuple[bool, str]]:
    name, value, wanted = key[0], figures.values.get(key), figures.goals.get(key)
    word = name.replace(":", "_")
    if key in figures.hidden and has(language, f"report.few.{word}"):
        yield False, fill(language, f"report.few.{word}")
    if not isinstance(value, (int, float)) or wanted is None:
        return
    well = value >= IN_ORDER * wanted if wanted else value <= 0
    facts = {"now": now(figures, key, language), "goal": goal(figures, key, language)}
    if not wanted and well:
        yield well, fill(language, f"report.nothing.{word}")
    elif wanted == 1 and name.startswith("covered:"):
        kind = fill(language, f"summary.kind.{name.partition(':')[2]}")
        yield well, fill(language, "report.alone.well" if well else "report.alone.todo", kind=kind)
    else:
        yield well, fill(language, f"report.said.{word}", **facts)
