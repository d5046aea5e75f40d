"""Whatever a file has been through: a Reading, Unread tabs or a sentence, and never another exception."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automations.errors import Refused
from automations.model import Plan, Reading
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, workbook_bytes

LONGEST = 3.0  # seconds; a hundred times what a sound file takes


def sound(craft, kind: str) -> bytes:
    rows = [(f"Navn {n}", n, n / 7, n % 2 == 0) for n in range(60)]
    if kind == "ours":
        return workbook_bytes([NewTab("A", ("Navn", "Tall", "Del", "Ja"), rows=rows), NewTab("B", ("x",))])
    cells = "".join(
        f'<row r="{r}"><c r="A{r}" t="s"><v>{r % 2}</v></c><c r="B{r}" s="1"><v>{r}.5</v></c></row>'
        for r in range(1, 40)
    )
    far = '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>'
    strings = f'<sst xmlns="{craft.MAIN}"><si><t>a</t></si><si><t>b</t></si></sst>'
    return craft.package({"A": craft.sheet_xml(cells), "B": craft.sheet_xml(cells + far)}, strings=strings)


def flipped(data: bytes, draw: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(draw.choice((1, 3, 30))):
        out[draw.randrange(len(out))] = draw.randrange(256)
    return bytes(out)


def cut(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] if draw.random() < 0.5 else data[:at] + data[at + draw.randrange(1, 200) :]


def members(data: bytes, draw: random.Random) -> bytes:
    """Damage inside the parts, in a zip that is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        hurt = draw.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name == hurt:
                way = draw.randrange(5)
                if way == 0:
                    continue
                part = (flipped(part, draw), cut(part, draw), b"", part.replace(b'"1"', b'"99999999"'))[
                    way - 1
                ]
            new.writestr(name, part)
    return out.getvalue()


def attributes(data: bytes, draw: random.Random) -> bytes:
    """Values that no program writes, where numbers and references are expected."""
    odd = [
        b'"-1"',
        b'"1e9"',
        b'"x"',
        b'""',
        b'"99999999999999999999"',
        b'"A1:XFD1048576"',
        '"æ"'.encode(),
        b'"2147483648"',
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            pieces = part.split(b'"')
            for _ in range(draw.choice((1, 4))):
                if len(pieces) > 4:
                    at = draw.randrange(len(pieces) // 2) * 2 + 1
                    pieces[min(at, len(pieces) - 2)] = draw.choice(odd).strip(b'"')
            new.writestr(name, b'"'.join(pieces) if draw.random() < 0.4 else part)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["ours", "theirs"])
@pytest.mark.parametrize("damage", [flipped, cut, members, attributes])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused(tmp_path, craft, kind, damage, seed):
    path = tmp_path / "bok.xlsx"
    path.write_bytes(damage(sound(craft, kind), random.Random(seed)))
    before = path.read_bytes()
    begun = time.process_time()
    book = open_workbook(path)
    try:
        reading = book.read()
        assert isinstance(reading, Reading)
        for grid in reading.grids:
            assert len(grid.numbers) == len(grid.cells)
            assert list(grid.numbers) == sorted(set(grid.numbers))
        plan = craft.first_plan(reading.version, "T-1")
        receipt = book.write(Plan(plan.changes, plan.sheets, None, plan.titles, plan.version))
        assert receipt.writes == 1
        read_again = {grid.tab for grid in book.read().grids}
        assert {"Oppgaver", "Oppsummering", "_automations"} <= read_again
    except Refused:
        assert path.read_bytes() == before
    assert time.process_time() - begun < LONGEST


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=400), name=st.sampled_from(["a.xlsx", "a.csv", "a.tsv", "a.ods", "a.xls", "a"])
)
def test_any_bytes_are_read_or_refused(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    try:
        assert isinstance(open_workbook(path).read(), Reading)
    except Refused as error:
        assert error.code.startswith("errors_local.")  # noqa: PT017 - being read is right too
