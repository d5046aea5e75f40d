"""The workbook in memory means what the file means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automations.errors import Refused
from automations.model import Grid, Line, Plan, SheetContent
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create
from automations.sheets.memory import MemoryWorkbook

VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(),
    st.dates(),
    st.datetimes(),
)
LINES = st.lists(st.lists(VALUES, max_size=5).map(lambda cells: Line(tuple(cells))), max_size=6)
OURS = ("task", "why", "due", "suggested", "state", "created", "solved")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=LINES,
    task=st.dictionaries(st.sampled_from(OURS), VALUES),
    again=st.dictionaries(st.sampled_from(OURS), VALUES),
)
def test_file_and_memory_show_the_same_after_the_same_plans(tmp_path_factory, craft, lines, task, again):
    path = tmp_path_factory.mktemp("w") / "bok.xlsx"
    create(path, [NewTab("Folk", ("Navn",), rows=[("Kari",)])])
    book, memory = open_workbook(path), MemoryWorkbook("bok.xlsx", open_workbook(path).read().grids)
    for workbook in (book, memory):
        start = craft.first_plan(workbook.read().version, "T-1", "T-2")
        content = SheetContent("history", "Historikk", tuple(lines))
        workbook.write(Plan(start.changes, (*start.sheets, content), None, start.titles, start.version))
        reading = workbook.read()
        changes = (craft.updated("T-2", 3, **again), craft.created("T-3", **task))
        workbook.write(Plan(changes, tasks=craft.tasks_of(reading), version=reading.version))
    assert [shown(g) for g in book.read().grids] == [shown(g) for g in memory.read().grids]


def shown(grid: Grid):
    rows = {
        n: {i: v for i, v in enumerate(r) if v is not None}
        for n, r in zip(grid.numbers, grid.cells, strict=True)
    }
    return grid.tab, grid.hidden, {n: row for n, row in rows.items() if row}


def test_a_plan_from_an_older_reading_is_refused():
    memory = MemoryWorkbook("bok", [Grid("A", [1], [["x"]])])
    version = memory.read().version
    memory.type_in("A", 2, 1, "y")
    content = SheetContent("summary", "Oppsummering", (Line(("x",), "header"),))
    with pytest.raises(Refused) as refused:
        memory.write(Plan(sheets=(content,), version=version))
    assert refused.value.code == "errors_local.changed_since_read"
    assert memory.write(Plan(version="x")).writes == 0
    assert [list(row) for row in memory.read().grids[0].cells] == [["x"], [None, "y"]]


def test_a_persons_tab_under_our_title_is_refused_in_memory_too():
    memory = MemoryWorkbook("bok", [Grid("oppsummering", [1], [["Budsjett"]])])
    content = SheetContent("summary", "Oppsummering", (Line(("Tall", date(2026, 1, 1)), "header"),))
    with pytest.raises(Refused) as refused:
        memory.write(Plan(sheets=(content,), version=memory.read().version))
    assert refused.value.code == "errors_local.tab_taken"


def test_peoples_columns_are_not_written_in_memory_either(craft):
    memory = MemoryWorkbook("bok")
    memory.write(craft.first_plan(memory.read().version, "T-1"))
    reading = memory.read()
    change = craft.updated("T-1", 2, status="TULL", state="Forfalt")
    memory.write(Plan((change,), tasks=craft.tasks_of(reading), version=reading.version))
    row = craft.shown(memory.read().grids[0])[2]
    assert "TULL" not in row
    assert "Forfalt" in row
