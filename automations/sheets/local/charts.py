"""Charts beside the cells of a tab of ours: found again by their names, wherever somebody has moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping

from lxml import etree

from automations.model import Chart, column_letters
from automations.sheets.local.cells import escape
from automations.sheets.local.contents import Contents, quoted
from automations.sheets.local.package import Package, relations_part, resolved
from automations.sheets.local.xml import PACKAGE_RELATIONS, RELATION, local, parsed, spelled

_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_KIND = "application/vnd.openxmlformats-officedocument"
_MARK = "automations:"
_COLOURS = ("C0392B", "A6A6A6", "2E75B6")
_HEIGHT, _WIDTH = 15, 8  # rows and columns of a chart
_FIGURES = (
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
)
_Parts = MutableMapping[str, bytes | None]


def drawn(
    charts: Iterable[Chart], sheet: str, beside: int, *, package: Package, contents: Contents, parts: _Parts
) -> str:
    """Put charts at the right of column `beside` of a sheet part. Gives the relationship of its drawing."""
    links = _Relations(sheet, package, parts)
    target = links.of_kind("drawing")
    key, drawing = target or links.add(
        "drawing", contents.new_part("drawings/drawing", f"{_KIND}.drawing+xml")
    )
    root = parsed(parts.get(drawing) or package.read(drawing), drawing) if target else _empty()
    below = _Relations(drawing, package, parts)
    standing = {frame.get("name"): chart for frame, chart in _frames(root)}
    for number, chart in enumerate(charts):
        known = standing.get(f"{_MARK}{chart.name}")
        if known is not None and known in below.targets:
            part = below.targets[known]
        else:
            link, part = below.add("chart", contents.new_part("charts/chart", f"{_KIND}.drawingml.chart+xml"))
            root.append(etree.fromstring(_anchor(chart, number, beside, link, len(root) + 2)))
        parts[part] = _chart(chart)
    parts[drawing] = spelled(root)
    below.keep()
    links.keep()
    return key


class _Relations:
    """What a part refers to."""

    def __init__(self, part: str, package: Package, parts: _Parts) -> None:
        self._name, self._parts = relations_part(part), parts
        there = parts.get(self._name) or (package.read(self._name) if self._name in package else None)
        empty = f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()
        self._root = parsed(there or empty, self._name)
        self.targets = {one.get("Id", ""): resolved(one.get("Target", ""), part) for one in self._root}

    def of_kind(self, kind: str) -> tuple[str, str] | None:
        """Give the id and the part of a relationship of a kind."""
        ids = (one.get("Id", "") for one in self._root if one.get("Type", "").endswith(f"/{kind}"))
        return next(((key, self.targets[key]) for key in ids), None)

    def add(self, kind: str, part: str) -> tuple[str, str]:
        """Refer to a part."""
        number = next(n for n in range(1, len(self.targets) + 2) if f"rId{n}" not in self.targets)
        key = f"rId{number}"
        one = etree.SubElement(self._root, f"{{{PACKAGE_RELATIONS}}}Relationship", Id=key, Target=f"/{part}")
        one.set("Type", f"{RELATION}/{kind}")
        self.targets[key] = part
        return key, part

    def keep(self) -> None:
        """Put what has been added among the parts."""
        self._parts[self._name] = spelled(self._root)


def _frames(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Walk the frames that hold a chart: what names them, and the id of the chart's relationship."""
    for frame in root.iter(f"{{{_PLACE}}}graphicFrame"):
        named = next((e for e in frame.iter() if local(e) == "cNvPr"), None)
        chart = next((e for e in frame.iter(f"{{{_CHART}}}chart")), None)
        if named is not None and chart is not None:
            yield named, chart.get(f"{{{RELATION}}}id", "")


def _empty() -> etree._Element:
    return etree.fromstring(f'<xdr:wsDr xmlns:xdr="{_PLACE}" xmlns:a="{_DRAW}"/>')


def _anchor(chart: Chart, number: int, beside: int, link: str, shape: int) -> str:
    def corner(name: str, column: int, row: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>190500</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )

    top = 1 + number * (_HEIGHT + 1)
    return (
        f'<xdr:twoCellAnchor xmlns:xdr="{_PLACE}" xmlns:a="{_DRAW}" editAs="oneCell">'
        f"{corner('from', beside, top)}{corner('to', beside + _WIDTH, top + _HEIGHT)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{shape}" name="{_MARK}{chart.name}"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{RELATION}" '
        f'r:id="{link}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    )


def _chart(chart: Chart) -> bytes:
    first = chart.first + chart.over_time  # a chart over time has its columns' names in its first row
    # Without it LibreOffice draws curves, which go where no figure was.
    smooth = '<c:smooth val="0"/>' if chart.over_time else ""
    series = "".join(
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_name(chart, column)}{_look(chart, at)}'
        f"<c:cat><c:numRef><c:f>{_cells(chart, 0, first)}</c:f></c:numRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_cells(chart, column, first)}</c:f></c:numRef></c:val>{smooth}</c:ser>"
        for at, column in enumerate(chart.columns)
    )
    if not chart.over_time:
        series = series.replace("<c:cat><c:numRef>", "<c:cat><c:strRef>").replace(
            "</c:numRef></c:cat>", "</c:strRef></c:cat>"
        )
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    kind = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{axes}'
        "</c:lineChart>"
        if chart.over_time
        else f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{axes}</c:barChart>'
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if chart.over_time else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAW}"><c:chart><c:title><c:tx><c:rich><a:bodyPr/>'
        f'<a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr sz="1100" b="1"/>'
        f'<a:t>{escape(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{kind}{_axes(chart)}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()


def _name(chart: Chart, column: int) -> str:
    if not chart.over_time:
        return ""
    cell = f"{quoted(chart.tab)}!${column_letters(column)}${chart.first}"
    return f"<c:tx><c:strRef><c:f>{escape(cell)}</c:f></c:strRef></c:tx>"


def _look(chart: Chart, at: int) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{_COLOURS[at % len(_COLOURS)]}"/></a:solidFill>'
    if not chart.over_time:
        return f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>{_FIGURES}'
    point = '<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker>'
    return f'<c:spPr><a:ln w="28575">{fill}</a:ln></c:spPr>{point}'


def _axes(chart: Chart) -> str:
    """Spell both axes; bars are read from above, as the rows stand."""
    days, way = ("dateAx", "minMax") if chart.over_time else ("catAx", "maxMin")
    shown = '<c:numFmt formatCode="dd\\.mm\\.yy" sourceLinked="0"/>' if chart.over_time else ""
    unit = '<c:baseTimeUnit val="days"/>' if chart.over_time else ""
    step = '<c:majorUnit val="20"/>' if chart.percent else ""
    most = '<c:max val="100"/>' if chart.percent else ""
    least = "" if chart.over_time and not chart.percent else '<c:min val="0"/>'
    low, high = ("b", "l") if chart.over_time else ("l", "t")
    return (
        f'<c:{days}><c:axId val="1"/><c:scaling><c:orientation val="{way}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{low}"/>{shown}<c:crossAx val="2"/>{unit}</c:{days}>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{most}{least}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{high}"/><c:majorGridlines><c:spPr><a:ln><a:solidFill>'
        '<a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:crossAx val="1"/>'
        f"{step}</c:valAx>"
    )


def _cells(chart: Chart, column: int, first: int) -> str:
    letters = column_letters(column)
    return escape(f"{quoted(chart.tab)}!${letters}${first}:${letters}${chart.last}")
