"""What the job's tabs of a file have besides their values, and setting back what is lost of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from automations.errors import Refused
from automations.model import Fittings, OwnTab, Repairs
from automations.sheets.local import layout
from automations.sheets.local.cells import split_reference
from automations.sheets.local.contents import Contents, Sheet
from automations.sheets.local.package import Damaged, Package
from automations.sheets.local.read import reading
from automations.sheets.local.refusals import refuse_unsafe
from automations.sheets.local.styles import EMPTY, Styles
from automations.sheets.local.whole_sheet import PROTECTED, look_of
from automations.sheets.local.worksheet import ORDER, Patch
from automations.sheets.local.xml import MAIN, local, parsed, placed, q, spelled


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule for cells of one column, and the rows that it is laid over."""

    column: int
    first: int
    last: int


def fittings(data: bytes, own: Mapping[str, OwnTab], titles: Mapping[str, str], place: str) -> Fittings:
    """Look at the job's tabs of a file. Refused where a part of them is damaged."""
    package = Package(data, place)
    contents = Contents(package, place)
    protected = set()
    tasks = Fittings()
    for kind, tab in own.items():
        sheet = contents.find(tab.grid.tab)
        if sheet is None:
            continue
        root = _root(package, sheet, place)
        if kind == "tasks":
            tasks = _of_tasks(root, tab, titles)
        elif any(local(one) == "sheetProtection" and one.get("sheet") in ("1", "true") for one in root):
            protected.add(kind)
    return Fittings(tasks.picked, tasks.noted, tasks.coloured, tasks.protected | protected)


def _root(package: Package, sheet: Sheet, place: str) -> etree._Element:
    try:
        return parsed(package.read(sheet.part), sheet.part)
    except Damaged:
        raise Refused("errors_local.damaged_tab", place=place, status="refused") from None


def _of_tasks(root: etree._Element, tab: OwnTab, titles: Mapping[str, str]) -> Fittings:
    rules = list(_rules(root))
    header = tab.header_row
    ruled = {rule.column for rule in rules if rule.last > header}
    noted = {rule.column for rule in rules if rule.first <= header <= rule.last}
    standing = {layout.same_test(one.text or "") for one in root.iter(q("formula"))}
    tests = layout.row_tests(titles, tab.letters, header + 1, ",")
    warned = all(at in ruled for name, at in tab.letters.items() if name in layout.OURS)
    return Fittings(
        frozenset(name for name, at in tab.letters.items() if at in ruled),
        frozenset(name for name, at in tab.letters.items() if at in noted),
        frozenset(name for name, test in tests.items() if layout.same_test(test) in standing),
        frozenset({"tasks"} if warned else ()),
    )


def _rules(root: etree._Element) -> Iterator[_Rule]:
    for one in root.iter(q("dataValidation")):
        for area in str(one.get("sqref", "")).split():
            first, _, end = area.partition(":")
            try:
                top, left = split_reference(first)
                bottom, right = split_reference(end or first)
            except ValueError:  # whole columns, `A:B`, that no program writes here
                continue
            for column in range(left, right + 1):
                yield _Rule(column, top, bottom)


def repaired(data: bytes, repairs: Repairs, name: str, place: str) -> bytes:
    """Give the bytes of the file with what was lost, and every value where it stood.

    Refused when writing would break something, or when the new bytes do not hold what they should.
    """
    package = Package(data, place)
    contents = Contents(package, place)
    refuse_unsafe(package, contents, place)
    part = contents.related("styles")
    parts: dict[str, bytes | None] = {}
    try:
        styles = Styles(parsed(EMPTY if part is None else package.read(part), "styles"))
        for kind in repairs.protected:
            sheet = contents.find(repairs.own[kind].grid.tab)
            if sheet is not None and kind != "tasks":
                root = parsed(package.read(sheet.part), sheet.part)
                for old in [one for one in root if local(one) == "sheetProtection"]:
                    root.remove(old)
                placed(root, _element(PROTECTED), ORDER)
                parts[sheet.part] = spelled(root)
        tasks = repairs.own.get("tasks") if repairs.of_tasks else None
        sheet = contents.find(tasks.grid.tab) if tasks else None
        if tasks is not None and sheet is not None:
            patch = Patch(parsed(package.read(sheet.part), sheet.part), styles, from_1904=contents.from_1904)
            area = _mend_tasks(patch, repairs, tasks, styles)
            if area:
                contents.name_filter(sheet, area)
            parts[sheet.part] = spelled(patch.root)
        if styles.changed or part is None:
            parts[part or contents.add_styles()] = styles.part()
    except (Damaged, ValueError):  # a size or an order that is no number
        raise Refused("errors_local.damaged_tab", place=place, status="refused") from None
    new = package.rewritten({**parts, **contents.parts()})
    _refuse_others(data, new, repairs, name, place)
    return new


def _mend_tasks(patch: Patch, repairs: Repairs, tasks: OwnTab, styles: Styles) -> str | None:
    """Set back what the task tab has lost; gives the area of its filter where that has grown."""
    area = None
    header = tasks.header_row
    letters = dict(tasks.letters)
    for name, title in repairs.columns.items():
        letters[name] = patch.next_column
        patch.set(header, letters[name], title, look=look_of(title, "header", people=name not in layout.OURS))
        patch.widen(letters[name], layout.declared_widths("tasks")[layout.COLUMNS.index(name)])
        area = patch.filter_to(letters[name])
    first, last = header + 1, max(patch.last_row, header + layout.SPARE_ROWS)
    warned = layout.OURS if "tasks" in repairs.protected else ()
    standing = {rule.column for rule in _rules(patch.root) if rule.last > header}
    for name, at in letters.items():
        rules = []
        if at not in standing and name in {*repairs.columns, *repairs.picked, *warned}:
            rules.append(layout.column_rule(name, at, repairs.titles, first, last))
        if name in {*repairs.columns, *repairs.noted}:
            rules.append(layout.header_note(name, at, repairs.titles, header))
        patch.add_rules([_element(rule) for rule in rules if rule])
    tests = layout.row_tests(repairs.titles, letters, first, ",")
    colours = {
        name: _element(layout.colour(name, tests[name], styles, letters, (first, last)))
        for name in repairs.coloured
        if name in tests
    }
    shade = colours.pop("ours", None)
    patch.add_colours(list(colours.values()), [] if shade is None else [shade])
    return area


def _element(spelled_: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns="{MAIN}">{spelled_}</x>')[0]


def _refuse_others(old: bytes, new: bytes, repairs: Repairs, name: str, place: str) -> None:
    """Refuse where a cell holds another value than before, but for the headers that are set back."""
    before, after = (
        {
            (grid.tab, number, column): value
            for grid in reading(data, name, place).grids
            for number, row in zip(grid.numbers, grid.cells, strict=True)
            for column, value in enumerate(row)
            if value is not None
        }
        for data in (old, new)
    )
    extra = [after[at] for at in sorted(after.keys() - before.keys())]
    gone = any(after.get(at) != value for at, value in before.items())
    if gone or extra != list(repairs.columns.values()):
        raise Refused("errors_local.not_as_planned", place=place, tab=name)
