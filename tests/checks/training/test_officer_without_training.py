from datetime import date

import pytest

from automations.checks.training.officer_without_training import officer_without_training, reason_key
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 6, 1)
OFFICERS = "office | name | municipality_number | level | elected_from | elected_until"
TRAINING = "course | date | name | status | municipality_number"
OTHER = "Kurs | 01.02.2026 | Somebody Else | completed | 3101"
KARI = "Kasserer | Kari Moen | 3101 | | 01.02.2026 |"


@pytest.fixture
def findings(table):
    def find(officers, courses, members=None, local_parties=None, on=ON, **settings):
        tables = [
            table("officers", "\n".join([OFFICERS, *officers])),
            table("training", "\n".join([TRAINING, *courses])),
            table("members", members) if members else None,
            table("local_parties", local_parties) if local_parties else None,
        ]
        return list(officer_without_training(*tables, on=on, **settings))

    return find


@pytest.fixture
def names(findings):
    def found(officers, courses=(OTHER,), **asked):
        return [f.private["name"] for f in findings(officers, courses, **asked)]

    return found


@pytest.mark.parametrize(("since", "found"), [("03.03.2026", True), ("04.03.2026", False), ("", False)])
def test_an_officer_is_found_from_the_day_on_which_the_time_is_out(names, since, found):
    assert names([f"Kasserer | Kari Moen | 3101 | | {since} |"]) == (["Kari Moen"] if found else [])


@pytest.mark.parametrize(
    ("course", "found"),
    [
        ("Kurs | 01.05.2026 | Kari Moen | completed | 3101", False),
        ("Kurs | 01.05.2019 | kari  moen | completed |", False),
        ("Kurs | 01.05.2026 | Ola Berg / Kari Moen | completed | 3101", False),
        ("Kurs | 01.05.2026 | Kari Moen | | 3101", False),  # held, and nobody writes a status
        ("Kurs | 01.07.2026 | Kari Moen | enrolled | 3101", False),
        ("Kurs | | Kari Moen | enrolled | 3101", False),
        ("Kurs | 01.05.2026 | Kari Moen | enrolled | 3101", True),  # held, and not said to be completed
        ("Kurs | 01.05.2026 | Kari Moen | cancelled | 3101", True),
        ("Kurs | 01.05.2026 | Kari Moen | completed | 3103", False),  # may be the same: not judged
        ("Kurs | 01.05.2026 | | completed | 3101", True),
    ],
)
def test_a_completed_course_or_one_ahead_is_enough(names, course, found):
    assert names([KARI], [course, OTHER]) == (["Kari Moen"] if found else [])


def test_two_officers_of_one_name_are_told_apart_by_municipality_or_not_judged(names):
    two = [KARI, "Leder | Kari Moen | 3103 | | 01.02.2026 |"]
    assert names(two) == ["Kari Moen", "Kari Moen"]
    assert names(two, ["Kurs | 01.05.2026 | Kari Moen | completed |"]) == []
    one_of_them = ["Kurs | 01.05.2026 | Kari Moen | completed | 3103", OTHER]
    assert names(two, one_of_them) == ["Kari Moen"]
    elsewhere = ["Kurs | 01.05.2026 | Kari Moen | completed | 3105", OTHER]
    assert names(two, elsewhere) == []  # whichever of them it was
    assert names([*two, "Revisor | Kari Moen | | | |"], one_of_them) == []


def test_a_person_with_several_posts_is_one_task_from_the_first_of_them(findings):
    (one,) = findings([KARI, "Leder | Kari Moen | 3101 | | 01.01.2026 |"], [OTHER])
    assert (one.source, one.facts["elected_from"]) == (Source("officers", 3, 1), "2026-01-01")
    assert one.due == date(2026, 4, 1)


def test_an_office_that_has_ended_is_not_judged(names):
    assert names(["Kasserer | Kari Moen | 3101 | | 01.02.2026 | 31.05.2026"]) == []


def test_a_tab_without_names_of_participants_is_a_plan_and_judges_nobody(names):
    assert names([KARI], ["Kurs | 01.05.2026 | | completed | 3101"]) == []


def test_one_course_may_be_asked_for_by_name(findings, names):
    courses = ["Trygg organisasjon 1 | 01.05.2026 | Kari Moen | completed | 3101", OTHER]
    assert names([KARI], courses, course="trygg organisasjon") == []
    (one,) = findings([KARI], courses, course="Økonomi")
    assert reason_key(one) == "named"
    assert "Økonomi" in fill("nb", "officer_without_training.named.task", **{**one.facts, **one.private})


@pytest.mark.parametrize("wish", ["no | |", "| ja |", "| | resigned", "| | supporting"])
def test_who_wants_no_contact_as_a_member_is_left_alone(names, wish):
    members = (
        f"name | municipality_number | may_contact | protected_address | status\nKari Moen | 3101 | {wish}"
    )
    assert names([KARI], members=members) == []


def test_the_training_officer_is_asked_and_nobody_about_themselves(findings):
    parties = "municipality_number | leader | training_officer\n3101 | Kari Moen | Stian Studie"
    assert findings([KARI], [OTHER], local_parties=parties)[0].suggested == ("Stian Studie",)


def test_facts_hold_no_person_and_every_language_has_the_words(findings):
    (one,) = findings([KARI], [OTHER])
    assert one.facts == {
        "municipality_number": "3101",
        "elected_from": "2026-02-01",
        "deadline": "2026-05-02",
    }
    for language in LANGUAGES:
        task = fill(language, "officer_without_training.any.task", **{**one.facts, **one.private})
        assert "Kari Moen" in task
