"""What a person has asked of us wins in every check that reads members or sympathisers, whoever wrote it."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automations.checks.registry import registry
from automations.election_calendar import ElectionCalendar
from automations.model import Contact, Table
from automations.people.opt_outs import allowed
from automations.settings import load

ON = date(2026, 12, 10)
SETTINGS = load(None)
CALENDAR = ElectionCalendar(  # a day on which lists are open and volunteers and campaigners are asked
    lists_due=ON + timedelta(30),
    withdrawals_due=ON + timedelta(40),
    campaign_starts=ON + timedelta(50),
    election_day=ON + timedelta(90),
)
CHANGED = {"dues_unpaid": {"due_month": 10}}  # so that both a reminder and deleting are found that day
TABS = {
    name: check
    for name, check in registry().items()
    if {"members", "supporters"} & set(check.reads) and name != "same_person_twice"  # contacts nobody
}
ABOUT_ALL = {"membership_not_diverse", "membership_shrinking"}  # counts, and nobody

FULL = Contact(done=True, on=ON - timedelta(20))
OLD = Contact(done=True, on=ON - timedelta(600))
CONTACTS = (None, None, OLD, FULL, Contact(done=True), Contact(done=False, attempts=2))
YEARS = (None, 1960, 1990, 2008, 2010, 2013, 2020)
DAYS = tuple(ON - timedelta(n) for n in (1, 20, 100, 170, 400, 3000))
WISHES = {
    "may_contact": (None, None, "yes", "no", "no_call"),
    "protected_address": (None, None, False, True),
    "consent": (None, True, False),
    "birth_year": YEARS,
}
MEMBERS = {
    **WISHES,
    "guardian_consent": (None, True, False),
    "status": (None, None, "new", "active", "supporting", "moved", "resigned", "delete"),
    "resigned_on": (None, None, None, ON - timedelta(5), ON, ON + timedelta(5)),
    "activity_level": (None, "active", "sometimes", "campaign", "supporting", "not_asked"),
    "joined": (None, *DAYS),
    "welcome_sent": CONTACTS,
    "contacted": CONTACTS,
    "offer_given": CONTACTS,
    "intro_course_offered": CONTACTS,
    "last_invited": (None, *DAYS),
    "can_contribute": (None, "stand", "nei"),
    "dues_paid": (None, True, False, 2023, 2025, 2026),
    "email": (None, "en@example.org"),
    "phone": (None, "+4790000000"),
    "gender": (None, "woman", "man", "other"),
}
SUPPORTERS = {
    **WISHES,
    "consent_on": (None, *DAYS),
    "interest": (None, "stand", "vil bli medlem", "nei"),
    "consent_for": (None, "nyhetsbrev", "kontakt"),
    "last_contacted": CONTACTS,
    "delete_after": (None, None, ON - timedelta(1), ON + timedelta(1)),
}
FOR_MEMBERS = ("status", "activity_level", "guardian_consent", "resigned_on")
# A member whom nothing is asked of, and who shows that every column is in use.
IN_USE = {
    "may_contact": "no", "activity_level": "active", "joined": DAYS[-1], "last_invited": DAYS[0],
    "contacted": FULL, "offer_given": FULL, "welcome_sent": FULL, "intro_course_offered": FULL,
    "dues_paid": 2026, "email": "alle@example.org", "phone": "+4791111111",
}  # fmt: skip


def rows_of(columns, prefix):
    people = st.lists(st.fixed_dictionaries({k: st.sampled_from(v) for k, v in columns.items()}), max_size=14)
    return people.map(
        lambda rows: [
            {"name": f"{prefix} {'abcdefghijklmn'[i] * 5}", "municipality_number": "3101", **row}
            for i, row in enumerate(rows)
        ]
    )


def tab(kind, rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    return Table(
        kind,
        [kind] * len(rows),
        list(range(2, len(rows) + 2)),
        columns,
        {kind: {n: i for i, n in enumerate(names)}},
    )


def others(people):
    """The tabs where the same people hold offices and tasks, and where nobody can say what they wish."""
    names = list(people)
    return {
        "local_parties": tab("local_parties", [{"municipality_number": "3101", "leader": "Lise Lund"}]),
        "officers": tab("officers", [
            {"office": "Leder", "name": name, "municipality_number": "3101", "elected_from": DAYS[4]}
            for name in names
        ]),
        "elected": tab("elected", [
            {"name": name, "municipality_number": "3101", "gender": "woman", "reelection": "not_asked"}
            for name in names
        ]),
        "volunteers": tab("volunteers", [
            {"name": name, "municipality_number": "3101", "can_contribute": "stand", "last_thanked": OLD}
            for name in names
        ]),
        "training": tab("training", [
            {"course": "Grunnkurs", "name": "Lise Lund", "status": "completed", "date": DAYS[4],
             "municipality_number": "3101"},
        ]),
        "youth_transition": tab("youth_transition", [
            {"name": name, "municipality_number": "3101", "birth_year": born, "transfer_consent": True,
             "transfer_on": DAYS[3], "contacted_by_party": None}
            for name, born in people.items()
        ]),
    }  # fmt: skip


def may(check, finding, answer):
    """Tell whether the table of opt-outs allows what a finding asks for."""
    said = check.words(finding).rpartition(".")[2]
    if said == "delete":
        unpaid = check.name == "dues_unpaid" and answer.only is None
        return answer.only == "delete" or unpaid
    if said == "guardian_consent":
        return answer.only == "guardian_consent"
    if check.name == "sympathiser_consent_missing":
        return answer.only == ("delete" if said in ("withdrawn", "no_contact") else "renew_consent") or (
            said == "withdrawn" and answer.only == "renew_consent"
        )
    if said == "welcome":
        return answer.welcome
    if said == "call":
        return answer.call
    return answer.write


def wishes(row, kind):
    if kind == "members":
        said = {name: row.get(name) for name in (*WISHES, *FOR_MEMBERS)}
        return allowed(on=ON, **said)
    said = {name: row[name] for name in WISHES}
    day, until = row["consent_on"], row["delete_after"]
    valid = (
        said["consent"] and day and (ON - day).days < 700 and not (until and until < ON)
    )  # no day of DAYS is near
    said["consent"] = True if valid else (False if said["consent"] is False else None)
    return allowed(on=ON, kind="supporters", **said)


def findings_of(check, tables):
    given_ = {
        "on": ON,
        "calendar": CALENDAR,
        "presets": SETTINGS.list_rules,
        "organisation": SETTINGS.organisation,
    }
    arguments = {name: value for name, value in given_.items() if name in check.parameters}
    return list(
        check(*(tables.get(kind) for kind in check.reads), **arguments, **SETTINGS.checks[check.name])
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows_of(MEMBERS, "Mari"), rows_of(SUPPORTERS, "Siri"))
def test_nothing_is_asked_that_a_person_has_asked_us_not_to(members, supporters):
    """Nobody's row, and nobody's name, is in a task that the table of opt-outs does not allow."""
    everybody = [("members", row, wishes(row, "members")) for row in members] + [
        ("supporters", row, wishes(row, "supporters")) for row in supporters
    ]
    known = {row["name"]: answer for _, row, answer in everybody}
    tab_of = {row["name"]: kind for kind, row, _ in everybody}
    tables = {
        "members": tab("members", [*members, {"name": "Anker Alle", **IN_USE}]),
        "supporters": tab("supporters", supporters or [{"name": "Anker To", **dict.fromkeys(SUPPORTERS)}]),
        # the others hold no office, which would be a way of taking part
        **others({row["name"]: row["birth_year"] for row in (*members[::2], *supporters[::2])}),
    }
    for check in TABS.values():
        for finding in findings_of(check, tables):
            if check.name in ABOUT_ALL:
                assert not any(name in text for name in known for text in finding.private.values())
                continue
            named = set(finding.private.values()) & known.keys()
            if finding.source.tab in ("members", "supporters"):
                row = tables[finding.source.tab].column("name")[finding.source.row - 2]
                named |= {row} & known.keys()
            for name in named:
                if tab_of[name] not in check.reads:  # a check knows of the wishes in the tabs it takes
                    continue
                if known[name].only == "renew_consent" and finding.source.tab == "youth_transition":
                    continue  # has consented to just this
                assert may(check, finding, known[name]), (check.name, finding.facts, known[name])


def test_every_check_of_persons_is_put_to_the_test():
    """The law above is empty for a check that finds nobody: each must find somebody when all is allowed."""
    found = Counter()
    for joined in DAYS:
        free = {"joined": joined, "activity_level": "active", "can_contribute": "stand"}
        rows = [
            {"name": "Mari Ny", **dict.fromkeys(MEMBERS), **free},
            {
                "name": "Mari Spurt",
                **dict.fromkeys(MEMBERS),
                **free,
                "activity_level": None,
                "contacted": OLD,
            },
            {
                "name": "Mari Kjent",
                **dict.fromkeys(MEMBERS),
                **free,
                "contacted": OLD,
                "can_contribute": None,
            },
        ]
        supporters = [
            {
                "name": f"Siri {i}",
                **dict.fromkeys(SUPPORTERS),
                "consent": True,
                "consent_on": joined,
                "interest": wish,
            }
            for i, wish in enumerate(("stand", "vil bli medlem"))
        ]
        tables = {
            "members": tab("members", [*rows, *({"name": f"Alle {i}", **IN_USE} for i in range(3))]),
            "supporters": tab("supporters", supporters),
            **others({"Fri Fredriksen": 2000}),
        }
        roles_aside = {**tables, "officers": None}
        for name, check in TABS.items():
            needed = tables if {"officers", "elected"} & set(check.needs) else roles_aside
            found[name] += len(findings_of(check, needed))
    assert {name for name in TABS if not found[name]} <= ABOUT_ALL
