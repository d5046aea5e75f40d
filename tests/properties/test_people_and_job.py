"""Whatever people do to a workbook between the runs, their cells stay theirs and tasks stay on their rows."""

import os
from datetime import date, datetime, timedelta

from hypothesis import Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from automations.errors import Refused
from automations.tabs import TABS as DECLARED
from automations.words import LANGUAGES, fill

# The same examples every time where changes are judged; new ones elsewhere.
CALM = {
    "deadline": None,
    "derandomize": bool(os.environ.get("CI")),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),  # to shrink takes minutes: do it by hand
}
START = date(2026, 5, 20)
MESS = (
    *(None, "", " ", "?", "-", "vet ikke", "ikke svar", "x", "ja", "nei", "✓", "TRUE", "SUM", "Totalt: 4"),
    *("=1+1", "#REF!", "3. mai", "i går", "05/13/2026", "2026-05-03", "03.05.2026", "uke 45", "1 234,50"),
    *("K", "M", "mann", "Annet", "Halden", "Bø", "3101", "Oslo", "LO", "AUF", "Kari Moen", "Moen, Kari"),
    *("a@b.no", "a@@b", "+47 900 00 000", "Navn", "Medlemsnr", "Oppgave-ID", "linje\nto", "Å" * 300, "🙂"),
    *(0, 1, -3, 1001, 46145, 3.5, 1e300, True, False),
    *(date(2026, 5, 3), datetime(2026, 5, 3, 12, 30), date(1, 1, 1), date(9999, 12, 31)),  # noqa: DTZ001 - as cells are
)
FEW = {"open_tasks_per_person": 2, "new_tasks_per_person": 2}  # so that the limits are met with few rows
NAMES = ("Kari Moen", "Ola Berg", "Liv Lie", "Moen, Kari", "kari  moen", "Nils Ny", None)
DAYS = ("03.05.2026", "4.5.26", "1.4.2026", date(2026, 4, 20), "12. april 2026", "03.05.2024", None)
ANSWERS = ("x", "ja", "nei", "ikke svar", "ikke svar x2", "5.5.26", date(2026, 5, 6), None, None, None)
PLACES = ("Halden", "Moss", "Bø", "Herøy", "3101", "Oslo kommune", None)
TABS = {
    "Medlemmer": (
        ("Medlemsnr", (1001, "1002", 1003, "0004", 1005, None)),
        ("Navn", NAMES),
        ("Innmeldt", DAYS),
        ("Velkomst sendt", ANSWERS),
        ("Kontaktet", ANSWERS),
        ("Tilbud gitt", ANSWERS),
        ("Introkurs tilbudt", ANSWERS),
        ("Fødselsår", (1980, "1955", 2010, 2013, "85", None)),
        ("Kommune", PLACES),
        ("Kan kontaktes", ("ja", "nei", "ikke ring", None)),
        ("Status", ("Ny", "Utmeldt", "Flyttet", "Støttemedlem", None)),
    ),
    "Kandidatliste": (
        ("Plass", (1, 2, 3, "4", "5.", None)),
        ("Navn", NAMES),
        ("Kjønn", ("K", "M", "Kvinne", "annet", None)),
        ("Kommune", PLACES),
        ("Parti", ("Ap", "H", None)),
    ),
    "Samarbeidspartnere": (
        ("Organisasjon", ("Fagforbundet Halden", "AUF i Moss", "LO", "Røde Kors", "Laget", None)),
        ("Type", ("LO", "AUF", "frivillig", "interesse", None)),
        ("Kommune", PLACES),
        ("Kontaktperson", NAMES),
        ("Vår kontakt", NAMES),
        ("Sist kontakt", DAYS),
    ),
    "Kommunepartier": (
        ("Kommunenr", ("3101", 3103, "0101", None)),
        ("Kommune", PLACES),
        ("Leder", NAMES),
        ("Medlemsansvarlig", NAMES),
    ),
    "Tillitsverv": (
        ("Verv", ("Leder", "Kasserer", "Medlemsansvarlig", "Fylkessekretær", None)),
        ("Navn", NAMES),
        ("Kommune", PLACES),
        ("Valgt til", DAYS),
    ),
    "Frivillige": (
        ("Navn", NAMES),
        ("Kommune", PLACES),
        ("Kan bidra med", ("ringe", "skrive brev, ringe", "kurs", "alt", "ikke ringe", None)),
        ("Maks oppgaver", (0, 1, "2", "mange", None)),
    ),
    "Innstillinger": (("Navn", ("Språk",)), ("Verdi", ("bokmål", "klingon"))),
}
STATUSES = ("Ferdig", "Påbegynt", "Ikke aktuelt", "Venter", "tja", "ferdig", None)
TITLES = ("Oppgaver", "Gjøreliste", "Hva vi må gjøre", "Ark7", "Oppgåver")
OWN_HEADERS = ("Notat vår", "Farge", "Status 2", "Hva skjedde", None)

