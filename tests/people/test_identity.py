import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.people.identity import People


@pytest.fixture
def persons(table):
    """The rows (2, 3, …) of each person in a drawn tab."""

    def rows(picture):
        members = table("members", picture)
        return [tuple(members.rows[i] for i in person) for person in People(members).rows]

    return rows


@pytest.fixture
def identities(table):
    def of(picture, person=0):
        return People(table("members", picture)).subject(person).identities

    return of


def test_same_number_is_the_same_person_however_the_name_is_spelt(persons):
    assert persons("""
        member_number | name         | birth_year
        0123          | Åse Nilsen   | 1980
        123           | Aase Nilssen | 1981
        124           | Åse Nilsen   | 1980
    """) == [(2, 3), (4,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari Berg", "Kari Holm"),  # married
        ("Kari Berg", "Berg Kari"),
        ("K. Berg", "Kari Berg"),
        ("Anne Marie Berg", "Marie Berg"),
        ("Kari Berg", "Karl Berg"),  # one letter: a misspelling
    ],
)
def test_a_number_holds_through_a_changed_name(persons, one, other):
    assert persons(f"member_number | name\n7 | {one}\n7 | {other}") == [(2, 3)]


@pytest.mark.parametrize(("one", "other"), [("Kari Berg", "Ola Berg"), ("Kari Berg", "Nina Holm")])
def test_a_number_of_two_clearly_different_names_says_nothing(persons, identities, one, other):
    picture = f"member_number | name\n7 | {one}\n7 | {other}"
    assert persons(picture) == [(2,), (3,)]
    assert not any(key.startswith("member:") for key in identities(picture))


def test_other_surname_and_other_birth_year_under_one_number_are_two_persons(persons):
    assert persons("""
        member_number | name      | birth_year
        7             | Kari Berg | 1980
        7             | Kari Holm | 1955
    """) == [(2,), (3,)]


def test_name_birth_year_and_municipality_make_a_person(persons):
    assert persons("""
        name        | birth_year | municipality_number
        Bjørn Dahl  | 1970       | 3101
        bjorn  dahl | 1970       | 3101
        Bjørn Dahl  | 1971       | 3101
        Bjørn Dahl  | 1970       | 3103
    """) == [(2, 3), (4,), (5,)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2026-05-03 |          |", "2026-05-03 |          |", True),
        ("2026-05-03 |          |", "2026-05-04 |          |", False),
        ("2026-05-03 | 90000001 |", "2026-05-04 | 90000001 |", True),
        ("2026-05-03 | 90000001 |", "2026-05-03 | 90000002 |", True),
        ("           | 90000001 |", "           | 90000002 |", False),
        ("           | 90000001 |", "           |          |", True),
        ("2026-05-03 |          | a@b.no", "2026-05-04 |  | A@b.no", True),
        ("           |          |", "           |          |", True),
    ],
)
def test_without_a_birth_year_phone_mail_or_joining_date_tells_namesakes_apart(persons, one, other, same):
    picture = f"name | joined | phone | email\nBjørn Dahl | {one}\nBjørn Dahl | {other}"
    assert persons(picture) == ([(2, 3)] if same else [(2,), (3,)])


def test_a_row_without_a_number_belongs_to_the_numbered_person_it_can_be(persons):
    assert persons("""
        member_number | name       | birth_year
        7             | Bjørn Dahl | 1970
        8             | Bjørn Dahl | 1980
                      | Bjørn Dahl | 1980
                      | Bjørn Dahl |
    """) == [(2, 5), (3, 4)]


def test_a_person_under_two_names_is_found_by_either(persons):
    assert persons("""
        member_number | name      | birth_year
        7             | Kari Berg | 1970
        7             | Kari Holm | 1970
                      | Kari Holm | 1970
                      | Kari Berg | 1970
    """) == [(2, 3, 4, 5)]


def test_a_word_in_the_number_column_is_no_number(persons):
    rows = "\n".join(f"ny | Kari Berg{chr(97 + n)} | {1950 + n}" for n in range(21))
    assert len(persons(f"member_number | name | birth_year\n{rows}")) == 21
    few = "\n".join(f"ny | Kari Berg{chr(97 + n)} | {1950 + n}" for n in range(20))
    assert len(persons(f"member_number | name | birth_year\n{few}")) == 1


def test_a_single_word_is_a_given_name(persons):
    assert persons("member_number | name\n7 | Kari\n7 | Kari Berg") == [(2, 3)]
    assert persons("member_number | name\n7 | Kari\n7 | Ola Berg") == [(2,), (3,)]


def test_rows_without_a_name_are_never_one_person(persons):
    assert persons("name | birth_year\n | 1970\n | 1970") == [(2,), (3,)]


