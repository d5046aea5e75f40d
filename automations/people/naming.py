"""What people call things that no list of choices names: bodies, roles in a campaign, first courses."""

from __future__ import annotations

from functools import cache

from automations.people.names import folded
from automations.words import LANGUAGES, theme


@cache
def _names(group: str) -> dict[str, tuple[str, ...]]:
    """The words met for each thing of a group, in any language, folded."""
    themes = [theme(language, "names")[group] for language in LANGUAGES]
    return {
        thing: tuple({f" {folded(word)}" for words in themes for word in words[thing]}) for thing in themes[0]
    }


@cache
def named(group: str, text: str | None) -> frozenset[str]:
    """Tell which things of a group a text names: "Ansvarlig for husbesøk og stand" is two campaign roles.

    A word counts where it begins a word of the text as well: Kvinnenettverk is in "Kvinnenettverket".
    """
    said = f" {folded(text)}"
    return frozenset(thing for thing, words in _names(group).items() if any(word in said for word in words))
