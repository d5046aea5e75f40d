"""A whole country of made-up municipal parties: every tab, as people type, the same for the same seed.

`national(on)` gives the grids by kind, in the sizes of a national party: 357 municipalities, 50,000
members, 3,000 partners, a list in each municipality. What a column holds follows from its kind; a few are
drawn by name.
"""

import random
import tomllib
from datetime import timedelta
from importlib.resources import files

from automations.model import Grid, Reading
from automations.tabs import TABS
from automations.words import fill

FIRST = {
    "K": ("Kari", "Anne", "Liv", "Marit", "Ingrid", "Silje", "Aud", "Berit", "Hanne", "Ragnhild"),
    "M": ("Ola", "Per", "Jon", "Nils", "Geir", "Lars", "Odd", "Terje", "Håkon", "Sindre"),
}
LAST = ("Moen", "Berg", "Lie", "Dal", "Nes", "Rud", "Hol", "Ås", "Vik", "Sand", "Bakke", "Haug")
SIZES = {
    "members": 50_000,
    "supporters": 5_000,
    "officers": 357 * 6,
    "elected": 357 * 8,
    "partners": 3_000,
    "activities": 357 * 12,
    "training": 4_000,
    "campaign": 357 * 6,
    "volunteers": 3_000,
    "youth_transition": 1_000,
}
A_LIST = 24  # candidates on each of the 357 lists


class Country:
    """Draws cells by chance from a seed."""

    def __init__(self, on, seed=2027, share=1.0):
        self.on, self.chance, self.share = on, random.Random(seed), share
        known = files("automations.presets").joinpath("municipalities.csv").read_text("utf-8")
        self.places = [tuple(line.split(";")[:2]) for line in known.splitlines()[1:]]
        self.places = self.places[: max(1, round(len(self.places) * share))]
        self.offices = [
            words[0] for words in tomllib.loads(
                files("automations.words").joinpath("nb", "offices.toml").read_text("utf-8")
            )["offices"].values()
        ]  # fmt: skip

    def person(self):
        gender = self.chance.choice("KM")
        name = f"{self.chance.choice(FIRST[gender])} {self.chance.choice(LAST)}{self.chance.randrange(9999)}"
        return name, gender

    def day(self, back, ahead=0):
        day = self.on + timedelta(days=self.chance.randrange(-back, ahead + 1))
        return f"{day:%d.%m.%Y}" if self.chance.random() < 0.7 else day

    def cell(self, column, place):
        """One cell of a column by what it holds; one in six is blank."""
        name, chance = column.name, self.chance
        if name == "municipality":
            return place[1]
        if name == "municipality_number":
            return place[0]
        if chance.random() < 1 / 6 and not column.required:
            return None
        if column.choices:
            return fill("nb", f"tabs.choices.{column.kind}.{chance.choice(column.choices)}")
        return {
            "year": lambda: chance.randrange(1940, 2010),
            "number": lambda: chance.randrange(1, 60),
            "name": lambda: self.person()[0],
            "email": lambda: f"p{chance.randrange(10**7)}@example.org",
            "phone": lambda: f"4{chance.randrange(10**7):07d}",
            "dues": lambda: chance.choice((self.on.year, self.on.year - 1, "ja")),
            "coming_date": lambda: self.day(200, 500),
            "date": lambda: self.day(700, 120),
            "past_date": lambda: self.day(700),
            "done_on": lambda: self.day(700),
            "contact": lambda: chance.choice((self.day(700), "ikke svar", "ja")),
            "result": lambda: chance.choice(("snakket", "ikke svar", "vil være med")),
            "postcode": lambda: f"{chance.randrange(1, 9999):04d}",
        }.get(column.kind, lambda: self.text(name))()

    def text(self, name):
        if name == "office":
            return self.chance.choice(self.offices)
        if name in {"can_contribute", "interest"}:
            return self.chance.choice(("stand", "ringe", "kurs", "vil bli medlem", "husbesøk"))
        if name == "organisation":
            return f"Lag {self.chance.randrange(10**5)}"
        return f"tekst {self.chance.randrange(40)}"

    def row(self, tab, i):
        place = self.places[i % len(self.places)]
        cells = {column.name: self.cell(column, place) for column in tab.columns}
        if "name" in cells and "gender" in cells:
            cells["name"], cells["gender"] = self.person()
        if tab.name == "members":
            cells["member_number"] = str(100_000 + i)
            cells["name"] = None
            cells["first_name"], cells["last_name"] = self.person()[0].split(" ")
            cells["resigned_on"] = cells["status"] = None
            if i % 50 == 0:
                cells["status"] = "Utmeldt"
            cells["birth_date"] = None
            cells["joined"] = self.day(4000)
        if tab.name == "officers":
            cells["office"] = self.offices[i // len(self.places) % len(self.offices)]
            cells["level"] = "lokalt"
        return [cells[column.name] for column in tab.columns]

    def tab(self, kind):
        """The rows of a tab, its header first."""
        tab = TABS[kind]
        header = [fill("nb", f"tabs.{kind}.columns.{column.name}") for column in tab.columns]
        if kind == "local_parties":
            rows = [self.row(tab, i) for i in range(len(self.places))]
        elif kind == "candidates":
            rows = [self.candidate(tab, i, n) for i in range(len(self.places)) for n in range(A_LIST)]
        else:
            rows = [self.row(tab, i) for i in range(round(SIZES[kind] * self.share))]
        return [header, *rows]

    def candidate(self, tab, i, n):
        cells = dict.fromkeys(column.name for column in tab.columns)
        name, gender = self.person()
        cells |= {
            "place": n + 1,
            "name": name,
            "gender": gender,
            "birth_year": self.chance.randrange(1945, 2009),
        }
        cells["municipality_number"], cells["municipality"] = self.places[i]
        return [cells[column.name] for column in tab.columns]


def national(on, *, seed=2027, share=1.0):
    """The grids of a country, or of a `share` of it, by the kind of tab."""
    country = Country(on, seed, share)
    kinds = [kind for kind, tab in TABS.items() if not tab.ours and kind != "settings"]
    return {kind: country.tab(kind) for kind in kinds}


def as_reading(grids):
    """The same as a workbook that was read."""
    made = tuple(
        Grid(fill("nb", f"tabs.{kind}.title"), range(1, len(rows) + 1), rows) for kind, rows in grids.items()
    )
    return Reading("Landet", made)
