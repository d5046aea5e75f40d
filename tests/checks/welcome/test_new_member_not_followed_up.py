from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.welcome.new_member_not_followed_up import (
    STAGES,
    new_member_not_followed_up,
    not_judged,
)
from automations.model import Source
from automations.words import LANGUAGES, fill, theme

ALL = "welcome_sent | contacted | offer_given | intro_course_offered"


@pytest.fixture
def findings(table):
    def find(picture, on, local_parties=None, officers=None, **settings):
        members = table("members", picture)
        parties = table("local_parties", local_parties) if local_parties else None
        elected = table("officers", officers) if officers else None
        return list(
            new_member_not_followed_up(members, parties, elected, on=date.fromisoformat(on), **settings)
        )

    return find


@pytest.fixture
def found(findings):
    """Sheet row and stage of each finding."""

    def rows(picture, on, **settings):
        return [(f.source.row, f.stage) for f in findings(picture, on, **settings)]

    return rows


def test_waiting_member_is_found(found):
    assert found(
        """
        member_number | joined     | contacted
        m-1           | 03.05.2026 |
        m-2           | 04.05.2026 | 05.05.2026
        """,
        on="2026-05-20",
    ) == [(2, "call")]


@pytest.mark.parametrize(
    ("stage", "before", "on_time"),
    [
        ("welcome", "2026-05-04", "2026-05-05"),
        ("call", "2026-05-16", "2026-05-17"),
        ("offer", "2026-06-01", "2026-06-02"),
        ("intro_course", "2026-07-31", "2026-08-01"),
    ],
)
def test_each_stage_is_found_from_its_day_and_not_the_day_before(found, stage, before, on_time):
    picture = f"name | joined | {ALL}\nKari Berg | 03.05.2026 | | | |"
    assert (2, stage) not in found(picture, on=before)
    assert (2, stage) in found(picture, on=on_time)


@pytest.mark.parametrize(
    ("setting", "stage"),
    [
        ("welcome_within_days", "welcome"),
        ("call_after_days", "call"),
        ("offer_after_days", "offer"),
        ("intro_course_after_days", "intro_course"),
    ],
)
def test_each_stage_has_its_own_setting(findings, setting, stage):
    picture = f"name | joined | {ALL}\nKari Berg | 03.05.2026 | | | |"
    due = {f.stage: f.due for f in findings(picture, "2026-06-30", **{setting: 5})}
    assert due[stage] == date(2026, 5, 8)
    assert sum(day == date(2026, 5, 8) for day in due.values()) == 1


def test_all_stages_of_a_member_nobody_has_met(found):
    picture = f"name | joined | {ALL}\nKari Berg | 03.05.2026 | | | |"
    assert found(picture, on="2026-08-01") == [(2, stage) for stage in STAGES]


@pytest.mark.parametrize("done", ["04.05.2026", "x"])
@pytest.mark.parametrize(
    ("column", "left"),
    [
        ("welcome_sent", ["call", "offer", "intro_course"]),
        ("contacted", ["offer", "intro_course"]),  # a recorded contact counts as welcome
        ("offer_given", ["welcome", "call", "intro_course"]),
        ("intro_course_offered", ["welcome", "call", "offer"]),
    ],
)
def test_what_is_recorded_is_done(found, column, done, left):
    cells = [done if name == column else "" for name in ALL.split(" | ")]
    picture = f"name | joined | {ALL}\nKari Berg | 03.05.2026 | {' | '.join(cells)}"
    assert found(picture, on="2026-08-01") == [(2, stage) for stage in left]


def test_a_day_ahead_is_a_plan_and_not_yet_done(found):
    picture = "name | joined | welcome_sent | contacted\nKari Berg | 03.05.2026 | 22.05.2026 | 21.05.2026"
    assert found(picture, on="2026-05-20") == [(2, "welcome"), (2, "call")]
    assert found(picture, on="2026-05-21") == []


