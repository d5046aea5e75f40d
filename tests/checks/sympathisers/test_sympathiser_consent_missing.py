"""Sympathisers of whom nothing may be kept as it is."""

import pytest

from automations.checks.sympathisers.sympathiser_consent_missing import sympathiser_consent_missing

HEAD = "name | phone | consent | consent_on | delete_after | may_contact | protected_address | birth_year"
GIVEN = "Kari Berg | 90000000 | ja | 03.05.2026"


@pytest.fixture
def reasons(judged):
    def found(*rows, on="2026-06-01", **settings):
        pictures = {"supporters": "\n".join([HEAD, *rows])}
        return [f.facts["reason"] for f in judged(sympathiser_consent_missing, on, pictures, **settings)]

    return found


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{GIVEN} | | | |", None),
        (f"{GIVEN} | | yes | |", None),
        (f"{GIVEN} | | no | |", None),  # nothing at all is asked
        ("Kari | 90000000 | | | | | |", "missing"),
        ("Kari | 90000000 | ja | | | | |", "undated"),
        ("Kari | 90000000 | nei | 03.05.2026 | | | |", "withdrawn"),
        ("Kari | 90000000 | | | | no | |", "no_contact"),
        ("Kari | 90000000 | nei | | | no | |", "withdrawn"),
        ("Kari | 90000000 | nei | | | | ja |", None),  # a secret address is left alone
        (f"{GIVEN} | | | | 2014", "guardian_consent"),
        ("Kari | 90000000 | | | | | | 2014", "guardian_consent"),
        (f"{GIVEN} | | | | 2010", None),
    ],
)
def test_each_row_has_its_answer(reasons, row, reason):
    assert reasons(row) == ([reason] if reason else [])


@pytest.mark.parametrize(("on", "found"), [("2028-05-02", []), ("2028-05-03", ["expired"])])
def test_a_consent_holds_for_two_years(reasons, on, found):
    assert reasons(f"{GIVEN} | | | |", on=on) == found


def test_how_long_a_consent_holds_can_be_set(reasons):
    assert reasons(f"{GIVEN} | | | |", on="2026-08-03", consent_months=3) == ["expired"]


@pytest.mark.parametrize(("on", "found"), [("2026-06-10", []), ("2026-06-11", ["delete_after"])])
def test_a_row_is_kept_through_the_day_after_which_it_is_deleted(reasons, on, found):
    assert reasons(f"{GIVEN} | 10.06.2026 | | |", on=on) == found


def test_of_two_rows_the_one_who_says_no_decides(reasons):
    rows = f"{GIVEN} | | | |", "Kari Berg | 90000000 | nei | 01.01.2026 | | | |"
    assert reasons(*rows) == ["withdrawn"]


def test_a_renewed_consent_on_another_row_holds(reasons):
    rows = "Kari Berg | 90000000 | ja | 03.05.2022 | | | |", f"{GIVEN} | | | |"
    assert reasons(*rows) == []


@pytest.mark.parametrize(
    ("row", "ended"),
    [
        ("Kari | 90000000 | | | | | |", None),
        ("Kari | 90000000 | ja | | | | |", None),
        ("Kari | 90000000 | ja | 03.05.2022 | | | |", "2024-05-03"),
        (f"{GIVEN} | 10.05.2026 | | |", "2026-05-10"),
        ("Kari | 90000000 | nei | | | | |", None),
        ("Kari | 90000000 | | | | no | |", None),
        (f"{GIVEN} | | | | 2014", None),
    ],
)
def test_the_task_is_urgent_and_names_nobody(judged, sentences, row, ended):
    pictures = {"supporters": f"{HEAD}\n{row}"}
    (finding,) = judged(sympathiser_consent_missing, "2026-06-01", pictures)
    assert (finding.severity, finding.private, finding.facts["ended"]) == ("high", {}, ended)
    assert not any(
        "Kari" in text or "90000000" in text for text in sentences(sympathiser_consent_missing, finding)
    )
