"""Making one check on drawn tabs: `judged(check, on, {kind: picture}, setting=…)` gives its findings."""

from datetime import date

import pytest

from automations.election_calendar import ElectionCalendar
from automations.words import LANGUAGES, fill, has


@pytest.fixture
def judged(table):
    def judge(check, on, pictures, **settings):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        given = {"on": date.fromisoformat(on), "calendar": ElectionCalendar.of_year(2027)}
        arguments = {name: value for name, value in given.items() if name in check.parameters}
        return list(check(*(tables.get(kind) for kind in check.reads), **arguments, **settings))

    return judge


@pytest.fixture
def sentences():
    """`sentences(check, finding)` → its task and why in each language, filled; each is one whole sentence."""

    def tell(check, finding):
        facts = {name: str(value) for name, value in {**finding.facts, **finding.private}.items()}
        told = []
        for language in LANGUAGES:
            for part in ("task", "why"):
                own = f"{check.name}.{check.words(finding)}.{part}"
                text = fill(language, own if has(language, own) else f"{check.name}.{part}", **facts)
                assert text.endswith(".")
                assert "!" not in text
                assert "None" not in text
                told.append(text)
        return told

    return tell
