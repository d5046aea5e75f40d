import pytest

from automations.model import Source

CHECK = "new_member_routine_missing"
HEADER = "municipality_number | municipality | leader | membership_officer | new_member_routine"


@pytest.mark.parametrize(
    ("cell", "found"), [("ja", []), ("nei", [("no", "medium")]), ("", [("blank", "low")])]
)
def test_no_and_nothing_are_found(made, cell, found):
    picture = f"{HEADER}\n3101 | Halden | Lise Lund | Mona Moe | {cell}"
    assert [(f.facts["reason"], f.severity) for f in made(CHECK, picture)] == found


@pytest.mark.parametrize("cell", ["nei", ""])
def test_the_leader_is_asked_then_the_membership_officer(made, told, cell):
    (found,) = made(CHECK, f"{HEADER}\n3101 | Halden | Lise Lund | Mona Moe | {cell}")
    assert (found.source, found.suggested) == (Source("local_parties", 2, 4), ("Lise Lund", "Mona Moe"))
    assert "Halden" in told(found, "task")
    told(found, "why")


def test_a_tab_without_the_column_is_not_judged(made):
    picture = """
        # Nord
        municipality_number | new_member_routine
        3101                | nei
        # Sør
        municipality_number
        3103
    """
    assert [f.facts["municipality_number"] for f in made(CHECK, picture)] == ["3101"]


def test_one_of_two_rows_that_says_yes_is_enough(made):
    assert made(CHECK, "municipality_number | new_member_routine\n3101 | nei\n3101 | ja") == []