@pytest.mark.parametrize(
    ("cells", "stages"),
    [
        ("           |     |             |  ", ["call"]),
        ("           | Per |             |  ", []),  # contacted by someone, without a date
        ("nei        |     |             |  ", ["call"]),
        ("nei        | Per |             |  ", ["call"]),
        ("ikke svar  | Per |             |  ", ["call"]),
        ("           |     | x           |  ", []),
        ("           |     | ikke svar   |  ", ["call"]),
        ("           | Per | ikke svar   |  ", ["call"]),
        ("04.05.2026 | Per | ikke svar   |  ", ["call"]),  # tried that day, no answer
        ("04.05.2026 |     | nei         |  ", []),
        ("ikke svar  |     | x           |  ", []),
        ("           |     | ikke svar x2|  ", ["letter"]),
        ("ikke svar x2|    |             |  ", ["letter"]),
        ("           |     |             | 1", ["call"]),
        ("           |     |             | 2", ["letter"]),
        ("           |     |             | 5", ["letter"]),
        ("04.05.2026 |     |             | 3", []),  # the third try was answered
    ],
)
def test_contact_is_read_from_every_place_where_people_write_it(found, cells, stages):
    picture = f"name | joined | contacted | contacted_by | result | attempts\nKari | 03.05.2026 | {cells}"
    assert found(picture, on="2026-05-20") == [(2, stage) for stage in stages]


def test_how_many_attempts_before_a_letter_can_be_set(found):
    picture = "name | joined | contacted\nKari | 03.05.2026 | ikke svar x2"
    assert found(picture, on="2026-05-20", attempts_before_letter=3) == [(2, "call")]


@pytest.mark.parametrize(
    ("wish", "stages"),
    [
        ("           |        |         |     |     |      ", ["welcome", "call", "offer", "intro_course"]),
        ("active     |        | yes     | nei | ja  | 1980 ", ["welcome", "call", "offer", "intro_course"]),
        ("not_asked  |        |         |     |     |      ", ["welcome", "call", "offer", "intro_course"]),
        ("           | active |         |     |     |      ", ["welcome", "call", "offer", "intro_course"]),
        ("           | in_progress |    |     |     |      ", ["welcome", "call", "offer", "intro_course"]),
        ("           | moved  |         |     |     |      ", ["welcome", "call", "offer", "intro_course"]),
        ("           |        | no_call |     |     |      ", ["welcome", "letter", "offer", "intro_course"]),
        ("           |        |         |     |     | 2010 ", ["welcome", "letter", "offer", "intro_course"]),
        ("           |        | yes     |     |     | 2008 ", ["welcome", "letter", "offer", "intro_course"]),
        ("supporting |        |         |     |     |      ", ["welcome"]),
        ("           | supporting |     |     |     |      ", ["welcome"]),
        ("supporting |        | no_call |     |     |      ", ["welcome"]),
        ("           |        | no      |     |     |      ", []),
        ("           |        |         | ja  |     |      ", []),
        ("           |        |         |     | nei |      ", []),
        ("           |        |         |     |     | 2012 ", ["guardian_consent"]),
        ("           | resigned |       |     |     |      ", ["delete"]),
        ("           | delete |         |     |     |      ", ["delete"]),
        ("           | resigned | no    | ja  |     | 2012 ", ["delete"]),
    ],
)
def test_what_a_person_has_asked_goes_first(found, wish, stages):
    wishes = "activity_level | status | may_contact | protected_address | consent | birth_year"
    picture = f"""
        name | joined     | {ALL} | {wishes}
        Kari | 03.05.2026 | | | | | {wish}
    """
    assert found(picture, on="2026-08-01") == [(2, stage) for stage in stages]


def test_a_child_is_asked_for_until_the_guardians_consent_and_for_nothing_after(found):
    picture = """
        name | joined     | contacted | birth_year | guardian_consent
        Kari | 03.05.2026 |           | 2012       |
        Ola  | 03.05.2016 |           | 2012       | nei
        Per  | 03.05.2026 |           | 2012       | ja
        Eva  |            |           | 2012       |
    """
    assert found(picture, on="2026-08-01") == [
        (2, "guardian_consent"),
        (3, "guardian_consent"),
        (5, "guardian_consent"),
    ]


def test_a_child_s_task_holds_nothing_but_where_it_stands(findings):
    picture = "name | joined | contacted | birth_year | guardian_consent\nKari | 03.05.2026 | | 2012 |"
    (finding,) = findings(picture, "2026-08-01")
    assert (finding.private, finding.severity, finding.due) == ({}, "high", None)
    assert finding.facts == {"stage": "guardian_consent", "municipality_number": None}
    assert finding.source == Source("members", 2, 4)


