from datetime import date

import pytest

from automations.people.naming import named
from automations.people.officers import of_county, posts

ON = date(2026, 6, 1)


@pytest.fixture
def held(table):
    def give(*rows):
        header = (
            "office | name | level | municipality_number | municipality | unit | elected_from | elected_until"
        )
        return list(posts(table("officers", "\n".join([header, *rows])), on=ON))

    return give


def test_a_post_is_held_from_its_first_day_to_its_last(held):
    rows = [
        f"Leder | {name} | | | | | {term}"
        for name, term in (
            ("Anne", "01.06.2026 | 01.06.2026"),
            ("Bo", "02.06.2026 |"),
            ("Cato", "| 31.05.2026"),
            ("", "|"),
        )
    ]
    assert [post.name for post in held(*rows)] == ["Anne"]


@pytest.mark.parametrize(
    ("row", "leads"),
    [
        ("Leder | A | local | 3103 | Moss | |", "municipality"),
        ("Kommunepartileder | A | | 3103 | Moss | |", "municipality"),
        ("Leder og kasserer | A | | 3103 | Moss | Styret |", "municipality"),
        ("Leder | A | | 3103 | Moss | Moss Arbeiderlag |", "municipality"),
        ("Leder | A | | 3103 | Moss | Tomb Arbeiderlag |", ""),
        ("Leder | A | | 3103 | Moss | Faglig-politisk utvalg |", ""),
        ("Nestleder | A | | 3103 | Moss | |", ""),
        ("Leder | A | regional | | | Østfold |", "county"),
        ("Leder | A | regional | | | Kvinnenettverket |", ""),
        ("Fylkespartileiar | A | | | | |", "county"),
        ("Leder | A | national | | | |", ""),
    ],
)
def test_who_leads_a_municipal_party_and_who_a_county_party(held, row, leads):
    (post,) = held(f"{row} |")
    assert (post.leads_municipality, post.leads_county) == (leads == "municipality", leads == "county")


def test_the_county_s_officers_are_named_by_role_in_turn(held):
    rows = [
        "Leder | Frida | regional | | | | |",
        "Kvinnenettverksleder | Nora | regional | | | | |",
        "Kvinnenettverksleder | Mona | local | 3103 | Moss | | |",
    ]
    assert of_county(held(*rows), ("womens_network_leader", "leader")) == ("Nora", "Frida")


def test_a_text_may_name_several_things_at_the_start_of_its_words():
    assert named("campaign", "Ansvarlig for husbesøk og stand") == {"door_knocking", "stall"}
    assert named("campaign", "SoMe-ansvarlig") == {"social_media"}
    assert named("campaign", "Valkampleiar") == {"campaign_manager"}
    assert named("bodies", "Kvinnenettverket i Moss") == {"womens_network", "committee"}
    assert named("bodies", None) == named("courses", "Bystyret") == frozenset()
