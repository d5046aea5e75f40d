"""The shape of a tab's declaration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Column:
    """One column that people keep (or that the job keeps, with `ours`).

    `kind` says how its cells are read (automations/recognise/values.py). Its title in each
    language stands in words; `words` are the other headers met for it, in any language.
    """

    name: str
    kind: str = "text"
    words: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[str, ...] = ()  # names of words.choices, where people pick from a list
    width: int = 16  # characters, when the job makes the tab
    ours: bool = False


@dataclass(frozen=True)
class Tab:
    """One kind of tab. `one_of` are groups of columns of which at least one must be there.

    One that is `headed` is known by its own header alone: people have tabs of that title too, and neither
    title nor words are taken from them.
    """

    name: str
    columns: tuple[Column, ...]
    words: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    ours: bool = False
    hidden: bool = False
    headed: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their name."""
        return {column.name: column for column in self.columns}