def test_who_has_resigned_is_to_be_deleted_at_once_whenever_they_joined(findings):
    picture = """
        name | joined     | contacted | status   | resigned_on
        Kari | 03.05.2016 |           | resigned |
        Ola  |            |           |          | 01.06.2026
        Per  | 03.05.2026 |           |          | 02.08.2026
    """
    one, other = findings(picture, "2026-08-01")
    assert (one.source.row, one.stage, one.severity, one.due) == (2, "delete", "high", None)
    assert (other.source.row, other.stage, other.severity, other.due) == (
        3,
        "delete",
        "high",
        date(2026, 6, 1),
    )
    assert one.private == other.private == {}


@pytest.mark.parametrize(
    ("joined", "new"),
    [("01.02.2026", True), ("31.01.2026", False), ("01.08.2026", True), ("02.08.2026", False), ("", False)],
)
def test_only_who_joined_within_the_last_months_is_new(found, joined, new):
    picture = f"name | joined | contacted\nKari | {joined} |"
    assert found(picture, on="2026-08-01", call_after_days=0) == ([(2, "call")] if new else [])


def test_how_long_a_member_is_new_can_be_set(found):
    picture = "name | joined | contacted\nKari | 01.02.2026 |"
    assert found(picture, on="2026-08-01", new_for_months=5) == []


def columns_missed(members):
    said = not_judged(members)
    return [name for skipped in said if skipped.reason == "stage" for name in skipped.facts["column_names"]]


@pytest.mark.parametrize(
    ("parties", "officers", "missing"),
    [(True, True, []), (False, True, ["local_parties"]), (False, False, ["local_parties", "officers"])],
)
def test_tabs_that_would_have_told_whom_to_ask_are_said_once(table, parties, officers, missing):
    members = table("members", f"name | joined | {ALL}\nKari | 03.05.2026 | | | |")
    said = new_member_not_followed_up.not_judged(
        members,
        table("local_parties", "leader") if parties else None,
        table("officers", "office") if officers else None,
    )
    assert [(s.reason, s.facts["kinds"]) for s in said] == [("uses", missing)] * bool(missing)


def test_a_stage_without_a_column_is_not_judged_and_named(found, table):
    picture = "name | joined | contacted\nKari | 03.05.2026 |"
    assert found(picture, on="2026-08-01") == [(2, "call")]
    assert columns_missed(table("members", picture)) == [
        "welcome_sent",
        "offer_given",
        "intro_course_offered",
    ]


def test_a_stage_that_one_tab_does_not_keep_is_judged_in_the_other_and_named(found, table):
    picture = """
        name | joined     | contacted
        Kari | 03.05.2026 |
        # Nye
        name | joined     | welcome_sent
        Ola  | 03.05.2026 |
    """
    assert found(picture, on="2026-05-20") == [(2, "call"), (2, "welcome")]
    missed = columns_missed(table("members", picture))
    assert missed == ["welcome_sent", "contacted", "offer_given", "intro_course_offered"]


def test_a_result_column_alone_is_a_place_for_contacts(findings):
    (finding,) = findings("name | joined | result\nKari | 03.05.2026 |", "2026-05-20")
    assert (finding.stage, finding.column, finding.source.column) == ("call", "result", 2)


def test_stages_can_be_chosen(found):
    picture = f"name | joined | {ALL}\nKari Berg | 03.05.2026 | | | |"
    assert found(picture, on="2026-08-01", stages=("offer",)) == [(2, "offer")]


def test_the_same_person_on_two_rows_is_one_finding_that_names_both(findings):
    picture = """
        name      | birth_year | joined     | contacted
        Kari Berg | 1980       | 03.05.2026 |
        # Nye
        contacted | name      | birth_year | joined
                  | KARI BERG | 1980       | 03.05.2026
    """
    (finding,) = findings(picture, "2026-05-20")
    assert finding.source == Source("members", 2, 3)
    assert finding.also == (Source("Nye", 2),)


@pytest.mark.parametrize("wish", ["contacted", "no", "supporting", "ja"])
def test_contacted_or_a_wish_on_one_row_holds_for_the_person(found, wish):
    cells = {"contacted": "x | | |", "no": "| no | |", "supporting": "| | supporting |", "ja": "| | | ja"}[
        wish
    ]
    picture = f"""
        name      | birth_year | joined     | contacted | may_contact | activity_level | protected_address
        Kari Berg | 1980       | 03.05.2026 |           | yes         | active         | nei
        Kari Berg | 1980       | 03.05.2026 | {cells}
    """
    assert found(picture, on="2026-05-20") == []


