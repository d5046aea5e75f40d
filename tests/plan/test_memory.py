"""The hidden tab gives back what was put into it, also after a sheet has had its way with the types."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.model import Grid, OwnTab
from automations.plan.memory import HEADER, Memory, Snapshot, TaskMemory, memory_content, read_memory

days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
keys = st.from_regex(r"T[A-Z2-7]{10}", fullmatch=True)
tasks = st.builds(
    TaskMemory,
    key=keys,
    check=st.sampled_from(["new_member_not_followed_up", "partner_contact_missing"]),
    stage=st.sampled_from(["", "call"]),
    state=st.sampled_from(["open", "solved", "archived"]),
    fingerprint=st.sampled_from(["", "ABCDEFGHIJ"]),
    aliases=st.lists(keys, max_size=3).map(tuple),
    created=days,
    opened=days,
    solved=days,
    ticked=st.sampled_from(["", "done", "dismissed"]),
    ticked_on=days,
    ticked_fingerprint=st.sampled_from(["", "ABCDEFGHIJ"]),
    ticks=st.integers(0, 9),
    overruled=st.booleans(),
    reopened=st.booleans(),
    asked=days,
)
figures = st.dictionaries(
    st.tuples(st.sampled_from(["members", "covered:lo"]), st.sampled_from(["", "3101"])),
    st.integers(-5, 99).map(float),
)
memories = st.builds(
    Memory,
    salt=st.just("5a17"),
    last_run=days,
    tasks=st.lists(tasks, max_size=5).map(lambda found: {t.key: t for t in found}),
    rows=st.dictionaries(
        st.sampled_from(["members|Medlemmer", "candidates|Liste | 2027"]), st.integers(0, 99)
    ),
    current=st.builds(Snapshot, days, figures),
    previous=st.builds(Snapshot, days, figures),
)


def stored(memory, change=lambda value: value):
    lines = memory_content(memory).lines
    cells = [tuple(map(change, line.cells)) for line in lines]
    grid = Grid("_automations", range(1, len(cells) + 1), cells, hidden=True)
    return OwnTab("memory", grid, 1, {})


@given(memories)
def test_what_is_remembered_is_read_back(memory):
    assert read_memory(stored(memory)) == memory


@given(memories)
def test_numbers_that_became_floats_and_days_that_became_dates_are_read_back(memory):
    def as_a_sheet_has_it(value):
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int):
            return float(value)
        try:
            return datetime.fromisoformat(value)
        except (TypeError, ValueError):
            return value

    assert read_memory(stored(memory, as_a_sheet_has_it)) == memory


def test_a_tab_without_its_secret_is_not_believed():
    tab = stored(replace(Memory("5a17")))
    broken = Grid("_automations", [1], [tab.grid.cells[0]])
    with pytest.raises(ValueError, match="salt"):
        read_memory(OwnTab("memory", broken, 1, {}))


def test_a_state_that_nobody_wrote_is_not_believed():
    memory = Memory("5a17", tasks={"T1": TaskMemory("T1", "c")})
    place = HEADER.index("state")
    cells = [list(line.cells) for line in memory_content(memory).lines]
    cells[-1][place] = "lukket"
    grid = Grid("_automations", range(1, len(cells) + 1), cells)
    with pytest.raises(ValueError, match="state"):
        read_memory(OwnTab("memory", grid, 1, {}))
