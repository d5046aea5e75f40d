"""Finding the header of a tab: which row it is, which kind of tab it heads, which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from automations.model import Grid
from automations.recognise import wishes
from automations.recognise.fold import fold
from automations.recognise.forbidden import is_column as is_forbidden
from automations.recognise.vocabulary import LONGEST, YEAR, index, kind_of_title, word_hits
from automations.tabs import TABS

ROWS_LOOKED_AT = 15
_NEAR = 86.0  # similarity of spelling, of 100
_NEAR_LETTERS = 5  # shorter words are near too many others
_ENOUGH = 1.0  # weight of known words that tells a kind of tab without its title
_FEWEST = 3  # columns that tell a kind of tab without its title

# They give way to another header of the same column.
WEAK = frozenset({"alder", "age"})
_PERSONS = frozenset(
    {"members", "supporters", "officers", "elected", "candidates", "volunteers", "youth_transition",
     "training",
     "campaign"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """A header as it was understood. `letters`: column name → place; `kinds`: how each is read.

    `further`: names in `letters` of columns that say what another column says too, and that column.
    """

    kind: str
    row: int  # position in the grid, not the sheet's number
    letters: dict[str, int]
    kinds: dict[str, str]
    duplicates: tuple[tuple[int, str], ...] = ()
    blanks: tuple[int, ...] = ()
    forbidden: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    width: int = 0  # columns of the table; what stands further right is not of it
    further: Mapping[str, str] = field(default_factory=dict)


def _filled(cells: Sequence[Any]) -> list[tuple[int, str]]:
    return [
        (place, cell) for place, cell in enumerate(cells) if type(cell) is str and cell and not cell.isspace()
    ]


def find_header(grid: Grid) -> Header | None:
    """Find the header among the first filled rows. None: no row is a header that we know."""
    titled, own_title = kind_of_title(grid.tab)
    best: tuple[float, int, str] | None = None
    for row, cells in enumerate(grid.cells[:ROWS_LOOKED_AT]):
        scores: dict[str, dict[str, int]] = {}
        filled = _filled(cells)
        for _, cell in filled:
            hits = word_hits(cell)
            for kind, column in hits:
                scores.setdefault(kind, {}).setdefault(column, len(hits))
        for kind, columns in scores.items():
            score = _score(kind, columns, len(filled), titled=kind == titled, own_title=own_title)
            if score is not None and (best is None or score > best[0]):
                best = (score, row, kind)
        if best and best[1] == row and best[0] > _FEWEST and len(scores.get(best[2], ())) * 2 >= len(filled):
            break
    if best is None:
        return _near_header(grid, titled)
    return _understood(grid, best[1], best[2])


def _score(kind: str, columns: dict[str, int], filled: int, *, titled: bool, own_title: bool) -> float | None:  # noqa: PLR0911 - one answer for each reason
    """How well a row heads a kind of tab; `columns` counts the kinds that know a word. None: not at all."""
    if "task_id" in columns:  # people may note a task's key in a tab of theirs, under the same word
        ours = sum(TABS[kind].by_name[name].ours for name in columns)
        return 1000.0 + len(columns) if titled or ours > 1 else None
    if kind == "tasks" and not titled:
        return None
    if titled and own_title:
        return 100.0 + len(columns) if len(columns) > 1 or filled == 1 else None
    weight = sum(1 / kinds for kinds in columns.values())
    complete = not missing_columns(kind, columns)
    if titled:
        return weight + len(columns) / 10 + 2 + 2 * complete if len(columns) > 1 else None
    if TABS[kind].ours or not complete or weight < _ENOUGH or len(columns) < 2:  # noqa: PLR2004
        return None
    if len(columns) < min(_FEWEST, len(TABS[kind].columns)):
        return None
    return weight + len(columns) / 10 + 2


def missing_columns(kind: str, columns: dict[str, int]) -> tuple[str, ...]:
    """The required columns that are not there; of a group the first stands for it."""
    tab = TABS[kind]
    return (
        *(
            c.name
            for c in tab.columns
            if c.required and c.name not in columns and not _parts(c.name, columns)
        ),
        *dict.fromkeys(group[0] for group in tab.one_of if not any(name in columns for name in group)),
    )


def _parts(name: str, columns: dict[str, int]) -> bool:
    return name == "name" and "last_name" in columns


def columns_in(kind: str, cells: Sequence[Any]) -> dict[str, int]:
    """The columns of a kind that a row names, and where."""
    words = index().columns[kind]
    found: dict[str, int] = {}
    for place, cell in _filled(cells):
        if name := words.get(fold(cell)):
            found.setdefault(name, place)
    return found


def _near_header(grid: Grid, titled: str | None) -> Header | None:
    """Look for a header all of whose words are misspelt; only under a title that says the kind."""
    if titled is None or TABS[titled].ours:
        return None
    for row, cells in enumerate(grid.cells[:ROWS_LOOKED_AT]):
        filled = _filled(cells)
        if len(filled) < 2:  # noqa: PLR2004
            continue
        found = {name for _, cell in filled if (name := near_column(titled, cell))}
        if len(found) >= 2 and len(found) * 2 >= len(filled):  # noqa: PLR2004
            return _understood(grid, row, titled)
    return None


def near_column(kind: str, header: str) -> str | None:
    """The column of a kind whose word is spelt nearly so."""
    word = _near_word(kind, header)
    return index().columns[kind][word] if word else None


@lru_cache(maxsize=4096)
def _near_word(kind: str, header: str) -> str | None:
    word = fold(header)
    if not _NEAR_LETTERS <= len(word) <= LONGEST:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for words that we do not know

    words = [known for known in index().columns[kind] if len(known) >= _NEAR_LETTERS]
    found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def _understood(grid: Grid, row: int, kind: str) -> Header:  # noqa: C901 - a header is judged cell by cell, in the light of the ones before it
    cells = grid.cells[row]
    words = index().columns[kind]
    letters: dict[str, int] = {}
    kinds: dict[str, str] = {}
    duplicates: list[tuple[int, str]] = []
    unknown: list[int] = []
    forbidden: list[int] = []
    weak: list[int] = []
    further: dict[str, str] = {}
    last = -1

    def take(place: int, name: str, word: str) -> bool:
        own = name
        if name in letters:
            if not wishes.combines(kind, name):
                return False
            own = f"{name} {place}"
            further[own] = name
        letters[own] = place
        kinds[own] = _read_as(kind, name, word)
        return True

    for group in _groups(grid, row):
        known = {
            place: words.get(w := fold(str(cells[place]))) or words.get(YEAR.sub("", w)) for place in group
        }
        names = [name for name in known.values() if name]
        if letters and (len(names) * 2 < len(group) or any(name in letters for name in names)):
            continue  # a table of its own beside this one
        last = max(last, group[-1])
        for place, name in known.items():
            word = fold(str(cells[place]))
            if name is None:
                unknown.append(place)
            elif word in WEAK and (name in letters or name in list(known.values())[place + 1 :]):
                weak.append(place)
            elif not take(place, name, word):
                duplicates.append((place, name))
    for place in tuple(unknown):
        if kind in _PERSONS and is_forbidden(fold(str(cells[place]))):
            forbidden.append(place)
        else:
            near = _near_word(kind, str(cells[place]))
            if near is None or not take(place, words[near], near):
                continue
        unknown.remove(place)
    if "birth_date" in letters and kinds.get("birth_year") == "age":
        del letters["birth_year"], kinds["birth_year"]
    used = {*letters.values(), *unknown, *forbidden, *(place for place, _ in duplicates), *weak}
    first = min(letters.values(), default=0)
    blanks = tuple(p for p in range(first, last + 1) if p not in used and _has_data(grid, row, p))
    missing = missing_columns(kind, letters)
    return Header(
        kind,
        row,
        letters,
        kinds,
        tuple(duplicates),
        blanks,
        tuple(forbidden),
        tuple(unknown),
        missing,
        last + 1,
        further,
    )


def _read_as(kind: str, name: str, word: str) -> str:
    """How the cells under a header are read; a year in the header does not count."""
    word = word if word in index().columns[kind] else YEAR.sub("", word)
    if name == "birth_year" and word in WEAK:
        return "age"
    return wishes.read_as(kind, name, word) or TABS[kind].by_name[name].kind


def _groups(grid: Grid, row: int) -> list[list[int]]:
    """The filled cells of the header, parted where a whole column is empty; the largest group first."""
    cells = grid.cells[row]
    places = [
        place
        for place, cell in enumerate(cells)
        if cell is not None and not (type(cell) is str and not cell.strip())
    ]
    groups: list[list[int]] = []
    for place in places:
        if groups and all(_has_data(grid, row, between) for between in range(groups[-1][-1] + 1, place)):
            groups[-1].append(place)
        else:
            groups.append([place])
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _has_data(grid: Grid, row: int, place: int) -> bool:
    return any(len(cells) > place and cells[place] not in (None, "") for cells in grid.cells[row + 1 :])
