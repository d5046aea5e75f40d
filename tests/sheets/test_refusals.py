# ruff: noqa: E501 - parts are spelled as they stand in a file
from __future__ import annotations

import string
import struct
import zlib
from pathlib import Path

import pytest

from automations.errors import Refused
from automations.model import Line, Plan, SheetContent
from automations.sheets import open_workbook
from automations.words import LANGUAGES, fill, theme

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def refused(action) -> Refused:
    with pytest.raises(Refused) as caught:
        action()
    return caught.value


def code(action) -> tuple[str, str]:
    error = refused(action)
    for language in LANGUAGES:
        sentence = fill(language, error.code, place=error.place, **error.facts)
        assert error.place in sentence
        assert "{" not in sentence
    return error.code.removeprefix("errors_local."), error.status


def at(tmp_path, data: bytes, name: str = "bok.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def whole(craft, **more) -> bytes:
    return craft.package({"A": craft.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')}, **more)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty_file"),
        (b"hei", "not_a_workbook"),
        (b"<html></html>", "not_a_workbook"),
        (OLE, "not_a_workbook"),
        (OLE + "Workbook".encode("utf-16-le"), "old_xls"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (b"PK\x03\x04" + bytes(50), "truncated"),
        (b"PK\x03", "truncated"),
        (b"PK\x05\x06" + bytes(18), "not_a_workbook"),
    ],
)
@pytest.mark.parametrize("name", ["bok.xlsx", "bok.XLSM", "bok.ods"])
def test_what_is_no_workbook_is_refused_by_its_content(tmp_path, data, said, name):
    assert code(open_workbook(at(tmp_path, data, name)).read) == (said, "failed")


def test_a_folder_is_no_workbook(tmp_path):
    assert code(open_workbook(tmp_path).read) == ("is_a_folder", "failed")


@pytest.mark.parametrize("name", ["borte.xlsx", "borte.csv", "a\0b.xlsx"])
def test_what_is_not_there_is_refused(tmp_path, name):
    assert code(open_workbook(tmp_path / name).read)[0] in ("no_such_file", "unreadable")


def test_a_file_below_a_file_is_not_there(tmp_path):
    path = at(tmp_path, b"x") / "under.xlsx"
    assert code(open_workbook(path).read) == ("no_such_file", "failed")


def test_a_file_we_may_not_read_is_refused(tmp_path, craft, monkeypatch):
    path = at(tmp_path, whole(craft))

    def no(_):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", no)
    assert code(open_workbook(path).read) == ("unreadable", "failed")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path, craft, share):
    data = whole(craft)
    path = at(tmp_path, data[: int(len(data) * share)])
    assert code(open_workbook(path).read) == ("truncated", "failed")


def test_a_package_of_something_else_is_no_workbook(tmp_path, craft):
    for gone in ("[Content_Types].xml", "xl/workbook.xml"):
        path = at(tmp_path, whole(craft, replace={gone: None}))
        assert code(open_workbook(path).read)[0] in ("not_a_workbook", "truncated")
    path = at(tmp_path, whole(craft, replace={"xl/workbook.xml": "<document/>"}))
    assert code(open_workbook(path).read) == ("not_a_workbook", "failed")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, craft):
    part = b"<worksheet>" + bytes(300 * 2**20)
    assert code(open_workbook(at(tmp_path, whole(craft, extra={"x.bin": part}))).read) == (
        "too_large",
        "failed",
    )


def test_a_bomb_that_lies_about_its_size_takes_no_more_than_it_says(tmp_path, craft):
    data = whole(craft)
    name = b"xl/worksheets/sheet1.xml"
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packed.compress(bytes(200 * 2**20)) + packed.flush()
    start = data.index(name) - 30
    head = struct.unpack("<4s5H3I2H", data[start : start + 30])
    old = head[7]
    body = start + 30 + len(name)
    crc = zlib.crc32(bytes(head[8]))
    new_head = struct.pack("<4s5H3I2H", *head[:6], crc, len(bomb), head[8], *head[9:])
    grown = data[:start] + new_head + name + bomb + data[body + old :]
    shift = len(bomb) - old
    at_list = grown.rindex(name) - 46
    listed = bytearray(grown)
    struct.pack_into("<2I", listed, at_list + 16, crc, len(bomb))
    position = grown.index(b"PK\x01\x02")
    while listed[position : position + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<3H", listed, position + 28)
        (offset,) = struct.unpack_from("<I", listed, position + 42)
        if offset > start:
            struct.pack_into("<I", listed, position + 42, offset + shift)
        position += 46 + sum(lengths)
    (offset,) = struct.unpack_from("<I", listed, position + 16)
    struct.pack_into("<I", listed, position + 16, offset + shift)
    found = open_workbook(at(tmp_path, bytes(listed))).read()
    assert [one.tab for one in found.unread] == ["A"]


def write(path, craft, version=None):
    book = open_workbook(path)
    return lambda: book.write(craft.first_plan(version or book.read().version, "T-1"))


def plan_only(path, craft, version=None):
    book = open_workbook(path)
    return lambda: book.refuse(craft.first_plan(version or book.read().version, "T-1"))


SIGNED = '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"extra": {"_xmlsignatures/sig1.xml": "<x/>"}}, "signed"),
        ({"book": '<workbookProtection lockStructure="1"/>'}, "locked_structure"),
        ({"styles": "<styleSheet/>"}, "unextendable_styles"),
        ({"styles": "<broken"}, "unextendable_styles"),
    ],
)
def test_what_writing_would_break_is_refused_and_still_read(tmp_path, craft, more, said):
    path = at(tmp_path, whole(craft, **more))
    before = path.read_bytes()
    assert len(open_workbook(path).read().unread) == (more.get("styles") == "<broken")
    assert code(write(path, craft)) == (said, "refused")
    assert code(plan_only(path, craft)) == (said, "refused")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["bok.xlsx"]


