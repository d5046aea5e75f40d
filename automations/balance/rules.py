"""Rules for candidate lists as data: what a preset or the configuration may say, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from automations.model import Severity

Group: TypeAlias = Literal["woman", "man"]
Among: TypeAlias = Literal["all", "safe", "precumulated"]
Election: TypeAlias = Literal["municipal", "county", "national"]

_Share: TypeAlias = Annotated[float, Field(gt=0, le=1)]
_Count: TypeAlias = Annotated[int, Field(ge=1)]


def _percent(share: float) -> str:
    """Say a share as it stands in an id: 0.5 is 50, 0.333 is 33_3."""
    return f"{float(exact(share) * 100):g}".replace(".", "_")


def exact(share: float) -> Fraction:
    """Take a share as it was typed: 0.4 is two fifths, so that 0.4 of 15 is 6 and not a hair more."""
    return Fraction(str(share))


class _Rule(BaseModel):
    """What every rule may say: for which elections and sizes of list, how grave, and its name.

    `from_size` and `to_size` count the candidates of the list. A list of an unknown election is
    municipal. `id` names the rule in facts and words; by default it is the kind and its parameters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    shown: ClassVar[tuple[str, ...]] = ()  # the parameters that its name is made of, in this order

    elections: Annotated[tuple[Election, ...], Field(strict=False, min_length=1)] | None = None
    severity: Severity = "medium"
    from_size: _Count = 1
    to_size: _Count | None = None
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]*$")] = ""

    @model_validator(mode="after")
    def _named(self) -> _Rule:
        if self.to_size is not None and self.to_size < self.from_size:
            raise PydanticCustomError("rule_sizes", "to_size is less than from_size: no list has such a size")
        if not self.id:
            object.__setattr__(self, "id", self._own_name())  # frozen from here on
        return self

    def _own_name(self) -> str:
        parts = [str(getattr(self, "kind", ""))]
        for name in self.shown:
            field, value = type(self).model_fields[name], getattr(self, name)
            if field.is_required() or value != field.default:
                parts.append(_percent(value) if isinstance(value, float) else str(value))
        return "_".join(parts)

    def concerns(self, election: str, size: int) -> bool:
        """Tell whether the rule speaks of a list of this election with so many candidates."""
        return (
            (self.elections is None or election in self.elections)
            and self.from_size <= size
            and (self.to_size is None or size <= self.to_size)
        )


class _Shared(_Rule):
    """A least share of each group, or of one `group`; off by `tolerance` persons still counts as equal."""

    least: _Share
    tolerance: Annotated[int, Field(ge=0)] = 0
    group: Group | None = None

    @model_validator(mode="after")
    def _possible(self) -> _Shared:
        if self.group is None and exact(self.least) > Fraction(1, 2):
            raise PydanticCustomError(
                "rule_impossible",
                "least is {least}: no list has more than half of each; name a group, or take 0.5 or less",
                {"least": self.least},
            )
        return self


class Share(_Shared):
    """At least so large a part of each group, among all, the safe or the pre-cumulated places."""

    shown = ("least", "group", "among")
    kind: Literal["share"]
    among: Among = "all"


class BothInTop(_Rule):
    """Each group stands at least once among the first `n` places."""

    shown = ("n",)
    kind: Literal["both_in_top"]
    n: Annotated[int, Field(ge=2)]
    severity: Severity = "high"


class Alternating(_Rule):
    """Neighbours differ; with `free_every` the pairs that touch each such place are free."""

    kind: Literal["alternating"]
    free_every: Annotated[int, Field(ge=3)] | None = None

    def _own_name(self) -> str:
        return "alternating" if self.free_every is None else f"alternating_free_{self.free_every}"


class Window(_Rule):
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


class LongestRun(_Rule):
    """No more than `most` of one group stand in a row."""

    shown = ("most",)
    kind: Literal["longest_run"]
    most: _Count


class Count(_Rule):
    """At least so many of one group stand on the list."""

    shown = ("group", "least")
    kind: Literal["count"]
    group: Group
    least: _Count


class FirstPlaces(_Shared):
    """At least so large a part of each group has the first place, across the lists of a run."""

    shown = ("least", "group")
    kind: Literal["first_places"]


class _Law(_Rule):
    """A rule of list law: a list that breaks it may be turned down."""

    severity: Severity = "high"


class LawLeast(_Law):
    """A list has at least so many candidates."""

    shown = ("least",)
    kind: Literal["law_least"]
    least: _Count = 7
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
    least: _Count = 18


class PrecumulatedPrefix(_Law):
    """The pre-cumulated candidates are the first ones on the list."""

    kind: Literal["precumulated_prefix"]


class PrecumulatedMost(_Law):
    """No more are pre-cumulated than the council's size allows: pairs of seats (from) and most."""

    kind: Literal["precumulated_most"]
    by_seats: Annotated[
        tuple[Annotated[tuple[_Count, _Count], Field(strict=False)], ...], Field(strict=False, min_length=1)
    ] = ((11, 4), (25, 6), (55, 10))

    def allowed(self, seats: int) -> int | None:
        """Say how many may be pre-cumulated; None where the rule says nothing of so small a council."""
        return max((step for step in self.by_seats if step[0] <= seats), default=(0, None))[1]


class PlaceNumbers(_Rule):
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
