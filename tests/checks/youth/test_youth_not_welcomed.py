from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.youth.youth_not_welcomed import reason_key, youth_not_welcomed
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 11, 2)
HEADER = "name | birth_year | municipality_number | transfer_consent | transfer_on | contacted_by_party"


def days(count):
    return (ON + timedelta(count)).isoformat()


@pytest.fixture
def findings(table):
    def find(*rows, header=HEADER, on=ON, tabs=None, **settings):
        youth = table("youth_transition", "\n".join([header, *rows]))
        others = [
            table(kind, tabs[kind]) if tabs and kind in tabs else None
            for kind in ("members", "supporters", "local_parties", "officers")
        ]
        return list(youth_not_welcomed(youth, *others, on=on, **settings))

    return find


@pytest.mark.parametrize(
    ("since", "severity"),
    [
        (days(-29), None),
        (days(-30), "medium"),
        (days(-60), "medium"),
        (days(-61), "high"),
        (days(10), None),
        ("", "low"),
    ],
)
def test_who_has_agreed_and_waits_is_found_when_the_time_is_out(findings, since, severity):
    found = findings(f"Ane Aas | 2003 | 3101 | ja | {since} |")
    assert [f.severity for f in found] == ([severity] if severity else [])
    assert [f.facts["reason"] for f in found] == ([] if not severity else ["waiting" if since else "undated"])


def test_the_days_are_a_setting(findings):
    row = f"Ane Aas | 2003 | 3101 | ja | {days(-10)} |"
    assert findings(row, contact_within_days=11) == []
    assert [f.due for f in findings(row, contact_within_days=10)] == [ON]


@pytest.mark.parametrize(
    ("born", "reason"), [(1993, None), (1992, "age_limit"), (1985, "age_limit"), ("", None)]
)
def test_who_is_near_the_age_limit_is_found_although_the_time_is_not_out(findings, born, reason):
    row = f"Ane Aas | {born} | 3101 | ja | {days(-3)} |"
    assert [f.facts["reason"] for f in findings(row)] == ([reason] if reason else [])
    assert findings(row, age_limit=60) == []


@pytest.mark.parametrize("consent", ["", "nei"])
@pytest.mark.parametrize("born", [2003, 1985, 2014])
def test_without_consent_nothing_at_all_is_said(findings, consent, born):
    assert findings(f"Ane Aas | {born} | 3101 | {consent} | {days(-90)} |") == []


def test_a_consent_taken_back_on_one_row_is_taken_back(findings):
    row = "Ane Aas | 2003 | 3101 | {} | {} |"
    assert findings(row.format("ja", days(-90)), row.format("nei", days(-90))) == []
    (found,) = findings(row.format("", days(-90)), row.format("ja", days(-90)))
    assert (found.source, found.also) == (
        Source("youth_transition", 2, 5),
        (Source("youth_transition", 3),),
    )


def test_of_two_days_the_first_is_that_of_the_transition(findings):
    rows = [f"Ane Aas | 2003 | 3101 | ja | {days(day)} |" for day in (-5, -40)]
    assert [f.facts["since"] for f in findings(*rows)] == [days(-40)]


@pytest.mark.parametrize(
    ("contacted", "found"),
    [(days(-3), False), (days(0), False), ("ja", False), ("ikke svar x2", True), (days(3), True)],
)
def test_who_has_been_contacted_is_not_found(findings, contacted, found):
    assert bool(findings(f"Ane Aas | 2003 | 3101 | ja | {days(-90)} | {contacted}")) is found


def test_a_result_is_a_contact(findings):
    header = "name | transfer_consent | contacted_by_party | result"
    assert findings("Ane Aas | ja | | 2026-10-01", header=header) == []


@pytest.mark.parametrize(
    ("born", "channel"),
    [(2012, None), (2011, None), (2010, "letter"), (2008, "letter"), (2007, "call"), ("", "call")],
)
def test_the_young_get_a_letter_and_children_nothing(findings, born, channel):
    found = findings(f"Ane Aas | {born} | 3101 | ja | {days(-90)} |")
    assert [f.facts["channel"] for f in found] == ([channel] if channel else [])


@pytest.mark.parametrize(
    ("wish", "protected", "channel"),
    [("no_call", "", "letter"), ("no", "", None), ("yes", "", "call"), ("", "ja", None), ("", "nei", "call")],
)
def test_what_a_person_has_asked_of_us_wins(findings, wish, protected, channel):
    header = "name | transfer_consent | contacted_by_party | may_contact | protected_address"
    found = findings(f"Ane Aas | ja | | {wish} | {protected}", header=header)
    assert [f.facts["channel"] for f in found] == ([channel] if channel else [])


