"""What the checks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from automations.model.read import Fact, Source

Severity: TypeAlias = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a finding is about: identities, the strongest first, the same from day to day.

    The first names it; by the others an open task is found again when a better one appears.
    """

    identities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the founding document asks for and nobody has done.

    `facts` are the check's reason: safe to print and log, never today's date, never a person.
    `private` holds what only the workbook may show (a name); it leaves with the task's text.
    `suggested` names who could do it, first choice first; the next one is asked when it is overdue.
    `days` are those that people have from the day the task is made; None: as the settings say.
    """

    check: str
    subject: Subject
    source: Source
    severity: Severity
    facts: Mapping[str, Fact]
    stage: str = ""
    column: str | None = None
    due: date | None = None
    also: tuple[Source, ...] = ()
    private: Mapping[str, str] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not be made, and why: its tasks stay as they are."""

    check: str
    reason: str  # a word of words.skipped
    facts: Mapping[str, Fact] = field(default_factory=dict)
