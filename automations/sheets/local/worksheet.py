"""Patching single cells of an existing sheet part: everything else in it stays as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from automations.model import CellValue, Link, column_letters
from automations.sheets.local.cells import as_kept, cell_xml, split_reference
from automations.sheets.local.package import Damaged
from automations.sheets.local.styles import Look, Styles
from automations.sheets.local.whole_sheet import format_of, hyperlink, look_of
from automations.sheets.local.xml import MAIN, in_order, local, made, placed, q

ORDER = in_order(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells "
    "phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup "
    "headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing "
    "legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts "
    "extLst"
)


class SharedFormula(Exception):  # noqa: N818 - says what stands there
    """A formula that other cells lean on stands where a value of ours belongs."""


class Patch:
    """A sheet part whose cells can be set one by one. Raises Damaged for a part without rows."""

    def __init__(self, root: etree._Element, styles: Styles, *, from_1904: bool) -> None:
        data = next((e for e in root if local(e) == "sheetData"), None)
        if root.tag != q("worksheet") or data is None:
            raise Damaged("worksheet")
        self.root = root
        self.formulas_gone = False
        self._data = data
        self._styles = styles
        self._from_1904 = from_1904
        self._dates, self._days = styles.dates, styles.days
        self._rows: dict[int, etree._Element] = {}
        try:
            self._number_everything()
        except ValueError:
            raise Damaged("worksheet") from None
        self.last_row = max((n for n, row in self._rows.items() if _holds_something(row)), default=0)
        self._last_before = self.last_row

    @property
    def next_column(self) -> int:
        """The first column (from 0) to the right of every cell there is."""
        cells = (cell for row in self._rows.values() for cell in row if local(cell) == "c")
        return max((split_reference(cell.get("r", ""))[1] for cell in cells), default=-1) + 1

    def set(self, row: int, column: int, value: CellValue, *, look: Look | None = None) -> None:
        """Make one cell hold a value (None empties it). Its own style stays, but for how dates show.

        `look` is for a cell that has no style of its own; else it is the value's.
        """
        reference = f"{column_letters(column)}{row}"
        kept = as_kept(value)
        cell = self._cell(row, column, make=kept is not None)
        self._set_link(reference, value if isinstance(value, Link) else None)
        if cell is None:
            return
        style = self._style(cell, value, look)
        self._refuse_shared(cell)
        for child in list(cell):
            self.formulas_gone |= local(child) == "f"
            cell.remove(child)
        cell.attrib.pop("t", "")
        if kept is None:
            if cell.get("s") is None:
                parent = cell.getparent()
                if parent is not None:
                    parent.remove(cell)
            return
        spelled = cell_xml(reference, kept, style, from_1904=self._from_1904)
        new = etree.fromstring(f'<x xmlns="{MAIN}">{spelled}</x>')[0]
        cell.attrib.update(new.attrib)
        cell.extend(list(new))
        self.last_row = max(self.last_row, row)

    def make_room(self, row: int, height: int) -> None:
        """Make a row at least so high, unless somebody has fixed its height."""
        line = self._rows.get(row)
        if line is None or not height or line.get("customHeight") in ("1", "true"):
            return
        try:
            there = float(line.get("ht", "0"))
        except ValueError:
            there = 0
        if there < height:
            line.set("ht", str(height))

    def pick_from(self, prompt: str, formula: str) -> bool:
        """Bring the list to pick from that bears this prompt up to date; tell whether it was not."""
        ours = [e for e in self.root.iter(q("dataValidation")) if prompt and e.get("prompt") == prompt]
        lists = [e for rule in ours if rule.get("type") == "list" for e in rule.iter(q("formula1"))]
        stale = [each for each in lists if (each.text or "") != formula]
        for each in stale:
            each.text = formula
        return bool(stale)

    def widen(self, column: int, width: int) -> None:
        """Give a column a width, unless somebody has."""
        widths = self._part("cols")
        number = column + 1
        if any(int(one.get("min", "0")) <= number <= int(one.get("max", "0")) for one in widths):
            return
        new = made("col", min=str(number), max=str(number), width=f"{width}.7109375", customWidth="1")
        after = [one for one in widths if int(one.get("min", "0")) > number]
        widths.insert(widths.index(after[0]) if after else len(widths), new)

    def filter_to(self, column: int) -> str | None:
        """Let the filter reach a column: what it sorts must move together. Gives its area."""
        filtered = next((one for one in self.root if local(one) == "autoFilter"), None)
        if filtered is None:
            return None
        first, _, end = str(filtered.get("ref", "")).partition(":")
        try:
            bottom, right = split_reference(end or first)
        except ValueError:
            return None
        if right < column:
            filtered.set("ref", f"{first}:{column_letters(column)}{bottom}")
        return str(filtered.get("ref"))

    def add_rules(self, rules: Sequence[etree._Element]) -> None:
        """Add rules for cells: lists to pick from, notes and warnings."""
        if rules:
            there = self._part("dataValidations")
            there.extend(rules)
            there.set("count", str(len(there)))

    def add_colours(self, before: Sequence[etree._Element], after: Sequence[etree._Element]) -> None:
        """Add rules that colour cells, those that go before the ones there and those that come after."""
        standing = list(self.root.iter(q("cfRule")))
        for rule in standing:
            rule.set("priority", str(int(rule.get("priority", "0")) + len(before)))
        last = max((int(rule.get("priority", "0")) for rule in standing), default=len(before))
        for priority, colours in [*enumerate(before, 1), *enumerate(after, last + 1)]:
            for rule in colours.iter(q("cfRule")):
                rule.set("priority", str(priority))
            placed(self.root, colours, ORDER)

    def finish(self) -> str | None:
        """Bring size, filter, rules and lists in step with appended rows; give the filter's area."""
        first, last = self._last_before, self.last_row
        for element in self.root.iter(q("conditionalFormatting"), q("dataValidation")):
            ranges = str(element.get("sqref", "")).split()
            element.set("sqref", " ".join(_reaching(one, first, last) for one in ranges))
        size = next((e for e in self.root if local(e) == "dimension"), None)
        if size is not None:
            size.set("ref", self._area())
        filtered = next((e for e in self.root if local(e) == "autoFilter"), None)
        if filtered is None:
            return None
        filtered.set("ref", _reaching(str(filtered.get("ref", "")), first, last))
        return str(filtered.get("ref"))

    def _part(self, name: str) -> etree._Element:
        there = next((one for one in self.root if local(one) == name), None)
        if there is None:
            there = made(name)
            placed(self.root, there, ORDER)
        return there

    def _number_everything(self) -> None:
        number = 0
        for row in self._data:
            if local(row) != "row":
                continue
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            if number in self._rows:
                raise Damaged("worksheet")
            self._rows[number] = row
            column = -1
            for cell in row:
                if local(cell) == "c":
                    column = split_reference(cell.get("r", ""))[1] if cell.get("r") else column + 1
                    cell.set("r", f"{column_letters(column)}{number}")

    def _cell(self, row: int, column: int, *, make: bool) -> etree._Element | None:
        line = self._rows.get(row)
        if line is None:
            if not make:
                return None
            line = made("row", r=str(row))
            self._insert_row(row, line)
        at = len(line)
        for i, cell in enumerate(line):
            if local(cell) != "c":
                continue
            there = split_reference(cell.get("r", ""))[1]
            if there == column:
                return cell
            if there > column:
                at = i
                break
        if not make:
            return None
        new = made("c", r=f"{column_letters(column)}{row}")
        line.insert(at, new)
        line.attrib.pop("spans", "")  # a hint, wrong once a cell stands beside it
        return new

    def _insert_row(self, number: int, line: etree._Element) -> None:
        before = max((n for n in self._rows if n < number), default=None)
        if before is None:
            self._data.insert(0, line)
        else:
            self._rows[before].addnext(line)
        self._rows[number] = line

    def _style(self, cell: etree._Element, value: CellValue, look: Look | None = None) -> int:
        if cell.get("s") is None:
            return self._styles.index(look or look_of(value))
        style = int(cell.get("s", "0")) if cell.get("s", "").isdigit() else 0
        wanted = format_of(value)
        kept = as_kept(value)
        if kept is None or isinstance(kept, str):  # text shows the same in any format
            return style
        day = wanted in ("date", "datetime")
        fits = style in self._days if day else style not in self._dates
        return style if fits else self._styles.with_format(style, wanted)

    def _refuse_shared(self, cell: etree._Element) -> None:
        for formula in cell:
            if local(formula) == "f" and formula.get("ref", cell.get("r")) != cell.get("r"):
                raise SharedFormula(str(cell.get("r")))

    def _set_link(self, reference: str, link: Link | None) -> None:
        links = next((e for e in self.root if local(e) == "hyperlinks"), None)
        for old in [] if links is None else [e for e in links if e.get("ref") == reference]:
            if links is not None:
                links.remove(old)
        if link is not None:
            if links is None:
                links = made("hyperlinks")
                placed(self.root, links, ORDER)
            links.append(etree.fromstring(f'<x xmlns="{MAIN}">{hyperlink(reference, link)}</x>')[0])
        elif links is not None and not len(links):
            self.root.remove(links)

    def _area(self) -> str:
        rows = [n for n, row in self._rows.items() if len(row)]
        columns = [
            split_reference(cell.get("r", ""))[1]
            for row in self._rows.values()
            for cell in row
            if local(cell) == "c"
        ]
        if not columns:
            return "A1"
        first = f"{column_letters(min(columns))}{min(rows)}"
        return f"{first}:{column_letters(max(columns))}{max(rows)}"


def _holds_something(row: etree._Element) -> bool:
    return any(local(cell) == "c" and any(local(e) in ("v", "f", "is") for e in cell) for cell in row)


def _reaching(area: str, before: int, last: int) -> str:
    """Stretch an area that reached the last row that held something to the one that does now."""
    first, _, end = area.partition(":")
    try:
        top, _left = split_reference(first)
        bottom, right = split_reference(end or first)
    except ValueError:
        return area
    if not top <= before <= bottom < last:
        return area
    return f"{first}:{column_letters(right)}{last}"