def test_a_signature_is_known_by_its_relationship(tmp_path, craft):
    relations = craft.parts_of(whole(craft))["_rels/.rels"].decode().replace("</Relationships>", SIGNED)
    path = at(tmp_path, whole(craft, replace={"_rels/.rels": relations}))
    assert code(write(path, craft)) == ("signed", "refused")


def test_a_full_list_of_styles_is_refused(tmp_path, craft):
    full = craft.STYLES.replace('<cellXfs count="4">', "<cellXfs>" + '<xf numFmtId="0"/>' * 64_000)
    path = at(tmp_path, whole(craft, styles=full))
    assert code(write(path, craft)) == ("unextendable_styles", "refused")


def test_strict_workbooks_are_read_and_not_written(tmp_path, craft):
    strict = {
        name: part.decode()
        .replace(craft.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(craft.REL, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in craft.parts_of(whole(craft)).items()
        if name.startswith(("xl/", "_rels"))
    }
    path = at(tmp_path, whole(craft, replace=strict))
    assert craft.shown(open_workbook(path).read().grids[0]) == {1: [1.0]}
    assert code(write(path, craft)) == ("strict_ooxml", "refused")
    assert code(plan_only(path, craft)) == ("strict_ooxml", "refused")


@pytest.mark.parametrize("mark", ["~$bok.xlsx", ".~lock.bok.xlsx#"])
def test_a_workbook_that_somebody_has_open_is_read_and_skipped(tmp_path, craft, mark):
    path = at(tmp_path, whole(craft))
    at(tmp_path, b"", mark)
    assert code(write(path, craft)) == ("open_elsewhere", "skipped")
    assert refused(write(path, craft)).facts == {"mark": mark}
    plan_only(path, craft)()


@pytest.mark.parametrize("mark", ["~$bok.xlsx", ".~lock.bok.xlsx#", "her/~$lenke.xlsx"])
def test_a_workbook_that_is_open_is_known_through_a_link(tmp_path, craft, mark):
    at(tmp_path, whole(craft))
    (tmp_path / "her").mkdir()
    link = tmp_path / "her" / "lenke.xlsx"
    link.symlink_to(tmp_path / "bok.xlsx")
    at(tmp_path, b"", mark)
    assert code(write(link, craft)) == ("open_elsewhere", "skipped")


def test_a_workbook_that_changed_since_it_was_read_is_refused(tmp_path, craft):
    path = at(tmp_path, whole(craft))
    version = open_workbook(path).read().version
    path.write_bytes(whole(craft, extra={"more.xml": "<x/>"}))
    assert code(write(path, craft, version)) == ("changed_since_read", "refused")
    assert code(plan_only(path, craft, version)) == ("changed_since_read", "refused")


def test_a_damaged_part_of_peoples_is_not_copied(tmp_path, craft):
    data = bytearray(whole(craft, extra={"xl/media/image1.png": bytes(range(256)) * 40}))
    at_image = data.index(b"xl/media/image1.png") + 60
    data[at_image] ^= 0xFF
    path = at(tmp_path, bytes(data))
    assert open_workbook(path).read().grids
    assert code(write(path, craft)) == ("truncated", "failed")


def test_lists_are_read_and_not_written(tmp_path):
    path = at(tmp_path, b"navn;alder\nKari;30\n", "liste.csv")
    book = open_workbook(path)
    content = SheetContent("summary", "Oppsummering", (Line(("x",)),))
    plan = Plan(sheets=(content,), version=book.read().version)
    assert code(lambda: book.write(plan)) == ("read_only_format", "refused")
    book.refuse(plan)
    assert book.write(Plan()).writes == 0


def test_every_sentence_stands_in_every_language_with_the_same_facts():
    def placeholders(text):
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    found = [
        {k: placeholders(v) for k, v in theme(language, "errors_local").items()} for language in LANGUAGES
    ]
    assert found[0] == found[1] == found[2]
    assert all("place" in fields for fields in found[0].values())


def test_every_sentence_is_used_and_every_refusal_has_one():
    folder = Path(__file__).parents[2] / "automations"
    source = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    known = set(theme("nb", "errors_local"))
    assert {one for one in known if f'"{one}"' not in source and f"errors_local.{one}" not in source} == set()
