from datetime import date

import pytest

from automations.checks.training.training_not_covered import not_judged, training_not_covered
from automations.model import Source

ON = date(2026, 6, 1)
TRAINING = "course | date | name | status | topic | municipality_number"
PARTIES = "municipality_number | municipality | leader\n3101 | Halden | Kari Moen\n3103 | Moss | Lars Lie"


@pytest.fixture
def findings(table):
    def find(*courses, local_parties=PARTIES, officers=None, **settings):
        return list(
            training_not_covered(
                table("training", "\n".join([TRAINING, *courses])),
                table("local_parties", local_parties) if local_parties else None,
                table("officers", officers) if officers else None,
                on=ON,
                **settings,
            )
        )

    return find


@pytest.mark.parametrize(
    ("course", "covered"),
    [
        ("Temakveld | 01.06.2025 | | | Helse |", True),
        ("Temakveld | 31.05.2025 | | | Helse |", False),
        ("Kurs i helse og omsorg | 01.05.2026 | | | |", True),
        ("Temakveld | 01.12.2026 | | | helse, arbeid |", True),  # planned
        ("Temakveld | | | | Helse |", True),
        ("Temakveld | 01.05.2026 | | cancelled | Helse |", False),
        ("Temakveld | 01.05.2026 | | | Skole |", False),
    ],
)
def test_an_issue_is_covered_by_a_course_of_the_last_year_or_one_planned(findings, course, covered):
    found = findings(course, local_parties=None, main_issues=("Helse",))
    assert [(f.stage, f.facts["topic"]) for f in found] == ([] if covered else [("topic", "Helse")])


def test_without_issues_of_one_s_own_none_is_judged(findings):
    assert findings("Temakveld | 01.05.2026 | | | Skole |", local_parties=None) == []


def test_a_municipality_without_a_participant_is_found_at_its_row(findings):
    (one,) = findings(
        "Kurs | 01.06.2025 | Anne A | completed | | 3101", "Kurs | 31.05.2025 | Bo B | | | 3103"
    )
    assert (one.stage, one.source) == ("local_party", Source("local_parties", 3))
    assert one.facts == {"municipality_number": "3103", "municipality": "Moss", "months": 12}
    assert one.suggested == ("Lars Lie",)


@pytest.mark.parametrize(
    "row",
    [
        "Kurs | 01.06.2025 | Bo B | | | 3103",
        "Kurs | 01.12.2026 | Bo B | enrolled | | 3103",
        "Kurs | 01.05.2026 | Mona Moss | completed | | ",  # an officer there
    ],
)
def test_a_participant_who_has_been_or_is_enrolled_is_enough(findings, row):
    officers = "office | name | municipality_number\nLeder | Mona Moss | 3103"
    assert findings("Kurs | 01.05.2026 | Anne A | | | 3101", row, officers=officers) == []


def test_where_nobody_writes_whence_participants_come_none_is_missing(findings):
    assert findings("Kurs | 01.05.2026 | Anne A | completed | |") == []
    assert findings("Kurs | 01.05.2026 | | completed | | 3101") == []


def test_in_a_workbook_of_one_municipality_every_participant_is_from_there(findings):
    one = "municipality_number | municipality\n3101 | Halden"
    assert findings("Kurs | 01.05.2026 | Anne A | completed | |", local_parties=one) == []


def test_the_county_s_training_officer_is_asked_about_issues(findings):
    officers = "office | name | level\nSkoleringsansvarlig | Siri Studie | regional"
    (one,) = findings(local_parties=None, officers=officers, main_issues=("Helse",))
    assert (one.suggested, one.source) == (("Siri Studie",), Source("training", 1))


def test_a_plan_without_participants_says_what_it_does_not_judge(table):
    (said, *_) = not_judged(table("training", "course | date\nKurs | 01.05.2026"))
    assert said.facts == {"kinds": ["training"], "column_names": ["name"]}
