"""Mail on sheets drawn by chance: nobody who has opted out is written to, and no member is named."""

from datetime import date, timedelta
from email.message import EmailMessage

from hypothesis import given, settings
from hypothesis import strategies as st

from automations.commands.mailing import _tasks
from automations.fleet import Programme, work_on
from automations.model import Grid
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook
from automations.state.database import opened
from automations.state.mailed import Mailed

ON = date(2026, 5, 20)
NAMES = ("Kari Moen", "Siri Dahl", "Ola Berg", "Per Vik")
ADDRESSES = {name: f"{name.split()[0].lower()}@example.org" for name in NAMES}
LEFT_ALONE = {"nei", "Ikke kontakt", "utmeldt", "sperret", "barn"}

MEMBER = st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "ja", "ikke ring", *sorted(LEFT_ALONE)]))


def row(name, wish):
    contact = wish if wish in {"ja", "ikke ring", "nei", "Ikke kontakt"} else None
    status = "Utmeldt" if wish == "utmeldt" else None
    return [name, "03.04.2026", "04.04.2026", None, "3101", contact, status,
            "ja" if wish == "sperret" else None, 2013 if wish == "barn" else 1980]  # fmt: skip


def workbook(drawn, officers):
    header = ["Navn", "Innmeldt", "Velkomst sendt", "Kontaktet", "Kommunenr", "Kan kontaktes", "Status",
              "Sperret adresse", "Fødselsår"]  # fmt: skip
    members = [header, *(row(name, wish) for name, wish in drawn)]
    held = [["Verv", "Navn", "Kommunenr", "E-post"]]
    held += [["Medlemsansvarlig", name, "3101", ADDRESSES[name]] for name in officers]
    grids = [Grid("Medlemmer", range(1, len(members) + 1), members)]
    grids.append(Grid("Tillitsverv", range(1, len(held) + 1), held))
    return MemoryWorkbook("bok", grids)


@settings(max_examples=60, deadline=None)
@given(
    drawn=st.lists(MEMBER, min_size=1, max_size=5, unique_by=lambda member: member[0]),
    officers=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    days=st.lists(st.integers(0, 3), min_size=1, max_size=4),
)
def test_nobody_who_opted_out_is_written_to_and_no_member_is_named(tmp_path_factory, drawn, officers, days):
    chosen = load(None)
    mail = chosen.mail.model_copy(
        update={"enabled": True, "sender": "jobb@example.org", "unsubscribe": "mailto:stopp@example.org"}
    )
    chosen = chosen.model_copy(update={"mail": mail})
    book = workbook(drawn, officers)
    handed_over = []
    for day in sorted(days):  # each run is killed right after it has handed over what it had to
        on = ON + timedelta(days=day)
        worked = work_on(book, Programme(chosen, on, lambda _: "salt", write=True))
        assert worked.refused is None
        with opened(tmp_path_factory.getbasetemp()) as db:
            if not handed_over:
                db.execute("DELETE FROM mailed")
            for due in _tasks([(book, worked.examined)], mail, Mailed(db), on=on):
                assert isinstance(due.message, EmailMessage)
                if due.mark():
                    handed_over.append((on, due.recipient, due.message.as_string()))
    assert len({(on, to) for on, to, _ in handed_over}) == len(handed_over)
    left_alone = {ADDRESSES[name] for name, wish in drawn if wish in LEFT_ALONE}
    for _, to, text in handed_over:
        assert to not in left_alone
        assert not any(part in text for name, _ in drawn for part in name.split())
