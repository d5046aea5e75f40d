"""A plan as the one batch that writes it: applied whole, once, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from automations.errors import Refused
from automations.model import Line, OwnTab, Plan, SheetContent
from automations.sheets.google import lookup, own_tabs, task_rows
from automations.sheets.google.charts import charts
from automations.sheets.google.filter_views import filter_views
from automations.sheets.google.protection import protections
from automations.sheets.google.reading import Understood
from automations.sheets.google.snapshot import RUN_KEY, SheetRead, Snapshot
from automations.sheets.local.layout import people_columns
from automations.sheets.tables import ours_by_header, remembered

_Request = dict[str, Any]
TOKENS_KEPT = 30  # older traces are taken away: a spreadsheet has room for 30,000 characters of them


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a batch one that cannot be applied twice."""

    spreadsheet: str
    sequence: int
    nonce: str
    attempt: int = 0  # above 0 only where a number was taken by something that we cannot see

    @property
    def id(self) -> int:
        """The same for all batches planned from one reading: Google refuses the second."""
        return own_tabs.new_id(self.spreadsheet, str(self.sequence), str(self.attempt))


def stamped(stamp: Stamp, snapshot: Snapshot) -> list[_Request]:
    """Leave the trace of this batch, and take old ones away."""
    entry = {
        "metadataId": stamp.id,
        "metadataKey": RUN_KEY,
        "metadataValue": f"{stamp.sequence} {stamp.nonce}",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    old = [token.id for token in snapshot.tokens if token.sequence <= stamp.sequence - TOKENS_KEPT]
    return [
        {"createDeveloperMetadata": {"developerMetadata": entry}},
        *(
            {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": one}}}}
            for one in old
        ),
    ]


def batch(
    plan: Plan, read: Understood, stamp: Stamp, *, place: str, editors: Collection[str] = ()
) -> list[_Request]:
    """Spell the whole batch. Refused where a tab that bears a title of ours is somebody's."""
    snapshot = read.snapshot
    contents = {content.kind: content for content in plan.sheets}
    refuse_taken(plan, read, place=place)
    sheets = {content.kind: _standing(content, snapshot) for content in plan.sheets}
    ids = {sheet.title: sheet.id for sheet in snapshot.sheets}
    ids |= {
        content.title: own_tabs.new_id(stamp.spreadsheet, stamp.nonce, kind)
        for kind, content in contents.items()
        if sheets[kind] is None
    }
    requests = stamped(stamp, snapshot)
    new = list(dict.fromkeys(change.key for change in plan.changes if change.row is None))
    hidden = _hidden(plan, read, ids)
    for kind, content in contents.items():
        if kind == "tasks":
            if sheets[kind] is None:
                requests += task_rows.made(content, ids[content.title], plan.titles, len(new))
        elif kind != "memory":
            requests += own_tabs.whole(content, sheets[kind], _id(content, sheets[kind], ids), ids)
    if hidden is not None:
        standing = _standing(hidden, snapshot)
        requests += own_tabs.whole(hidden, standing, _id(hidden, standing, ids), ids)
    hidden_title = _hidden_title(read, hidden)
    if "tasks" in contents and sheets["tasks"] is None:  # once there is a hidden tab for its lists
        requests += task_rows.rules(ids[contents["tasks"].title], plan.titles, hidden_title).values()
    requests += _appended(plan, read, new, ids, hidden_title=hidden_title)
    requests += _views(plan, read, stamp, ids)
    requests += _charts(contents, sheets, stamp, ids)
    return [*requests, *protections(plan, snapshot, ids, editors)]


def mended(keys: Collection[str], astray: Collection[str], read: Understood, stamp: Stamp) -> list[_Request]:
    """Spell the batch that takes away rows that were written askew, and appends `keys` anew."""
    sheet = read.snapshot.of_kind("tasks")
    assert sheet is not None  # noqa: S101 - astray is what was seen in it
    assert read.tasks is not None  # noqa: S101 - likewise
    title = _hidden_title(read, None)
    return [
        *stamped(stamp, read.snapshot),
        *task_rows.cleared(astray, sheet.id),
        *task_rows.appended(keys, _places(read.tasks, title), sheet.id),
    ]


def refuse_taken(plan: Plan, read: Understood, *, place: str) -> None:
    """Refuse to write over a tab that only bears a title of ours."""
    known = remembered(read.reading.grids)
    grids = {grid.tab.casefold(): grid for grid in read.reading.grids}
    for content in plan.sheets:
        grid = grids.get(content.title.casefold())
        if grid is not None and not grid.kind and not ours_by_header(grid, content, known=known):
            raise Refused("errors_local.tab_taken", place=place, status="refused", tab=grid.tab)


def _standing(content: SheetContent, snapshot: Snapshot) -> SheetRead | None:
    return snapshot.titled(content.title)


def _id(content: SheetContent, sheet: SheetRead | None, ids: Mapping[str, int]) -> int:
    return sheet.id if sheet is not None else ids[content.title]


def _hidden(plan: Plan, read: Understood, ids: Mapping[str, int]) -> SheetContent | None:
    """The hidden tab as it shall stand: what is remembered, and what the tasks' rows show."""
    content = next((sheet for sheet in plan.sheets if sheet.kind == "memory"), None)
    if content is None and not plan.changes:
        return None
    if content is None:
        assert read.remembered is not None  # noqa: S101 - a task that changes is remembered
        sheet = next(grid for grid in read.reading.grids if grid is read.remembered)
        lines = _as_lines(sheet.numbers, sheet.cells)
        content = SheetContent("memory", sheet.tab, lines)
    shown = lookup.updated(read.shown, {change.key: change.values for change in plan.changes}, ids)
    keys = {line.cells[1] for line in content.lines if line.cells and line.cells[0] == "task"}
    keys -= _withdrawn(plan)
    kept = {key: held for key, held in shown.items() if key in keys}
    names = (name for name in plan.titles.get("choice.responsible", "").split("|") if name)
    remembered = [line.cells for line in content.lines]
    rows = lookup.hidden_rows(remembered, kept, _headers_of_people(plan, read), names)
    return SheetContent("memory", content.title, tuple(Line(tuple(row)) for row in rows))


def _headers_of_people(plan: Plan, read: Understood) -> list[str]:
    """What stands above people's columns in the task tab, those that they have added included."""
    tasks = plan.tasks or read.tasks
    if tasks is not None:
        ours = {tasks.letters[name] for name in lookup.OURS if name in tasks.letters}
        standing = dict(zip(tasks.grid.numbers, tasks.grid.cells, strict=True)).get(tasks.header_row, ())
        return [text for at, text in enumerate(standing) if at not in ours and isinstance(text, str)]
    made = next((content for content in plan.sheets if content.kind == "tasks"), None)
    header = next((line.cells for line in made.lines if line.style == "header"), ()) if made else ()
    return [str(header[at]) for at in people_columns("tasks") if at < len(header)]


def _withdrawn(plan: Plan) -> set[str]:
    return {change.key for change in plan.changes if change.action == "withdraw"}


def _as_lines(numbers: Iterable[int], cells: Iterable[Any]) -> tuple[Line, ...]:
    by_number = dict(zip(numbers, cells, strict=True))
    return tuple(Line(tuple(by_number.get(number, ()))) for number in range(1, max(by_number, default=0) + 1))


def _hidden_title(read: Understood, hidden: SheetContent | None) -> str:
    if hidden is not None:
        return hidden.title
    assert read.remembered is not None  # noqa: S101 - the task tab is never made without it
    return read.remembered.tab


def _appended(
    plan: Plan, read: Understood, new: list[str], ids: Mapping[str, int], *, hidden_title: str
) -> list[_Request]:
    sheet = read.snapshot.of_kind("tasks")
    if plan.tasks is not None:
        standing = sheet or read.snapshot.titled(plan.tasks.grid.tab)
        assert standing is not None  # noqa: S101 - it was read from there
        adopted = [] if standing.kind else [own_tabs.mark(standing.id, "tasks")]
        return [
            *adopted,
            *task_rows.cleared({*read.strays, *_withdrawn(plan)}, standing.id),
            *task_rows.appended(new, _places(plan.tasks, hidden_title), standing.id),
        ]
    made = next((content for content in plan.sheets if content.kind == "tasks"), None)
    if made is None:
        return []
    return task_rows.appended(new, task_rows.places_of_new(hidden_title), ids[made.title])


def _charts(
    contents: Mapping[str, SheetContent],
    sheets: Mapping[str, SheetRead | None],
    stamp: Stamp,
    ids: Mapping[str, int],
) -> list[_Request]:
    """Draw once all tabs are there: a chart may show another tab's rows."""
    requests = []
    for kind, content in contents.items():
        sheet = sheets[kind]
        beside = max((len(line.cells) for line in content.lines), default=1)
        standing = sheet.charts if sheet else {}
        sheet_id = _id(content, sheet, ids)
        requests += charts(
            content.charts, stamp.spreadsheet, sheet_id, beside=beside, standing=standing, ids=ids
        )
    return requests


def _views(plan: Plan, read: Understood, stamp: Stamp, ids: Mapping[str, int]) -> list[_Request]:
    sheet = read.snapshot.of_kind("tasks")
    if plan.tasks is not None and sheet is not None:
        tasks = plan.tasks
        letters, row, sheet_id, standing = tasks.letters, tasks.header_row, sheet.id, sheet.views
    else:
        made = next((content for content in plan.sheets if content.kind == "tasks"), None)
        if made is None:
            return []
        letters, row, sheet_id, standing = task_rows.LETTERS_OF_NEW, 1, ids[made.title], ()
    return filter_views(stamp.spreadsheet, sheet_id, standing, plan.titles, letters=letters, header_row=row)


def _places(tasks: OwnTab, hidden_title: str) -> lookup.Places:
    return lookup.Places(tasks.letters, tasks.header_row, hidden_title)
