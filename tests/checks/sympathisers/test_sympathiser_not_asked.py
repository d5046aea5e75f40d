"""Sympathisers who are ready to become members, and whom nobody has asked."""

from datetime import date

import pytest

from automations.checks.sympathisers.sympathiser_not_asked import sympathiser_not_asked


@pytest.fixture
def found(table):
    """Sheet row of each finding."""

    def rows(picture, on, **more):
        return [f.source.row for f in findings(table, picture, on, **more)]

    return rows


def findings(table, picture, on, *, local_parties=None, officers=None, members=None, **settings):
    return list(
        sympathiser_not_asked(
            table("supporters", picture),
            local_parties and table("local_parties", local_parties),
            officers and table("officers", officers),
            members and table("members", members),
            on=date.fromisoformat(on),
            **settings,
        )
    )


HEAD = "name | consent | consent_on | consent_for | interest | last_contacted | may_contact | birth_year"


def one(row):
    return f"{HEAD}\n{row}"


def test_a_sympathiser_is_found_when_the_time_is_out(found):
    picture = one("Kari Moen | ja | 01.06.2026 | | vil bli medlem | | |")
    assert found(picture, "2026-06-07") == []
    assert found(picture, "2026-06-08") == [2]


@pytest.mark.parametrize(
    "row",
    [
        "Kari Moen | ja | 01.05.2026 | | vil bli medlem | 02.05.2026 | |",
        "Kari Moen | ja | 01.05.2026 | nyhetsbrev | vil bli medlem | | |",
        "Kari Moen | ja | 01.05.2026 | | klima | | |",
        "Kari Moen | ja | 01.05.2026 | | | | |",
        "Kari Moen | nei | 01.05.2026 | | vil bli medlem | | |",
        "Kari Moen | | | | vil bli medlem | | |",
        "Kari Moen | ja | 01.05.2020 | | vil bli medlem | | |",
        "Kari Moen | ja | 01.05.2026 | | vil bli medlem | | no |",
        "Kari Moen | ja | 01.05.2026 | | vil bli medlem | | | 2014",
    ],
    ids=[
        "contacted",
        "news only",
        "other wish",
        "no wish",
        "withdrawn",
        "no consent",
        "expired",
        "no contact",
        "child",
    ],
)
def test_others_are_left_alone(found, row):
    assert found(one(row), "2026-06-20") == []


def test_who_is_a_member_by_now_is_left_alone(found):
    picture = one("Kari Moen | ja | 01.05.2026 | | vil bli medlem | | |")
    assert found(picture, "2026-06-20", members="name | joined\nKari Moen | 01.06.2026") == []
    assert found(picture, "2026-06-20", members="name | joined\nOla Berg | 01.06.2026") == [2]
