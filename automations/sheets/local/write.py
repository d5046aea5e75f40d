"""Making the new bytes of a workbook from a plan, and counting what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automations.errors import Refused
from automations.model import CellValue, Change, Grid, Line, Link, OwnTab, Plan, Reading, Scalar, SheetContent
from automations.sheets.local import layout
from automations.sheets.local.cells import as_kept
from automations.sheets.local.charts import drawn
from automations.sheets.local.contents import Contents, Sheet
from automations.sheets.local.package import Damaged, Package
from automations.sheets.local.read import reading
from automations.sheets.local.refusals import refuse_unsafe
from automations.sheets.local.styles import EMPTY, Styles
from automations.sheets.local.whole_sheet import Frame, filter_area, header_row, sheet_part, widths_of
from automations.sheets.local.worksheet import Patch, SharedFormula
from automations.sheets.local.xml import parsed, spelled
from automations.sheets.tables import appended_rows, ours_by_header, remembered, with_new_tasks


@dataclass(slots=True)
class _Work:
    package: Package
    contents: Contents
    styles: Styles
    before: Reading
    place: str
    parts: dict[str, bytes | None]
    formulas_gone: bool = False


def written(data: bytes, plan: Plan, name: str, place: str) -> tuple[bytes, dict[str, int]]:
    """Give the bytes of the workbook as the plan would have it, and what was counted in them.

    Refused when writing would break something, or when what stands in the new bytes is not the plan.
    """
    before = reading(data, name, place)
    package = Package(data, place)
    contents = Contents(package, place)
    refuse_unsafe(package, contents, place)
    styles_part = contents.related("styles")
    try:
        styles = Styles(parsed(EMPTY if styles_part is None else package.read(styles_part), "styles"))
    except Damaged:
        raise Refused("errors_local.unextendable_styles", place=place, status="refused") from None
    work = _Work(package, contents, styles, before, place, {})
    sheets = [with_new_tasks(sheet, plan) for sheet in plan.sheets]
    try:
        for sheet in sheets:
            _write_whole(work, sheet, plan)
        if plan.tasks is not None and (plan.changes or plan.titles):
            _write_tasks(work, plan, plan.tasks)
        if styles.changed or styles_part is None:
            work.parts[styles_part or contents.add_styles()] = styles.part()
    except Damaged as damage:
        code = "unextendable_styles" if str(damage) == "styles" else "damaged_tab"
        raise Refused(f"errors_local.{code}", place=place, status="refused") from None
    if work.formulas_gone:  # the order of calculation names cells that have no formula any more
        chain = contents.drop("calcChain")
        if chain is not None:
            work.parts[chain] = None
    after = package.rewritten({**work.parts, **contents.parts()})
    return after, _counted(reading(after, name, place), plan, sheets, place)


def _write_whole(work: _Work, content: SheetContent, plan: Plan) -> None:
    hidden = content.kind == "memory"
    sheet = work.contents.find(content.title)
    old = None
    if sheet is None:
        sheet = work.contents.add_sheet(content.title, hidden=hidden, first=content.kind == "guide")
    else:
        _refuse_taken(work, sheet, content)
        old = parsed(work.package.read(sheet.part), sheet.part)
        work.formulas_gone |= any(True for _ in old.iter("{*}f"))
    header = header_row(content)
    tasks = content.kind == "tasks"
    rules = (
        layout.task_rules(plan.titles, work.styles, header=header, last=len(content.lines)) if tasks else ""
    )
    width = max((len(line.cells) for line in content.lines), default=1)
    frame = Frame(
        widths=widths_of(content.kind, width),
        filtered=tasks,
        protected=not tasks,
        rules=rules,
        people=layout.people_columns(content.kind),
    )
    drawing = ""
    if content.charts:
        drawing = drawn(
            content.charts,
            sheet.part,
            width,
            package=work.package,
            contents=work.contents,
            parts=work.parts,
        )
    work.parts[sheet.part] = sheet_part(
        content, work.styles, frame, old=old, from_1904=work.contents.from_1904, drawing=drawing
    )
    if tasks and header:
        work.contents.name_filter(sheet, filter_area(content))


def _refuse_taken(work: _Work, sheet: Sheet, content: SheetContent) -> None:
    """A tab that bears our title and is not ours is somebody's: never written over."""
    grids = work.before.grids
    grid = next((grid for grid in grids if grid.tab == sheet.title), None)
    if grid is None or not ours_by_header(grid, content, known=remembered(grids)):
        raise Refused("errors_local.tab_taken", place=work.place, status="refused", tab=content.title)


