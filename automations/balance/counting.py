"""Rules that count: so large a part, or so many, of a gender, from a district or of an age."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from automations.balance.one_rule import Among, Attribute, Group, Number, OneRule, Part, exact, percent
from automations.people.names import folded


class _Counted(OneRule):
    """Whom a rule counts: a gender, those from a district, or an age at the end of the election's year.

    `under` is an age that they have not reached, `from_age` one that they have; the two may stand together.
    """

    group: Group | None = None
    district: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    under: Number | None = None
    from_age: Number | None = None

    @model_validator(mode="after")
    def _one_attribute(self) -> _Counted:
        age = self.under is not None or self.from_age is not None
        if (self.group is not None) + (self.district is not None) + age > 1:
            raise PydanticCustomError(
                "rule_whom", "group, district and age can't stand in one rule: write a rule for each"
            )
        if self.under is not None and self.from_age is not None and self.under <= self.from_age:
            raise PydanticCustomError(
                "rule_ages",
                "nobody is {from_age} and under {under}",
                {"from_age": self.from_age, "under": self.under},
            )
        return self

    @property
    def attribute(self) -> Attribute:
        """What the rule looks at."""
        if self.district is not None:
            return "district"
        return "gender" if self.under is None and self.from_age is None else "age"

    @property
    def whom(self) -> tuple[str, ...]:
        """The names of the groups that it counts: both genders where it names nobody."""
        if self.attribute == "gender":
            return (self.group,) if self.group else ("woman", "man")
        if self.district is not None:
            return (f"district_{_slug(self.district)}",)
        ages = (("from_age", self.from_age), ("under", self.under))
        return ("_".join(f"{name}_{age}" for name, age in ages if age is not None),)

    def _own_name(self) -> str:
        parts = [str(getattr(self, "kind", ""))]
        for name in self.shown:
            value = getattr(self, name)
            if name == "whom":
                parts += self.whom if self.attribute != "gender" else filter(None, [self.group])
            elif value is not None and value != type(self).model_fields[name].default:
                said = percent(value) if isinstance(value, float) else str(value)
                parts.append(f"{name}_{said}" if name in {"most", "top"} else said)
        return "_".join(parts)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")


def _half_at_most(rule: Share | FirstPlaces) -> None:
    if rule.group is None and rule.least is not None and exact(rule.least) > Fraction(1, 2):
        raise PydanticCustomError(
            "rule_impossible",
            "least is {least}: no list has more than half of each; name a group, or take 0.5 or less",
            {"least": rule.least},
        )


class Share(_Counted):
    """At least, or at most, so large a part, among all, the safe or the pre-cumulated places.

    Of each gender where it names nobody; off by `tolerance` persons still counts as equal.
    """

    shown = ("least", "most", "whom", "among")
    kind: Literal["share"]
    least: Part | None = None
    most: Annotated[float, Field(ge=0, lt=1)] | None = None
    tolerance: Annotated[int, Field(ge=0)] = 0
    among: Among = "all"

    @model_validator(mode="after")
    def _possible(self) -> Share:
        _some_limit(self.least, self.most)
        if self.attribute == "gender":
            _half_at_most(self)
            if self.group is None and self.most is not None and exact(self.most) < Fraction(1, 2):
                raise PydanticCustomError(
                    "rule_impossible_most",
                    "most is {most}: one of the two always has half of a list or more; name a group",
                    {"most": self.most},
                )
        return self


def _some_limit(least: float | None, most: float | None) -> None:
    if least is None and most is None:
        raise PydanticCustomError("rule_no_limit", "say how many: least, most, or both")
    if least is not None and most is not None and most < least:
        raise PydanticCustomError(
            "rule_limits", "most is {most}, which is less than least: {least}", {"most": most, "least": least}
        )


class Count(_Counted):
    """At least, or at most, so many of one group stand on the list, or among its `top` places."""

    shown = ("whom", "least", "most", "top")
    kind: Literal["count"]
    least: Number | None = None
    most: Annotated[int, Field(ge=0)] | None = None
    top: Number | None = None

    @model_validator(mode="after")
    def _possible(self) -> Count:
        _some_limit(self.least, self.most)
        if len(self.whom) > 1:
            raise PydanticCustomError("rule_nobody", "say whom: group, district, under or from_age")
        if self.top is not None and self.least is not None and self.least > self.top:
            raise PydanticCustomError(
                "rule_top", "{least} do not stand among {top}", {"least": self.least, "top": self.top}
            )
        return self


class FirstPlaces(OneRule):
    """At least so large a part of each gender, or of one, has the first place across the lists of a run.

    Off by `tolerance` persons still counts as equal.
    """

    shown = ("least", "group")
    kind: Literal["first_places"]
    least: Part
    tolerance: Annotated[int, Field(ge=0)] = 0
    group: Group | None = None

    @model_validator(mode="after")
    def _possible(self) -> FirstPlaces:
        _half_at_most(self)
        return self
