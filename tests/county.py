"""A made-up county: a workbook for each of its municipalities, kept for a year, on `national`'s people.

`county(folder, on)` makes the files and runs the job on them day by day, so that Historikk has something to
tell; each time some more members have joined.
"""

from datetime import timedelta
from pathlib import Path

import openpyxl
from national import Country

from automations.fleet import Programme, work
from automations.people.municipalities import every_municipality
from automations.settings import load
from automations.sheets import open_workbook
from automations.sheets.local.create import NewTab, create
from automations.words import fill

KINDS = (
    *(
        "members",
        "supporters",
        "officers",
        "elected",
        "candidates",
        "partners",
        "local_parties",
        "activities",
    ),
    *("training", "campaign", "volunteers", "youth_transition"),
)
MONTHS_AGO = (12, 8, 4, 0)


def places_of(name):
    return [(place.number, place.name) for place in every_municipality() if place.county == name]


def tabs_of(on, places, *, seed=2027, share=None, kinds=KINDS):
    """The tabs of one workbook on some municipalities: title and rows, by kind."""
    country = Country(on, seed)
    country.places, country.share = places, len(places) / 357 if share is None else share
    return {kind: (fill("nb", f"tabs.{kind}.title"), country.tab(kind)) for kind in kinds}


def county(folder, on, *, name="Rogaland", months_ago=MONTHS_AGO, most=None):
    """Make the workbooks, the newest members last; gives their paths."""
    paths, later = [], []
    for seed, place in enumerate(places_of(name)[:most]):
        tabs = tabs_of(on, [place], seed=seed)
        title, rows = tabs["members"]
        tabs["members"] = title, rows[:-40]
        path = Path(folder) / f"{place[1]}.xlsx"
        create(path, [NewTab(title, rows=rows) for title, rows in tabs.values()])
        paths.append(path)
        later.append(rows[-40:])
    for time, months in enumerate(months_ago):
        day = on - timedelta(days=30 * months)
        if time:
            for path, rows in zip(paths, later, strict=True):
                _add(path, rows[(time - 1) * 8 : time * 8])
        programme = Programme(
            load(None), day, lambda name: f"{name:x<32}", write=True, accepted=("large-change",)
        )
        for each in work([open_workbook(path) for path in paths], programme):
            assert each.refused is None, each.refused.code
    return paths


def _add(path, rows):
    book = openpyxl.load_workbook(path)
    sheet = book[fill("nb", "tabs.members.title")]
    for row in rows:
        sheet.append(row)
    book.save(path)
