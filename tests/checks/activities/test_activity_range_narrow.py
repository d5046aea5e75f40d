from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.activities.activity_range_narrow import activity_range_narrow, not_judged
from automations.checks.activities.local_party_without_activity import local_party_without_activity
from automations.election_calendar import ElectionCalendar
from automations.figures.local_activity import LACKS
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)  # half a year before: 2 May 2026
PARTIES = "municipality_number | municipality | leader\n3101 | Halden | Lise Lund"
HEADER = "date | type | form | open_to"
RANGE = (  # nothing is missing
    "2026-10-01 | debate | physical |",
    "2026-10-02 | stall  | physical |",
    "2026-10-03 | social | digital  |",
)


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, parties=PARTIES, on=ON, **settings):
        activities = table("activities", "\n".join([header, *rows]))
        local = table("local_parties", parties) if parties else None
        settings.setdefault("calendar", ElectionCalendar())
        return list(activity_range_narrow(activities, local, None, on=on, **settings))

    return find


@pytest.fixture
def lacks(findings):
    def reasons(*rows, **asked):
        return [f.facts["reason"] for f in findings(*rows, **asked)]

    return reasons


def test_a_broad_range_lacks_nothing(lacks):
    assert lacks(*RANGE) == []


def test_all_that_is_lacking_is_one_task_with_a_reason_for_each(findings):
    rows = [f"2026-10-0{day} | board_meeting | physical |" for day in (1, 2, 3, 4)]
    found = findings(*rows)
    assert [f.facts["reason"] for f in found] == list(LACKS)
    assert {(f.subject.identities, f.stage, f.source) for f in found} == {
        (("range:3101",), "", Source("local_parties", 2))
    }
    assert [activity_range_narrow.lines_behind(f) for f in found] == [
        (25, 26), (26, 27), (43,), (53, 54, 55), (53, 54, 55)
    ]  # fmt: skip
    assert found[0].suggested == ("Lise Lund",)
    assert {f.severity for f in found} == {"low"}


@pytest.mark.parametrize(
    ("lack", "kind"),
    [("open", "open_meeting"), ("open", "social"), ("debate", "debate"), ("debate", "members_meeting"),
     ("outreach", "stall"), ("outreach", "door_knocking")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-05-02", False),  # half a year ago to the day
        ("2026-05-01", True),
        ("2026-11-02", False),
        ("2027-01-31", False),  # planned: 90 days ahead
        ("2027-02-01", True),
    ],
)
def test_what_was_there_within_the_months_or_is_planned_is_not_missed(lacks, lack, kind, day, found):
    rows = (f"{day} | {kind} | |", "2026-10-20 | board_meeting | |")
    assert (lack in lacks(*rows)) is found


@pytest.mark.parametrize("lack", ["open", "debate", "outreach"])
def test_the_months_are_settings(lacks, lack):
    kind = {"open": "social", "debate": "debate", "outreach": "stall"}[lack]
    rows = (f"2026-08-03 | {kind} | |", "2026-10-20 | board_meeting | |")
    assert lack not in lacks(*rows)
    assert lack in lacks(*rows, **{f"{lack}_within_months": 2})


@pytest.mark.parametrize(
    ("open_to", "found"),
    [
        ("alle", False),
        ("Åpent for alle", False),
        ("medlemmer og sympatisører", False),
        ("alle interesserte", False),
        ("ja", False),
        ("nei", True),
        ("medlemmer", True),
        ("alle medlemmer", True),
        ("ikke for alle", True),
        ("styret", True),
        ("", True),
    ],
)
def test_open_to_tells_who_may_come(lacks, open_to, found):
    assert ("open" in lacks(f"2026-10-20 | debate | | {open_to}")) is found


def test_kinds_are_missed_only_where_there_are_activities_enough(lacks):
    two = ("2026-10-01 | debate | |", "2026-10-02 | social | |")
    again = "2026-10-03 | debate | |"
    assert "kinds" not in lacks(*two)
    assert "kinds" in lacks(*two, again)
    assert "kinds" not in lacks(*two, again, least_kinds=2)
    assert "kinds" not in lacks(*two, "2025-11-02 | stall | |")  # a year ago to the day
    assert "kinds" not in lacks(*two, "2025-11-01 | stall | |")  # longer ago: two are left


def test_one_form_is_missed_only_where_there_are_activities_enough(lacks):
    three = [f"2026-10-0{day} | debate | digital |" for day in (1, 2, 3)]
    assert "one_form" not in lacks(*three)
    assert "one_form" not in lacks(*three, "2026-10-04 | debate | |")
    assert "one_form" in lacks(*three, "2026-10-04 | debate | digital |")
    assert "one_form" not in lacks(*three, "2026-10-04 | debate | hybrid |")
    assert "one_form" in lacks(*three, forms_from_activities=3)


