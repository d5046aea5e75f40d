# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""Checks that an organisation writes in its configuration, on tabs as they stand. Everybody is made up."""

from datetime import date, timedelta

import pytest

from automations.plan.texts import said
from automations.settings import load
from automations.words import LANGUAGES

ON = date(2026, 11, 23)


@pytest.fixture
def own(tmp_path):
    """`own("tab = …")` → the one check of such a configuration."""

    def made(entry, more=""):
        path = tmp_path / "automations.toml"
        path.write_text(f'{more}\n[[own_check]]\nname = "mine"\n{entry}', "utf-8")
        return load(path).known["own_mine"]

    return made


@pytest.fixture
def found(own, table):
    """`found("tab = …", members=picture)` → the findings of such a check."""

    def findings(entry, *, on=ON, **pictures):
        check = own(entry)
        tables = [table(kind, pictures[kind]) if kind in pictures else None for kind in check.reads]
        return list(check(*tables, on=on))

    return findings


def rows(findings):
    return [finding.source.row for finding in findings]


PARTNERS = """
    organisation | municipality_number | municipality | type     | last_contact | our_contact | agreement_until
    LO i Halden  | 3101                | Halden       | lo       | 2026-09-24   | Liv Lie     | 2026-12-01
    AUF Halden   | 3101                | Halden       | auf      | 2026-09-23   |             | 2026-11-22
    Røde Kors    | 3101                | Halden       | voluntary|              | Per Vik     |
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("column = 'Sist kontakt'\nolder_than_days = 60", [3]),  # 60 days are not yet older than 60
        ("column = 'last_contact'\nolder_than_days = 59", [2, 3]),
        ("column = 'Sist kontakt'\nwithin_days = 60", [2]),
        ("column = 'Sist kontakt'\nbefore = 2026-09-24", [3]),
        ("column = 'Sist kontakt'\nafter = 2026-09-23", [2]),
        ("column = 'Sist kontakt'\nempty = true", [4]),
        ("column = 'Sist kontakt'\nempty = false", [2, 3]),
        ("column = 'Avtale til'\ncoming_days = 8", [2]),
        ("column = 'Avtale til'\ncoming_days = 7", []),
        ("column = 'Type'\none_of = ['LO', 'frivillig organisasjon']", [2, 4]),
        ("column = 'Organisasjon'\none_of = ['lo i halden']", [2]),
        (
            "column = 'Vår kontaktansvarlig'\nempty = true\nwhere = [{ column = 'type', one_of = ['auf'] }]",
            [3],
        ),
        ("column = 'Sist kontakt'\nempty = true\nwhere = [{ column = 'type', one_of = ['auf'] }]", []),
    ],
)
def test_each_condition_finds_its_rows_and_no_others(found, condition, expected):
    assert (
        rows(found(f"tab = 'Samarbeidspartnere'\n{condition}\ntext = 'Gjør noe'", partners=PARTNERS))
        == expected
    )


ENTRY = "tab = 'members'\ncolumn = 'Fødselsår'\nempty = true\ntext = 'Spør {Navn} om fødselsåret'\n"
MEMBER = "member_number | name | birth_year | may_contact | activity_level | status | protected_address | consent | contacted"


@pytest.mark.parametrize(
    ("row", "call", "write"),
    [
        ("1 | Kari Moen | | | | | | |", 1, 1),
        ("1 | Kari Moen | | no_call | | | | |", 0, 1),
        ("1 | Kari Moen | | no | | | | |", 0, 0),
        ("1 | Kari Moen | | | supporting | | | |", 0, 0),
        ("1 | Kari Moen | | | | resigned | | |", 0, 0),
        ("1 | Kari Moen | | | | | ja | |", 0, 0),
        ("1 | Kari Moen | | | | | | nei |", 0, 0),
    ],
    ids=["nothing said", "no calls", "no contact", "supporting", "resigned", "secret address", "no consent"],
)
def test_what_a_member_has_asked_of_us_goes_before_an_own_check(found, row, call, write):
    assert len(found(ENTRY, members=f"{MEMBER}\n{row}")) == call
    assert len(found(f"{ENTRY}contact = 'write'", members=f"{MEMBER}\n{row}")) == write


@pytest.mark.parametrize(
    ("year", "call", "write"), [(2012, 0, 0), (2011, 0, 0), (2010, 0, 1), (2008, 0, 1), (2007, 1, 1)]
)
def test_nothing_is_asked_about_a_child_and_no_call_made_to_who_may_be_under_18(found, year, call, write):
    entry = "tab = 'members'\ncolumn = 'Kontaktet'\nempty = true\ntext = 'Hils på {Navn}'\n"
    picture = f"{MEMBER}\n1 | Kari Moen | {year} | | | | | |"
    assert len(found(entry, members=picture)) == call
    assert len(found(f"{entry}contact = 'write'", members=picture)) == write


def test_a_supporter_without_consent_and_who_asked_for_peace_elsewhere_are_left_alone(found):
    entry = "tab = 'Sympatisører'\ncolumn = 'Sist kontaktet'\nempty = true\ntext = 'Ring {Navn}'"
    supporters = """
    name      | consent | consent_on | last_contacted | delete_after
    Kari Moen | ja      | 2024-11-24 |                |
    Ola Vik   |         |            |                |
    Liv Lie   | nei     | 2026-01-01 |                |
    Per Aas   | ja      | 2026-01-01 |                | 2026-11-22
    Siv Ås    | ja      | 2026-01-01 |                | 2026-11-23
    Nina Holm | ja      | 2024-11-23 |                |
    """
    assert rows(found(entry, supporters=supporters)) == [2, 6]
    assert rows(found(f"{entry}\nconsent_months = 36", supporters=supporters)) == [2, 6, 7]
    entry = "tab = 'Frivillige'\ncolumn = 'Sist takket'\nempty = true\ntext = 'Ring {Navn}'"
    volunteers = "name | municipality_number | last_thanked\nKari Moen | 3101 |\nOla Vik | 3101 |"
    asked = "name | municipality_number | may_contact | joined\nKari Moen | 3101 | no_call |"
    assert rows(found(entry, volunteers=volunteers, members=asked)) == [3]
    assert rows(found(f"{entry}\ncontact = 'write'", volunteers=volunteers, members=asked)) == [2, 3]


def test_those_from_the_youth_league_are_seen_with_their_consent_alone(found):
    entry = "tab = 'AUF-overgang'\ncolumn = 'Resultat'\nempty = true\ntext = 'Ring {Navn}'"
    youth = "name | birth_year | transfer_consent | result\nKari Moen | 2000 | ja |\nOla Vik | 2000 | |\nLiv Lie | 2000 | nei |"
    assert rows(found(entry, youth_transition=youth)) == [2]


def test_one_person_on_two_rows_is_one_finding_and_what_stands_on_one_stands(found):
    two = f"{MEMBER}\n1 | Kari Moen | | | | | | |\n1 | Kari Moen | {{}} | | | | | |"
    (finding,) = found(ENTRY, members=two.format(""))
    assert (finding.source.row, [source.row for source in finding.also]) == (2, [3])
    assert finding.subject.identities[0] == "member:1"
    assert found(ENTRY, members=two.format("1980")) == []


def test_rows_alike_are_one_finding_and_keep_it_when_they_are_sorted(found):
    entry = "tab = 'Tillitsverv'\ncolumn = 'Valgt til'\nempty = true\ntext = 'Skriv inn perioden til {Navn}'"
    lines = ["Leder | Kari Moen |", "Styremedlem | Ola Vik |", "leder | kari moen |"]
    first = found(entry, officers="\n".join(["office | name | elected_until", *lines]))
    again = found(entry, officers="\n".join(["office | name | elected_until", *reversed(lines)]))
    assert {f.subject.identities for f in first} == {f.subject.identities for f in again}
    assert len(first) == 2


PLACES = "municipality_number | municipality | leader\n3101 | Halden | Liv Lie\n3103 | Moss | Per Vik"
STALLS = """
    date       | type          | municipality_number | municipality
    2026-11-01 | stall         | 3101                | Halden
    2026-10-01 | stall         | 3101                | Halden
    2026-11-01 | stall         | 3103                | Moss
    2026-11-02 | social        | 3103                | Moss
    2025-11-01 | stall         | 3103                | Moss
