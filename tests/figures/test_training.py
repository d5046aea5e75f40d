"""Who has taken a course, in per cent of those of whom it can be told, and where courses have reached."""

from datetime import date

import pytest

from automations.figures.section import Asked
from automations.figures.training import section
from automations.settings import load

SETTINGS = load(None)
TRAINING = """
    course                  | date       | name    | status    | municipality_number
    Introkurs               | 01.05.2026 | Anne A  | completed | 3101
    Kurs for nye medlemmer  | 01.06.2025 | Bo B    |           | 3101
    Introkurs               | 31.05.2025 | Cato C  | completed | 3101
    Introkurs               | 01.07.2026 | Dina D  | enrolled  | 3103
    Introkurs               | 01.05.2026 | Erik E  | cancelled | 3103
    Økonomi                 | 01.05.2026 | Finn F  | completed |
"""


@pytest.fixture
def figures(table):
    def count(**pictures):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        asked = Asked(
            tables, (), date(2026, 6, 1), SETTINGS.checks, {}, SETTINGS.checks, SETTINGS.organisation
        )
        return section(asked)

    return count


def test_participants_of_introductory_courses_are_counted_for_a_year(figures):
    assert dict(figures(training=TRAINING).values) == {("intro_course_participants", ""): 2}


def test_officers_whose_time_is_out_are_reckoned_unless_two_could_be_meant(figures):
    officers = """
        office   | name   | municipality_number | elected_from
        Leder    | Anne A | 3101                | 01.02.2026
        Kasserer | Dina D | 3103                | 01.02.2026
        Sekretær | Per P  | 3103                | 01.02.2026
        Revisor  | Finn F | 3101                | 01.02.2026
        Revisor  | Finn F | 3103                | 01.02.2026
        Revisor  | Ny N   | 3103                | 01.05.2026
    """
    found = figures(training=TRAINING, officers=officers)
    assert (found.values["officers_trained", ""], found.goals["officers_trained", ""]) == (33, 100)


def test_volunteers_and_municipalities_are_held_against_all_of_them(figures):
    found = figures(
        training=TRAINING,
        volunteers="name | municipality_number\nAnne A | 3101\nGro G | 3101\nFinn F | 3105\nHans H | 3105",
        local_parties="municipality_number | municipality\n3101 | Halden\n3103 | Moss\n3105 | Sarpsborg",
    )
    assert (found.values["volunteers_trained", ""], found.goals["volunteers_trained", ""]) == (50, 100)
    key = ("local_parties_with_training", "")
    assert (found.values[key], found.goals[key]) == (2, 3)


def test_a_plan_of_courses_has_no_figures_of_people(figures):
    plan = "course | date\nIntrokurs | 01.05.2026"
    parties = "municipality_number | municipality\n3101 | Halden"
    assert figures(training=plan, officers="office | name\nLeder | A", local_parties=parties) is None
    assert figures(volunteers="name\nA") is None