def test_who_resigned_on_one_row_is_gone_from_all(findings):
    picture = """
        name      | birth_year | joined     | contacted | resigned_on
        Kari Berg | 1980       | 03.05.2026 |           |
        Kari Berg | 1980       | 03.05.2026 |           | 10.05.2026
    """
    (finding,) = findings(picture, "2026-05-20")
    assert (finding.stage, finding.source.row, finding.also) == ("delete", 3, (Source("members", 2),))


def test_who_has_come_back_is_welcomed_and_the_old_row_deleted(findings):
    picture = """
        name      | birth_year | joined     | contacted  | resigned_on
        Kari Berg | 1980       | 03.05.2019 | 05.05.2019 | 01.01.2024
        Kari Berg | 1980       | 03.05.2026 |            |
    """
    delete, call = findings(picture, "2026-05-20")
    assert (delete.stage, delete.source.row, delete.also) == ("delete", 2, ())
    assert (call.stage, call.source.row, call.facts["joined"]) == ("call", 3, "2026-05-03")


def test_a_double_to_be_deleted_speaks_for_its_row_and_keeps_its_contact(found):
    picture = """
        name      | birth_year | joined     | contacted | status
        Kari Berg | 1980       | 03.05.2026 |           |
        Kari Berg | 1980       | 03.05.2026 |           | delete
        Ola Berg  | 1980       | 03.05.2026 |           |
        Ola Berg  | 1980       | 03.05.2026 | x         | delete
    """
    assert found(picture, on="2026-05-20") == [(3, "delete"), (2, "call"), (5, "delete")]


def test_a_finding_names_its_cell_its_facts_and_nobody(findings):
    picture = """
        member_number | name      | joined     | municipality_number | contacted | attempts
        7             | Kari Berg | 03.05.2026 | 3101                |           | 1
    """
    (finding,) = findings(picture, "2026-05-20")
    assert finding.check == "new_member_not_followed_up"
    assert finding.subject.identities[0] == "member:7"
    assert (finding.source, finding.column) == (Source("members", 2, 4), "contacted")
    assert finding.facts == {
        "stage": "call",
        "joined": "2026-05-03",
        "deadline": "2026-05-17",
        "attempts": 1,
        "channel": "call",
        "municipality_number": "3101",
    }
    assert finding.due == date(2026, 5, 17)
    assert finding.private == {"name": "Kari Berg", "first_name": "Kari"}


@pytest.mark.parametrize(("on", "severity"), [("2026-05-31", "medium"), ("2026-06-01", "high")])
def test_a_finding_is_urgent_from_the_day_after_twice_its_time(findings, on, severity):
    (finding,) = findings("name | joined | contacted\nKari | 03.05.2026 |", on)
    assert finding.severity == severity


def test_membership_officer_is_asked_first_then_the_leader_and_nobody_about_themselves(findings):
    picture = """
        name     | joined     | municipality_number | contacted
        Kari     | 03.05.2026 | 3101                |
        Mona Moe | 03.05.2026 | 3101                |
    """
    parties = "municipality_number | leader | membership_officer\n3101 | Lise Lund | Mona Moe"
    kari, mona = findings(picture, "2026-05-20", local_parties=parties)
    assert kari.suggested == ("Mona Moe", "Lise Lund")
    assert mona.suggested == ("Lise Lund",)


def test_training_officer_is_asked_for_the_intro_course(findings):
    picture = "name | joined | intro_course_offered\nKari | 03.05.2026 |"
    officers = "office | name\nSkoleringsansvarlig | Sara Sand\nLeder | Lise Lund"
    (finding,) = findings(picture, "2026-08-20", officers=officers)
    assert finding.suggested == ("Sara Sand", "Lise Lund")


def test_a_member_without_a_name_is_found_by_number(findings):
    (finding,) = findings("member_number | name | joined | contacted\n7 | | 03.05.2026 |", "2026-05-20")
    assert finding.private["name"] == "7"