"""
AT_LEAST = """
tab = "Aktiviteter"
column = "Type"
one_of = ["stand"]
where = [{ column = "Dato", within_days = 90 }]
at_least = 2
for_each = "Kommunepartier"
text = "Planlegg en stand i {Kommune}."
who = "Leder"
"""


def test_a_place_with_too_few_is_found_at_its_own_row(found):
    (finding,) = found(AT_LEAST, activities=STALLS, local_parties=PLACES)
    assert (finding.source.tab, finding.source.row) == ("local_parties", 3)
    assert finding.subject.identities == ("place:3103",)
    assert finding.suggested == ("Per Vik",)
    assert finding.facts == {
        "municipality_number": "3103",
        "condition": "at_least",
        "least": 2,
        "municipality": "Moss",
        "found": 1,
    }
    assert (
        found(AT_LEAST.replace("at_least = 2", "at_least = 1"), activities=STALLS, local_parties=PLACES) == []
    )
    every = AT_LEAST.replace("at_least = 2", "at_least = 3")
    assert rows(found(every, activities=STALLS, local_parties=PLACES)) == [2, 3]


def test_people_are_counted_whatever_they_have_asked_and_their_number_is_not_told(found):
    entry = "tab = 'Medlemmer'\nat_least = 2\ntext = 'Verv noen i {Kommune}'"
    members = "name | municipality_number | status | may_contact\nKari Moen | 3101 | | no\nOla Vik | 3101 | |\nLiv Lie | 3103 | |\nPer Aas | 3103 | resigned |"
    (finding,) = found(entry, members=members, local_parties=PLACES)
    assert finding.facts["municipality_number"] == "3103"
    assert "found" not in finding.facts


def test_whom_to_ask_are_columns_and_offices_in_their_order_and_nobody_about_themselves(found):
    entry = "tab = 'partners'\ncolumn = 'last_contact'\nempty = true\ntext = 'Ring'\nwho = ['Vår kontaktansvarlig', 'Faglig-politisk leder', 'leader']"
    parties = "municipality_number | union_liaison | leader\n3101 | Siv Ås | Per Vik"
    (finding,) = found(entry, partners=PARTNERS, local_parties=parties)
    assert finding.suggested == ("Per Vik", "Siv Ås")
    about = (
        "tab = 'members'\ncolumn = 'birth_year'\nempty = true\ntext = 'Spør {Navn}'\nwho = 'medlemsansvarlig'"
    )
    picture = "municipality_number | membership_officer\n3101 | kari moen"
    assert (
        found(
            about,
            members="name | municipality_number | birth_year\nKari Moen | 3101 |",
            local_parties=picture,
        )[0].suggested
        == ()
    )


def test_a_day_of_the_row_or_days_from_the_task_say_when(found):
    entry = "tab = 'partners'\ncolumn = 'our_contact'\nempty = true\ntext = 'Ring'\n"
    (finding,) = found(f"{entry}due_column = 'Avtale til'", partners=PARTNERS)
    assert (finding.due, finding.days) == (date(2026, 11, 22), None)
    (finding,) = found(f"{entry}due_days = 21", partners=PARTNERS)
    assert (finding.due, finding.days) == (None, 21)


def test_facts_name_nobody_and_a_new_day_is_a_new_reason(found):
    entry = "tab = 'members'\ncolumn = 'Kontaktet'\nolder_than_days = 365\ntext = 'Ring {Navn}'"
    (finding,) = found(entry, members="name | contacted\nKari Moen | 2025-01-02\nOla Vik | ja")
    assert finding.facts == {
        "municipality_number": None,
        "condition": "older_than_days",
        "value": "2025-01-02",
    }
    assert finding.private["name"] == "Kari Moen"
    born = "tab = 'members'\ncolumn = 'Fødselsdato'\nbefore = 1956-01-01\ntext = 'Gratuler {Navn}'"
    (finding,) = found(born, members="name | birth_date\nKari Moen | 1950-01-02")
    assert "1950" not in str(finding.facts)


def test_the_rows_of_a_tab_that_lacks_the_column_are_not_judged(found):
    entry = "tab = 'members'\ncolumn = 'birth_year'\nempty = true\ntext = 'Spør {Navn}'"
    assert rows(
        found(entry, members="# A\nname | birth_year\nKari Moen |\n# B\nname | joined\nOla Vik |")
    ) == [2]
    dated = "name | birth_date | birth_year\nKari Moen | |"
    assert rows(found(entry, members=dated)) == [2]


def test_a_day_is_older_on_the_day_after_its_limit(found):
    entry = "tab = 'partners'\ncolumn = 'last_contact'\nolder_than_days = 30\ntext = 'Ring'"
    contact = date(2026, 6, 1)
    picture = f"organisation | last_contact\nLO | {contact}"
    for days, count in ((0, 0), (30, 0), (31, 1)):
        assert len(found(entry, on=contact + timedelta(days), partners=picture)) == count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("column = 'Sist kontakt'\nolder_than_days = 60", "60"),
        ("column = 'Sist kontakt'\nwithin_days = 60", "60"),
        ("column = 'Avtale til'\ncoming_days = 10", "10"),
        ("column = 'Sist kontakt'\nbefore = 2026-09-24", "24"),
        ("column = 'Sist kontakt'\nafter = 2026-09-23", "23"),
        ("column = 'Sist kontakt'\nempty = true", ""),
        ("column = 'Type'\nempty = false", "LO"),
        ("column = 'Type'\none_of = ['AUF']", "AUF"),
    ],
)
def test_without_a_reason_of_its_own_a_task_says_the_condition_in_a_sentence(
    own, table, condition, told, language
):
    check = own(f"tab = 'Samarbeidspartnere'\n{condition}\ntext = 'Ring'")
    finding = next(iter(check(table("partners", PARTNERS), on=ON)))
    sentence = said(finding, check, "why", language)
    assert told in sentence
    assert sentence.endswith(".")
    assert not set("{}_") & set(sentence)
    assert "2026-" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_few_are_told_with_the_place_and_the_goal(own, table, language):
    check = own(AT_LEAST)
    tables = {"activities": table("activities", STALLS), "local_parties": table("local_parties", PLACES)}
    (finding,) = check(*(tables.get(kind) for kind in check.reads), on=ON)
    assert said(finding, check, "task", language) == "Planlegg en stand i Moss."
    assert {"Moss", "2."} <= set(said(finding, check, "why", language).split())


def test_many_members_are_looked_at_once_each(own):
    from automations.model import Table

    check = own("tab = 'members'\ncolumn = 'E-post'\nempty = true\ntext = 'Skriv til {Navn}'")
    count = 20_000
    columns = {
        "member_number": [str(i) for i in range(count)],
        "name": [f"Kari Moen{i}" for i in range(count)],
        "email": [None if i % 100 == 0 else "k@example.no" for i in range(count)],
    }
    table = Table("members", ["M"] * count, range(2, count + 2), columns, {"M": dict.fromkeys(columns, 0)})
    assert len(list(check(*(table if kind == "members" else None for kind in check.reads), on=ON))) == 200
