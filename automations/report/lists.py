"""A list and its proposal side by side, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from automations.balance.lists import LETTERS
from automations.balance.nearest.lists import Proposed
from automations.model import Table
from automations.plan.list_proposal import side_by_side
from automations.words import fill

_WIDEST = 30  # letters of a name


def side_by_side_told(each: Proposed, candidates: Table, language: str, *, named: bool) -> Iterator[str]:
    """Walk the lines: the place, who stands there today, who is proposed, from where, and why.

    Not `named`: the gender stands for the name.
    """
    heads = [
        fill(language, f"balance.table.{name}") for name in ("place", "today", "proposal", "from", "why")
    ]
    rows = [heads]
    order = each.best.order if each.best else range(len(each.those))
    for at, (number, today, then, start, why) in enumerate(side_by_side(each, candidates, language)):
        if not named:
            today, then = _gender(each, at, language), _gender(each, order[at], language)  # noqa: PLW2901
        rows.append([str(number), today[:_WIDEST], then[:_WIDEST], str(start or ""), why or ""])
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _gender(each: Proposed, at: int, language: str) -> str:
    names = {letter: name for name, letter in LETTERS.items()}
    return fill(language, f"balance.table.{names.get(each.those.genders[at], 'blank')}")
