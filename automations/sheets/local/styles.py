"""The styles part: finding the looks we need among those there, and appending those that are not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from automations.sheets.local.cells import shows_date, shows_day
from automations.sheets.local.package import Damaged
from automations.sheets.local.xml import MAIN, in_order, local, made, meaning, placed, q, spelled

EMPTY = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).encode()

FORMATS = {"general": None, "date": "dd\\.mm\\.yyyy", "datetime": "dd\\.mm\\.yyyy\\ hh:mm", "decimal": "0.0"}
_BLUE, _GREY, _GREEN, _RED = "FF0563C1", "FFE7E6E6", "FFE2EFDA", "FFFBE3E1"
_FADED, _PALE = "FF8C8C8C", "FFF6F6F6"
_MOST_STYLES = 64_000
_FIRST_FREE_FORMAT = 164
ORDER = in_order("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
FONT_ORDER = in_order(
    "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `font` is plain, bold, large or link; `fill` none, grey or green."""

    font: str = "plain"
    fill: str = "none"
    format: str = "general"
    side: str = ""  # left or right, where the value's own is not the best


class Styles:
    """A styles part. Every index that is there keeps its meaning; new ones come after."""

    def __init__(self, root: etree._Element) -> None:
        if root.tag != q("styleSheet"):
            raise Damaged("styles")
        self._root = root
        self.changed = False
        self._known: dict[Look, int] = {}

    @property
    def dates(self) -> frozenset[int]:
        """The styles whose numbers show as dates or times."""
        return self._that(shows_date)

    @property
    def days(self) -> frozenset[int]:
        """The styles whose numbers show which day it is."""
        return self._that(shows_day)

    def _that(self, shows: Callable[[int, str | None], bool]) -> frozenset[int]:
        codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in self._root.iter("{*}numFmt")}
        found = set()
        for index, xf in enumerate(self._xfs()):
            number = xf.get("numFmtId") or "0"
            if number.isascii() and number.isdigit() and shows(int(number), codes.get(number)):
                found.add(index)
        return frozenset(found)

    def index(self, look: Look) -> int:
        """Give the style of a look, appended where no equal one is there. Raises Damaged when full."""
        if look not in self._known:
            xf = made("xf", numFmtId=self._format(look.format), fontId=self._font(look.font))
            xf.set("fillId", self._fill(look.fill))
            xf.set("borderId", "0")
            xf.set("xfId", "0")
            for name in ("NumberFormat", "Font", "Fill", "Alignment"):
                xf.set(f"apply{name}", "1")
            alignment = etree.SubElement(xf, q("alignment"), vertical="top")
            if look.font != "large":  # a title runs on over the cells beside it
                alignment.set("wrapText", "1")
            if look.side:
                alignment.set("horizontal", look.side)
            self._known[look] = self._added("cellXfs", xf)
        return self._known[look]

    def with_format(self, index: int, name: str) -> int:
        """Give a style like a cell's own that shows the value as what it is."""
        xfs = self._xfs()
        if index >= len(xfs):
            return self.index(Look(format=name))
        xf = copy.deepcopy(xfs[index])
        xf.set("numFmtId", self._format(name))
        xf.set("applyNumberFormat", "1")
        return self._added("cellXfs", xf)

    def highlight(self, name: str) -> int:
        """Give the look that a rule lays over cells: `overdue`, `closed` or `ours`."""
        dxf = made("dxf")
        if name == "closed":
            etree.SubElement(etree.SubElement(dxf, q("font")), q("color"), rgb=_FADED)
        else:
            fill = etree.SubElement(etree.SubElement(dxf, q("fill")), q("patternFill"))
            etree.SubElement(fill, q("bgColor"), rgb=_RED if name == "overdue" else _PALE)
        return self._added("dxfs", dxf)

    def part(self) -> bytes:
        """Spell the part."""
        return spelled(self._root)

    def _xfs(self) -> list[etree._Element]:
        return [e for group in self._root if local(group) == "cellXfs" for e in group if local(e) == "xf"]

    def _format(self, name: str) -> str:
        code = FORMATS[name]
        if code is None:
            return "0"
        formats = [e for e in self._root.iter(q("numFmt")) if local(e.getparent()) == "numFmts"]  # type: ignore[arg-type]
        for one in formats:
            if one.get("formatCode") == code:
                return one.get("numFmtId", "0")
        used = [int(n) for n in (e.get("numFmtId", "") for e in formats) if n.isdigit()]
        number = str(max([_FIRST_FREE_FORMAT - 1, *used]) + 1)
        self._added("numFmts", made("numFmt", numFmtId=number, formatCode=code))
        return number

    def _font(self, name: str) -> str:
        group = self._group("fonts")
        font = copy.deepcopy(group[0]) if len(group) else made("font")
        if name in ("bold", "large"):
            _set(font, "b", None)
        if name == "large":
            size = next((e.get("val", "11") for e in font if local(e) == "sz"), "11")
            _set(font, "sz", f"{float(size) + 2:g}" if size.replace(".", "", 1).isdigit() else "13")
        if name == "link":
            _set(font, "u", None)
            _set(font, "color", _BLUE)
        return str(self._added("fonts", font))

    def _fill(self, name: str) -> str:
        fill = made("fill")
        pattern = etree.SubElement(fill, q("patternFill"), patternType="none" if name == "none" else "solid")
        if name != "none":
            etree.SubElement(pattern, q("fgColor"), rgb=_GREY if name == "grey" else _GREEN)
            etree.SubElement(pattern, q("bgColor"), indexed="64")
        return str(self._added("fills", fill))

    def _group(self, name: str) -> etree._Element:
        group = next((e for e in self._root if local(e) == name), None)
        if group is None:
            group = made(name)
            placed(self._root, group, ORDER)
        return group

    def _added(self, group_name: str, element: etree._Element) -> int:
        """Find an equal element, or append this one. Its index is its place among the elements."""
        group = self._group(group_name)
        mine = meaning(element)
        members = [e for e in group if isinstance(e.tag, str)]
        for index, other in enumerate(members):
            if meaning(other) == mine:
                return index
        if len(members) >= _MOST_STYLES:
            raise Damaged("styles")
        group.append(element)
        if group_name != "fonts" or group.get("count") is not None:
            group.set("count", str(len(members) + 1))
        self.changed = True
        return len(members)


def _set(font: etree._Element, name: str, value: str | None) -> None:
    for old in [e for e in font if local(e) == name]:
        font.remove(old)
    new = made(name)
    if value is not None:
        new.set("rgb" if name == "color" else "val", value)
    placed(font, new, FONT_ORDER)
