"""The municipal parties' tab drawn, and a check made on it."""

from datetime import date

import pytest

from automations.checks.registry import registry
from automations.words import LANGUAGES, fill, has

ON = date(2026, 11, 26)


@pytest.fixture
def made(table):
    """`made(check, picture, officers, on=…)` → the findings of a check that reads Kommunepartier."""

    def make(check, picture, officers=None, on=ON, **arguments):
        elected = table("officers", officers) if officers else None
        return list(registry()[check](table("local_parties", picture), elected, on=on, **arguments))

    return make


@pytest.fixture
def told():
    """`told(finding, part)` → its sentence in every language: one that is filled and ends as it should."""

    def tell(finding, part):
        check = registry()[finding.check]
        own = f"{finding.check}.{check.words(finding)}.{part}"
        texts = []
        for language in LANGUAGES:
            key = own if has(language, own) else f"{finding.check}.{part}"
            texts.append(fill(language, key, **{**finding.facts, **finding.private}))
        assert all(text.endswith(".") and "!" not in text and "None" not in text for text in texts)
        return texts[0]

    return tell
