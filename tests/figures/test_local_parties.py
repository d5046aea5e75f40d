"""The figures of the municipal parties: what is counted, held against what, and as the checks judge."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.checks.registry import registry
from automations.figures.local_parties import section
from automations.figures.section import Asked
from automations.people.local_parties import ROLES
from automations.settings import load
from automations.words import LANGUAGES, fill, theme

ON = date(2026, 11, 26)
SETTINGS = load(None)
PARTIES = """
    # Styrene
    municipality_number | municipality | leader    | deputy   | treasurer | secretary | auf_contact
    3101                | Halden       | Lise Lund | Nina Nes | Kai Ko    | Sara Sund | Au Fi
    3103                | Moss         | Leo Li    |          | Kari Krog | Siv Si    |
    3105                | Sarpsborg    | Liv Lo    | Nor Ne   |           | Sol Su    |
    # Organisasjonen
    municipality_number | new_member_routine | annual_meeting_on | minutes | guidelines_reviewed_on
    3101                | ja                 | 2026-02-10        | lenke   | 2026-03-01
    3103                | nei                | 2025-02-10        |         |
    3105                |                    | 2026-11-20        |         | 2025-01-01
    # Kontakten
    municipality_number | website | public_email       | last_followed_up
    3101                |         | halden@example.org | 2026-11-01
    3103                |         |                    | 2026-01-01
    3105                | nett    |                    |
"""
OFFICERS = "office | name | municipality_number\nKasserer | Kim Ka | 3105"


def asked(tables, **checks):
    settings = {name: {**given, **checks.get(name, {})} for name, given in SETTINGS.checks.items()}
    return Asked(tables, (), ON, settings, {}, settings, SETTINGS.organisation, SETTINGS.calendar)


@pytest.fixture
def figures(table):
    """The section's figures of the whole workbook, each as (value, goal)."""

    def count(picture, officers=None, **checks):
        tables = {"local_parties": table("local_parties", picture)}
        if officers:
            tables["officers"] = table("officers", officers)
        found = section(asked(tables, **checks))
        return {name: (found.values[name, ""], found.goals.get((name, ""))) for name in found.order}

    return count


def test_each_figure_counts_the_parties_of_which_it_is_known(figures):
    assert figures(PARTIES, OFFICERS) == {
        "local_parties": (3, None),
        "boards_filled": (2, 3),
        "role_filled:auf_contact": (1, 3),
        "routine_share": (33, 100),
        "annual_meetings_held": (2, 3),
        "minutes_in_place": (1, 1),  # Moss's meeting is too old, Sarpsborg's too new
        "guidelines_reviewed": (1, 3),
        "followed_up_in_time": (1, 3),
        "points_in_order": (20, 31),
    }


def test_each_party_s_points_stand_by_its_number(table):
    found = section(asked({"local_parties": table("local_parties", PARTIES)}))
    points = {
        n: (found.values["points_in_order", n], found.goals["points_in_order", n]) for n in ("3101", "3103")
    }
    assert points == {"3101": (11, 11), "3103": (3, 10)}
    assert not found.hidden
    alone = section(
        asked({"local_parties": table("local_parties", "municipality_number | leader\n3101 | L")})
    )
    assert {number for _, number in alone.values} == {""}


def test_what_no_column_tells_is_left_out(figures):
    assert figures("municipality_number | municipality\n3101 | Halden") == {"local_parties": (1, None)}
    assert section(asked({})) is None


def test_a_county_s_municipalities_are_the_goal(figures):
    counties = {"local_party_missing": {"counties": ("31",)}}
    assert figures("municipality_number\n3101", **counties) == {"local_parties": (1, 12)}


