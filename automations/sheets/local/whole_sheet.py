"""A tab that is the job's alone: its whole sheet part, made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from lxml import etree

from automations.model import CellValue, Line, Link, SheetContent, column_letters
from automations.sheets.local import layout
from automations.sheets.local.cells import cell_xml, clean, quoteattr
from automations.sheets.local.contents import quoted
from automations.sheets.local.styles import Look, Styles
from automations.sheets.local.xml import MAIN, RELATION, local

_FONTS = {"header": "bold", "topic": "bold", "section": "large", "figure": "plain", "text": "plain"}
# What people may have changed in a tab of ours, and what other parts hang on: kept as it stands.
_KEPT_BEFORE = ("sheetPr",)
_KEPT_SIZES = ("sheetFormatPr", "cols")
_KEPT_GUARD = ("sheetProtection",)
_KEPT_AFTER = ("drawing", "legacyDrawing", "legacyDrawingHF", "picture")
_PLAIN_WIDTH = 20
# Against typing by mistake: without a password, and sizes, filters and links are still anybody's.
PROTECTED = '<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the cells of a tab: widths, rules and lists of choices, as XML."""

    widths: Sequence[int] = ()
    filtered: bool = False
    protected: bool = False  # where the tab is new: who has unprotected one meant to
    rules: str = ""
    people: frozenset[int] = field(default_factory=frozenset)  # columns (from 0) that people fill in
    figures: frozenset[int] = field(default_factory=frozenset)  # columns of numbers, headed at the right


def style_at(line: Line, column: int) -> str:
    """Give a cell's style: only a topic's first cell stands out."""
    return "text" if line.style == "topic" and column else line.style


def look_of(value: CellValue, style: str = "", *, people: bool = False) -> Look:
    """Choose how a cell looks, by its line's style and its value's type."""
    font = _FONTS.get(style, "plain")
    fill = ("green" if people else "grey") if style == "header" else "none"
    if isinstance(value, Link):
        return Look("link" if font == "plain" else font, fill)
    plain = style == "data" and isinstance(value, float)  # people's figures show as many digits as they have
    shown = "general" if plain else format_of(value)
    side = (
        "left" if shown in ("date", "datetime") else ""
    )  # a date at the right touches the next column's text
    return Look(font, fill, shown, side)


def format_of(value: CellValue) -> str:
    """Name the number format that shows a value as what it is."""
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, date):
        return "date"
    return "decimal" if isinstance(value, float) else "general"


def hyperlink(reference: str, link: Link) -> str:
    """Spell a link from a cell to a cell of the same workbook."""
    to = f"{quoted(link.to.tab)}!{link.to.a1}"
    return f'<hyperlink ref="{reference}" location={_attribute(to)} display={_attribute(link.text)}/>'


def header_row(content: SheetContent) -> int:
    """Find the row (from 1) of the first header line; 0 without one."""
    return next((i for i, line in enumerate(content.lines, start=1) if line.style == "header"), 0)


def sheet_part(
    content: SheetContent,
    styles: Styles,
    frame: Frame,
    *,
    old: etree._Element | None = None,
    from_1904: bool = False,
    drawing: str = "",
) -> bytes:
    """Make the part. From `old`, the one it replaces, stay what people set and what other parts hang on.

    `drawing` is the relationship of what is drawn beside the cells.
    """
    header = header_row(content)
    width = max((len(line.cells) for line in content.lines), default=1) or 1
    frame = replace(frame, figures=_figures(content.lines))
    rows, links = [], []
    for number, line in enumerate(content.lines, start=1):
        rows.append(_row(number, line, styles, frame, from_1904=from_1904))
        for column, value in enumerate(line.cells):
            if isinstance(value, Link):
                links.append(hyperlink(f"{column_letters(column)}{number}", value))
    last = f"{column_letters(width - 1)}{max(1, len(content.lines))}"
    kept = {**_kept(old), **({"drawing": f'<drawing r:id="{drawing}"/>'} if drawing else {})}
    pieces = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">',
        kept.get("sheetPr", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
        f'<dimension ref="A1:{last}"/>',
        _view(header, old),
        kept.get("sheetFormatPr", '<sheetFormatPr defaultRowHeight="15"/>'),
        kept.get("cols", _columns(width, frame.widths)),
        "<sheetData>",
        *rows,
        "</sheetData>",
        kept.get("sheetProtection", PROTECTED if frame.protected and old is None else ""),
        f'<autoFilter ref="{filter_area(content)}"/>' if frame.filtered and header else "",
        frame.rules,
        f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "",
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
        *(kept[name] for name in _KEPT_AFTER if name in kept),
        "</worksheet>",
    ]
    return "".join(pieces).encode()


