"""What stands in the workbook's own list of local parties is a municipality there."""

from datetime import date

from automations.model import Grid, Reading
from automations.recognise import recognise

MEMBERS = Grid(
    "Medlemmer",
    [1, 2, 3],
    [["Navn", "Innmeldt", "Kommune"], ["Kari Moen", "3.5.26", "Storvik"], ["Ola Berg", "3.5.26", "Nowhere"]],
)
PARTIES = Grid("Kommunepartier", [1, 2], [["Kommunenr", "Kommune", "Leder"], ["9901", "Storvik", "Liv Lie"]])


def problems(recognised):
    return [(p.source.tab, p.source.a1) for p in recognised.problems if p.code == "municipality"]


def test_a_place_of_one_s_own_is_known_in_every_tab():
    recognised = recognise(Reading("bok", (MEMBERS, PARTIES)), on=date(2026, 5, 20))
    assert list(recognised.tables["members"].column("municipality_number")) == ["9901", None]
    assert problems(recognised) == [("Medlemmer", "C3")]


def test_without_that_tab_it_is_not_known():
    recognised = recognise(Reading("bok", (MEMBERS,)), on=date(2026, 5, 20))
    assert list(recognised.tables["members"].column("municipality_number")) == [None, None]
    assert problems(recognised) == [("Medlemmer", "C2"), ("Medlemmer", "C3")]