def test_the_figures_judge_with_the_checks_settings(figures):
    asked_for = {"local_party_role_vacant": {"roles": ("leader",)}}
    assert "role_filled:auf_contact" not in figures(PARTIES, **asked_for)
    assert figures(PARTIES, **asked_for)["boards_filled"] == (3, 3)
    assert figures(PARTIES, guidelines_not_reviewed={"review_months": 36})["guidelines_reviewed"] == (2, 3)
    assert figures(PARTIES, annual_meeting_missing={"margin_days": 365})["annual_meetings_held"] == (3, 3)
    assert figures(PARTIES, minutes_missing={"minutes_after_days": 0})["minutes_in_place"] == (1, 2)
    assert figures(PARTIES, local_party_not_followed_up={"follow_up_days": 999})["followed_up_in_time"] == (
        2,
        3,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_beside_the_board_s_has_a_word_for_its_figure(language):
    kinds = theme(language, "summary")["kind"]
    for role in ROLES[4:]:
        assert kinds[role] in fill(language, "summary.figure.role_filled", kind=kinds[role])


FIGURE_OF = {
    "annual_meeting_missing": "annual_meetings_held",
    "minutes_missing": "minutes_in_place",
    "guidelines_not_reviewed": "guidelines_reviewed",
    "local_party_not_followed_up": "followed_up_in_time",
}
DAYS = st.sampled_from(["", "2023-01-01", "2025-10-25", "2026-02-10", "2026-10-01", "2026-11-20"])
ROWS = st.lists(
    st.tuples(
        *(st.sampled_from(["", "Kari Moen"]) for _ in range(3)),
        st.sampled_from(["", "ja", "nei"]),
        st.sampled_from(["", "lenke"]),
        DAYS,
        DAYS,
        DAYS,
        st.sampled_from(["", "2026-11-01", "2027-01-01"]),
    ),
    max_size=4,
)
COLUMNS = (
    "municipality_number | leader | treasurer | auf_contact | new_member_routine | minutes"
    " | annual_meeting_on | guidelines_reviewed_on | last_followed_up | next_follow_up"
)
OFFICES = st.lists(
    st.tuples(
        st.sampled_from(["Leder", "Kasserer", "AUF-kontakt", "Medlemsansvarlig", "Styremedlem"]),
        st.sampled_from(["", "Ola Berg", "Kari Moen"]),
        st.sampled_from(["", "3101", "3102", "3105"]),
        st.sampled_from(["", "2026-01-01", "2027-01-01"]),
    ),
    max_size=4,
)


@given(ROWS, OFFICES)
def test_what_is_in_order_and_what_is_found_always_make_up_the_whole(table, rows, offices):
    places = [f"310{i} | " + " | ".join(row) for i, row in enumerate(rows, 1)]
    parties = table("local_parties", "\n".join([COLUMNS, *places]))
    held = ["office | name | municipality_number | elected_until", *(" | ".join(row) for row in offices)]
    officers = table("officers", "\n".join(held))
    found = section(asked({"local_parties": parties, "officers": officers}))

    def findings(name):
        calendar = {"calendar": SETTINGS.calendar} if "calendar" in registry()[name].parameters else {}
        return list(registry()[name](parties, officers, on=ON, **calendar, **SETTINGS.checks[name]))

    for name, figure in FIGURE_OF.items():
        if (figure, "") in found.values:
            assert found.goals[figure, ""] - found.values[figure, ""] == len(findings(name))
        else:
            assert findings(name) == []
    vacant = [f.facts["reason"] for f in findings("local_party_role_vacant")]
    for role in ("auf_contact",):
        if (f"role_filled:{role}", "") in found.values:
            lacking = found.goals[f"role_filled:{role}", ""] - found.values[f"role_filled:{role}", ""]
            assert lacking == vacant.count(role)
    # No role of a municipality is both checks' to say.
    ours = {(f.facts["municipality_number"], f.facts["reason"]) for f in findings("local_party_role_vacant")}
    theirs = {
        (f.facts["municipality_number"], f.facts["role"])
        for f in registry()["office_vacant"](officers, parties, on=ON)
    }
    assert not ours & theirs
