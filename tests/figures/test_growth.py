"""Growth is told as gross, left and net, for the workbook and for places that are no small group."""

from datetime import date

from automations.figures.growth import movements, section
from automations.figures.section import Asked
from automations.settings import load

HEAD = "name | joined | resigned_on | municipality_number | recruited_by"


def people(count, joined, resigned="", number="", by=""):
    return [
        f"M {number} {joined} {resigned} {i} | {joined} | {resigned} | {number} | {by}" for i in range(count)
    ]


def picture(*groups):
    return "\n".join([HEAD, *(row for group in groups for row in group)])


def test_gross_left_and_net_are_named_apart(section_of):
    drawn = picture(
        people(20, "01.01.2015"),
        people(7, "01.05.2026", by="Liv Lie"),
        people(4, "01.09.2025"),
        people(2, "01.01.2016", "01.05.2026"),
        people(3, "01.01.2016", "01.09.2025"),
        people(5, "01.01.2016", "31.05.2025"),
    )
    found = section_of(section, {"members": drawn})
    assert {name: found.values[name, ""] for name in found.order} == {
        "joined_3_months": 7,
        "left_3_months": 2,
        "net_3_months": 5,
        "joined_12_months": 11,
        "left_12_months": 5,
        "net_12_months": 6,
        "recruited_by_members": 7,
    }


def test_what_no_column_can_answer_is_left_out(section_of):
    assert section_of(section, {}) is None
    assert section_of(section, {"members": "name\nKari"}) is None
    found = section_of(section, {"members": "name | joined\nKari | 01.05.2026"})
    assert list(found.order) == ["joined_3_months", "joined_12_months"]


def test_a_place_is_shown_where_no_count_of_its_is_small(section_of):
    drawn = picture(
        people(9, "01.05.2026", number="3101"),
        people(6, "01.01.2016", "01.05.2026", number="3101"),
        people(12, "01.05.2026", number="3103"),
        people(8, "01.01.2016", "01.05.2026", number="3103"),
        people(20, "01.01.2015", number="3105"),  # nothing has moved: nothing is said
    )
    found = section_of(section, {"members": drawn})
    shown = {key: value for key, value in found.values.items() if key[1]}
    assert shown == {
        ("joined_12_months", "3101"): 9,
        ("left_12_months", "3101"): 6,
        ("net_12_months", "3101"): 3,
        ("joined_12_months", "3103"): 12,
        ("left_12_months", "3103"): 8,
        ("net_12_months", "3103"): 4,
    }


def test_a_small_count_takes_the_net_with_it_and_nothing_can_be_reckoned(section_of):
    drawn = picture(
        people(9, "01.05.2026", number="3101"),
        people(2, "01.01.2016", "01.05.2026", number="3101"),
        people(12, "01.05.2026", number="3103"),
        people(8, "01.01.2016", "01.05.2026", number="3103"),
    )
    found = section_of(section, {"members": drawn})
    shown = {key: value for key, value in found.values.items() if key[1]}
    assert shown == {("joined_12_months", "3101"): 9, ("joined_12_months", "3103"): 12}


def test_dues_are_renewed_by_those_who_have_paid_of_those_who_are_judged(table):
    members = table(
        "members", "name | joined | dues_paid\nA | 01.01.2015 |\nB | 01.01.2015 |\nC | 01.01.2015 |"
    )
    settings = load(None)
    for said, share in (([2026, 2026, None], 67), ([None, None, None], None), ([2026, 2026, 2026], 100)):
        members.columns["dues_paid"][:] = said
        fresh = type(members)(
            members.kind, members.tabs, members.rows, dict(members.columns), members.letters
        )
        asked = Asked(
            {"members": fresh},
            (),
            date(2026, 6, 1),
            settings.checks,
            {},
            settings.checks,
            settings.organisation,
        )
        found = section(asked)
        assert (found.values["renewed_share", ""], found.goals) == (share, {("renewed_share", ""): 100})


def test_a_person_on_two_rows_moves_once(table):
    drawn = """
        name | birth_year | joined     | resigned_on
        Kari | 1980       | 01.05.2026 |
        Kari | 1980       | 01.05.2026 |
        Ola  | 1980       | 01.05.2015 | 01.05.2026
        Ola  | 1980       | 01.05.2015 |
    """
    (moved,) = movements(table("members", drawn), on=date(2026, 6, 1), months=3)
    assert (moved.joined, moved.left, moved.members) == (1, 1, 1)