def _write_tasks(work: _Work, plan: Plan, tasks: OwnTab) -> None:
    sheet = work.contents.find(tasks.grid.tab)
    if sheet is None or not sheet.cells:
        raise Refused("errors_local.changed_since_read", place=work.place, status="refused")
    patch = Patch(
        parsed(work.package.read(sheet.part), sheet.part), work.styles, from_1904=work.contents.from_1904
    )
    grid = tasks.grid
    there = dict(zip(grid.numbers, grid.cells, strict=True))
    widths = dict(zip(layout.COLUMNS, layout.declared_widths("tasks"), strict=True))
    # Who has left is not to be picked any more.
    picked = patch.pick_from(*layout.who_to_pick(plan.titles)) if plan.titles else False
    if not plan.changes and not picked:
        return
    start = max(patch.last_row, tasks.header_row)
    new = appended_rows(plan.changes, start)
    try:
        for change in plan.changes:
            row = new.get(change.key) if change.row is None else change.row
            for column, value in _ours(change, tasks, row):
                if isinstance(value, Link) or not _stands(there, row, column, value):
                    patch.set(row or start, column, value)
            values = [(change.values[n], width) for n, width in widths.items() if n in change.values]
            patch.make_room(row or start, layout.height_of(values))
    except SharedFormula as formula:
        raise Refused(
            "errors_local.shared_formula",
            place=work.place,
            status="refused",
            tab=sheet.title,
            cell=str(formula),
        ) from None
    area = patch.finish()
    if area:
        work.contents.name_filter(sheet, area)
    work.formulas_gone |= patch.formulas_gone
    work.parts[sheet.part] = spelled(patch.root)


def _ours(change: Change, tasks: OwnTab, row: int | None) -> list[tuple[int, CellValue]]:
    if row is None:
        return []
    return [
        (tasks.letters[name], value)
        for name, value in change.values.items()
        if name in layout.OURS and name in tasks.letters
    ]


def _stands(there: Mapping[int, Sequence[Scalar]], row: int | None, column: int, value: CellValue) -> bool:
    """Tell whether the cell holds the value already: then its link and its looks stay too."""
    cells = there.get(row or 0, ())
    held = cells[column] if column < len(cells) else None
    kept = as_kept(value)
    return held == kept and isinstance(held, date) == isinstance(kept, date)


def _counted(after: Reading, plan: Plan, sheets: list[SheetContent], place: str) -> dict[str, int]:
    """Count what stands in the new bytes; Refused when it is not what the plan says."""
    grids = {grid.tab.casefold(): grid for grid in after.grids}
    counts: Counter[str] = Counter()
    for sheet in sheets:
        found = _rows(grids.get(sheet.title.casefold()))
        expected = {n: kept for n, line in enumerate(sheet.lines, 1) if (kept := _kept(line))}
        if found != expected:
            raise Refused("errors_local.not_as_planned", place=place, tab=sheet.title)
        counts[sheet.kind] = len(expected)
    if plan.tasks is not None and plan.changes:
        grid = grids.get(plan.tasks.grid.tab.casefold())
        keys = _keys(grid, plan.tasks.letters["task_id"])
        for change in plan.changes:
            rows = keys.get(change.key, [])
            if change.action == "withdraw" and not rows:
                continue
            if len(rows) != 1 or change.row not in (None, *rows):
                raise Refused("errors_local.not_as_planned", place=place, tab=plan.tasks.grid.tab)
    for change in plan.changes:
        counts[change.action] += 1
    return dict(counts)


def _keys(grid: Grid | None, column: int) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for number, row in zip(grid.numbers, grid.cells, strict=True) if grid else ():
        if column < len(row) and row[column] is not None:
            found.setdefault(row[column], []).append(number)
    return found


def _rows(grid: Grid | None) -> dict[int, dict[int, object]]:
    if grid is None:
        return {}
    pairs = zip(grid.numbers, grid.cells, strict=True)
    return {n: {i: v for i, v in enumerate(row) if v is not None} for n, row in pairs}


def _kept(line: Line) -> dict[int, object]:
    values = ((i, as_kept(value)) for i, value in enumerate(line.cells))
    return {i: value for i, value in values if value is not None}
