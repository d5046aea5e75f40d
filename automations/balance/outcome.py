"""What judging one list by one rule needs to know, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["broken", "cannot_judge"]


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the place that a list is for; None is unknown."""

    election_year: int
    seats: int | None = None
    safe_places: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule that is not met, or cannot be judged.

    `position` is where (from 0, in the list's order; None on an empty list). Broken: the first place
    after which nobody could fill the rest of the list so that the rule is met. Not to be judged: the
    first unknown gender that could decide. `missing` says how many more of each group the known ones
    need. `numbers` are what a sentence about it may name; `group` is the one that a rule with an upper
    bound is about.
    """

    verdict: Verdict
    position: int | None
    missing: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    group: str = ""