SUPPORTERS = "name | birth_year | consent | may_contact\n"


@pytest.mark.parametrize(
    ("tabs", "channel"),
    [
        ({"members": "name | birth_year\nAne Aas | 2003"}, None),
        ({"members": "name | birth_year\nane aas |"}, None),
        ({"members": "name | birth_year | status\nAne Aas | 2003 | resigned"}, None),
        ({"members": "name | birth_year\nAne Aas | 1970"}, "call"),
        ({"members": "name | municipality_number\nAne Aas | 3103"}, "call"),
        ({"supporters": SUPPORTERS + "Ane Aas | 2003 | ja | no"}, None),
        ({"supporters": SUPPORTERS + "Ane Aas | 2003 | nei |"}, None),
        ({"supporters": SUPPORTERS + "Ane Aas | 2003 | ja | no_call"}, "letter"),
        ({"supporters": SUPPORTERS + "Ane Aas | 2003 | |"}, "call"),
        ({"supporters": SUPPORTERS + "Ane Aas | 1970 | ja | no"}, "call"),
    ],
)
def test_who_is_a_member_or_wants_peace_in_another_tab_is_let_be(findings, tabs, channel):
    found = findings(f"Ane Aas | 2003 | 3101 | ja | {days(-90)} |", tabs=tabs)
    assert [f.facts["channel"] for f in found] == ([channel] if channel else [])


def test_facts_name_nobody_and_nobody_is_asked_about_themselves(findings):
    parties = """
        municipality_number | municipality | leader    | membership_officer | auf_contact
        3101                | Halden       | Lise Lund | Mia Moe            | Ane Aas
    """
    (found,) = findings(f"Ane Aas | 2003 | 3101 | ja | {days(-40)} |", tabs={"local_parties": parties})
    assert found.facts == {
        "municipality_number": "3101", "reason": "waiting", "channel": "call", "since": days(-40)
    }  # fmt: skip
    assert found.private == {"name": "Ane Aas"}
    assert found.suggested == ("Mia Moe", "Lise Lund")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_that_its_findings_fill(findings, language):
    found = findings(
        f"Ane Aas | 2003 | 3101 | ja | {days(-90)} |",
        f"Bo Berg | 1985 | 3101 | ja | {days(-3)} |",
        "Cato Carlsen | 2003 | 3101 | ja | |",
        f"Dina Dal | 2009 | 3101 | ja | {days(-90)} |",
    )
    assert [reason_key(f) for f in found] == ["waiting", "age_limit", "undated", "letter"]
    for finding in found:
        facts = {**finding.facts, **finding.private}
        assert finding.private["name"] in fill(
            language, f"{finding.check}.{reason_key(finding)}.why", **facts
        )
        assert finding.private["name"] in fill(language, f"{finding.check}.task", **facts)
    assert "Dina Dal" in fill(language, "youth_not_welcomed.letter.task", name="Dina Dal")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Ane Aas", "Bo Berg", "Cai Dal"]),
        st.sampled_from(["", "1985", "2003", "2009", "2014"]),
        st.sampled_from(["ja", "nei", ""]),
        st.sampled_from(["", days(-400), days(-30), days(9)]),
        st.sampled_from(["", "ikke svar"]),
        st.sampled_from(["", "yes", "no", "no_call"]),
    ),
    max_size=6,
)


@given(ROWS)
def test_nobody_is_ever_named_without_a_yes_or_after_a_no(table, rows):
    header = "name | birth_year | transfer_consent | transfer_on | contacted_by_party | may_contact"
    youth = table("youth_transition", "\n".join([header, *(" | ".join(row) for row in rows)]))
    for finding in youth_not_welcomed(youth, None, None, None, None, on=ON):
        at = {finding.source.row, *(source.row for source in finding.also)}
        own = [rows[row - 2] for row in at]
        assert {row[0] for row in own} == {finding.private["name"]}
        assert {row[2] for row in own} in ({"ja"}, {"ja", ""})
        assert "no" not in {row[5] for row in own}
        assert finding.facts["channel"] == "letter" or not {"2009"} & {row[1] for row in own}
        assert "2014" not in {row[1] for row in own}
