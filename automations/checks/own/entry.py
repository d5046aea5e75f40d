"""An entry of `[[own_check]]` as an organisation writes it: shapes only, names are looked up in names.py."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from automations.model import Severity
from automations.people.reservations import Way

Days = Annotated[int, Field(strict=True, ge=0)]
CONDITIONS = ("empty", "older_than_days", "within_days", "coming_days", "before", "after", "one_of")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(_Section):
    """The texts in one language; what is not given is said as the check says it in bokmål, or by default."""

    title: str = ""
    text: str = ""
    why: str = ""


class Where(_Section):
    """One condition on one column: a row that meets it is found, or counted.

    Days are whole calendar days: `older_than_days = 60` is met from the 61st day, `within_days` looks back
    and `coming_days` ahead, today included in both. `before` and `after` leave out the day itself.
    """

    column: str = ""
    empty: bool | None = None
    older_than_days: Days | None = None
    within_days: Days | None = None
    coming_days: Days | None = None
    before: date | None = None
    after: date | None = None
    one_of: Annotated[tuple[str | int, ...], Field(min_length=1)] | None = None

    @property
    def given(self) -> list[str]:
        """The conditions that are written."""
        return [name for name in CONDITIONS if getattr(self, name) is not None]

    @model_validator(mode="after")
    def _one_condition(self) -> Where:
        if len(self.given) != 1 or not self.column:
            raise PydanticCustomError("one_condition", "a column and one condition")
        return self


class OwnCheck(Where):
    """A check of an organisation's own.

    Every row of `tab` that meets the condition on `column`, and those in `where`, is a task; with
    `at_least` every place of the tab `for_each` that has fewer such rows. `text` is the task in bokmål, with
    columns of the row in braces. `who` are offices or columns of the row; people have `due_days` from the
    day the task is made, or until the day in `due_column`. `contact` says whether the task is a call or a
    letter: whoever may not be called or written to gets none. A sympathiser's consent holds for
    `consent_months`.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    tab: str
    where: tuple[Where, ...] = ()
    at_least: Annotated[int, Field(strict=True, ge=1)] | None = None
    for_each: str = ""
    title: str = ""
    text: Annotated[str, Field(min_length=1)]
    why: str = ""
    nn: Texts = Texts()
    en: Texts = Texts()
    who: str | tuple[str, ...] = ()
    due_days: Annotated[int, Field(strict=True, ge=1)] | None = None
    due_column: str = ""
    severity: Severity = "medium"
    contact: Way = "call"
    consent_months: Annotated[int, Field(strict=True, ge=1)] = 24
    enabled: bool = True

    @property
    def conditions(self) -> tuple[Where, ...]:
        """The conditions in the order they are written; the first is the one that the task speaks of."""
        return (self, *self.where) if self.column else self.where

    @property
    def key(self) -> str:
        """Its name among all checks."""
        return f"own_{self.name}"

    def texts(self, language: str) -> Texts:
        """What is written for a language."""
        if language == "nb":
            return Texts(title=self.title, text=self.text, why=self.why)
        return self.nn if language == "nn" else self.en

    @model_validator(mode="after")
    def _one_condition(self) -> OwnCheck:
        counted = self.at_least is not None
        if len(self.given) != bool(self.column) or not (self.column or counted):
            raise PydanticCustomError("one_condition", "a column and one condition")
        if self.for_each and not counted:
            raise PydanticCustomError("for_each_alone", "at_least")
        if self.due_days is not None and self.due_column:
            raise PydanticCustomError("one_due", "due_days or due_column")
        return self
