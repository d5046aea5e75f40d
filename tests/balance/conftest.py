"""Lists as people say them: "KMK?" is a woman, a man, a woman and one whose gender nobody has written."""

from types import SimpleNamespace

import pytest

from automations.balance.judge import judge
from automations.balance.lists import CandidateList
from automations.balance.outcome import Around
from automations.balance.rules import rules_of

LETTERS = {"K": "w", "M": "m", "?": "?"}


def drawn(genders, **more):
    size = len(genders)
    return CandidateList(
        name="3101:Ap",
        municipality_number="3101",
        municipality="Halden",
        party="Ap",
        label="Halden (Ap)",
        area=None,
        election=more.pop("election", "municipal"),
        anchor=0,
        rows=tuple(range(size)),
        places=tuple(range(1, size + 1)),
        genders="".join(LETTERS[letter] for letter in genders),
        **more,
    )


def judged(genders, kind, *, around=None, those=None, **parameters):
    """What a rule of this kind says of the list: its Outcome, or None."""
    (rule,) = rules_of([{"kind": kind, **parameters}])
    return judge(rule, drawn(genders, **(those or {})), around or Around(2027))


def told(genders, kind, **more):
    """The same in short: "met", or the verdict and the place (from 1) where it first breaks."""
    outcome = judged(genders, kind, **more)
    return "met" if outcome is None else f"{outcome.verdict} {outcome.position + 1}"


@pytest.fixture(scope="session")
def lists():
    return SimpleNamespace(drawn=drawn, judged=judged, told=told, Around=Around)
