from datetime import date

import pytest

from automations.people.activities import activities, by_municipality, no_place

PARTIES = "municipality_number | municipality\n3101 | Halden\n3103 | Moss"


def test_an_activity_has_a_day_is_not_called_off_and_is_of_its_municipality(table):
    picture = """
        date       | title         | type   | municipality_number | municipality
        2026-05-03 | Debatt        | debate | 3101                |
                   | En gang       | debate | 3101                |
        2026-05-04 | Utsatt: Kafé  | social | 3101                |
        2026-05-05 | Kafé          | social |                     | Moss
        2026-05-06 |               | stall  |                     |
    """
    found = activities(table("activities", picture), table("local_parties", PARTIES))
    assert [(each.row, each.on.day, each.number) for each in found] == [
        (0, 3, "3101"),
        (3, 5, "3103"),
        (4, 6, None),
    ]
    assert [each.subject.identities for each in found] == [
        ("activity:2026-05-03:3101:debatt",),
        ("activity:2026-05-05:3103:kafe",),
        ("activity:2026-05-06::stall",),
    ]
    assert [each.words for each in found] == [{"activity": "Debatt"}, {"activity": "Kafé"}, {}]


def test_every_municipality_has_its_own_even_none(table):
    picture = "date | municipality_number\n2026-05-03 | 3103\n2026-05-04 | 4601"
    found = by_municipality(table("activities", picture), table("local_parties", PARTIES))
    assert [(place.name, [each.on for each in own]) for place, own in found] == [
        ("Halden", []),
        ("Moss", [date(2026, 5, 3)]),
    ]


@pytest.mark.parametrize(
    ("kind", "open_to", "is_open"),
    [
        ("open_meeting", "medlemmer", True),
        ("social", "", True),
        ("debate", "", False),
        ("", "", None),
        ("", "Åpent for alle!", True),
        ("", "alle, også ikke-medlemmer", True),
        ("", "ikke åpent for alle", False),
        ("debate", "Sympatisører/medlemmer", True),
        ("debate", "medlemmer", False),
        ("debate", "nei", False),
        ("debate", "folkevalgte", False),
    ],
)
def test_whether_others_than_members_may_come(table, kind, open_to, is_open):
    picture = f"date | type | open_to\n2026-05-03 | {kind} | {open_to}"
    (found,) = activities(table("activities", picture), None)
    assert found.open is is_open


@pytest.mark.parametrize(
    ("header", "parties", "said"),
    [
        ("date", PARTIES, 1),
        ("date", None, 1),
        ("date", "municipality_number | municipality\n3101 | Halden", 0),
        ("date | municipality", PARTIES, 0),
        ("date | municipality_number", None, 0),
    ],
)
def test_that_nothing_tells_the_municipality_is_said(table, header, parties, said):
    named = table("local_parties", parties) if parties else None
    assert len(list(no_place("a check", table("activities", header), named))) == said
