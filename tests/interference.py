"""People who type, sort, insert and rename between any two requests of the job, by chance from a seed.

One run: a spreadsheet as the job left it yesterday, with what people have typed since; today's job with one
to five acts of theirs between its requests; today's job once more, undisturbed. Then it is asked
- of the people's tabs, and of people's cells in the task tab: do they hold exactly what they hold where the
  same acts were done and no job ran? (`lost`)
- of the job's values: does each stand in its own task's row, and is everything as where the acts came
  before or after the job's turn instead of within it? (`astray`, `different`)
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date

from sheets_on_loopback import Behaviour, SheetsService, people

from automations.fleet import Programme, work_on
from automations.settings import load
from automations.sheets.google.account import Account, Surroundings
from automations.sheets.google.workbook import GoogleWorkbook

YESTERDAY, TODAY = date(2026, 6, 1), date(2026, 6, 2)
OWNER, VOLUNTEER = "eier@example.org", "frivillig@example.org"
OURS = {
    "Oppgave-ID",
    "Prioritet",
    "Oppgave",
    "Gjelder",
    "Hvorfor",
    "Frist",
    "Foreslått",
    "Tilstand",
    "Opprettet",
    "Løst dato",
}
MEMBERS = [
    ["Medlemsnr", "Navn", "Innmeldt", "Velkomst sendt", "Kontaktet", "Merknad"],
    *(
        [str(1001 + i), name, date(2026, 4, 2 + i), date(2026, 4, 9) if i % 3 else None, None, None]
        for i, name in enumerate(
            ["Kari Moen", "Ola Berg", "Anne Lie", "Per Dal", "Liv Nes", "Jon Rud", "Eva Hol", "Geir Ås"]
        )
    ),
]
CANDIDATES = [
    ["Plass", "Navn", "Kjønn", "Kommune"],
    [1, "Per Dal", "M", "Halden"],
    [2, "Pål Vik", "M", "Halden"],
    [3, "Liv Nes", "K", "Halden"],
    [4, "Jon Rud", "M", "Halden"],
]


@dataclass(frozen=True)
class Deed:
    """What somebody does before the `at`-th request, told by what is there and not by where it stands."""

    at: int
    who: str
    what: str
    tab: str
    row: str = ""
    header: str = ""
    text: str = ""


@dataclass
class Outcome:
    """What a run came to: how many cells of people's are lost, values of ours astray or different."""

    lost: int = 0
    astray: int = 0
    different: int = 0
    done: int = 0
    refused: str = ""


