import pytest

from automations.people.municipalities import Municipalities


@pytest.fixture
def known(table):
    return Municipalities(
        table(
            "local_parties",
            """
            municipality_number | municipality
            1818                | Herøy
            3101                | Halden
            1515                | Herøy
            3101                | Halden
                                | Halden
                                | Utopia
            """,
        )
    )


def test_each_municipality_stands_once_in_the_table_s_order(known):
    assert [(m.key, m.row) for m in known] == [("1818", 0), ("3101", 1), ("1515", 2), ("Utopia", 5)]


@pytest.mark.parametrize(
    ("number", "name", "key"),
    [
        ("3101", "Anything", "3101"),
        ("1515", "Herøy", "1515"),
        (None, "HALDEN", "3101"),
        (None, "Herøy", None),  # two bear the name
        ("0101", "Halden", "3101"),  # a number of before
        ("3103", "Halden", None),  # a number that another municipality has now
        (None, "utopia", "Utopia"),
        ("9999", "Utopia", "Utopia"),
        (None, None, None),
        (None, "Moss", None),
    ],
)
def test_a_row_is_found_by_number_and_by_name_only_where_that_is_sure(known, number, name, key):
    found = known.find(number, name)
    assert (found and found.key) == key


def test_a_workbook_of_one_municipality_knows_it(table, known):
    assert known.only() is None
    assert Municipalities(table("local_parties", "municipality\nHalden")).only().name == "Halden"
