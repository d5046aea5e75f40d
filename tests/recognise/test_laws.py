"""What holds for any workbook at all."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automations.model import Grid, Reading
from automations.recognise import forget, read_cell, recognise
from automations.tabs import TABS
from automations.words import LANGUAGES, fill, theme

ON = date(2026, 11, 23)
WORDS = sorted(
    {
        title
        for kind in ("members", "candidates", "partners", "tasks")
        for title in theme("nb", "tabs")[kind]["columns"].values()
    }
)
TYPED = [
    "", " ", "x", "ja", "03.05.2026", "i går", "Totalt 43", "— Sentrum —", "Kari Nordmann", "K", "301",
    "Nilssen, Magnar", "Herøy", "90000000", "a@b.no", "#N/A", "01010750160", "\ufffd", "A\u030a", "1",
    "01 x", "Sum",
]  # fmt: skip
cells = st.one_of(
    st.none(),
    st.sampled_from(TYPED),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@st.composite
def grids(draw):
    title = draw(
        st.sampled_from(
            ["Medlemmer", "Kandidatliste", "Oppgaver", "Samarbeidspartnere", "Ark1", "Oppsummering"]
        )
    )
    rows = draw(st.lists(st.lists(cells, max_size=7), max_size=12))
    if draw(st.booleans()):
        rows.insert(
            draw(st.integers(0, len(rows))), draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=7))
        )
    gaps = draw(st.lists(st.integers(1, 4), min_size=len(rows), max_size=len(rows)))
    numbers = [sum(gaps[: i + 1]) for i in range(len(rows))]
    return Grid(title, numbers, rows)


def is_blank(cell):
    return cell is None or (isinstance(cell, str) and not cell.strip())


@settings(max_examples=300, deadline=None)
@given(st.lists(grids(), max_size=3))
def test_nothing_raises_and_every_row_is_read_or_skipped(drawn):
    found = recognise(Reading("book", tuple(drawn)), on=ON)
    assert len(found.tabs) == len(drawn)
    for grid, tab in zip(drawn, found.tabs, strict=True):
        if tab.recognised_as is None or TABS[tab.recognised_as].ours or grid.tab not in {"Medlemmer", "Ark1"}:
            continue
        table = found.tables.get(tab.recognised_as)
        if table is None or sum(g.tab == grid.tab for g in drawn) > 1:
            continue
        places = {place for name, place in table.letters.get(grid.tab, {}).items()}
        below = [
            number
            for number, row in zip(grid.numbers, grid.cells, strict=True)
            if number > tab.header_row and any(p < len(row) and not is_blank(row[p]) for p in places)
        ]
        assert tab.rows + tab.skipped_rows == (below[-1] - tab.header_row if below else 0)
        assert tab.rows == sum(name == grid.tab for name in table.tabs)
    for table in found.tables.values():
        assert list(table.frame.index.get_level_values("row")) == list(table.rows)
        assert {len(column) for column in table.columns.values()} <= {len(table)}


@settings(max_examples=200, deadline=None)
@given(st.lists(grids(), max_size=2))
def test_what_was_read_before_changes_nothing(drawn):
    reading = Reading("book", tuple(drawn))
    warm = recognise(reading, on=ON)
    forget()
    cold = recognise(reading, on=ON)
    assert repr(warm) == repr(cold)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted({c.kind for t in TABS.values() for c in t.columns} | {"age", "no_call"})), cells
)
def test_any_cell_can_be_read_as_anything(kind, value):
    result, code = read_cell(kind, value, on=ON)
    if code is not None:
        for language in LANGUAGES:
            assert fill(language, f"problems.{code}.problem", column="x")
            assert fill(language, f"problems.{code}.suggestion", column="x")
    if kind in {"date", "past_date", "coming_date", "birth_date"}:
        assert result is None or (type(result) is date and date(1900, 1, 1) <= result <= date(2100, 12, 31))


def test_one_and_true_and_a_half_are_not_the_same_cell():
    values = [1, True, 1.0, "1", 0, False, "ja", datetime.fromisoformat("2026-05-03"), None]
    rows = [
        ["Navn", "Innmeldt", "Kommentar"],
        *[[f"Kari {i}", "3.5.26", value] for i, value in enumerate(values)],
    ]
    found = recognise(Reading("b", (Grid("Medlemmer", range(1, len(rows) + 1), rows),)), on=ON)
    assert list(found.tables["members"].column("comment")) == [
        "1", "True", "1", "1", "0", "False", "ja", "2026-05-03", None
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_problems_are_the_same_in_every_language(language):
    def shape(name):
        return {code: sorted(texts) for code, texts in theme(name, "problems").items()}

    assert shape(language) == shape("nb")
    assert all(sorted(texts) == ["problem", "suggestion"] for texts in theme(language, "problems").values())


def lists_of_2011():
    path = os.environ.get("AUTOMATIONS_TEST_LISTS")
    if not path:
        pytest.skip("AUTOMATIONS_TEST_LISTS does not say where the lists of 2011 are")
    rows = [line.split(";") for line in Path(path).read_text("utf-8").splitlines()]
    return Grid("kandidatlister-2011", range(1, len(rows) + 1), rows)


def test_all_candidacies_of_2011_are_read():
    found = recognise(Reading("2011", (lists_of_2011(),)), on=ON)
    (tab,) = found.tabs
    assert (tab.recognised_as, tab.rows, tab.skipped_rows) == ("candidates", 59_496, 0)
    assert found.problems == ()
    table = found.tables["candidates"]
    assert len(set(table.column("municipality_number"))) == 429
    ours = [g for g, code in table.records("gender", "party_code") if code == "A"]
    assert (len(ours), round(ours.count("woman") / len(ours), 3)) == (10_140, 0.476)
    assert sum("," in name for name in table.column("name")) == 0
