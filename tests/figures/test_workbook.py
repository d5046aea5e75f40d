"""All figures of a workbook: what is counted, held against what, hidden, and in which order."""

from datetime import date

import pytest

from automations.figures.section import Asked
from automations.figures.workbook import Figures, workbook_figures
from automations.model import Finding, Source, Subject
from automations.settings import load

ON = date(2026, 6, 1)
SETTINGS = load(None)


def finding(check, stage="", **facts):
    return Finding(check, Subject(("a",)), Source("Ark", 2), "medium", facts, stage)


def waits(joined, stage="call"):
    return finding("new_member_not_followed_up", stage, joined=joined)


def verdict(name, said):
    return finding("candidate_list_unbalanced", list=name, verdict=said)


@pytest.fixture
def figures(table):
    """`figures({kind: picture}, findings)` → the Figures of a workbook with those tabs."""

    def count(tabs=None, findings=(), tasks=None):
        tables = {kind: table(kind, picture) for kind, picture in (tabs or {}).items()}
        asked = Asked(
            tables,
            findings,
            ON,
            SETTINGS.checks,
            {},
            SETTINGS.checks,
            SETTINGS.organisation,
            SETTINGS.calendar,
        )
        return workbook_figures(asked, tasks or {})

    return count


def members(**places):
    rows = [
        f"Navn {number}-{i} | 03.05.2026 | {number.strip('n')} |"
        for number, count in places.items()
        for i in range(count)
    ]
    return "\n".join(["name | joined | municipality_number | contacted", *rows])


def by_place(found, name):
    return {number: value for (its, number), value in found.values.items() if its == name and number}


def test_a_theme_whose_tab_is_not_kept_is_left_out(figures):
    found = figures(tasks={"open_tasks": 3, "overdue_tasks": 1})
    assert dict(found.sections) == {"tasks": ["open_tasks", "overdue_tasks"]}
    assert dict(found.values) == {("open_tasks", ""): 3, ("overdue_tasks", ""): 1}
    assert dict(found.goals) == {("overdue_tasks", ""): 0}
    assert (found.coverage, found.hidden, found.new_for_months) == ({}, frozenset(), 6)


def test_members_are_counted_with_their_goals(figures):
    picture = """
        name    | joined     | municipality_number | contacted
        Anne A  | 03.05.2026 | 3101                | 10.05.2026
        Bente B | 03.05.2026 | 3101                | 11.05.2026
        Cato C  | 03.05.2026 | 3101                |
        Dina D  | 03.05.2020 | 3101                |
    """
    found = figures({"members": picture}, [waits("2026-05-03"), waits("2026-05-01", "offer")])
    assert found.sections["members"] == [
        *("members", "new_members", "contacted_in_time", "waiting", "waiting_since", "older_uncontacted")
    ]
    values = {name: found.values[name, ""] for name in found.sections["members"]}
    assert values == {
        "members": 4,
        "new_members": 3,
        "contacted_in_time": 67,
        "waiting": 1,
        "waiting_since": date(2026, 5, 3),
        "older_uncontacted": 1,
    }
    assert (found.goals["contacted_in_time", ""], found.goals["waiting", ""]) == (100, 0)


def test_the_longest_wait_is_for_a_call_or_the_letter_instead(figures):
    found = figures(
        {"members": members(n3101=1)},
        [
            waits("2026-05-09"),
            waits("2026-04-02", "letter"),
            waits("2026-04-01", "welcome"),
            finding("another_check", "call", joined="2026-01-01"),
        ],
    )
    assert found.values["waiting_since", ""] == date(2026, 4, 2)


def test_no_share_where_nobody_s_time_is_out(figures):
    picture = "name | joined | contacted\nAnne A | 31.05.2026 |"
    found = figures({"members": picture})
    assert found.values["contacted_in_time", ""] is None
    assert found.values["waiting_since", ""] is None


def test_what_no_column_can_answer_is_left_out(figures):
    found = figures({"members": "name | joined\nAnne A | 31.05.2026"})
    assert found.sections["members"] == ["members", "new_members"]
    assert not found.goals


