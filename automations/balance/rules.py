"""Rules for candidate lists as data: what a preset or the configuration may say, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from automations.balance.counting import Count, FirstPlaces, Share
from automations.balance.one_rule import Number, OneRule, exact
from automations.model import Severity


class BothInTop(OneRule):
    """Each group stands at least once among the first `n` places."""

    shown = ("n",)
    kind: Literal["both_in_top"]
    n: Annotated[int, Field(ge=2)]
    severity: Severity = "high"


class Alternating(OneRule):
    """Neighbours differ; with `free_every` the pairs that touch each such place are free."""

    kind: Literal["alternating"]
    free_every: Annotated[int, Field(ge=3)] | None = None

    def _own_name(self) -> str:
        return "alternating" if self.free_every is None else f"alternating_free_{self.free_every}"


class Window(OneRule):
    """Each block of `size` places from the top holds a least share of each; an incomplete last is exempt."""

    shown = ("size", "least")
    kind: Literal["window"]
    size: Annotated[int, Field(ge=2)]
    least: Annotated[float, Field(gt=0, le=0.5)]

    @model_validator(mode="after")
    def _fits(self) -> Window:
        if 2 * -(-exact(self.least) * self.size // 1) > self.size:
            raise PydanticCustomError(
                "rule_impossible",
                "no block of {size} holds {least} of each: take a larger size or a smaller share",
                {"size": self.size, "least": self.least},
            )
        return self


class LongestRun(OneRule):
    """No more than `most` of one group stand in a row."""

    shown = ("most",)
    kind: Literal["longest_run"]
    most: Number


class _Law(OneRule):
    """A rule of list law: a list that breaks it may be turned down."""

    severity: Severity = "high"


class LawLeast(_Law):
    """A list has at least so many candidates."""

    shown = ("least",)
    kind: Literal["law_least"]
    least: Number = 7
    from_size: Annotated[int, Field(ge=0)] = 0  # a list that everybody has left is too short as well


class LawMost(_Law):
    """A list has at most so many candidates more than the council has seats."""

    shown = ("extra",)
    kind: Literal["law_most"]
    extra: Annotated[int, Field(ge=0)] = 6


class BirthYear(_Law):
    """Every candidate's year of birth is on the list."""

    kind: Literal["birth_year"]


class Age(_Law):
    """Every candidate is old enough by the end of the year of the election."""

    shown = ("least",)
    kind: Literal["age"]
    least: Number = 18


class PrecumulatedPrefix(_Law):
    """The pre-cumulated candidates are the first ones on the list."""

    kind: Literal["precumulated_prefix"]


class PrecumulatedMost(_Law):
    """No more are pre-cumulated than the council's size allows: pairs of seats (from) and most."""

    kind: Literal["precumulated_most"]
    by_seats: Annotated[
        tuple[Annotated[tuple[Number, Number], Field(strict=False)], ...], Field(strict=False, min_length=1)
    ] = ((11, 4), (25, 6), (55, 10))

    def allowed(self, seats: int) -> int | None:
        """Say how many may be pre-cumulated; None where the rule says nothing of so small a council."""
        return max((step for step in self.by_seats if step[0] <= seats), default=(0, None))[1]


class PlaceNumbers(OneRule):
    """Every candidate has a place number, and nobody else's: all that is said of the order rests on it."""

    kind: Literal["place_numbers"]
    severity: Severity = "low"


Rule: TypeAlias = Annotated[
    Share
    | BothInTop
    | Alternating
    | Window
    | LongestRun
    | Count
    | FirstPlaces
    | LawLeast
    | LawMost
    | BirthYear
    | Age
    | PrecumulatedPrefix
    | PrecumulatedMost
    | PlaceNumbers,
    Field(discriminator="kind"),
]


def _distinct(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    seen = set()
    for rule in rules:
        if rule.id in seen:
            raise PydanticCustomError(
                "rule_twice", "two rules are named {id}: give one of them an id of its own", {"id": rule.id}
            )
        seen.add(rule.id)
    return rules


_RULES: TypeAdapter[tuple[Rule, ...]] = TypeAdapter(
    Annotated[tuple[Rule, ...], Field(strict=False), AfterValidator(_distinct)]
)


def rules_of(data: Sequence[Mapping[str, Any] | Rule]) -> tuple[Rule, ...]:
    """Read rules as they stand in a preset or the configuration.

    Raises pydantic's ValidationError (a ValueError); its `loc` is the rule's number (from 0), its kind
    and the key that is wrong, or empty where two rules bear one name.
    """
    return _RULES.validate_python(tuple(data))


def chosen_rules(
    presets: Mapping[str, Sequence[Rule]], preset: str, rules: Sequence[Mapping[str, Any] | Rule]
) -> tuple[Rule, ...]:
    """Choose the party's rules: those given in the configuration, else the preset's."""
    return rules_of(rules) if rules else tuple(presets[preset])
