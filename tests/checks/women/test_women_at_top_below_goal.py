from datetime import date

import pytest

from automations.checks.women.women_at_top_below_goal import not_judged, reason_key, women_at_top_below_goal
from automations.election_calendar import ElectionCalendar
from automations.model import Source
from automations.settings import Organisation
from automations.words import LANGUAGES, fill

ON = date(2026, 6, 1)
HEADER = "office | name | gender | level | municipality_number | municipality | unit | elected_until"


@pytest.fixture
def findings(table):
    def find(officers=None, candidates=None, local_parties=None, on=ON, **settings):
        tables = [
            table(kind, picture) if picture else None
            for kind, picture in (
                ("officers", officers),
                ("candidates", candidates),
                ("local_parties", local_parties),
            )
        ]
        given = {"organisation": Organisation(), "calendar": ElectionCalendar()}
        return list(women_at_top_below_goal(*tables, on=on, **given, **settings))

    return find


def leaders(*genders, office="Leder", level="", until=""):
    rows = [
        f"{office} | Navn {n} | {g} | {level} | {3100 + n} | Sted {n} | | {until}"
        for n, g in enumerate(genders)
    ]
    return "\n".join([HEADER, *rows])


@pytest.mark.parametrize(
    ("genders", "verdict"),
    [
        (("woman", "man", "man", "man"), "broken"),
        (("woman", "woman", "man", "man"), None),
        (("woman", "man", "man"), None),  # one person off, as where a list is odd
        (("man", "man", "man"), "broken"),
        (("man", "man"), None),  # two say nothing of a share
        (("woman", "man", "man", ""), "cannot_judge"),
        (("woman", "man", "man", "other"), "cannot_judge"),
        (("woman", "woman", "man", ""), None),  # whoever it is
        (("man", "man", "man", ""), "broken"),  # whoever it is
    ],
)
def test_the_share_of_municipal_leaders_is_judged_where_the_known_decide(findings, genders, verdict):
    found = findings(leaders(*genders))
    assert [(f.stage, f.facts["verdict"]) for f in found] == (
        [("municipal_leaders", verdict)] if verdict else []
    )


def test_the_three_shares_are_apart(findings):
    county = leaders("man", "man", "man", office="Fylkespartileder").splitlines()
    local = leaders("woman", "woman", "woman").splitlines()[1:]
    lists = "\n".join(
        ["place | name | gender | municipality_number"]
        + [
            f"{place} | K {n}{place} | {g} | {3100 + n}"
            for n in range(3)
            for place, g in ((1, "man"), (2, "woman"))
        ]
    )
    found = findings("\n".join([*county, *local]), lists)
    assert [(f.stage, f.subject.identities) for f in found] == [
        ("county_leaders", ("women_at_top:county_leaders",)),
        ("first_candidates", ("women_at_top:first_candidates",)),
    ]
    assert found[1].source == Source("candidates", 6, 1)  # the third man decides


@pytest.mark.parametrize(
    "row",
    [
        "Leder | D | man | | 3103 | Moss | Valgkomiteen |",
        "Leder | D | man | | 3103 | Moss | Tomb Arbeiderlag |",
        "Leder | D | man | | 3103 | Moss | | 31.05.2026",
        "Leder | D | man | national | | | |",
        "Leder | | man | | 3103 | Moss | |",
        "Nestleder | D | man | | 3103 | Moss | |",
        "Leder | Navn 2 | man | | 3102 | Sted 2 | |",  # the same post on two rows
    ],
)
def test_who_leads_no_municipal_party_today_does_not_count(findings, row):
    three = leaders("woman", "man", "man")
    assert findings(f"{three}\n{row}") == []
    assert findings(f"{three}\nLeder | D | man | | 3103 | Moss | Moss Arbeiderlag |") != []


def test_the_goal_and_the_least_number_are_settings(findings):
    assert findings(leaders("woman", "man", "man", "man", "man"), goal=0.2) == []
    assert findings(leaders("man", "man"), judged_from=2) != []


def test_first_places_press_before_lists_are_due(findings):
    lists = "place | name | gender | municipality_number\n" + "\n".join(
        f"1 | K {n} | man | {3100 + n}" for n in range(3)
    )
    severities = [
        findings(candidates=lists, on=day)[0].severity for day in (date(2027, 2, 13), date(2027, 2, 14))
    ]
    assert severities == ["medium", "high"]
    assert findings(candidates=lists)[0].due == date(2027, 3, 31)


def test_the_county_s_women_s_network_is_asked_first(findings):
    rows = leaders("man", "man", "man").splitlines()
    rows.append("Leder | Frida Fylke | woman | regional | | | Østfold |")
    rows.append("Kvinnenettverksleder | Nora Nett | woman | regional | | | |")
    assert findings("\n".join(rows))[0].suggested == ("Nora Nett", "Frida Fylke")


def test_facts_and_texts_name_nobody(findings):
    (found,) = findings(leaders("man", "man", "man", ""))
    assert found.facts == {"verdict": "broken", "missing": 2}
    said = [
        fill(language, f"women_at_top_below_goal.{reason_key(found)}.{part}", **found.private)
        for language in LANGUAGES
        for part in ("task", "why")
    ]
    assert not any("Navn" in text for text in said)
    assert said[1] == "0 av 4 kommunepartiledere er kvinner; målet er minst 2."


def test_officers_without_genders_are_not_judged_and_said(table, findings):
    picture = "office | name\nLeder | A\nLeder | B\nLeder | C"
    assert findings(picture) == []
    assert [
        s.facts["column_names"]
        for s in not_judged(table("officers", picture), None, None)
        if s.reason == "stage"
    ] == [["gender"]]
