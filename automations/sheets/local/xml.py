"""Parsing and spelling XML parts, with nothing fetched, expanded or run."""

from __future__ import annotations

from lxml import etree

from automations.sheets.local.package import Damaged

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def parsed(data: bytes, name: str) -> etree._Element:
    """Parse a part. Raises Damaged; a document type, which no part of a workbook has, is damage."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged(name) from None
    about = root.getroottree().docinfo
    if about is not None and about.doctype:  # type: ignore[union-attr]  # the stubs call it Any
        raise Damaged(name)
    return root


def spelled(root: etree._Element) -> bytes:
    """Spell a part as Excel does: UTF-8, declared as standing alone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def in_order(names: str) -> tuple[str, ...]:
    """Give the names of an order that a schema fixes."""
    return tuple(names.split())


def q(name: str) -> str:
    """Qualify a name of the spreadsheet vocabulary."""
    return f"{{{MAIN}}}{name}"


def made(name: str, **attributes: str) -> etree._Element:
    """Make an element of the spreadsheet vocabulary, spelled without a prefix."""
    return etree.Element(q(name), attributes, nsmap={None: MAIN})  # type: ignore[dict-item]  # None: no prefix


def meaning(element: etree._Element) -> tuple[object, ...]:
    """Give what an element says whatever prefixes it is spelled with: equal for equal elements."""
    attributes = sorted((str(name), str(value)) for name, value in element.attrib.items())
    return (element.tag, attributes, (element.text or "").strip(), [meaning(child) for child in element])


def local(element: etree._Element) -> str:
    """Name an element without its vocabulary; comments and the like have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def placed(root: etree._Element, child: etree._Element, order: tuple[str, ...]) -> None:
    """Add a child where the schema's order has it: after the last one that may stand before it."""
    rank = {name: i for i, name in enumerate(order)}
    mine = rank[local(child)]
    for at, other in enumerate(root):
        if rank.get(local(other), -1) > mine:
            root.insert(at, child)
            return
    root.append(child)
