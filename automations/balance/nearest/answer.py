"""What a search for the nearest list gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from automations.balance.nearest.problem import Order

Measure: TypeAlias = Literal["tau", "footrule"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A nearest order, the distance it is nearest by, and whether no other is as near."""

    order: Order
    measure: Measure
    only_one: bool


class Unsettled(Exception):  # noqa: N818 - no fault: an answer that could not be had
    """Neither a nearest list nor that there is none could be found out: `no_solver`, or `too_hard`."""

    def __init__(self, reason: Literal["no_solver", "too_hard"]) -> None:
        super().__init__(reason)
        self.reason = reason