class World:
    """The spreadsheet of yesterday, to be begun from again and again."""

    def __init__(self, service: SheetsService):
        self.service = service
        self.clock = 0.0
        surroundings = Surroundings(lambda: self.clock, self._sleep, lambda: 0.5)
        # The clock stands still for the quota: what is tried here is people, not pacing.
        self.account = Account(credentials_file=None, emulator=service.host, surroundings=surroundings)
        self.settings = load(None)
        self.book = service.add("bok", owner=OWNER, shared={VOLUNTEER: "writer"})
        self.members = self.book.add_sheet("Medlemmer", MEMBERS, spare_rows=6)
        self.list = self.book.add_sheet("Kandidatliste", CANDIDATES, spare_rows=4)
        self.run(YESTERDAY)
        sheet = self.book.sheet("Oppgaver")
        self.keys = [row[0].formula.split('"')[1] for row in sheet.rows[1:] if row[0].formula]
        self.ids = {s.title: s.id for s in self.book.sheets}
        for i, key in enumerate(self.keys):
            self.perform(Deed(0, OWNER, "type", "Oppgaver", key, "Ansvarlig", f"Ansvarlig {i % 3}"))
            self.perform(Deed(0, OWNER, "type", "Oppgaver", key, "Kommentar", f"kommentar {9 - i}"))
        self.perform(Deed(0, OWNER, "append", "Oppgaver", header="Oppgave (egen)", text="Bestille lokale"))
        self.perform(Deed(0, OWNER, "type", "Medlemmer", "1003", "Kontaktet", "01.06.2026"))
        self.perform(Deed(0, OWNER, "type", "Medlemmer", "1005", "Kontaktet", "ja"))
        self.perform(Deed(0, OWNER, "member", "Medlemmer", text="2001"))
        self.perform(Deed(0, OWNER, "member", "Medlemmer", text="2002"))
        self.start = self.book.state()
        self.run()
        self.alone = self.book.state()  # as today's job leaves it where nobody does anything
        self.book.restore(self.start)

    def _sleep(self, seconds):
        self.clock += seconds

    def run(self, on=TODAY):
        """The daily job, once; a minute passes."""
        self.clock += 61
        nonces = (f"n{i}" for i in itertools.count(self.service.count))
        workbook = GoogleWorkbook(
            "bok", self.account, name="Fylket", nonce=lambda: f"{next(nonces)}-{self.clock}"
        )
        return work_on(workbook, Programme(self.settings, on, lambda _: "salt", write=True))

    # Finding what a deed speaks of

    def sheet(self, title):
        return next(s for s in self.book.sheets if s.id == self.ids[title])

    def shown(self, sheet):
        return self.service.shown(self.book, [sheet])[sheet.title]

    def perform(self, deed):
        """Do it; False where it cannot be done any more, or is not allowed."""
        sheet = self.book.sheet(deed.tab) if not hasattr(self, "ids") else self.sheet(deed.tab)
        shown = self.shown(sheet)
        header = shown[0]
        column = header.index(deed.header) if deed.header in header else None
        row = next((n for n, cells in enumerate(shown, 1) if deed.row and deed.row in cells), None)
        if (deed.header and column is None) or (deed.row and row is None):
            return False
        last = max(n for n, cells in enumerate(shown, 1) if any(v not in (None, "") for v in cells))
        book, who = self.book, deed.who
        match deed.what:
            case "type":
                return people.type_in(book, who, sheet, row, column, deed.text)
            case "append":
                return people.type_in(book, who, sheet, last + 1, column, deed.text)
            case "member":
                typed = [deed.text, f"Ny {deed.text}", date(2026, 5, 3)]
                return all(
                    people.type_in(book, who, sheet, last + 1, header.index(name), value)
                    for name, value in zip(("Medlemsnr", "Navn", "Innmeldt"), typed, strict=True)
                    if name in header
                )
            case "insert_row":
                return people.insert_row(book, who, sheet, row)
            case "delete_row":
                return people.delete_row(book, who, sheet, row)
            case "sort" | "sort_column":
                sort = people.sort_rows if deed.what == "sort" else people.sort_column
                values = [cells[column] for cells in shown]
                return sort(book, who, sheet, column, values, descending=deed.text == "down")
            case "insert_column":
                if not people.insert_column(book, who, sheet, column):
                    return False
                people.type_in(book, who, sheet, row, column, deed.text)
                return True
            case "cut":
                return people.cut_row(book, who, sheet, row, min(last + 3, len(sheet.rows)))
            case "rename_tab":
                return people.rename_tab(book, who, sheet, deed.text)
            case "rename_header":
                return people.type_in(book, who, sheet, 1, column, deed.text)
            case "move_column":
                return people.move_column(book, who, sheet, column, (column + 3) % sheet.width)
            case "filter":
                values = [cells[column] for cells in shown]
                return people.filter_rows(book, who, sheet, values, values[row - 1])
            case "hide_row":
                return people.hide_row(book, who, sheet, row)
            case "hide":
                sheet.hidden = True
                return True
            case "copy":
                return people.duplicate_tab(book, who, sheet)
        raise AssertionError(deed.what)

    def deeds(self, rng):
        """One to five deeds by chance."""
        found, sorted_once = [], False
        for i in range(rng.randint(1, 5)):
            at, who = rng.randint(0, 4), rng.choice([OWNER, VOLUNTEER])
            tab = rng.choice(["Oppgaver", "Oppgaver", "Medlemmer", "Kandidatliste"])
            rows = {"Oppgaver": self.keys, "Medlemmer": [m[0] for m in MEMBERS[1:]]}
            row = rng.choice(rows.get(tab, [c[1] for c in CANDIDATES[1:]]))
            theirs = {
                "Oppgaver": ["Ansvarlig", "Status", "Kommentar", "Oppgave (egen)"],
                "Medlemmer": MEMBERS[0],
                "Kandidatliste": CANDIDATES[0],
            }[tab]
            anything = [*theirs, *sorted(OURS)] if tab == "Oppgaver" else theirs
            kinds = ["type"] * 4 + ["insert_row", "delete_row", "sort", "sort_column", "insert_column"] * 2
            kinds += ["insert_column", "cut", "rename_tab", "rename_header", "move_column", "hide", "copy"]
            kinds += ["append", "member", "filter", "filter", "hide_row"]
            what = rng.choice(kinds)
            header, text = rng.choice(theirs), f"skrevet {i}"
            match what:
                case "type" if tab == "Medlemmer":
                    header = rng.choice(["Kontaktet", "Merknad", "Velkomst sendt"])
                    text = "02.06.2026" if header != "Merknad" else text
                case "type" if tab == "Kandidatliste":
                    header, text = "Kjønn", "K"
                case "type" if header == "Status":
                    text = rng.choice(["Ferdig", "Påbegynt", "Ikke aktuelt"])
                case "append":
                    tab, row, header = "Oppgaver", "", "Oppgave (egen)"
                case "member":
                    tab, row, header, text = "Medlemmer", "", "", f"30{at}{i}"
                case "sort" | "sort_column":
                    if tab == "Oppgaver" and sorted_once:
                        continue
                    sorted_once = sorted_once or tab == "Oppgaver"
                    row, text = "", rng.choice(["up", "down"])
                    header = rng.choice(anything) if what == "sort" else header
                case "insert_column" | "move_column":
                    header = rng.choice(anything)
                case "rename_tab":
                    row, header, text = "", "", f"{tab} ny"
                case "rename_header":
                    row, header, text = "", rng.choice(anything), "Noe annet"
                case "hide" | "copy":
                    row, header = "", ""
            found.append(Deed(at, who, what, tab, row, header, text))
        return sorted(found, key=lambda deed: deed.at)

    def compared(self, seed):
        """One seeded run, and what it came to."""
        rng = random.Random(seed)
        deeds = self.deeds(rng)
        outcome = Outcome()
        shadow = self._people(self._shadow(deeds))
        # With people in between
        self.book.restore(self.start)
        self.service.again()
        log_from = len(self.service.log)
        waiting = list(deeds)

        def between(number):
            while waiting and waiting[0].at <= number:
                outcome.done += bool(self.perform(waiting.pop(0)))

        self.service.between = between
        first = self.run()
        requests = [method for method, _, _ in self.service.log[log_from:]]
        self.service.between = None
        for deed in waiting:
            self.perform(deed)
        second = self.run()
        result = self._people(self.service.shown(self.book)), self._ours()
        outcome.astray = self._astray()
        outcome.refused = second.refused.code if second.refused else ""
        # Without
        deciding = requests.index("POST") - 1 if "POST" in requests else 99
        early = [deed for deed in deeds if deed.at <= deciding]
        self.book.restore(self.start if early or "POST" not in requests else self.alone)
        self.service.again()
        for deed in early:
            self.perform(deed)
        if early and "POST" in requests:
            self.run()
        for deed in deeds[len(early) :]:
            self.perform(deed)
        self.run()
        outcome.lost = sum(((shadow - result[0]) + (result[0] - shadow)).values())
        ours = self._ours()
        outcome.different = sum(((ours - result[1]) + (result[1] - ours)).values())
        del first
        return outcome, deeds

    def _shadow(self, deeds):
        self.book.restore(self.start)
        for deed in deeds:
            self.perform(deed)
        return self.service.shown(self.book)

    def _people(self, shown):
        """Every cell of people's: in their tabs by its place, in the task tab by its task and column."""
        cells = Counter()
        title = {s.id: s.title for s in self.book.sheets}
        for name in ("Medlemmer", "Kandidatliste"):
            for r, row in enumerate(shown[title[self.ids[name]]]):
                cells.update((name, r, c, v) for c, v in enumerate(row) if v not in (None, ""))
        rows = shown[title[self.ids["Oppgaver"]]]
        mine = [c for c, h in enumerate(rows[0]) if h not in OURS]
        sheet = self.sheet("Oppgaver")
        for n, row in enumerate(rows[1:], 1):
            keys = [v for v in row if isinstance(v, str) and v in self.keys]
            others = [v for v in row if isinstance(v, str) and v[:1] == "T" and len(v) == 11 and v.isupper()]
            for c in mine:
                written_by_us = '"automations:' in (sheet.rows[n][c].formula or "")
                if not written_by_us and row[c] not in (None, "", *others):
                    task = keys[0] if keys else others[0] if others else "own"
                    cells["Oppgaver", task, rows[0][c], row[c]] += 1
        return cells

    def _ours(self):
        """What the job says: each task by its key, and the figures; not in which row a task stands."""
        shown = self.service.shown(self.book)
        title = {s.id: s.title for s in self.book.sheets}
        rows = shown[title[self.ids["Oppgaver"]]]
        said = Counter()
        for row in rows[1:]:
            record = {h: v for h, v in zip(rows[0], row, strict=True) if h in OURS and v not in (None, "")}
            if record.get("Oppgave-ID"):
                said.update((record["Oppgave-ID"], h, v) for h, v in record.items())
        for row in shown["Oppsummering"]:
            said["Oppsummering", *(v for v in row if v is not None)] += 1
        for row in shown["Datakvalitet"]:
            said["Datakvalitet", row[2], row[3]] += 1
        return said

    def _astray(self):
        """Values of ours in a row whose key they were not written for."""
        shown = self.service.shown(self.book)
        sheet = self.sheet("Oppgaver")
        rows = shown[sheet.title]
        hidden = {row[25]: set(row[26:]) for row in shown["_automations"] if len(row) > 25 and row[25]}
        texts = {v for held in hidden.values() for v in held if isinstance(v, str) and len(v) > 30}
        place = rows[0].index("Oppgave-ID") if "Oppgave-ID" in rows[0] else None
        if place is None:
            return 0
        count = 0
        for row in rows[1:]:
            for c, value in enumerate(row):
                if rows[0][c] in OURS and value in texts:
                    count += value not in hidden.get(row[place], ())
        return count


def behaviours(seed):
    """The things that nobody knows of Google, one way and the other."""
    return Behaviour(protected_insert_refused=bool(seed % 2))