def filter_area(content: SheetContent) -> str:
    """Name the area that the header's filter covers, `A1:O12`."""
    header = header_row(content)
    width = len(content.lines[header - 1].cells)
    return f"A{header}:{column_letters(width - 1)}{max(header, len(content.lines))}"


def widths_of(kind: str, count: int) -> tuple[int, ...]:
    """Give the declared widths of a tab's columns, and a plain one for those beyond them."""
    declared = layout.declared_widths(kind)
    return (*declared, *[_PLAIN_WIDTH] * (count - len(declared)))[:count]


def _row(number: int, line: Line, styles: Styles, frame: Frame, *, from_1904: bool) -> str:
    cells = ""
    for column, value in enumerate(line.cells):
        if value is None and line.style != "header":
            continue
        look = look_of(value, style_at(line, column), people=column in frame.people)
        # A later heading stands above words, not figures; a day among figures stands as they do.
        if column in frame.figures and ((line.style == "header" and number == 1) or look.side == "left"):
            look = replace(look, side="right")
        reference = f"{column_letters(column)}{number}"
        cells += cell_xml(reference, value, styles.index(look), from_1904=from_1904)
    if not cells:
        return ""
    # A title runs on over the empty cells beside it; everything else is wrapped in its own column.
    wrapped = () if line.style == "section" else zip(line.cells, frame.widths, strict=False)
    height = layout.height_of(wrapped)
    return f'<row r="{number}"' + (f' ht="{height}"' if height else "") + f">{cells}</row>"


def _figures(lines: Sequence[Line]) -> frozenset[int]:
    values = [(i, v) for line in lines for i, v in enumerate(line.cells) if v is not None]
    numbers = {i for i, v in values if isinstance(v, int | float) and not isinstance(v, bool)}
    return frozenset(numbers - {0})


def _view(header: int, old: etree._Element | None) -> str:
    zoom = ""
    chosen = ""
    for view in () if old is None else old.iter("{*}sheetView"):
        zoom = f' zoomScale="{int(view.get("zoomScale", "100"))}"' if _digits(view.get("zoomScale")) else ""
        chosen = ' tabSelected="1"' if view.get("tabSelected") in ("1", "true") else ""
        break
    pane = ""
    if header:
        top = f"A{header + 1}"
        pane = (
            f'<pane ySplit="{header}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/>'
        )
    return f'<sheetViews><sheetView{zoom}{chosen} workbookViewId="0">{pane}</sheetView></sheetViews>'


def _columns(width: int, widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{widths[i - 1] if i <= len(widths) else _PLAIN_WIDTH}.7109375" '
        'customWidth="1"/>'
        for i in range(1, width + 1)
    )
    return f"<cols>{columns}</cols>"


def _kept(old: etree._Element | None) -> Mapping[str, str]:
    if old is None:
        return {}
    names = (*_KEPT_BEFORE, *_KEPT_SIZES, *_KEPT_GUARD, *_KEPT_AFTER)
    return {
        local(e): etree.tostring(e, encoding="unicode", with_tail=False) for e in old if local(e) in names
    }


def _attribute(text: str) -> str:
    return quoteattr(clean(text).replace("\n", " "))


def _digits(text: str | None) -> bool:
    return bool(text) and str(text).isascii() and str(text).isdigit()
