from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.women.body_unbalanced import body_unbalanced, reason_key
from automations.model import Source
from automations.words import LANGUAGES, fill

ON = date(2026, 6, 1)
PLACE = "level | municipality_number | municipality | unit"
HEADER = f"office | name | gender | {PLACE} | elected_from | elected_until"


@pytest.fixture(scope="session")
def findings(table):
    def find(officers, local_parties=None, **settings):
        parties = table("local_parties", local_parties) if local_parties else None
        return list(body_unbalanced(table("officers", officers), parties, on=ON, **settings))

    return find


def board(*genders, unit="Styret", number=3101, place="Halden", level="", terms=" | "):
    rows = [
        f"Styremedlem | Navn {n} | {g} | {level} | {number} | {place} | {unit} | {terms}"
        for n, g in enumerate(genders)
    ]
    return "\n".join([HEADER, *rows])


@pytest.mark.parametrize(
    ("genders", "verdict"),
    [
        (("woman", "man", "man"), None),
        (("woman", "man", "man", "man"), "broken"),
        (("woman", "woman", "woman"), "broken"),
        (("woman", "woman", "man", "man"), None),
        (("woman", "woman", "man", ""), "cannot_judge"),
        (("woman", "man", ""), None),  # whoever it is
        (("man", "man", "man", ""), "broken"),  # whoever it is
        (("man", "man"), None),  # too few to speak of
    ],
)
def test_half_of_each_and_one_more_where_they_are_odd(findings, genders, verdict):
    assert [f.facts["verdict"] for f in findings(board(*genders))] == ([verdict] if verdict else [])


@given(st.lists(st.sampled_from(["woman", "man", ""]), min_size=3, max_size=9))
def test_the_verdict_is_open_only_where_the_unknown_could_decide(findings, genders):
    def balanced(women, men):
        return abs(women - men) <= 1

    women, unknown = genders.count("woman"), genders.count("")
    could = {balanced(women + more, len(genders) - women - more) for more in range(unknown + 1)}
    expected = [] if could == {True} else ["broken" if could == {False} else "cannot_judge"]
    assert [f.facts["verdict"] for f in findings(board(*genders))] == expected


def test_bodies_are_told_apart_by_name_place_and_level(findings):
    men = board("man", "man", "man").splitlines()
    women = board("woman", "woman", "woman", unit="Valgkomiteen").splitlines()[1:]
    elsewhere = board("woman", "woman", "woman", number=3103, place="Moss").splitlines()[1:]
    county = board("woman", "woman", "woman", level="regional").splitlines()[1:]
    found = findings("\n".join([*men, *women, *elsewhere, *county]))
    bodies = ["Styret (Halden)", "Valgkomiteen (Halden)", "Styret (Moss)", "Styret (Halden)"]
    assert [f.private["body"] for f in found] == bodies
    assert len({f.subject for f in found}) == 4


def test_a_person_with_two_posts_counts_once_by_the_row_that_says_the_gender(findings):
    picture = board("", "woman", "man", "woman")
    assert [f.facts["verdict"] for f in findings(picture)] == ["cannot_judge"]
    assert findings(f"{picture}\nKasserer | Navn 0 | man | | 3101 | Halden | Styret | |") == []


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ("01.06.2026 | 01.06.2026", True),
        (" | 31.05.2026", False),
        ("02.06.2026 | ", False),
    ],
)
def test_only_terms_that_run_are_counted(findings, terms, found):
    assert bool(findings(board("man", "man", "man", terms=terms))) is found


def test_posts_that_name_no_body_are_those_of_their_place(findings):
    (found,) = findings(board("man", "man", "man", unit=""))
    assert (found.private["place"], found.source) == ("Halden", Source("officers", 4, 1))
    assert found.facts == {
        "municipality_number": "3101",
        "municipality": "Halden",
        "level": "local",
        "verdict": "broken",
        "missing": {"woman": 1},
    }


def test_rows_of_a_tab_without_genders_are_not_judged(findings):
    more = "# Utvalg\noffice | name | municipality_number | unit\nMedlem | X | 3101 | Styret"
    picture = f"{board('man', 'man')}\n{more}"
    assert findings(picture) == []
    assert len(findings(picture, from_size=2)) == 1


def test_the_local_leader_is_asked_for_a_local_body_and_the_county_s_for_its_own(findings):
    county = board("man", "man", "man", number="", place="", level="regional").splitlines()
    county.append("Leder | Frida Fylke | woman | regional | | | | |")
    local = board("man", "man", "man").splitlines()[1:]
    parties = "municipality_number | municipality | leader\n3101 | Halden | Kari Moen"
    found = findings("\n".join([*county, *local]), parties)
    assert [f.suggested for f in found] == [("Frida Fylke",), ("Kari Moen",)]


def test_every_reason_has_its_words(findings):
    boards = [("man", "man", "man"), ("man", "man", "", "woman")]
    found = [findings(board(*genders, unit=unit))[0] for genders in boards for unit in ("Styret", "")]
    assert len({reason_key(each) for each in found}) == 4
    for each in found:
        for language in LANGUAGES:
            for part in ("task", "why"):
                key = f"body_unbalanced.{reason_key(each)}.{part}"
                assert "Halden" in fill(language, key, **each.private)
