"""Who was asked, who waits, who cannot be reached, and what members wish."""

from automations.figures.participation import section
from automations.model import Finding, Source, Subject


def test_wishes_and_what_is_owed(section_of):
    rows = [
        *(f"A {i} | 01.01.2015 | active     | stand | x | a@example.org |" for i in range(6)),
        *(f"S {i} | 01.01.2015 | supporting |       |   |               |" for i in range(5)),
        *(f"U {i} | 01.01.2015 |            |       |   |               |" for i in range(7)),
        "Borte | 01.01.2015 |            |       |   |               | resigned",
    ]
    drawn = "\n".join(
        ["name | joined | activity_level | can_contribute | offer_given | email | status", *rows]
    )
    waits = [
        Finding("willing_member_waiting", Subject((str(i),)), Source("Ark", i), "low", {}) for i in (2, 3)
    ]
    found = section_of(section, {"members": drawn}, waits)
    assert {name: found.values[name, ""] for name in found.order} == {
        "asked_share": 61,
        "willing_waiting": 2,
        "unreachable": 0,  # fewer than half have an address: the tab does not keep them
        "members_by_level:active": 6,
        "members_by_level:sometimes": 0,
        "members_by_level:campaign": 0,
        "members_by_level:supporting": 5,
        "members_by_level:not_asked": 7,
    }
    assert found.goals == {("asked_share", ""): 100, ("willing_waiting", ""): 0, ("unreachable", ""): 0}


def test_who_waits_stays_as_it_was_where_the_check_was_not_made(section_of):
    drawn = {"members": "name | joined | can_contribute | offer_given\nA | 01.01.2015 | stand |"}
    found = section_of(section, drawn, made=(), last={("willing_waiting", ""): 4})
    assert found.values["willing_waiting", ""] == 4


def test_those_out_of_reach_are_counted(section_of):
    drawn = {"members": "name | joined | email\nA | 01.01.2015 | a@example.org\nB | 01.01.2015 |"}
    found = section_of(section, drawn)
    assert dict(found.values) == {("unreachable", ""): 1}


def test_nothing_is_said_of_columns_that_nobody_keeps(section_of):
    assert section_of(section, {"members": "name | joined\nA | 01.01.2015"}) is None
    assert section_of(section, {}) is None
