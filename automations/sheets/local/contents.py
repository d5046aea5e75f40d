"""What a workbook part lists: its tabs, and adding one at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from automations.errors import Refused
from automations.sheets.local.package import Damaged, Package, relations_part, resolved
from automations.sheets.local.xml import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    RELATION,
    in_order,
    local,
    made,
    parsed,
    placed,
    q,
    spelled,
)

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
ORDER = in_order(
    "fileVersion fileSharing workbookPr AlternateContent revisionPtr absPath workbookProtection bookViews "
    "sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches "
    "smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as the workbook lists it. `part` is empty for one whose part is not in the package."""

    title: str
    part: str
    hidden: bool
    cells: bool  # a sheet of cells, not a chart or a dialogue
    index: int


class Contents:
    """The workbook part, its relationships and the list of content types, and what changed in them.

    Opening raises Refused for a package that is no workbook, or whose list of tabs is damaged.
    """

    def __init__(self, package: Package, place: str) -> None:
        try:
            self.types = parsed(package.read("[Content_Types].xml"), "[Content_Types].xml")
            self.part = _workbook_part(package)
            self.source = package.read(self.part)
            self.book = parsed(self.source, self.part)
            self.relations_part = relations_part(self.part)
            self.relations = parsed(package.read(self.relations_part), self.relations_part)
        except Damaged as damage:
            known = "[Content_Types].xml" in package and any(
                name.lower().endswith(("workbook.xml", "workbook.xml.rels")) for name in package.names
            )
            code = "truncated" if known and str(damage) else "not_a_workbook"
            raise Refused(f"errors_local.{code}", place=place) from None
        if local(self.book) != "workbook":
            raise Refused("errors_local.not_a_workbook", place=place)
        self._package = package
        self.changed = False
        self.added: set[str] = set()
        self.sheets = self._listed()

    def _listed(self) -> list[Sheet]:
        targets = {
            one.get("Id", ""): (one.get("Type", ""), resolved(one.get("Target", ""), self.part))
            for one in self.relations
            if local(one) == "Relationship" and one.get("TargetMode") != "External"
        }
        found = []
        listed = [e for group in self.book if local(group) == "sheets" for e in group if local(e) == "sheet"]
        for index, one in enumerate(listed):
            key = next((str(v) for k, v in one.attrib.items() if str(k).endswith("relationships}id")), "")
            kind, part = targets.get(key, ("/worksheet", ""))
            state = one.get("state", "visible")
            title = one.get("name", "") or f"{index + 1}"
            found.append(Sheet(str(title), str(part), state != "visible", kind.endswith("/worksheet"), index))
        return found

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        return any(_true(e.get("date1904")) for e in self.book if local(e) == "workbookPr")

    @property
    def locked(self) -> bool:
        """Whether tabs may not be added."""
        return any(_true(e.get("lockStructure")) for e in self.book if local(e) == "workbookProtection")

    def related(self, kind: str) -> str | None:
        """Name the part of a kind (`styles`, `sharedStrings`) that the workbook refers to."""
        for one in self.relations:
            if local(one) == "Relationship" and one.get("Type", "").endswith(f"/{kind}"):
                return resolved(one.get("Target", ""), self.part)
        return None

    def find(self, title: str) -> Sheet | None:
        """Find a tab by its title; sheets tell no two titles apart by case alone."""
        return next((s for s in self.sheets if s.title.casefold() == title.casefold()), None)

    def add_sheet(self, title: str, *, hidden: bool = False, first: bool = False) -> Sheet:
        """List a new tab, at the end or first, under a part name, id and relationship nobody uses."""
        part = self._free("worksheets/sheet", ".xml")
        listed = next((e for e in self.book if local(e) == "sheets"), None)
        if listed is None:
            listed = made("sheets")
            placed(self.book, listed, ORDER)
        ids = [int(e.get("sheetId", "0")) for e in listed if e.get("sheetId", "0").isdigit()]
        relation = self._relate("worksheet", part)
        one = etree.SubElement(listed, q("sheet"), name=title, sheetId=str(max(ids, default=0) + 1))
        if hidden:
            one.set("state", "hidden")
        one.set(f"{{{RELATION}}}id", relation)
        self._declare(part, _SHEET_TYPE)
        sheet = Sheet(title, part, hidden, cells=True, index=0 if first else len(self.sheets))
        if first:
            listed.insert(0, one)
            self._step_aside()
        self.sheets.insert(sheet.index, sheet)
        return sheet

    def _step_aside(self) -> None:
        """Let what is said of tabs by their place go on being said of them, and the same tab open first."""
        self.sheets = [replace(sheet, index=sheet.index + 1) for sheet in self.sheets]
        places = [(one, "localSheetId", "") for one in self.book.iter("{*}definedName")]
        places += [(one, "activeTab", "0") for one in self.book.iter("{*}workbookView")]
        for one, name, usual in places:
            place = one.get(name, usual)
            if place.isdigit():
                one.set(name, str(int(place) + 1))

    def add_styles(self) -> str:
        """List a styles part in a workbook that has none."""
        part = self._free("styles", ".xml")
        self._relate("styles", part)
        self._declare(part, _STYLES_TYPE)
        return part

    def new_part(self, stem: str, kind: str) -> str:
        """List a part of a kind under a name nobody uses; what refers to it is for the caller to say."""
        part = self._free(stem, ".xml")
        self._declare(part, kind)
        self.changed = True
        return part

    def drop(self, kind: str) -> str | None:
        """Unlist a part that the program makes anew by itself (the order of calculation)."""
        part = self.related(kind)
        if part is not None:
            for root, attribute in ((self.relations, "Target"), (self.types, "PartName")):
                for one in list(root):
                    if resolved(one.get(attribute, "-"), self.part).lower() == part.lower():
                        root.remove(one)
            self.changed = True
        return part

    def name_filter(self, sheet: Sheet, area: str) -> None:
        """Keep the hidden name of a tab's filter in step with the filter."""
        names = next((e for e in self.book if local(e) == "definedNames"), None)
        if names is None:
            names = made("definedNames")
            placed(self.book, names, ORDER)
        at = str(sheet.index)
        for one in names:
            if one.get("name") == "_xlnm._FilterDatabase" and one.get("localSheetId") == at:
                break
        else:
            one = etree.SubElement(names, q("definedName"), name="_xlnm._FilterDatabase")
            one.set("localSheetId", at)
            one.set("hidden", "1")
        first, last = area.split(":")
        text = f"{quoted(sheet.title)}!{_absolute(first)}:{_absolute(last)}"
        if one.text != text:
            one.text = text
            self.changed = True

    def parts(self) -> dict[str, bytes]:
        """The parts as they shall stand, none when nothing changed."""
        if not self.changed:
            return {}
        return {
            "[Content_Types].xml": spelled(self.types),
            self.part: spelled(self.book),
            self.relations_part: spelled(self.relations),
        }

    def _free(self, stem: str, suffix: str) -> str:
        folder = self.part.rpartition("/")[0]
        number = 0 if stem == "styles" else 1
        while True:
            part = resolved(f"{stem}{number or ''}{suffix}", f"{folder}/x" if folder else "x")
            if part not in self._package and part not in self.added:
                self.added.add(part)
                return part
            number += 1

    def _relate(self, kind: str, part: str) -> str:
        used = {one.get("Id", "").lower() for one in self.relations}
        number = len(used) + 1
        while f"rid{number}" in used:
            number += 1
        etree.SubElement(
            self.relations,
            f"{{{PACKAGE_RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{RELATION}/{kind}",
            Target=f"/{part}",
        )
        self.changed = True
        return f"rId{number}"

    def _declare(self, part: str, kind: str) -> None:
        etree.SubElement(self.types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)


def quoted(title: str) -> str:
    """Quote a tab's title as a reference needs it, also `Det'r` and `CO2`."""
    return "'" + title.replace("'", "''") + "'"


def _absolute(reference: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", reference)


def _true(value: object) -> bool:
    return value in ("1", "true", "on")


def _workbook_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for one in parsed(package.read("_rels/.rels"), "_rels/.rels"):
            if local(one) == "Relationship" and one.get("Type", "").endswith("/officeDocument"):
                return resolved(one.get("Target", ""), "")
    return "xl/workbook.xml"
