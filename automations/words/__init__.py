"""Every word that a person reads, in nb, nn and en, and the one function that fills them.

`words/<language>/<theme>.toml`; a key is its theme and its path there: `problems.date.text`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nb", "nn", "en")


@cache
def theme(language: str, name: str) -> dict[str, Any]:
    """The words of one theme, as they stand in its file."""
    return tomllib.loads(files(__name__).joinpath(language, f"{name}.toml").read_text("utf-8"))


@cache
def _template(language: str, key: str) -> str:
    name, *path = key.split(".")
    found: Any = theme(language, name)
    for part in path:
        found = found[part]
    if not isinstance(found, str):
        raise KeyError(key)
    return found


def fill(language: str, key: str, /, **facts: object) -> str:
    """Make the text `key` in a language with its placeholders filled. KeyError for no such text."""
    return _template(language, key).format_map(facts)


def has(language: str, key: str) -> bool:
    """Tell whether there is such a text."""
    try:
        _template(language, key)
    except KeyError:
        return False
    return True
