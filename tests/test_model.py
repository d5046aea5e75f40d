"""The values that flow: places, tables and their frames."""

import pytest

from automations.model import Source, column_letters


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_sheets_do(index, letters):
    assert column_letters(index) == letters


def test_places_are_ordered_as_a_reader_goes_and_a_whole_row_comes_before_its_cells():
    places = [Source("B", 1), Source("A", 2, 1), Source("A", 2, 0), Source("A", 2), Source("A", 1, 9)]
    assert [f"{p.tab}{p.a1}" for p in sorted(places)] == ["AJ1", "AA2", "AA2", "AB2", "BA1"]
    assert sorted(places)[1].column is None


def test_a_frame_that_is_filtered_still_knows_its_rows(table):
    members = table("members", "name | birth_year\nKari | 1980\nOla |\n# Nye\nname | birth_year\nAne | 1990")
    frame = members.frame
    assert list(frame[frame["birth_year"].notna()].index) == [("members", 2), ("Nye", 2)]
    assert frame.groupby(level="tab").size().to_dict() == {"members": 2, "Nye": 1}
