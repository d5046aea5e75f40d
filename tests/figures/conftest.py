"""Giving the figures of one theme of drawn tabs."""

from datetime import date

import pytest

from automations.figures.section import Asked
from automations.settings import load

SETTINGS = load(None)


@pytest.fixture
def section_of(table):
    """`section_of(theme, {kind: picture}, findings, made, last)` → its Section on 1 June 2026, or None."""

    def give(theme, pictures, findings=(), made=None, last=None):
        tables = {kind: table(kind, picture) for kind, picture in pictures.items()}
        asked = Asked(
            tables,
            findings,
            date(2026, 6, 1),
            SETTINGS.checks if made is None else made,
            last or {},
            SETTINGS.checks,
            SETTINGS.organisation,
            SETTINGS.calendar,
        )
        return theme(asked)

    return give