@given(
    days=st.integers(0, 250),
    wish=st.sampled_from(["", "yes", "no", "no_call"]),
    born=st.sampled_from(["", "1970", "2009", "2013"]),
    contacted=st.sampled_from(["", "x", "ikke svar", "04.05.2026"]),
)
def test_from_one_day_to_the_next_a_finding_changes_only_on_its_fixed_days(
    table, days, wish, born, contacted
):
    picture = f"""
        name | joined     | may_contact | birth_year | {ALL}
        Kari | 03.05.2026 | {wish}      | {born}     | | {contacted} | |
    """
    members = table("members", picture)
    joined = date(2026, 5, 3)
    # its day, the day after twice its time, the year of coming of age, the end of being new
    fixed = {joined + timedelta(n) for n in (2, 5, 14, 29, 30, 61, 90, 181)} | {
        date(2026, 11, 4),
        date(2026, 12, 31),
    }
    on = joined + timedelta(days)
    today, tomorrow = (
        list(new_member_not_followed_up(members, None, None, on=day)) for day in (on, on + timedelta(1))
    )
    assert today == tomorrow or on + timedelta(1) in fixed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_has_words_that_its_findings_fill(findings, language):
    picture = f"""
        name | joined     | municipality_number | status   | birth_year | may_contact | {ALL}
        Kari | 03.05.2026 | 3101                |          |            |             | | | |
        Ola  | 03.05.2026 | 3101                |          |            | no_call     | | | |
        Per  | 03.05.2026 | 3101                | resigned |            |             | | | |
        Eva  | 03.05.2026 | 3101                |          | 2013       |             | | | |
    """
    by_stage = {f.stage: f for f in findings(picture, "2026-08-02")}
    keys = {
        key for key, value in theme(language, "new_member_not_followed_up").items() if isinstance(value, dict)
    }
    assert set(by_stage) == keys
    for stage, finding in by_stage.items():
        for part in ("task", "why"):
            text = fill(
                language, f"new_member_not_followed_up.{stage}.{part}", **finding.facts, **finding.private
            )
            assert text.endswith(".")
            assert "!" not in text
            assert "None" not in text


@pytest.mark.parametrize(("on", "stages"), [("2026-05-19", []), ("2026-05-20", ["delete"])])
def test_who_resigns_is_left_alone_until_the_day_and_deleted_from_it(found, on, stages):
    picture = "name | joined | contacted | resigned_on\nKari | 01.05.2026 | | 20.05.2026"
    assert found(picture, on=on) == [(2, stage) for stage in stages]


@pytest.mark.parametrize(
    ("resigned", "status"),
    [("03.05.2026", ""), ("01.01.2024", "delete"), ("", "resigned"), ("04.05.2026", "delete")],
)
def test_only_a_later_day_of_joining_is_a_coming_back(findings, resigned, status):
    picture = f"""
        name      | birth_year | joined     | contacted | resigned_on | status
        Kari Berg | 1980       | 03.05.2026 |           |             |
        Kari Berg | 1980       | 03.05.2026 |           | {resigned}  | {status}
    """
    stages = [f.stage for f in findings(picture, "2026-05-20")]
    assert stages == (["delete", "call"] if resigned == "01.01.2024" else ["delete"])


@pytest.mark.parametrize(
    ("columns", "one", "other", "stages"),
    [
        ("consent", "ja", "nei", []),
        ("guardian_consent", "nei", "ja", []),
        ("guardian_consent", "nei", "", ["guardian_consent"]),
        ("protected_address", "nei", "", ["call"]),
        ("may_contact", "yes", "no_call", ["letter"]),
    ],
)
def test_the_stricter_wish_of_two_rows_holds(found, columns, one, other, stages):
    born = "2013" if columns == "guardian_consent" else "1980"
    picture = f"""
        name      | birth_year | joined     | contacted | {columns}
        Kari Berg | {born}     | 03.05.2026 |           | {one}
        Kari Berg | {born}     | 03.05.2026 |           | {other}
    """
    assert found(picture, on="2026-05-20") == [(2, stage) for stage in stages]


def test_nobody_has_tried_where_nothing_is_written(findings):
    (finding,) = findings("name | joined | contacted\nKari | 03.05.2026 |", "2026-05-20")
    assert finding.facts["attempts"] == 0


def test_the_check_serves_its_lines_of_the_founding_document():
    assert new_member_not_followed_up.serves == (*range(36, 41), *range(43, 46), *range(47, 50))
    assert new_member_not_followed_up.needs == ("members",)
