from datetime import date, timedelta

import pytest

from automations.checks.activities.local_party_without_activity import local_party_without_activity
from automations.figures import activities, youth
from automations.figures.section import Asked
from automations.settings import load

ON = date(2026, 11, 2)  # half a year before: 2 May 2026; 90 days before: 4 August
SETTINGS = load(None)


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def counted(table):
    """`counted(section, {kind: picture})` → the Section of a workbook with those tabs."""

    def count(section, pictures):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        return section(Asked(tables, (), ON, (), {}, SETTINGS.checks, SETTINGS.organisation))

    return count


@pytest.fixture
def figures(counted):
    """`figures(picture)` → {figure: (value, goal)} of the activities of Halden."""

    def values(picture, parties="municipality_number | municipality\n3101 | Halden"):
        found = counted(activities.section, {"activities": picture, "local_parties": parties})
        return {name: (found.values[name, ""], found.goals.get((name, ""))) for name in found.order}

    return values


def test_a_tab_that_is_not_kept_has_no_section(counted):
    assert counted(activities.section, {}) is None
    assert counted(youth.section, {}) is None


def test_everything_that_was_held_is_counted_in_its_time_and_nothing_that_is_planned(figures):
    found = figures("""
        date       | title  | type            | open_to   | participants | volunteers
        2026-11-03 | Møte   | members_meeting | alle      | 100          | 100
        2026-11-02 | Stand  | stall           |           | 0            | 4
        2026-08-04 | Stand  | stall           |           |              | 3
        2026-08-03 | Stand  | stall           |           |              | 7
        2026-05-02 | Møte   | members_meeting | medlemmer | 12           |
        2026-05-01 | Møte   | debate          | alle      | 30           |
        2025-11-02 | Kafé   | social          |           | 8            |
        2025-11-01 | Møte   | debate          | alle      | 50           |
        2026-10-01 | AVLYST | debate          | alle      | 50           | 9
                   | Møte   | debate          | alle      | 50           |
    """)
    assert found == {
        "activities_12_months": (6, None),
        "participants_12_months": (50, None),
        "active_local_parties": (1, 1),
        "kinds_of_activity": (4, None),
        "debates": (1, None),
        "outreach_90_days": (2, None),
        "open_activities": (33, None),
        "volunteers_90_days": (7, None),
    }


def test_what_no_column_can_answer_is_left_out(figures):
    assert list(figures(f"date | title\n{days(-3)} | Møte")) == [
        "activities_12_months",
        "active_local_parties",
    ]
    assert figures("date | type")["active_local_parties"] == (0, 1)


@pytest.mark.parametrize("last", [-119, -120, -121, -122])
def test_active_local_parties_are_those_the_check_does_not_find(figures, table, last):
    parties = "municipality_number | municipality\n3101 | Halden\n3103 | Moss\n3105 | Sarpsborg"
    picture = f"date | municipality_number\n{days(last)} | 3101\n{days(9)} | 3103"
    active, of = figures(picture, parties)["active_local_parties"]
    found = local_party_without_activity(
        table("activities", picture), table("local_parties", parties), None, on=ON
    )
    assert (active, of) == (3 - len(list(found)), 3)
    assert active == (2 if last >= -120 else 1)


def test_hosts_and_papers_are_held_against_the_activities_that_need_them(figures):
    found = figures(f"""
        date        | type            | new_members_invited | auf_invited | host | agenda | minutes
        {days(-30)} | members_meeting | ja                  |             | Vera | ja     | ja
        {days(-30)} | board_meeting   |                     | ja          |      | ja     |
        {days(-14)} | board_meeting   |                     |             |      |        | ja
        {days(-13)} | board_meeting   | nei                 | nei         |      |        |
        {days(5)}   | board_meeting   | ja                  |             |      |        |
        2026-05-01  | board_meeting   | ja                  |             |      |        |
    """)
    assert found["activities_with_host"] == (1, 2)
    assert found["meetings_with_papers"] == (1, 3)


def test_no_figure_where_nothing_was_to_be_judged(figures):
    found = figures(f"date | type | host | new_members_invited | minutes\n{days(5)} | debate | | ja |")
    assert (found["activities_with_host"], found["meetings_with_papers"]) == ((None, None), (None, None))
    assert found["open_activities"] == (None, None)


def test_auf_is_invited_to_a_share_of_what_it_could_have_joined(counted):
    picture = f"""
        date        | type          | auf_invited
        {days(-3)}  | debate        | ja
        {days(-9)}  | social        | nei
        2026-05-02  | stall         |
        2026-05-01  | stall         | ja
        {days(-4)}  | board_meeting |
        {days(4)}   | debate        | ja
    """
    partners = "organisation | type | municipality_number\nAUF | auf | 3101"
    found = counted(youth.section, {"activities": picture, "partners": partners})
    assert (found.values["auf_invited_share", ""], found.goals["auf_invited_share", ""]) == (33, 100)
    assert counted(youth.section, {"activities": picture}) is None


def passed_on(count, consent="ja", day="2026-06-01"):
    return "".join(f"\nNavn {i} {consent} | {consent} | {day} |" for i in range(count))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (12, 12)])
def test_the_years_transitions_are_hidden_when_they_are_few(counted, count, shown):
    header = "name | transfer_consent | transfer_on | contacted_by_party"
    rows = passed_on(count) + passed_on(9, "nei") + passed_on(9, "")
    rows += "\nSenere I År | ja | 2026-11-03 |"
    rows += "\nOm Ett År | ja | 2027-01-01 |\nI Fjor | ja | 2025-12-31 | 2026-01-03\nUten Dag | ja | |"
    found = counted(youth.section, {"youth_transition": header + rows})
    assert found.values["youth_transitions", ""] == shown
    assert found.hidden == ({("youth_transitions", "")} if shown is None else frozenset())


def test_without_a_day_of_transition_it_is_that_of_the_contact(counted):
    rows = "".join(f"\nNavn {i} | ja | 2026-0{i}-01" for i in range(1, 6))
    picture = "name | transfer_consent | contacted_by_party" + rows
    found = counted(youth.section, {"youth_transition": picture})
    assert found.values["youth_transitions", ""] == 5
