"""Tabs of people's that bear a title of the job's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from automations.errors import Refused
from automations.model import Line, Plan, SheetContent
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create
from automations.sheets.memory import MemoryWorkbook

PEOPLE_S = {
    "Historikk": ("history", ("Dato", "Hva"), ("Dato", "Medlemmer")),
    "Datakvalitet": (
        "data_quality",
        ("Fane", "Celle"),
        ("Fane", "Celle", "Problem", "Forslag", "Først sett"),
    ),
    "Oppsummering": ("summary", ("Nå", "Mål"), ("Måltall", "Nå", "Forrige", "Endring", "Mål")),
}


def titled(path, tab, *rows):
    """Make a workbook with rows under a title of ours, and the plan that would write there."""
    create(path, [NewTab("Folk", ("Navn",), rows=[("Kari",)]), NewTab(tab, rows=rows)])
    kind, _, header = PEOPLE_S[tab]
    content = SheetContent(kind, tab, (Line(header, "header"), Line(("x",))))
    memory = SheetContent("memory", "_automations", (Line(("salt", "abc")),))
    return Plan(sheets=(content, memory), version=open_workbook(path).read().version)


@pytest.mark.parametrize("tab", PEOPLE_S)
def test_a_persons_tab_is_theirs_whatever_its_headers_where_the_job_has_never_been(tmp_path, tab):
    path = tmp_path / "b.xlsx"
    for header in PEOPLE_S[tab][1:]:
        path.unlink(missing_ok=True)
        plan = titled(path, tab, header, ("1945", "Stiftet"))
        memory = MemoryWorkbook("b", open_workbook(path).read().grids)
        before = path.read_bytes()
        for book in (open_workbook(path), memory):
            for act in (book.refuse, book.write):
                with pytest.raises(Refused) as refused:
                    act(replace(plan, version=book.read().version))
                assert (refused.value.code, refused.value.facts["tab"]) == ("errors_local.tab_taken", tab)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("tab", "header"), [(tab, PEOPLE_S[tab][2]) for tab in PEOPLE_S] + [("Historikk", ())]
)
def test_an_empty_tab_and_one_with_our_header_only_are_ours_from_the_first_day(tmp_path, tab, header):
    path = tmp_path / "b.xlsx"
    plan = titled(path, tab, *[header][: bool(header)])
    open_workbook(path).write(plan)
    assert len(next(g for g in open_workbook(path).read().grids if g.tab == tab).numbers) == 2


@pytest.mark.parametrize(
    ("header", "ours"), [(("Fane", "Celle", "x"), False), (("Tab", "Cell", "Problem"), True)]
)
def test_where_the_job_has_been_half_of_its_headers_in_one_language_make_a_tab_its_own(
    tmp_path, header, ours
):
    path = tmp_path / "b.xlsx"
    plan = titled(path, "Datakvalitet", header, ("x", "y"))
    book = open_workbook(path)
    book.write(replace(plan, sheets=plan.sheets[1:]))
    for one in (book, MemoryWorkbook("b", book.read().grids)):
        again = replace(plan, version=one.read().version)
        if ours:
            assert one.write(again).writes == 1
            continue
        with pytest.raises(Refused) as refused:
            one.write(again)
        assert refused.value.code == "errors_local.tab_taken"
