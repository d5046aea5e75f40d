"""What `doctor --repair` does: finding what the job's tabs have lost, and setting it back in one write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from automations.commands.opening import Opened
from automations.commands.options import Asked
from automations.commands.turn import alone, turn
from automations.doctor import Told
from automations.errors import Refused
from automations.model import Recognised, Repairs
from automations.pipeline import own_language
from automations.plan.repair import language_of, repairs, words
from automations.sheets import Repairable


@dataclass(frozen=True, slots=True)
class Damaged:
    """A workbook whose own tabs have lost something."""

    opened: Opened
    repairs: Repairs


def names(damaged: Sequence[Damaged]) -> str:
    """Name the workbooks."""
    return ", ".join(each.opened.workbook.name for each in damaged)


def lacking(opened: Opened, recognised: Recognised, asked: Asked) -> Repairs:
    """Find what the job's tabs of a workbook have lost. Refused where it cannot be looked at."""
    workbook = opened.workbook
    if not recognised.own or not isinstance(workbook, Repairable):
        return Repairs()
    language = language_of(recognised, own_language(recognised) or asked.speaks(asked.settings()))
    titles = words(recognised, language, on=asked.on)
    return repairs(recognised, workbook.fittings(recognised.own, titles), titles, language)


def set_back(damaged: Sequence[Damaged], asked: Asked) -> list[Told]:
    """Set back what is lost, and tell of each workbook what came of it."""
    done: list[Told] = []
    try:
        with turn(lambda: asked.now) as lease:
            for each in damaged:
                done += _one(each, asked)
                lease.prolong()
    except Refused as refused:  # another run has the lease
        told = {each.place for each in done}
        rest = [name for each in damaged if (name := each.opened.workbook.name) not in told]
        done += [Told("wrong", "refused", name, refused=refused) for name in rest]
    return done


def _one(each: Damaged, asked: Asked) -> list[Told]:
    opened, workbook = each.opened, each.opened.workbook
    assert isinstance(workbook, Repairable)  # noqa: S101 - what is damaged has been looked at
    try:
        with alone(lambda _: opened.path, lambda: asked.now)(workbook):
            receipt = workbook.repair(each.repairs)
    except Refused as refused:
        return [Told("wrong", "refused", workbook.name, refused=refused)]
    if not receipt.backup:
        return [Told("fine", "set_back", workbook.name)]
    told = [Told("fine", "set_back_file", workbook.name, {"backup": receipt.backup})]
    return [*told, Told("fine", "filled_later", workbook.name)] if each.repairs.columns else told
