"""The report in some sentences: what is in order and what should be done, the most important first."""

import pytest

from automations.figures.workbook import Figures
from automations.report.in_short import AT_MOST, MATTERS, in_short
from automations.words import LANGUAGES, has


def told(language="nb", hidden=(), of=(), **figures):
    """`told(lists_in_balance=(1, 4))` → what is in order, and what should be done."""
    keyed = {(name.replace("__", ":"), ""): pair for name, pair in figures.items()}
    return in_short(
        Figures(
            {key: value for key, (value, _) in keyed.items()},
            {key: goal for key, (_, goal) in keyed.items() if goal is not None},
            hidden=frozenset((name, "") for name in hidden),
            of={(name, ""): 40 for name in of},
        ),
        language,
    )


def test_what_has_come_to_nine_tenths_of_its_goal_is_in_order():
    assert told(lists_in_balance=(9, 10)) == (["9 av 10 kandidatlister er i balanse."], [])
    assert told(lists_in_balance=(8, 10)) == ([], ["8 av 10 kandidatlister er i balanse."])


def test_nothing_overdue_is_good_news_and_one_is_to_be_done():
    assert told(overdue_tasks=(0, 0)).well == ["Ingen oppgaver er over fristen."]
    assert told(overdue_tasks=(1, 0)).todo == ["Oppgaver som er over fristen: 1."]


def test_few_who_wait_are_told_without_their_number():
    assert told(waiting=(None, 0), hidden=("waiting",)).todo == [
        "Noen få nye medlemmer venter på at noen tar kontakt."
    ]


def test_what_is_hidden_unknown_or_without_a_goal_is_not_told():
    assert told(renewed_share=(None, 100), hidden=("renewed_share",)) == ([], [])
    assert told(contacted_in_time=(None, 100), lists_in_balance=(3, None)) == ([], [])


def test_the_only_municipality_is_not_told_as_one_of_one():
    assert told(covered__lo=(1, 1), covered__auf=(0, 1)) == (
        ["Kontakten er i orden: LO."],
        ["Kontakten må tas opp igjen: AUF."],
    )


def test_a_share_is_told_in_per_cent_and_a_count_with_its_goal():
    found = told("en", of=("asked_share",), asked_share=(40, 100), covered__lo=(2, 4))
    assert found.todo == [
        "2 of 4 municipalities have a fresh contact with LO.",
        "40% of the members were asked what they would like to take part in.",
    ]


def test_no_side_is_longer_than_a_board_can_act_on():
    assert len(told(**{name.replace(":", "__"): (0, 50) for name in MATTERS}).todo) == AT_MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_that_matters_has_its_sentence(language):
    assert [name for name in MATTERS if not has(language, f"report.said.{name.replace(':', '_')}")] == []