JOB_S = {
    *(fill(language, f"tabs.{tab.name}.title") for tab in DECLARED.values() for language in LANGUAGES
      if tab.ours and tab.name != "memory"),
    "_automations",
}  # fmt: skip
OURS = {column.name for column in DECLARED["tasks"].columns if column.ours}

messy = st.sampled_from(MESS)
small = st.integers(0, 11)


@st.composite
def tabs(draw):
    """Some of people's tabs: a title row now and then, columns in any order, rows as people type them."""
    made = {}
    for title, columns in TABS.items():
        if title != "Medlemmer" and not draw(st.booleans()):
            continue
        order = draw(st.permutations(columns))
        row = st.tuples(*(st.sampled_from(values) for _, values in order))
        rows = [
            list(r) for r in draw(st.lists(row, min_size=1, max_size=1 if title == "Innstillinger" else 7))
        ]
        for at, column, value in draw(st.lists(st.tuples(small, small, messy), max_size=2)):
            if at < len(rows) and column < len(order):
                rows[at][column] = value
        above = [["Vår liste, oppdatert av Liv"]] if draw(st.booleans()) else []
        made[title] = [*above, [header for header, _ in order], *rows]
    return made


class PeopleAndJob(RuleBasedStateMachine):
    """People and the job take turns; after every run it is checked whose cells have changed."""

    make = None  # set by the test: the world of the conftest

    def __init__(self):
        super().__init__()
        self.on = START
        self.world = None
        self.bin = []
        self.typed = 0

    @initialize(made=tabs())
    def first_day(self, made):
        self.world = type(self).make(made)
        job = self.world.settings.job.model_copy(update=FEW)
        self.world.settings = self.world.settings.model_copy(update={"job": job})
        self.run(0, accept=False, only=())

    # ---- people's tabs

    def _theirs(self, pick):
        titles = [t for t in self.world.tabs if t not in JOB_S and t != self.world.tasks]
        return titles[pick % len(titles)]

    @rule(tab=small, row=small, column=small, value=messy)
    def type_anything_anywhere(self, tab, row, column, value):
        self.world.type_in(self._theirs(tab), row, column, value)

    @rule(row=small, value=st.sampled_from(ANSWERS))
    def record_a_contact(self, row, value):
        for rows in self.world.tabs.values():
            at = next((r.index("Kontaktet") for r in rows if "Kontaktet" in r), None)
            if at is not None and row < len(rows):
                for title, held in self.world.tabs.items():
                    if held is rows and "Kontaktet" not in rows[row]:
                        self.world.type_in(title, row, at, value)
                        return

    @rule()
    def call_everybody(self):
        for rows in self.world.tabs.values():
            at = [c for row in rows for c, v in enumerate(row) if v in ("Kontaktet", "Sist kontakt")][:1]
            for row in rows[2:]:
                for c in at:
                    row.extend([None] * (c + 1 - len(row)))
                    row[c] = f"{self.on:%d.%m.%Y}"

    @rule(tab=small, row=small, insert=st.booleans())
    def insert_or_delete_a_row(self, tab, row, insert):
        rows = self.world.tabs[self._theirs(tab)]
        if insert:
            rows.insert(min(row, len(rows)), [])
        elif row < len(rows):
            del rows[row]

    @rule(tab=small, first=st.integers(1, 3), by=small, backwards=st.booleans())
    def sort_rows(self, tab, first, by, backwards):
        rows = self.world.tabs[self._theirs(tab)]
        rows[first:] = sorted(
            rows[first:], key=lambda r: str(r[by] if by < len(r) else ""), reverse=backwards
        )

    @rule(tab=small, title=st.sampled_from(("Medlemsliste 2026", "Ark1", "Kopi av Medlemmer", "Medlemmer")))
    def rename_a_tab(self, tab, title):
        self.world.rename(self._theirs(tab), title)

    # ---- the task tab

    def _task_row(self, pick):
        rows = list(self.world.task_rows())
        return rows[pick % len(rows)] if rows else None

    @precondition(lambda self: self.world.task_rows())
    @rule(
        row=small,
        what=st.sampled_from((("status", STATUSES), ("deferred_until", (*DAYS, "1.8.26", "snart")),
                              ("responsible", NAMES), ("comment", ("ring fredag", None)))),
        pick=small,
    )  # fmt: skip
    def fill_in_a_task(self, row, what, pick):
        name, values = what
        row, place = self._task_row(row), self.world.place(name)
        if place is not None:
            value = values[pick % len(values)]
            if name == "comment" and value:
                self.typed += 1
                value = f"{value} {self.typed} {self.world.task_rows()[row]}"
            self.world.type_in(self.world.tasks, row, place, value)

    @precondition(lambda self: self.world.tasks)
    @rule(gap=st.integers(0, 3), column=small, value=messy)
    def type_a_row_of_ones_own(self, gap, column, value):
        row = max(len(self.world.tabs[self.world.tasks]), self.world.header + 1) + gap
        if column != self.world.place("task_id"):
            self.world.type_in(self.world.tasks, row, column, value)

    @precondition(lambda self: self.world.task_rows())
    @rule(row=small, key=st.sampled_from(("1", "TABCDEFGHIJ", 7, "min")))
    def type_a_key_of_ones_own(self, row, key):
        row, at = self._task_row(row), self.world.place("task_id")
        if at is not None and self.world.task_rows()[row] is None:
            self.world.type_in(self.world.tasks, row, at, key)

    @precondition(lambda self: self.world.task_rows())
    @rule(row=small)
    def clear_a_key(self, row):
        row, at = self._task_row(row), self.world.place("task_id")
        if at is not None and at < len(self.world.tabs[self.world.tasks][row]):
            self.world.type_in(self.world.tasks, row, at, None)

    @precondition(lambda self: self.world.task_rows())
    @rule(
        row=small,
        column=st.sampled_from(("task", "why", "concerns", "due", "state", "suggested")),
        value=messy,
    )
    def scribble_in_a_column_of_the_job(self, row, column, value):
        place = self.world.place(column)
        if place is not None:
            self.world.type_in(self.world.tasks, self._task_row(row), place, value)

    @precondition(lambda self: self.world.task_rows())
    @rule(by=small, backwards=st.booleans())
    def sort_the_tasks(self, by, backwards):
        rows, first = self.world.tabs[self.world.tasks], self.world.header + 1
        rows[first:] = sorted(
            rows[first:], key=lambda r: str(r[by] if by < len(r) else ""), reverse=backwards
        )

    @precondition(lambda self: self.world.task_rows())
    @rule(row=small)
    def delete_a_task(self, row):
        self.bin.append(self.world.tabs[self.world.tasks].pop(self._task_row(row)))

    @precondition(lambda self: self.bin and self.world.tasks)
    @rule()
    def put_a_deleted_row_back(self):
        row = self.bin.pop()
        if len(row) <= len(self.world.owners):
            self.world.tabs[self.world.tasks].append(list(row))

    @precondition(lambda self: self.world.task_rows())
    @rule(row=small)
    def copy_a_task(self, row):
        rows = self.world.tabs[self.world.tasks]
        rows.append(list(rows[self._task_row(row)]))

    @precondition(lambda self: self.world.tasks)
    @rule(at=small, header=st.sampled_from(OWN_HEADERS), value=messy)
    def insert_a_column_of_ones_own(self, at, header, value):
        self.world.insert_column(self.world.tasks, at, header, self.world.header)
        self.world.owners.insert(at, None)
        self.bin.clear()
        for row in self.world.task_rows():
            self.world.type_in(self.world.tasks, row, at, value)

    @precondition(lambda self: self.world.tasks)
    @rule(start=small, to=small)
    def move_a_column(self, start, to):
        owners = self.world.owners
        self.world.move_column(self.world.tasks, start, to)
        owners += [None] * (max(start, to) + 1 - len(owners))
        owners.insert(to, owners.pop(start))
        self.bin.clear()

    @precondition(lambda self: self.world.tasks)
    @rule(column=st.sampled_from(("status", "comment", "deferred_until")))
    def rename_a_header(self, column):
        place = self.world.place(column)
        if place is not None:
            self.world.type_in(self.world.tasks, self.world.header, place, "Vårt eget")
            self.world.owners[place] = None

    @precondition(lambda self: self.world.tasks and self.world.header < 5)
    @rule()
    def write_a_title_above_the_tasks(self):
        self.world.tabs[self.world.tasks].insert(0, ["Husk: fyll inn Ansvarlig!"])
        self.world.header += 1

    @precondition(lambda self: self.world.tasks)
    @rule(title=st.sampled_from(TITLES))
    def rename_the_task_tab(self, title):
        self.world.rename(self.world.tasks, title)

    # ---- the job

    @rule(accept=st.booleans())
    def run_later_that_day(self, accept):
        self.run(0, accept=accept, only=())

    @rule(accept=st.booleans())
    def run_the_next_day(self, accept):
        self.run(1, accept=accept, only=())

    @rule(days=st.integers(6, 9))
    def run_a_week_later(self, days):
        self.run(days, accept=True, only=())

    @rule()
    def run_a_month_later(self):
        self.run(31, accept=True, only=())

    @rule(check=st.sampled_from(("new_member_not_followed_up", "partner_contact_missing")))
    def run_one_check_only(self, check):
        self.run(1, accept=False, only=(check,))

    def run(self, days, accept, only):
        self.on += timedelta(days=days)
        accepted = frozenset({"large-change", "lost-rows"}) if accept else frozenset()
        before, tasks = self.world.read(), self.world.tasks
        keys = self.world.task_rows()
        worked = self.world.work(self.on, accepted=accepted, only=only)
        if worked.refused:
            assert isinstance(worked.refused, Refused)
            note(f"refused: {worked.refused.code}")
            assert _filled(self.world.read()) == _filled(before)
            return
        self._people_s_cells_are_as_they_were(before, tasks, keys)
        self._each_task_speaks_of_what_its_key_stands_for(worked)
        after = self.world.read()
        again = self.world.work(self.on, only=only)
        assert again.refused is None
        assert again.examined.plan.changes == ()
        assert [sheet.kind for sheet in again.examined.plan.sheets] == []
        assert self.world.read() == after

    def _people_s_cells_are_as_they_were(self, before, tasks, keys):
        for title, rows in self.world.read().items():
            was, now = _cells(before.get(title, [])), _cells(rows)
            if title == tasks:
                self._the_task_tab_is_as_it_was(was, now, keys)
            elif title in before and title not in JOB_S:
                assert now == was, title
            else:
                assert title in JOB_S, title

    def _the_task_tab_is_as_it_was(self, was, now, keys):
        world = self.world
        ours = {c for c, name in enumerate(world.owners) if name in OURS}
        key_at = world.place("task_id")
        bottom = max([r for r, _ in was], default=0)
        for place in was.keys() | now.keys():
            row, column = place
            if was.get(place) == now.get(place):
                continue
            assert column in ours, (place, was.get(place), now.get(place))
            assert column != key_at or row > bottom, place
            assert row > bottom or keys.get(row) is not None, place
        new = [now.get((row, key_at)) for row in {r for r, _ in now if r > bottom}]
        there = [key for key in world.task_rows().values() if key is not None]
        assert None not in new
        assert all(there.count(key) == 1 for key in new)

    def _each_task_speaks_of_what_its_key_stands_for(self, worked):
        world = self.world
        if world.tasks is None:
            return
        texts, concerns = world.place("task"), world.place("concerns")
        rows = {}
        for row, key in world.task_rows().items():
            rows.setdefault(key, world.tabs[world.tasks][row])
        for key, finding in worked.examined.keyed():
            if key not in rows:
                continue
            row = [*rows[key], *[None] * len(world.owners)]
            name = finding.private.get("name")
            assert name is None or str(name) in str(row[texts])
        for outcome in worked.examined.assembled.outcomes:
            key = outcome.step.memory.key
            if outcome.group and outcome.state in {"open", "overdue", "reopened"} and key in rows:
                sources = [source for f in outcome.group.findings for source in (f.source, *f.also)]
                said = str([*rows[key], *[None] * len(world.owners)][concerns])
                assert any(said.startswith(s.tab) and f" {s.row}" in said for s in sources)


def _cells(rows):
    return {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}


def _filled(tabs_read):
    return {title: _cells(rows) for title, rows in tabs_read.items()}


def test_people_and_the_job_take_turns(world):
    machine = type("Turns", (PeopleAndJob,), {"make": world})
    run_state_machine_as_test(machine, settings=settings(max_examples=80, stateful_step_count=25, **CALM))
