"""The job's own tabs: found by their title, the task tab by its headers too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from automations.model import Grid, OwnTab, TabReading
from automations.recognise.header import ROWS_LOOKED_AT, Header, columns_in
from automations.recognise.vocabulary import kind_of_title
from automations.tabs import TABS


def own_kind(grid: Grid) -> str | None:
    """The kind of own tab that a title says; None for people's."""
    kind, own_title = kind_of_title(grid.tab)
    return kind if kind and own_title and TABS[kind].ours else None


def read_tasks(grid: Grid, header: Header | None) -> tuple[TabReading, OwnTab | None]:
    """Read the task tab. Without its key column it is listed as lacking it, and not used."""
    if not grid.numbers:
        return TabReading(grid.tab, "tasks", note="blank"), None
    if header is None or "task_id" not in header.letters:
        row = grid.numbers[header.row] if header else None
        return TabReading(grid.tab, "tasks", header_row=row, missing=("task_id",)), None
    row = grid.numbers[header.row]
    rows, skipped = _counted(grid, header.row, header.letters.values())
    own = OwnTab("tasks", grid, row, header.letters)
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


def _counted(grid: Grid, position: int, places: Iterable[int]) -> tuple[int, int]:
    at = tuple(places)
    filled = [
        number
        for number, cells in zip(grid.numbers[position + 1 :], grid.cells[position + 1 :], strict=True)
        if any(place < len(cells) and cells[place] not in (None, "") for place in at)
    ]
    return (len(filled), filled[-1] - grid.numbers[position] - len(filled)) if filled else (0, 0)
