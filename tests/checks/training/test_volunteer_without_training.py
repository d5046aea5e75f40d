from datetime import date

import pytest

from automations.checks.training.volunteer_without_training import volunteer_without_training
from automations.election_calendar import ElectionCalendar
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2027, 5, 1)
CALENDAR = ElectionCalendar()  # the campaign starts on 1 August 2027, the election is on 13 September
VOLUNTEERS = "name | municipality_number | municipality"
TRAINING = "course | date | name | status | municipality_number"


@pytest.fixture
def findings(table):
    def find(volunteers, courses=("Kurs | 01.02.2027 | Per Lie | completed |",), on=ON, **others):
        kinds = ("members", "supporters", "local_parties", "officers")
        tables = [table(kind, others.pop(kind)) if others.get(kind) else None for kind in kinds]
        return list(
            volunteer_without_training(
                table("volunteers", "\n".join([VOLUNTEERS, *volunteers])),
                table("training", "\n".join([TRAINING, *courses])),
                *tables,
                on=on,
                calendar=CALENDAR,
                **others,
            )
        )

    return find


HALDEN = ["Anne A | 3101 | Halden", "Bo B | 3101 | Halden", "Per Lie | 3101 | Halden"]


def test_those_of_a_municipality_are_one_task_that_leads_to_their_rows(findings):
    found = findings([*HALDEN, "Dina D | 3103 | Moss"])
    assert [(f.private, f.source, f.also) for f in found] == [
        ({"count": "2", "municipality": "Halden"}, Source("volunteers", 2, 0), (Source("volunteers", 3),)),
        ({"count": "1", "municipality": "Moss"}, Source("volunteers", 5, 0), ()),
    ]
    assert found[0].facts == {"municipality_number": "3101", "campaign_starts": "2027-08-01"}


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (date(2027, 1, 30), None),
        (date(2027, 1, 31), "low"),
        (date(2027, 6, 16), "low"),
        (date(2027, 6, 17), "medium"),
        (date(2027, 9, 13), "medium"),
        (date(2027, 9, 14), None),
    ],
)
def test_it_is_a_hint_that_presses_before_the_campaign_and_ends_with_the_election(findings, day, severity):
    assert [f.severity for f in findings(HALDEN, on=day)] == ([severity] if severity else [])


def test_when_everybody_has_taken_a_course_or_is_enrolled_nothing_is_found(findings):
    courses = [
        "Kurs | 01.02.2027 | Anne A; Per Lie | completed | 3101",
        "Kurs | 01.06.2027 | Bo B | enrolled | 3101",
    ]
    assert findings(HALDEN, courses) == []
    assert findings(HALDEN, courses, course="ringekurs") != []


def test_a_plan_of_courses_without_names_judges_nobody(findings):
    assert findings(HALDEN, ["Kurs | 01.02.2027 | | completed | 3101"]) == []


@pytest.mark.parametrize("wish", ["no | |", "| ja |", "| | resigned", "| | supporting"])
def test_who_wants_no_contact_as_a_member_is_not_counted(findings, wish):
    header = "name | municipality_number | may_contact | protected_address | status"
    members = f"{header}\nAnne A | 3101 | {wish}"
    assert [f.private["count"] for f in findings(HALDEN, members=members)] == ["1"]


def test_nor_is_a_sympathiser_without_consent(findings):
    supporters = "name | municipality_number | consent\nAnne A | 3101 | nei\nBo B | 3101 |"
    assert findings(HALDEN, supporters=supporters) == []


def test_without_municipalities_it_is_one_task(findings):
    (one,) = findings(["Anne A | |", "Bo B | |"])
    assert one.private == {"count": "2"}
    for language in LANGUAGES:
        assert "2" in fill(language, "volunteer_without_training.everybody.why", **one.private)


def test_no_more_rows_are_named_than_a_sentence_can_hold(findings):
    (one,) = findings([f"Navn {n} | 3101 | Halden" for n in range(40)])
    assert (one.private["count"], len(one.also)) == ("40", 9)