def test_a_finding_tells_the_last_time_it_was_there(findings):
    rows = ("2026-01-05 | debate | |", "2026-03-06 | debate | |", "2026-10-20 | social | |")
    assert {f.facts["reason"]: f.facts["last"] for f in findings(*rows)} == {
        "debate": "2026-03-06",
        "outreach": None,
        "kinds": None,
    }


@pytest.mark.parametrize(("latest", "found"), [("2025-11-02", True), ("2025-11-01", False)])
def test_the_range_of_one_that_starts_again_is_let_be(lacks, latest, found):
    assert bool(lacks(f"{latest} | debate | |", "2026-11-05 | debate | |")) is found


def test_chosen_reasons_alone_are_judged(lacks):
    assert lacks("2026-10-20 | board_meeting | |", reasons=("debate",)) == ["debate"]


def test_to_meet_voters_is_more_urgent_before_the_election(findings):
    def severity(on):
        row = f"{(on - timedelta(3)).isoformat()} | debate | |"
        return {f.facts["reason"]: f.severity for f in findings(row, on=on)}

    assert severity(date(2027, 7, 29)) == {"open": "low", "outreach": "low"}
    assert severity(date(2027, 7, 30)) == {"open": "low", "outreach": "medium"}  # 45 days before
    assert severity(date(2027, 9, 13))["outreach"] == "medium"
    assert severity(date(2027, 9, 14))["outreach"] == "low"


@pytest.mark.parametrize(
    "rows",
    [(), ("2026-06-01 | debate | |",), ("2025-06-01 | debate | |", "2026-12-01 | debate | |")],
)
def test_silent_where_there_is_nothing_to_judge_or_the_other_check_speaks(findings, table, rows):
    assert findings(*rows) == []
    quiet = local_party_without_activity(
        table("activities", "\n".join([HEADER, *rows])), table("local_parties", PARTIES), None, on=ON
    )
    assert len(list(quiet)) == (rows == ("2026-06-01 | debate | |",))


def test_what_one_tab_keeps_no_column_for_is_not_judged(findings):
    activities = """
        # Møter
        date       | type          | form
        2026-10-20 | board_meeting | digital
        # Kalender
        date       | title
        2026-10-21 | Noe på torget
    """
    assert findings(header=activities) == []
    assert {f.facts["reason"] for f in findings(header=activities.replace("Noe", "AVLYST"))} == {
        *("open", "debate", "outreach")
    }


def test_each_municipality_is_judged_by_its_own(findings):
    header = "date | type | municipality_number"
    parties = PARTIES + "\n3103 | Moss |"
    rows = ("2026-10-01 | debate | 3101", "2026-10-01 | stall | 3103")
    found = findings(*rows, header=header, parties=parties, reasons=("debate", "outreach"))
    assert [(f.facts["municipality"], f.facts["reason"]) for f in found] == [
        ("Halden", "outreach"),
        ("Moss", "debate"),
    ]


def test_the_column_nobody_keeps_is_said(table):
    said = not_judged(table("activities", "date | type"), table("local_parties", PARTIES), None)
    assert [s.facts["column_names"] for s in said if s.reason == "no_column"] == [["form"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_that_its_findings_fill(findings, language):
    rows = [f"2026-10-0{day} | board_meeting | physical |" for day in (1, 2, 3, 4)]
    for finding in findings(*rows):
        facts = {**finding.facts, **finding.private}
        assert "Halden" in fill(language, f"{finding.check}.task", **facts)
        assert "Halden" in fill(language, f"{finding.check}.{finding.facts['reason']}.why", **facts)


ROWS = st.lists(
    st.tuples(
        st.integers(-500, 200).map(lambda day: (ON + timedelta(day)).isoformat()),
        st.sampled_from(["debate", "stall", "social", "board_meeting", ""]),
        st.sampled_from(["physical", "digital", ""]),
        st.sampled_from(["3101", "3103", ""]),
    ),
    max_size=12,
)


@given(ROWS)
def test_a_municipality_is_never_spoken_of_by_both_checks(table, rows):
    header = "date | type | form | municipality_number"
    activities = table("activities", "\n".join([header, *(" | ".join(row) for row in rows)]))
    parties = table("local_parties", "municipality_number | municipality\n3101 | Halden\n3103 | Moss")
    quiet = local_party_without_activity(activities, parties, None, on=ON)
    narrow = activity_range_narrow(activities, parties, None, on=ON, calendar=ElectionCalendar())
    silent = {f.facts["municipality_number"] for f in quiet}
    assert silent.isdisjoint(f.facts["municipality_number"] for f in narrow)
