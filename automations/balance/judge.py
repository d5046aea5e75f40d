"""Which small function judges which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from automations.balance import counting, law, rules, verdicts
from automations.balance.lists import CandidateList
from automations.balance.outcome import Around, Outcome

# The first argument is the rule, of the class that stands before it.
_JUDGES: Mapping[type, Callable[[Any, CandidateList, Around], Outcome | None]] = {
    counting.Share: verdicts.share,
    rules.BothInTop: verdicts.both_in_top,
    rules.Alternating: verdicts.alternating,
    rules.Window: verdicts.window,
    rules.LongestRun: verdicts.longest_run,
    counting.Count: verdicts.count,
    rules.LawLeast: law.law_least,
    rules.LawMost: law.law_most,
    rules.BirthYear: law.birth_year,
    rules.Age: law.age,
    rules.PrecumulatedPrefix: law.precumulated_prefix,
    rules.PrecumulatedMost: law.precumulated_most,
    rules.PlaceNumbers: law.place_numbers,
}


def judge(rule: rules.Rule, those: CandidateList, around: Around) -> Outcome | None:
    """Judge a list by a rule. None: it is met, or does not concern such a list, or is not applicable.

    `first_places` looks across lists and says nothing of one.
    """
    if not rule.concerns(those.election, len(those)) or type(rule) not in _JUDGES:
        return None
    return _JUDGES[type(rule)](rule, those, around)
