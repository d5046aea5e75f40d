"""The job's own tabs: found by their title, the task tab by its headers too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from automations.model import Grid, OwnTab, Recognised, TabReading
from automations.recognise.header import ROWS_LOOKED_AT, Header, columns_in
from automations.tabs import TABS
from automations.words import LANGUAGES, fill, theme

_OTHER_TITLES = {"list_proposal": "balance.tab.other_title", "guide": "guide.other_title"}


def own_kind(grid: Grid) -> str | None:
    """The kind of own tab that its mark or its title says; None for people's."""
    if grid.kind:
        return grid.kind
    # To the letter: "Historikk over laget" is people's, and a year after our title makes it theirs too.
    kind = _own_titles().get(grid.tab.strip().casefold())
    return None if kind and TABS[kind].headed and not _headed(grid, kind) else kind


def own_title(kind: str, recognised: Recognised, language: str) -> str:
    """What a tab of ours is called: as it stands, or by its title, or another where people have that one."""
    if kind in recognised.own:
        return recognised.own[kind].grid.tab
    title = fill(language, f"tabs.{kind}.title")
    taken = {read.tab.casefold() for read in recognised.tabs if read.note != "blank"}
    other = _OTHER_TITLES.get(kind)
    return fill(language, other) if other and title.casefold() in taken else title


def _headed(grid: Grid, kind: str) -> bool:
    """Tell whether the header of a tab of ours stands near its top."""
    width = len(TABS[kind].columns)
    return any(len(columns_in(kind, cells)) == width for cells in grid.cells[:ROWS_LOOKED_AT])


def read_tasks(grid: Grid, header: Header | None) -> tuple[TabReading, OwnTab | None]:
    """Read the task tab. Without its key column it is listed as lacking it, and not used."""
    if not grid.numbers:
        return TabReading(grid.tab, "tasks", note="blank"), None
    if header is None or "task_id" not in header.letters:
        row = grid.numbers[header.row] if header else None
        return TabReading(grid.tab, "tasks", header_row=row, missing=("task_id",)), None
    row = grid.numbers[header.row]
    letters = _task_columns(grid.cells[header.row], header.letters)
    rows, skipped = _counted(grid, header.row, letters.values())
    own = OwnTab("tasks", grid, row, letters)
    return TabReading(grid.tab, "tasks", rows, skipped, row, unknown_headers=len(header.unknown)), own


def read_own(grid: Grid, kind: str) -> tuple[TabReading, OwnTab]:
    """Read a tab that is the job's alone, as it stands: its layout is for its writer to know."""
    best: tuple[int, dict[str, int]] = (0, {})
    for position, cells in enumerate(grid.cells[:ROWS_LOOKED_AT]):
        letters = columns_in(kind, cells)
        if len(letters) > len(best[1]):
            best = (position, letters)
    position, letters = best
    header_row = grid.numbers[position] if grid.numbers else 0
    places: Sequence[int] = range(max((len(cells) for cells in grid.cells), default=0))
    rows, skipped = _counted(grid, position, places) if grid.numbers else (0, 0)
    reading = TabReading(grid.tab, kind, rows, skipped, header_row or None)
    return reading, OwnTab(kind, grid, header_row, letters)


@cache
def _own_titles() -> dict[str, str]:
    titles = {
        theme(language, "tabs")[kind]["title"].casefold(): kind
        for kind, tab in TABS.items()
        if tab.ours
        for language in LANGUAGES
    }
    others = {
        fill(language, key).casefold(): kind for kind, key in _OTHER_TITLES.items() for language in LANGUAGES
    }
    return {**titles, **others, "_automations": "memory"}


def _task_columns(cells: Sequence[object], letters: Mapping[str, int]) -> dict[str, int]:
    """The columns of the task tab: ours under the very header that we wrote, people's under any word.

    A column of people's own that is called nearly as ours is theirs. Of the key alone another spelling
    is taken: without it no task is known.
    """
    columns = TABS["tasks"].by_name
    theirs = {name: place for name, place in letters.items() if not columns[name].ours or name == "task_id"}
    exact: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _exact_headers().get(str(cell).strip().casefold())
        if name and columns[name].ours:
            exact.setdefault(name, place)
    return theirs | exact


@cache
def _exact_headers() -> dict[str, str]:
    return {
        title.casefold(): name
        for language in LANGUAGES
        for name, title in theme(language, "tabs")["tasks"]["columns"].items()
    }


def _counted(grid: Grid, position: int, places: Iterable[int]) -> tuple[int, int]:
    at = tuple(places)
    filled = [
        number
        for number, cells in zip(grid.numbers[position + 1 :], grid.cells[position + 1 :], strict=True)
        if any(place < len(cells) and cells[place] not in (None, "") for place in at)
    ]
    return (len(filled), filled[-1] - grid.numbers[position] - len(filled)) if filled else (0, 0)
