"""The words that tabs and columns are known by, in every language."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, lru_cache

from automations.recognise.fold import fold, fold_words
from automations.tabs import TABS
from automations.words import LANGUAGES, theme

LONGEST = 60  # letters of a header; longer texts are no headers
YEAR = re.compile(r"(?:19|20)\d\d")
_COPY = re.compile(
    r"\s*(?:kopi|copy)\b.*|.+[\s_(-](?:kopi|copy)\)?(?:\s*\(?\d+\)?)?\s*", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(r"(.+?)\s*\(\d+\)\s*")


@dataclass(frozen=True, slots=True)
class Index:
    """Words to what they mean."""

    hits: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # word → kinds and columns
    columns: dict[str, dict[str, str]] = field(default_factory=dict)  # kind → word → column
    titles: dict[str, str] = field(default_factory=dict)  # folded canonical title → kind
    aliases: dict[tuple[str, ...], str] = field(default_factory=dict)  # words of any title → kind


@cache
def index() -> Index:
    """The words of all tabs, made once."""
    made = Index()
    hits: dict[str, dict[str, str]] = {}
    for kind, tab in TABS.items():
        words: dict[str, str] = {}
        for language in LANGUAGES:
            said = theme(language, "tabs")[kind]
            if not tab.headed:
                made.titles.setdefault(fold(said["title"]), kind)
                made.aliases.setdefault(fold_words(said["title"]), kind)
            for name, title in said.get("columns", {}).items():
                words.setdefault(fold(title), name)
        for alias in tab.words:
            made.aliases.setdefault(fold_words(alias), kind)
        for column in tab.columns:
            for word in column.words:
                words.setdefault(fold(word), column.name)
        made.columns[kind] = words
        for word, name in () if tab.headed else words.items():
            hits.setdefault(word, {})[kind] = name
    made.hits.update({word: tuple(found.items()) for word, found in hits.items()})
    return made


def is_copy(title: str, titles: Collection[str] = ()) -> bool:
    """Tell whether a tab's title says that it is a copy: `2026 (2)` is one where there is a tab `2026`."""
    if _COPY.fullmatch(title):
        return True
    numbered = _NUMBERED.fullmatch(title)
    return bool(numbered and numbered[1].strip().casefold() in {one.strip().casefold() for one in titles})


@lru_cache(maxsize=1024)
def kind_of_title(title: str) -> tuple[str | None, bool]:
    """The kind that a tab's title says, and whether it is that kind's own title or only an alias."""
    known = index()
    words = tuple(word for word in fold_words(title) if not word.isdigit())
    whole = "".join(words)
    if title.strip().casefold() == "_automations":
        return "memory", True
    if whole in known.titles:
        return known.titles[whole], True
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            kind = known.aliases.get(part) or known.titles.get("".join(part))
            if kind:
                return kind, start == 0 and "".join(part) in known.titles
    return None, False


@lru_cache(maxsize=8192)
def word_hits(raw: str) -> tuple[tuple[str, str], ...]:
    """The kinds of tab that know a header, each with its column; a year in the header does not count."""
    if len(raw) > LONGEST:
        return ()
    word = fold(raw)
    hits = index().hits
    found = hits.get(word) or hits.get(YEAR.sub("", word), ())
    return found if word else ()