def test_strongest_identity_comes_first_and_weaker_ones_follow(identities):
    found = identities("""
        member_number | name      | birth_year | municipality_number | joined     | phone      | email
        7             | Kari Berg | 1970       | 3101                | 2026-05-03 | 4790000001 | k@b.no
    """)
    assert found[:3] == ("member:7", "person:kari berg|1970|3101", "born:kari berg|1970")
    assert {"phone:90000001", "email:k@b.no", "joined:2026-05-03|kari berg"} < set(found)


WHOLE = """
    member_number | name      | birth_year | municipality_number | joined     | phone    | email
    {}
    9             | Kari Berg | 1950       | 3101                | 2020-01-01 | 90000009 | other@b.no
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  | Kari Borg | 1970 | 3101 | 2026-05-03 | |", "7 | Kari Borg | 1970 | 3101 | 2026-05-03 | |"),
        ("  | Kari Borg |      | 3101 | 2026-05-03 | |", "  | Kari Borg | 1970 | 3101 | 2026-05-03 | |"),
        ("  | Kari Borg |      |      | 2026-05-03 | |", "7 | Kari Borg | 1970 | 3101 | 2026-05-03 | |"),
        ("  | Kri Borg  |      | 3101 | 2026-05-03 | |", "  | Kari Borg |      | 3101 | 2026-05-03 | |"),
        ("  | Kari Brg  |      | 3101 | 2026-05-03 | |", "  | Kari Borg |      | 3101 | 2026-05-03 | |"),
        ("  | K Berg    | 1970 | 3101 | 2026-05-03 | |", "  | Kari Borg | 1970 | 3101 | 2026-05-03 | |"),
        (
            "  | Ukjent    |      | 3101 | | 90000001 |",
            "7 | Kari Borg | 1970 | 3101 | 2026-05-03 | 90000001 |",
        ),
        ("  | Ukjent    |      | 3101 | | | k@b.no", "7 | Kari Borg | 1970 | 3101 | 2026-05-03 | | k@b.no"),
    ],
)
def test_what_was_found_before_a_number_or_a_name_was_mended_is_found_again(identities, before, after):
    assert set(identities(WHOLE.format(before))) & set(identities(WHOLE.format(after)))


def test_an_identity_that_two_persons_share_is_neither_s(identities):
    picture = """
        member_number | name      | birth_year | municipality_number | joined     | phone
        7             | Kari Berg | 1970       | 3101                | 2026-05-03 | 90000001
        8             | Kari Berg | 1970       | 3101                | 2026-05-03 | 90000001
    """
    assert identities(picture, 0) == ("member:7",)
    assert identities(picture, 1) == ("member:8",)


def test_everybody_has_an_identity(identities):
    assert identities("name | joined\n | 2026-05-03\n | 2026-05-03")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["Kari Berg", "Kari Holm", "Ola Berg", ""]),
        st.sampled_from(["", "1970", "1980"]),
        st.sampled_from(["", "3101", "3103"]),
        st.sampled_from(["", "2026-05-03", "2026-05-04"]),
        st.sampled_from(["", "90000001", "90000002"]),
    ),
    max_size=8,
)


def _drawn(table, rows):
    header = "member_number | name | birth_year | municipality_number | joined | phone"
    return table("members", "\n".join([header, *(" | ".join(row) for row in rows)]))


@given(ROWS)
def test_every_row_is_one_person_s_and_no_identity_is_shared(table, rows):
    people = People(_drawn(table, rows))
    assert sorted(i for person in people.rows for i in person) == list(range(len(rows)))
    named = [p for p, own in enumerate(people.rows) if people.names[own[0]]]
    subjects = [people.subject(p).identities for p in named]
    assert len({key for keys in subjects for key in keys}) == sum(len(keys) for keys in subjects)


@given(ROWS, st.randoms(use_true_random=False))
def test_sorting_the_rows_changes_nobody(table, rows, chance):
    shuffled = list(range(len(rows)))
    chance.shuffle(shuffled)
    before, after = People(_drawn(table, rows)), People(_drawn(table, [rows[i] for i in shuffled]))

    def contents(people, order):
        return sorted(
            (sorted(rows[order[i]] for i in own), people.subject(p)) for p, own in enumerate(people.rows)
        )

    by_content = contents(before, range(len(rows)))
    assert repr(by_content) == repr(contents(after, shuffled))


def test_ten_thousand_rows_take_no_time(table):
    chance = random.Random(1)
    rows = [
        (
            str(n) if n % 3 else "",
            f"Fornavn{chance.randrange(900)} Etternavn{chance.randrange(900)}",
            "1970",
            "3101",
            "",
            "",
        )
        for n in range(10_000)
    ]
    members = _drawn(table, rows)
    start = time.process_time()
    people = People(members)
    people.subject(0)
    assert time.process_time() - start < 1  # twenty times what it takes: a slip to squares shows
