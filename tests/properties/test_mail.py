"""Mail on sheets drawn by chance: nobody who has opted out is written to, and no member is named."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from automations.commands.mailing import _tasks
from automations.fleet import Programme, work_on
from automations.model import Grid
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook
from automations.state.database import opened
from automations.state.mailed import Mailed
from automations.tabs import TABS

ON = date(2026, 5, 20)
NAMES = ("Kari Moen", "Siri Dahl", "Ola Berg", "Per Vik")
ADDRESSES = {name: f"{name.split()[0].lower()}@example.org" for name in NAMES}
RESPONSIBLE = [column.name for column in TABS["tasks"].columns].index("responsible")

# What a row says, and whether the person may be written to: law 8, told here by itself.
MEMBER = {
    "": {},
    "yes": {"Kan kontaktes": "ja"},
    "no call": {"Kan kontaktes": "ikke ring"},
    "young": {"Fødselsår": 2010},
    "no": {"Kan kontaktes": "nei"},
    "unreadable": {"Kan kontaktes": "tirsdag"},
    "resigned": {"Status": "Utmeldt"},
    "secret": {"Sperret adresse": "ja"},
    "child": {"Fødselsår": 2013},
    "supporting": {"Status": "Støttemedlem"},
}
SUPPORTER = {
    "yes": {"Samtykke": "ja", "Samtykkedato": "01.05.2026"},
    "blank": {},
    "withdrawn": {"Samtykke": "nei"},
    "no": {"Samtykke": "ja", "Samtykkedato": "01.05.2026", "Kan kontaktes": "nei"},
    "secret": {"Samtykke": "ja", "Samtykkedato": "01.05.2026", "Sperret adresse": "ja"},
}
MAY = {"": True, "yes": True, "no call": True, "young": True}
PEOPLE = st.fixed_dictionaries(
    {
        name: st.tuples(
            st.sampled_from([None, *MEMBER]),
            st.sampled_from([None, None, *SUPPORTER]),
            st.sets(st.sampled_from(["officer", "volunteer", "party"])),
        )
        for name in NAMES
    }
)


def tab(title, header, records):
    rows = [header, *([record.get(name) for name in header] for record in records)]
    return Grid(title, range(1, len(rows) + 1), rows)


def workbook(people):
    """Two new members whom nobody has called, and people who may hold roles and wishes of their own."""
    joined = {"Innmeldt": "03.04.2026", "Velkomst sendt": "04.04.2026", "Kommunenr": "3101"}
    members = [{"Navn": name, **joined} for name in ("Tora Aas", "Nils Lie")]
    members += [{"Navn": name, **joined, **MEMBER[m]} for name, (m, _, _) in people.items() if m is not None]
    supporters = [
        {"Navn": name, "Kommunenr": "3101", **SUPPORTER[s]} for name, (_, s, _) in people.items() if s
    ]
    role = {name: {"Navn": name, "Kommunenr": "3101", "E-post": ADDRESSES[name]} for name in people}
    officers = [{"Verv": "Medlemsansvarlig", **role[n]} for n, (_, _, r) in people.items() if "officer" in r]
    helpers = [{"Kan bidra med": "ringe", **role[n]} for n, (_, _, r) in people.items() if "volunteer" in r]
    leaders = [n for n, (_, _, r) in people.items() if "party" in r][:1]
    parties = [{"Kommunenr": "3101", "Leder": n, "E-post": ADDRESSES[n]} for n in leaders]
    wishes = ["Kan kontaktes", "Status", "Sperret adresse", "Fødselsår"]
    return MemoryWorkbook(
        "bok",
        [
            tab("Medlemmer", ["Navn", *joined, "Kontaktet", *wishes], members),
            tab(
                "Sympatisører",
                ["Navn", "Kommunenr", "Samtykke", "Samtykkedato", *wishes[::2]],
                supporters,
            ),
            tab("Tillitsverv", ["Verv", "Navn", "Kommunenr", "E-post"], officers),
            tab("Frivillige", ["Navn", "Kommunenr", "E-post", "Kan bidra med"], helpers),
            tab("Kommunepartier", ["Kommunenr", "Leder", "E-post"], parties),
        ],
    )


def assign(book, names):
    """Let somebody type who is responsible, in as many tasks as there are names."""
    tasks = next((grid for grid in book.read().grids if grid.tab == "Oppgaver"), None)
    for number, name in zip(tasks.numbers[1:] if tasks else (), names, strict=False):
        book.type_in("Oppgaver", number, RESPONSIBLE, name)


@settings(max_examples=120, deadline=None)
@given(
    people=PEOPLE,
    responsible=st.lists(st.sampled_from(NAMES), max_size=4),
    days=st.lists(st.integers(0, 3), min_size=1, max_size=4),
)
def test_nobody_who_opted_out_is_written_to_and_no_member_is_named(
    tmp_path_factory, people, responsible, days
):
    chosen = load(None)
    mail = chosen.mail.model_copy(
        update={"enabled": True, "sender": "jobb@example.org", "unsubscribe": "mailto:stopp@example.org"}
    )
    chosen = chosen.model_copy(update={"mail": mail})
    book = workbook(people)
    handed_over = []
    with opened(tmp_path_factory.mktemp("state")) as db:
        for day in sorted(days):  # each run is killed right after it has handed over what it had to
            on = ON + timedelta(days=day)
            worked = work_on(book, Programme(chosen, on, lambda _: "salt", write=True))
            assert worked.refused is None
            assign(book, responsible)
            for due in _tasks([(book, worked.examined)], mail, Mailed(db), on=on):
                if due.mark():
                    handed_over.append((on, due.recipient, due.message.as_string()))
    assert len({(on, to) for on, to, _ in handed_over}) == len(handed_over)
    may_not = {
        ADDRESSES[name]
        for name, (member, supporter, _) in people.items()
        if not (member is None or MAY.get(member)) or not (supporter is None or MAY.get(supporter))
    }
    assert not {to for _, to, _ in handed_over} & may_not
    named = {part for name in (*NAMES, "Tora Aas", "Nils Lie") for part in name.split()}
    for _, _, text in handed_over:
        assert not any(part in text for part in named)


def test_those_who_may_be_written_to_are():
    """The law above is empty where nobody is written to: each way to an address leads to somebody."""
    for role in ("officer", "volunteer", "party"):
        people = dict.fromkeys(NAMES, (None, None, set())) | {"Ola Berg": ("no call", "yes", {role})}
        chosen = load(None)
        chosen = chosen.model_copy(update={"mail": chosen.mail.model_copy(update={"enabled": True})})
        book = workbook(people)
        programme = Programme(chosen, ON, lambda _: "salt", write=True)
        work_on(book, programme)
        assign(book, ["Ola Berg"])
        assert "ola@example.org" in work_on(book, programme).examined.assembled.mail.letters