def test_one_municipality_is_the_whole_workbook(figures):
    assert by_place(figures({"members": members(n3101=9)}), "members") == {}


def test_small_groups_of_people_are_hidden_and_open_work_never(figures):
    found = figures({"members": members(n3101=12, n3103=7, n3105=3)})
    assert by_place(found, "members") == {"3101": 12, "3103": None, "3105": None}
    assert by_place(found, "new_members") == {"3101": 12, "3103": None, "3105": None}
    assert by_place(found, "waiting") == {"3101": 12, "3103": 7, "3105": 3}
    assert found.hidden == {(name, n) for name in ("members", "new_members") for n in ("3103", "3105")}


def test_those_of_unknown_municipality_are_a_group_that_could_be_reckoned_from_too(figures):
    # 12 + 7 known of 22: whoever knows the total would know that three have no municipality
    picture = members(n3101=12, n3103=7) + "".join(f"\nUten {i} | 03.05.2026 | |" for i in range(3))
    found = figures({"members": picture})
    assert found.values["members", ""] == 22
    assert by_place(found, "members") == {"3101": 12, "3103": None}


def test_groups_large_enough_are_all_shown(figures):
    found = figures({"members": members(n3101=12, n3103=5)})
    assert by_place(found, "members") == {"3101": 12, "3103": 5}
    assert not found.hidden


def test_a_list_counts_once_however_many_rules_it_breaks(figures):
    picture = """
        place | name | gender | municipality | municipality_number
        1     | A    | man    | Halden       | 3101
        1     | B    | woman  | Moss         | 3103
        1     | C    |        | Sarpsborg    | 3105
        1     | D    | man    | Fredrikstad  | 3107
    """
    found = figures(
        {"candidates": picture},
        [
            verdict("3101", "broken"),
            verdict("3101", "cannot_judge"),
            verdict("3101", "broken"),
            verdict("3105", "cannot_judge"),
            finding("another_check", list="3107", verdict="broken"),
        ],
    )
    assert {name: found.values[name, ""] for name in found.sections["lists"]} == {
        "lists": 4,
        "lists_in_balance": 2,
        "lists_unknown": 1,
    }
    assert (found.goals["lists_in_balance", ""], found.goals["lists_unknown", ""]) == (4, 0)


def test_partners_are_municipalities_in_order_of_all(figures):
    found = figures(
        {
            "local_parties": "municipality_number | municipality\n3101 | Halden\n3103 | Moss",
            "partners": """
                organisation | type | municipality_number | contact_person | our_contact | last_contact
                LO           | lo   | 3101                | Lo Li          | Per         | 2026-05-01
                LO           | lo   | 3103                |                | Per         | 2026-05-01
            """,
        }
    )
    covered = [f"covered:{kind}" for kind in ("lo", "auf", "interest", "voluntary")]
    assert found.sections["partners"] == [*covered, "talks_half_year"]
    assert (found.values["covered:lo", ""], found.goals["covered:lo", ""]) == (1, 2)
    assert (found.values["covered:auf", ""], found.goals["covered:auf", ""]) == (0, 2)
    assert (found.coverage["3101", "lo"], found.coverage["3103", "lo"]) == ("ok", "no_person")


def test_a_tab_without_partners_has_no_figures_of_them(figures):
    assert figures({"partners": "organisation | type | municipality_number"}).sections["partners"] == []


def test_a_municipality_bears_the_first_name_it_is_given(figures):
    found = figures(
        {
            "members": "name | municipality_number | municipality\nA | 3101 |\nB | 3101 | Halden",
            "volunteers": "name | municipality_number | municipality\nD | 3101 | Hallden\nE | 3103 | Moss",
            "partners": "organisation | municipality_number | municipality\nC | | Utopia",
            "officers": "name\nF",
        }
    )
    assert dict(found.municipalities) == {"3101": "Halden", "3103": "Moss"}


def test_figures_are_read_section_by_section_and_unknown_ones_last():
    found = Figures(sections={"tasks": ["open"], "members": ["members", "waiting"]})
    assert [found.order(name) for name in ("open", "members", "waiting", "other")] == [0, 1, 2, 3]
