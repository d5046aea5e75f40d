"""Sympathisers with a valid consent, and those who wait."""

from automations.figures.sympathisers import section
from automations.model import Finding, Source, Subject

PICTURE = """
    name | phone    | consent | consent_on | delete_after
    A    | 90000001 | ja      | 01.05.2026 |
    A    | 90000001 | ja      | 01.05.2026 |
    B    | 90000002 | ja      | 01.05.2024 |
    C    | 90000003 | nei     | 01.05.2026 |
    D    | 90000004 |         |            |
    E    | 90000005 | ja      | 01.05.2026 | 31.05.2026
"""


def test_persons_and_valid_consents_are_counted(section_of):
    waits = [Finding("sympathiser_not_asked", Subject(("a",)), Source("Ark", 2), "medium", {})]
    found = section_of(section, {"supporters": PICTURE}, waits)
    assert {name: found.values[name, ""] for name in found.order} == {
        "sympathisers": 5,
        "sympathisers_with_consent": 1,
        "sympathisers_waiting": 1,
    }
    assert found.goals == {("sympathisers_with_consent", ""): 5, ("sympathisers_waiting", ""): 0}


def test_who_waits_is_not_told_where_the_checks_were_not_made(section_of):
    found = section_of(section, {"supporters": PICTURE}, made=("sympathiser_not_asked",))
    assert list(found.order) == ["sympathisers", "sympathisers_with_consent"]
    assert section_of(section, {}) is None
