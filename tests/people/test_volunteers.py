"""What volunteers say they can do, where they live, and how much is enough."""

import pytest

from automations.checks.registry import registry
from automations.people.volunteers import Volunteers, kinds_of_work, work_in


@pytest.mark.parametrize(
    ("typed", "work"),
    [
        ("ringe", {"calling"}),
        ("Kan ringe nye medlemmer", {"calling"}),
        ("ringing/stand", {"calling", "stalls"}),
        ("Ringje og skrive brev", {"calling", "writing"}),
        ("Stå på stand, holde kurs", {"stalls", "courses"}),
        ("HUSBESØK + some", {"visiting", "online"}),
        ("door knocking; phone", {"visiting", "calling"}),
        ("Alt mulig", set(kinds_of_work())),
        ("", set()),
        ("vaffelsteking", set()),
        ("Ringsaker", set()),
        # what is said no to is not offered, and a doubt is no offer
        ("kan ikke ringe", set()),
        ("Ringe, ikke stand", {"calling"}),
        ("ikke ringe, stå på stand", set()),
        ("ikkje ringje, men stå på stand", {"stalls"}),
        ("Kan ikke ringe. Skriver gjerne brev", {"writing"}),
        ("alt unntatt ringing", set()),
        ("no calls", set()),
    ],
)
def test_what_people_type_is_known(typed, work):
    assert work_in(typed) == work


@pytest.fixture
def helpers(table):
    return table(
        "volunteers",
        """
        name       | municipality_number | municipality | can_contribute | max_tasks
        Vera Vik   | 3101                | Halden       | ringe          | 3
        Odd Olsen  | 3103                | Moss         | ringe, kurs    |
        Nils Nes   |                     |              | ringe          |
        Bo Bø      |                     | Bø           | ringe          |
        Kari Krog  | 0101                | Halden       | Ring           | 0
        vera vik   | 3101                | Halden       | kurs           | 5
                   | 3101                | Halden       | ringe          |
        """,
    )


def test_those_of_the_municipality_are_asked_also_under_its_former_number(helpers):
    assert Volunteers(helpers).able("3101", "calling") == ("Vera Vik", "Kari Krog")
    assert Volunteers(helpers).able("0101", "calling") == ("Vera Vik", "Kari Krog")
    assert Volunteers(helpers).able("3103", "courses") == ("Odd Olsen",)
    assert Volunteers(helpers).able("3103", "writing") == ()
    assert Volunteers(helpers).able("3101", "") == ()


def test_where_there_are_several_municipalities_an_unknown_one_is_nobody_s(helpers):
    assert Volunteers(helpers).able(None, "calling") == ()


def test_nobody_writes_the_municipality_where_there_is_only_one(table):
    one = table("local_parties", "municipality_number | municipality\n3101 | Halden")
    people = table(
        "volunteers",
        """
        name     | municipality_number | municipality | can_contribute
        Vera Vik |                     |              | ringe
        Bo Bø    |                     | Bø           | ringe
        Odd Moss | 3103                | Moss         | ringe
        """,
    )
    assert Volunteers(people, one).able("3101", "calling") == ("Vera Vik",)
    assert Volunteers(people, one).able(None, "calling") == ("Vera Vik", "Odd Moss")


def test_of_two_rows_the_fewest_tasks_are_enough(helpers):
    assert Volunteers(helpers).most == {"vera vik": 3, "kari krog": 0}


def test_no_tab_is_no_volunteer():
    assert Volunteers(None).able("3101", "calling") == ()
    assert Volunteers(None).most == {}


def test_the_work_that_checks_ask_for_is_work_that_people_can_say_they_do():
    asked = {
        work
        for check in registry().values()
        for work in ([check.work] if isinstance(check.work, str) else check.work.values())
    }
    assert asked - {""} <= set(kinds_of_work())
