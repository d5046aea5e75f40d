"""Dues that have fallen due: a reminder first, and later the row is to be deleted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.retention.dues_unpaid import dues_unpaid
from automations.people.dues import dues_of

HEAD = "name | joined | dues_paid | may_contact | status | birth_year | activity_level"


@pytest.fixture(scope="session")
def dues(table):
    """Members with dues as they are read: a year, True for yes, False for no, None for blank."""

    def draw(*said, joined="03.05.2015", wish="", more=""):
        rows = [f"Medlem {i} | {joined} | | {wish} | {more} | |" for i in range(len(said))]
        members = table("members", "\n".join([HEAD, *rows]))
        members.columns["dues_paid"][:] = said
        return members

    return draw


@pytest.fixture
def found(dues):
    def rows(*said, on, settings=None, **drawn):
        findings = dues_unpaid(
            dues(*said, **drawn), None, None, on=date.fromisoformat(on), **(settings or {})
        )
        return [(f.source.row, f.stage) for f in findings]

    return rows


@pytest.mark.parametrize(
    ("on", "stages"),
    [
        ("2026-03-30", []),
        ("2026-04-13", []),
        ("2026-04-14", [(3, "remind")]),
        ("2026-09-29", [(3, "remind")]),
        ("2026-09-30", [(3, "delete")]),
        ("2027-01-15", [(3, "delete")]),
    ],
)
@pytest.mark.parametrize("unpaid", [2025, False, None])  # nobody is judged by 2026 before it is due
def test_the_reminder_and_the_deleting_have_their_days(found, on, stages, unpaid):
    assert found(2026, unpaid, on=on) == stages


@pytest.mark.parametrize(
    ("on", "stages"),
    [
        ("2026-03-30", []),
        ("2026-04-14", [(3, "remind")]),
        ("2026-09-30", [(3, "delete")]),
        ("2027-01-15", []),  # yes and no speak of the year of the day
    ],
)
@pytest.mark.parametrize("unpaid", [False, None])
def test_a_tab_of_yes_and_no_is_judged_within_the_year(found, on, stages, unpaid):
    assert found(True, unpaid, on=on) == stages


def test_a_year_that_is_not_due_says_nothing_of_those_who_name_none(found):
    assert found(2026, 2026, None, False, on="2026-02-01") == []
    assert found(2026, 2025, 2024, None, on="2026-02-01") == [(4, "delete"), (5, "delete")]


def test_nothing_is_asked_before_the_first_payment_is_written_down(found):
    assert found(None, None, on="2026-08-01") == []
    assert found(False, False, on="2026-08-01") == []
    assert found(2025, 2025, None, on="2026-04-20") == [(4, "delete")]  # 2025 alone is judged: none paid 2026
    assert found(2024, 2023, on="2026-04-20") == []  # a column that nobody has kept for two years


def test_who_paid_long_ago_is_judged_by_the_first_year_that_is_not_paid(dues):
    members = dues(2026, 2023)
    (finding,) = dues_unpaid(members, None, None, on=date(2026, 4, 20))
    assert finding.stage == "delete"
    assert finding.facts == {
        "stage": "delete",
        "municipality_number": None,
        "dues_year": 2024,
        "deadline": "2024-03-31",
        "delete_by": "2024-09-30",
    }


@pytest.mark.parametrize(
    ("on", "stages"), [("2026-09-13", []), ("2026-09-14", ["remind"]), ("2027-03-02", ["delete"])]
)
def test_who_joins_in_the_year_has_thirty_days(found, on, stages):
    joined = "01.08.2026"  # due 31 August
    assert [stage for _, stage in found(2026, None, on=on, joined=joined)] == stages


@pytest.mark.parametrize(
    ("drawn", "reminded", "deleted"),
    [
        ({}, True, True),
        ({"wish": "no_call"}, True, True),
        ({"wish": "no"}, False, True),
        ({"more": "supporting | |"}, False, True),
        ({"more": "resigned | |"}, False, False),
    ],
)
def test_a_reminder_is_a_contact_and_deleting_is_none(dues, drawn, reminded, deleted):
    more = drawn.get("more", "")
    members = dues(2026, None, wish=drawn.get("wish", ""))
    if more:
        members.columns["status"][:] = [more.partition(" ")[0]] * 2
    for on, stage, expected in (
        (date(2026, 4, 20), "remind", reminded),
        (date(2026, 10, 20), "delete", deleted),
    ):
        assert [f.stage for f in dues_unpaid(members, None, None, on=on)] == [stage] * expected


def test_a_child_is_the_guardians_matter(dues):
    members = dues(2026, None)
    members.columns["birth_year"][:] = [1980, 2014]
    assert list(dues_unpaid(members, None, None, on=date(2026, 10, 20))) == []


def test_paid_on_one_row_is_paid(table):
    picture = """
        name      | birth_year | joined     | dues_paid
        Kari Berg | 1980       | 03.05.2015 |
        Kari Berg | 1980       | 03.05.2015 |
        Ola Dahl  | 1980       | 03.05.2015 |
    """
    members = table("members", picture)
    members.columns["dues_paid"][:] = [None, 2026, 2026]
    assert list(dues_unpaid(members, None, None, on=date(2026, 10, 20))) == []


def test_the_due_date_can_be_set_and_a_short_month_is_no_mistake(found):
    settings = {"due_month": 2, "due_day": 31}
    assert found(2026, None, on="2026-03-13", settings=settings) == []
    assert found(2026, None, on="2026-03-14", settings=settings) == [(3, "remind")]


def test_deleting_names_nobody_and_the_treasurer_is_asked_first(judged, dues, sentences):
    parties = {"local_parties": "municipality_number | leader | treasurer\n3101 | Lise Lund | Tor Tveit"}
    members = dues(2026, None)
    for on, stage, severity, named in (
        (date(2026, 4, 20), "remind", "low", True),
        (date(2026, 10, 20), "delete", "high", False),
    ):
        (finding,) = dues_unpaid(members, None, None, on=on)
        assert (finding.stage, finding.severity, "name" in finding.private) == (stage, severity, named)
        assert any("Medlem 1" in text for text in sentences(dues_unpaid, finding)) is named
    assert judged(dues_unpaid, "2026-04-20", {"members": HEAD, **parties}) == []


@given(
    st.lists(st.sampled_from([None, True, False, 2023, 2024, 2025, 2026, 2027]), min_size=1, max_size=6),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_nobody_who_has_paid_the_latest_year_is_ever_found(dues, said, on):
    for each in dues_of(dues(*said), on=on, due_month=3, due_day=31):
        value = said[each.row]
        if value is True or (type(value) is int and value >= on.year):
            assert each.paid
        if not each.paid:
            assert each.due <= on
