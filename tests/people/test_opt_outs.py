from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automations.people.opt_outs import (
    DELETE,
    EVERYTHING,
    GUARDIAN_CONSENT,
    NO_CALLS,
    NOTHING,
    RENEW_CONSENT,
    SUPPORTING,
    allowed,
    youngest_age,
)

ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, EVERYTHING),
        ({"status": "active"}, EVERYTHING),
        ({"status": "in_progress"}, EVERYTHING),
        ({"status": "moved"}, EVERYTHING),
        ({"may_contact": "yes", "consent": True, "protected_address": False}, EVERYTHING),
        ({"status": "resigned"}, DELETE),
        ({"status": "delete", "may_contact": "no"}, DELETE),
        ({"resigned_on": date(2026, 6, 1)}, DELETE),
        ({"resigned_on": date(2026, 6, 2)}, NOTHING),
        ({"may_contact": "no"}, NOTHING),
        ({"protected_address": True}, NOTHING),
        ({"consent": False}, NOTHING),
        ({"protected_address": True, "birth_year": 2015}, NOTHING),
        ({"may_contact": "no", "birth_year": 2015}, NOTHING),
        ({"birth_year": 2015}, GUARDIAN_CONSENT),
        ({"birth_year": 2015, "may_contact": "no_call"}, GUARDIAN_CONSENT),
        ({"birth_year": 2015, "activity_level": "supporting"}, GUARDIAN_CONSENT),
        ({"birth_year": 2015, "guardian_consent": False}, GUARDIAN_CONSENT),
        ({"birth_year": 2015, "guardian_consent": True}, NOTHING),
        ({"birth_year": 2010}, NO_CALLS),
        ({"birth_year": 2010, "may_contact": "yes"}, NO_CALLS),
        ({"may_contact": "no_call"}, NO_CALLS),
        ({"status": "supporting"}, SUPPORTING),
        ({"activity_level": "supporting"}, SUPPORTING),
        ({"activity_level": "supporting", "may_contact": "no_call"}, SUPPORTING),
        ({"activity_level": "campaign"}, EVERYTHING),
    ],
)
def test_members(facts, answer):
    assert allowed(on=ON, **facts) == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, RENEW_CONSENT),
        ({"consent": False}, RENEW_CONSENT),
        ({"consent": True}, EVERYTHING),
        ({"consent": True, "may_contact": "no_call"}, NO_CALLS),
        ({"consent": True, "may_contact": "no"}, NOTHING),
        ({"consent": True, "birth_year": 2015}, GUARDIAN_CONSENT),
        ({"may_contact": "no"}, DELETE),
        ({"consent": False, "protected_address": True}, NOTHING),
    ],
)
def test_sympathisers(facts, answer):
    assert allowed(on=ON, kind="supporters", **facts) == answer


@pytest.mark.parametrize(
    ("on", "year", "birth_date", "age"),
    [
        (date(2026, 1, 1), 2011, None, 14),
        (date(2026, 12, 30), 2011, None, 14),
        (date(2026, 12, 31), 2011, None, 15),
        (date(2026, 5, 31), 2011, date(2011, 6, 1), 14),
        (date(2026, 6, 1), 2011, date(2011, 6, 1), 15),
        (date(2026, 6, 1), None, None, None),
    ],
)
def test_the_young_side_counts_until_the_birthday_has_surely_been(on, year, birth_date, age):
    assert youngest_age(on, year, birth_date) == age


@pytest.mark.parametrize(
    ("birth_date", "answer"),
    [
        (date(2011, 6, 2), GUARDIAN_CONSENT),
        (date(2011, 6, 1), NO_CALLS),
        (date(2008, 6, 2), NO_CALLS),
        (date(2008, 6, 1), EVERYTHING),
    ],
)
def test_the_birthday_itself_decides_where_it_is_known(birth_date, answer):
    assert allowed(on=ON, birth_year=birth_date.year, birth_date=birth_date) == answer


FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["members", "supporters"]),
        "status": st.sampled_from(
            [None, "new", "in_progress", "active", "supporting", "moved", "resigned", "delete"]
        ),
        "activity_level": st.sampled_from(
            [None, "active", "sometimes", "campaign", "supporting", "not_asked"]
        ),
        "may_contact": st.sampled_from([None, "yes", "no", "no_call"]),
        "protected_address": st.sampled_from([None, True, False]),
        "consent": st.sampled_from([None, True, False]),
        "guardian_consent": st.sampled_from([None, True, False]),
        "birth_year": st.none() | st.integers(2005, 2016),
        "resigned_on": st.none() | st.dates(ON - timedelta(3), ON + timedelta(3)),
    }
)


@given(FACTS)
def test_no_wish_of_a_person_is_ever_overridden(facts):
    answer = allowed(on=ON, **facts)
    anything = answer.welcome or answer.call or answer.write or answer.offer or answer.yearly_greeting
    if answer.only:
        assert not anything
    if facts["protected_address"] or facts["may_contact"] == "no" or facts["resigned_on"]:
        assert not anything
    if facts["may_contact"] == "no_call" or (facts["birth_year"] or 0) > ON.year - 19:
        assert not answer.call
    if (facts["birth_year"] or 0) > ON.year - 16:
        assert not anything
    if "supporting" in (facts["status"], facts["activity_level"]):
        assert not any((answer.call, answer.write, answer.offer))
    if facts["consent"] is False or (facts["kind"] == "supporters" and not facts["consent"]):
        assert not anything
    if facts["status"] in ("resigned", "delete"):
        assert answer == DELETE


@given(FACTS, st.sampled_from(["may_contact", "protected_address", "activity_level"]))
def test_a_further_wish_never_allows_more(facts, wish):
    stricter = {"may_contact": "no", "protected_address": True, "activity_level": "supporting"}
    before, after = allowed(on=ON, **facts), allowed(on=ON, **{**facts, wish: stricter[wish]})
    for name in ("welcome", "call", "write", "offer", "yearly_greeting"):
        assert getattr(before, name) or not getattr(after, name)


def test_every_combination_has_an_answer():
    for status, level, wish, year in product(
        [None, "new", "resigned"], [None, "supporting"], [None, "no", "no_call"], [None, 1980, 2009, 2014]
    ):
        facts = {"status": status, "activity_level": level, "may_contact": wish, "birth_year": year}
        assert allowed(on=ON, **facts) in {
            EVERYTHING,
            NO_CALLS,
            SUPPORTING,
            NOTHING,
            DELETE,
            GUARDIAN_CONSENT,
        }


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (EVERYTHING, {"welcome", "call", "write", "offer", "yearly_greeting", "follow_up"}),
        (NO_CALLS, {"welcome", "write", "offer", "yearly_greeting", "follow_up"}),
        (SUPPORTING, {"welcome", "yearly_greeting"}),
        (NOTHING, set()),
        (DELETE, set()),
        (GUARDIAN_CONSENT, set()),
        (RENEW_CONSENT, set()),
    ],
)
def test_what_each_answer_leaves(answer, left):
    names = ("welcome", "call", "write", "offer", "yearly_greeting", "follow_up")
    assert {name for name in names if getattr(answer, name)} == left


def test_a_date_of_birth_alone_is_enough():
    assert allowed(on=ON, birth_date=date(2015, 1, 1)) == GUARDIAN_CONSENT
