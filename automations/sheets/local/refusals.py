"""What makes a file no workbook of ours to read or to write, each with its own sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from automations.errors import Refused

if TYPE_CHECKING:
    from automations.sheets.local.contents import Contents
    from automations.sheets.local.package import Package

LARGEST_FILE = 512 * 2**20
ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_STRICT = b"http://purl.oclc.org/ooxml/"
_SIGNATURE = re.compile(rb"digital-signature|/digital-signature/")


def load(path: Path) -> bytes:
    """Read a file whole. Refused when it is not there, a folder, empty, too large or not ours to read."""
    place = str(path)
    try:
        if path.is_dir():
            raise Refused("errors_local.is_a_folder", place=place)
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("errors_local.too_large", place=place, limit=LARGEST_FILE // 2**20)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("errors_local.no_such_file", place=place) from None
    except (OSError, ValueError):  # ValueError: a name with NUL in it
        raise Refused("errors_local.unreadable", place=place) from None
    if not data:
        raise Refused("errors_local.empty_file", place=place)
    return data


def refuse_other_formats(data: bytes, place: str) -> None:
    """Refuse what is no zip package, saying what it is instead."""
    if data.startswith(ZIP):
        return
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("errors_local.password_protected", place=place)
        if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            raise Refused("errors_local.old_xls", place=place)
    if _BIFF.match(data):
        raise Refused("errors_local.old_xls", place=place)
    if data.startswith(b"PK") and not data.startswith(_EMPTY_ZIP):
        raise Refused("errors_local.truncated", place=place)
    raise Refused("errors_local.not_a_workbook", place=place)


def refuse_unsafe(package: Package, contents: Contents, place: str) -> None:
    """Refuse to write what our writing would break, before a byte is written."""
    relations = package.read("_rels/.rels") if "_rels/.rels" in package else b""
    types = package.read("[Content_Types].xml")
    signed = any(name.lower().startswith("_xmlsignatures/") for name in package.names)
    if signed or _SIGNATURE.search(relations) or _SIGNATURE.search(types):
        raise Refused("errors_local.signed", place=place, status="refused")
    if _STRICT in contents.source:
        raise Refused("errors_local.strict_ooxml", place=place, status="refused")
    if contents.locked:
        raise Refused("errors_local.locked_structure", place=place, status="refused")


def refuse_open(path: Path) -> None:
    """Refuse a workbook that somebody has open: what they save next would undo what we write.

    The mark stands beside the name that they opened it by, which may be a link to the file.
    """
    for name in (path, path.resolve()):
        for mark in (f"~${name.name}", f".~lock.{name.name}#"):
            if os.path.lexists(name.with_name(mark)):
                raise Refused("errors_local.open_elsewhere", place=str(path), status="skipped", mark=mark)
