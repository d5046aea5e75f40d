"""A workbook's package: a zip of parts, of which only ours are ever replaced."""

from __future__ import annotations

import copy
import io
import lzma
import posixpath
import shutil
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from automations.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNPACKED = 2**30
MOST_PARTS = 20_000
# Real sheets pack to a tenth or a thirtieth; what packs to a five-hundredth is made to fill the memory.
_BOMB_FROM, _BOMB_RATIO = 32 * 2**20, 500
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # an encrypted member; NotImplementedError: a method unknown here
    ValueError,
    IndexError,
    OverflowError,
)


class Damaged(Exception):  # noqa: N818 - says what the part is, as Refused does
    """A part that is not there or cannot be unpacked."""


class Package:
    """The parts of a package by name. Opening and reading take bounded memory."""

    def __init__(self, data: bytes, place: str) -> None:
        self._place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise Refused("errors_local.truncated", place=place) from None
        parts = self._zip.infolist()
        self._parts = {part.filename.lower(): part for part in parts}
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused("errors_local.too_large", place=place, limit=MOST_UNPACKED // 2**20)
        if any(p.file_size > max(_BOMB_FROM, p.compress_size * _BOMB_RATIO) for p in parts):
            raise Refused("errors_local.too_large", place=place, limit=MOST_UNPACKED // 2**20)
        if len(self._parts) != len(parts):
            raise Refused("errors_local.truncated", place=place)

    @property
    def names(self) -> Iterator[str]:
        """The parts' names as they stand."""
        return (part.filename for part in self._parts.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """Unpack one part, whole and checked. Raises Damaged."""
        part = self._parts.get(name.lower())
        if part is None:
            raise Damaged(name)
        try:
            with self._zip.open(part) as stream:
                # One more than is declared: with a limit, a part that unpacks to more takes no more memory.
                data = stream.read(part.file_size + 1)
        except _FAULTS:
            raise Damaged(name) from None
        if len(data) != part.file_size:
            raise Damaged(name)
        return data

    def rewritten(self, changes: Mapping[str, bytes | None]) -> bytes:
        """Give the package's bytes with some parts replaced, added or (None) left out.

        Every other part keeps its bytes, name, time and place. Raises Refused for a damaged part.
        """
        lowered = {name.lower(): (name, data) for name, data in changes.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for key, part in self._parts.items():
                if key in lowered:
                    _, data = lowered.pop(key)
                    if data is not None:
                        target.writestr(_entry(part.filename, part), data)
                    continue
                try:
                    with self._zip.open(part) as old, target.open(_entry(part.filename, part), "w") as new:
                        shutil.copyfileobj(old, new, 2**20)
                except _FAULTS:
                    raise Refused("errors_local.truncated", place=self._place) from None
            for name, data in lowered.values():
                if data is not None:
                    target.writestr(_entry(name, None), data)
        return out.getvalue()


def _entry(name: str, like: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # a fixed time, so that the same plan makes the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    if like is not None:
        entry = copy.copy(like)
        entry.extra = b""  # sizes and offsets of the old file; the writer makes its own
        entry.flag_bits = 0
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def relations_part(part: str) -> str:
    """Name the part that holds another part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(target: str, part: str) -> str:
    """Name the part that a relationship of `part` points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
