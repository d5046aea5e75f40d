from datetime import date, timedelta

import pytest

from automations.figures.members import figures, section

ON = date(2026, 6, 1)
WINDOW = {"on": ON, "new_for_months": 6, "call_after_days": 14}

PICTURE = """
    name    | joined     | municipality_number | contacted  | status   | may_contact | birth_year
    Anne A  | 03.05.2026 | 3101                | 10.05.2026 |          |             |
    Bente B | 03.05.2026 | 3101                | 18.05.2026 |          |             |
    Cato C  | 03.05.2026 | 3101                | x          |          |             |
    Dina D  | 03.05.2026 | 3101                |            |          |             |
    Dina D  | 03.05.2026 | 3101                |            |          |             |
    Erik E  | 25.05.2026 | 3103                |            |          |             |
    Fred F  | 03.05.2026 | 3103                |            |          | no          |
    Geir G  | 03.05.2016 | 3103                |            |          |             |
    Hans H  | 03.05.2016 | 3103                | 03.05.2016 |          |             |
    Ivar I  | 03.05.2026 | 3103                |            | resigned |             |
    Jon J   | 01.12.2025 |                     |            |          | no_call     |
    Kim K   |            | 3103                |            |          |             |
"""


def test_persons_are_counted_by_municipality_and_in_all(table):
    counted = figures(table("members", PICTURE), **WINDOW)
    names = ("members", "new_members", "due_for_contact", "contacted_in_time", "waiting", "older_uncontacted")
    assert tuple(counted[name, "3101"] for name in names) == (4, 4, 4, 2, 1, 0)
    assert tuple(counted[name, "3103"] for name in names) == (5, 2, 0, 0, 0, 2)
    assert tuple(counted[name, None] for name in names) == (10, 7, 5, 2, 2, 2)


@pytest.mark.parametrize(
    ("contacted", "in_time"), [("17.05.2026", 1), ("18.05.2026", 0), ("x", 1), ("ikke svar", 0)]
)
def test_in_time_is_until_the_deadline_s_day(table, contacted, in_time):
    members = table("members", f"name | joined | contacted\nKari | 03.05.2026 | {contacted}")
    assert figures(members, **WINDOW)["contacted_in_time", None] == in_time


@pytest.mark.parametrize(("joined", "waiting"), [("18.05.2026", 1), ("19.05.2026", 0)])
def test_nobody_waits_before_the_deadline(table, joined, waiting):
    members = table("members", f"name | joined | contacted\nKari | {joined} |")
    assert figures(members, **WINDOW)["waiting", None] == waiting


def test_what_no_column_can_answer_is_not_there(table):
    assert set(figures(table("members", "name\nKari"), **WINDOW)) == {("members", None)}
    keys = {name for name, _ in figures(table("members", "name | joined\nKari | 03.05.2026"), **WINDOW)}
    assert keys == {"members", "new_members"}


def test_an_empty_tab_counts_nobody(table):
    assert set(figures(table("members", "name | joined | contacted"), **WINDOW).values()) == {0}


SHARES = {
    "welcomed_in_time": ("welcome_sent", 2),
    "offered_in_time": ("offer_given", 30),
}


@pytest.mark.parametrize("name", SHARES)
@pytest.mark.parametrize(
    ("after", "share"), [(0, 100), ("the last day", 100), ("too late", 0), ("x", 100), ("nei", 0), ("", 0)]
)
def test_in_time_is_until_the_last_day_of_the_check_s_deadline(section_of, name, after, share):
    column, days = SHARES[name]
    joined = date(2026, 3, 1)
    late = {0: 0, "the last day": days, "too late": days + 1}
    cell = f"{joined + timedelta(late[after]):%d.%m.%Y}" if after in late else after
    picture = f"name | joined | {column}\nKari | {joined:%d.%m.%Y} | {cell}"
    found = section_of(section, {"members": picture})
    assert (found.values[name, ""], found.goals[name, ""]) == (share, 100)


@pytest.mark.parametrize("name", SHARES)
def test_a_share_is_of_new_members_whose_time_is_out_or_who_had_it(section_of, name):
    column, _ = SHARES[name]
    picture = f"""
        name | joined     | {column}   | may_contact | status
        A    | 01.03.2026 | 01.03.2026 |             |
        B    | 01.03.2026 |            |             |
        C    | 31.05.2026 |            |             |
        D    | 01.03.2020 |            |             |
        E    | 01.03.2026 |            | no          |
        F    | 01.03.2026 | 01.03.2026 |             | resigned
    """
    assert section_of(section, {"members": picture}).values[name, ""] == 50
    nobody = f"name | joined | {column}\nC | 31.05.2026 |"
    assert section_of(section, {"members": nobody}).values[name, ""] is None


def test_a_contact_counts_as_welcome_and_not_as_an_offer(section_of):
    picture = "name | joined | welcome_sent | offer_given | contacted\nA | 01.03.2026 | | | 02.03.2026"
    values = section_of(section, {"members": picture}).values
    assert (values["welcomed_in_time", ""], values["offered_in_time", ""]) == (100, 0)
