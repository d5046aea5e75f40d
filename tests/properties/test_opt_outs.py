"""Whatever a person has asked of us: no check that reads members or sympathisers asks more than is left."""

import os
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from automations.checks.registry import registry
from automations.model import Contact, Table
from automations.people.opt_outs import allowed
from automations.settings import load

ON = date(2026, 6, 20)
CALM = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink takes minutes: do it by hand
SETTINGS = load(None)
DAYS = (None, date(2015, 1, 5), date(2025, 1, 10), date(2026, 1, 5), date(2026, 5, 3), date(2026, 6, 18))
CONTACTS = (
    None,
    Contact(done=True, on=date(2024, 5, 5)),
    Contact(done=True),
    Contact(done=False, attempts=2),
)
WISHES = {
    "status": (None, None, "active", "supporting", "resigned", "delete", "moved"),
    "activity_level": (None, "active", "sometimes", "campaign", "supporting", "not_asked"),
    "may_contact": (None, None, "yes", "no", "no_call"),
    "protected_address": (None, None, True, False),
    "consent": (None, None, True, False),
    "guardian_consent": (None, True, False),
    "birth_year": (None, 1960, 1990, 2009, 2012, 2015),
    "resigned_on": (None, None, None, date(2026, 5, 5), date(2026, 9, 1)),
}
MEMBERS = WISHES | {
    "joined": DAYS, "contacted": CONTACTS, "welcome_sent": CONTACTS, "offer_given": CONTACTS,
    "intro_course_offered": CONTACTS, "last_invited": DAYS, "can_contribute": (None, "stand", "ringe"),
    "dues_paid": (None, 2024, 2025, 2026), "email": (None, "a@example.org"), "phone": (None,),
    "gender": (None, "woman", "man"), "municipality_number": ("3101",),
}  # fmt: skip
_KEPT = ("may_contact", "protected_address", "consent", "birth_year")
SUPPORTERS = {name: WISHES[name] for name in _KEPT} | {
    "consent_on": DAYS, "delete_after": DAYS, "interest": (None, "klima", "vil bli medlem"),
    "last_contacted": CONTACTS, "consent_for": (None, "nyhetsbrev"), "municipality_number": ("3101",),
}  # fmt: skip
# Rows that use every column, so that no check passes a tab by.
FILLER = {
    "members": {"joined": date(2020, 1, 1), "contacted": CONTACTS[1], "last_invited": date(2026, 6, 1),
                "offer_given": CONTACTS[2], "activity_level": "sometimes", "dues_paid": 2026,
                "email": "b@example.org", "can_contribute": "kurs"},
    "supporters": {"consent": True, "consent_on": date(2026, 6, 1), "last_contacted": CONTACTS[1],
                   "interest": "skole"},
}  # fmt: skip


def drawn(columns):
    return st.fixed_dictionaries({name: st.sampled_from(values) for name, values in columns.items()})


def sheet(kind, columns, people):
    rows = [{"name": f"Person {i}", **person} for i, person in enumerate(people)]
    rows += [{"name": f"Fyll {i}", **FILLER[kind]} for i in range(len(people) + 3)]
    names = ["name", *columns]
    values = {name: [row.get(name) for row in rows] for name in names}
    letters = {kind: {name: i for i, name in enumerate(names)}}
    return Table(kind, [kind] * len(rows), range(2, len(rows) + 2), values, letters)


def made(check, tables):
    given_ = {"on": ON, "presets": SETTINGS.list_rules, "organisation": SETTINGS.organisation}
    given_ |= {"calendar": SETTINGS.calendar}
    asked = {name: value for name, value in given_.items() if name in check.parameters}
    yield from check(*(tables.get(kind) for kind in check.reads), **asked, **SETTINGS.checks[check.name])


def is_fine(finding, left):
    """Tell whether a finding about a person asks for no more than is left to ask."""
    stage = finding.stage or str(finding.facts.get("reason", ""))
    call = "call" in {finding.stage, finding.facts.get("channel")}
    if finding.check == "same_person_twice":  # tidies rows, and contacts nobody
        return True
    if stage == "delete":  # no contact with the person
        return not finding.private
    if left.only == "delete":
        return finding.check == "sympathiser_consent_missing"
    if left.only:
        return stage == left.only or finding.check == "sympathiser_consent_missing"
    if finding.stage == "welcome":
        return left.welcome
    return (left.call if call else left.write) and left.follow_up


CHECKS = [
    (kind, name)
    for name, check in registry().items()
    for kind in ("members", "supporters")
    if kind in (*check.needs, *check.any_of)
]


def test_there_are_checks_of_both():
    assert {kind for kind, _ in CHECKS} == {"members", "supporters"}
    assert len(CHECKS) > 10


@pytest.mark.parametrize("kind", ["members", "supporters"])
@settings(max_examples=150, deadline=None, derandomize=bool(os.environ.get("CI")), phases=CALM)
@given(data=st.data())
def test_no_check_asks_more_than_a_person_has_left_us_to_ask(kind, data):
    columns = {"members": MEMBERS, "supporters": SUPPORTERS}[kind]
    people = data.draw(st.lists(drawn(columns), min_size=1, max_size=4))
    table = sheet(kind, columns, people)
    for its, name in CHECKS:
        if its != kind:
            continue
        for finding in made(registry()[name], {kind: table}):
            i = finding.source.row - 2
            if i >= len(people) or finding.check in {"membership_shrinking", "membership_not_diverse"}:
                continue  # of a filler, or of nobody in particular
            person = {key: value for key, value in people[i].items() if key in WISHES}
            if kind == "supporters":
                person["consent"] = _valid(people[i])
            left = allowed(on=ON, kind=kind, **person)
            assert is_fine(finding, left), (name, finding.stage, dict(finding.facts), people[i], left)


def _valid(person):
    """A consent counts with its day, for two years, and until the row was to be deleted."""
    if not person["consent"]:
        return person["consent"]
    on, until = person["consent_on"], person["delete_after"]
    fresh = on is not None and on > date(2024, 6, 20) and not (until is not None and until < ON)
    return True if fresh else None
