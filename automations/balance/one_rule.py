"""What every rule for candidate lists may say."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from automations.model import Severity

Group: TypeAlias = Literal["woman", "man"]
Among: TypeAlias = Literal["all", "safe", "precumulated"]
Attribute: TypeAlias = Literal["gender", "district", "age"]
Election: TypeAlias = Literal["municipal", "county", "national"]

Part: TypeAlias = Annotated[float, Field(gt=0, le=1)]
Number: TypeAlias = Annotated[int, Field(ge=1)]


def percent(share: float) -> str:
    """Say a share as it stands in an id: 0.5 is 50, 0.333 is 33_3."""
    return f"{float(exact(share) * 100):g}".replace(".", "_")


def exact(share: float) -> Fraction:
    """Take a share as it was typed: 0.4 is two fifths, so that 0.4 of 15 is 6 and not a hair more."""
    return Fraction(str(share))


class OneRule(BaseModel):
    """What every rule may say: for which elections and sizes of list, how grave, and its name.

    `from_size` and `to_size` count the candidates of the list. A list of an unknown election is
    municipal. `id` names the rule in facts and words; by default it is the kind and its parameters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    shown: ClassVar[tuple[str, ...]] = ()  # the parameters that its name is made of, in this order

    elections: Annotated[tuple[Election, ...], Field(strict=False, min_length=1)] | None = None
    severity: Severity = "medium"
    from_size: Number = 1
    to_size: Number | None = None
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]*$")] = ""

    @model_validator(mode="after")
    def _named(self) -> OneRule:
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
                parts.append(percent(value) if isinstance(value, float) else str(value))
        return "_".join(parts)

    def concerns(self, election: str, size: int) -> bool:
        """Tell whether the rule speaks of a list of this election with so many candidates."""
        return (
            (self.elections is None or election in self.elections)
            and self.from_size <= size
            and (self.to_size is None or size <= self.to_size)
        )
