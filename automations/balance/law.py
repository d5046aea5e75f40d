"""The rules of list law, one small function each. What is unknown is not judged: None."""

from __future__ import annotations

from automations.balance.lists import CandidateList
from automations.balance.outcome import Around, Outcome
from automations.balance.rules import (
    Age,
    BirthYear,
    LawLeast,
    LawMost,
    PlaceNumbers,
    PrecumulatedMost,
    PrecumulatedPrefix,
)


def law_least(rule: LawLeast, those: CandidateList, _: Around) -> Outcome | None:
    """Judge a list too short; it breaks at its last place."""
    if len(those) >= rule.least:
        return None
    return _broken(len(those) - 1 if len(those) else None, size=len(those), need=rule.least)


def law_most(rule: LawMost, those: CandidateList, around: Around) -> Outcome | None:
    """Judge a list too long for the council."""
    if around.seats is None or len(those) <= around.seats + rule.extra:
        return None
    most = around.seats + rule.extra
    return _broken(most, size=len(those), most=most, seats=around.seats)


def birth_year(_: BirthYear, those: CandidateList, __: Around) -> Outcome | None:
    """Judge whether a year of birth is missing, where the tab has a column for it."""
    years = those.birth_years or ()
    without = [at for at, year in enumerate(years) if year is None]
    return _broken(without[0], size=len(those), count=len(without)) if without else None


def age(rule: Age, those: CandidateList, around: Around) -> Outcome | None:
    """Judge whether somebody is too young at the end of the year of the election."""
    latest = around.election_year - rule.least
    young = [at for at, year in enumerate(those.birth_years or ()) if year is not None and year > latest]
    return _broken(young[0], count=len(young), least=rule.least, latest=latest) if young else None


def precumulated_prefix(_: PrecumulatedPrefix, those: CandidateList, __: Around) -> Outcome | None:
    """Judge whether somebody without extra votes stands before one who has them."""
    extra = those.extra_votes
    if True not in extra or False not in extra:
        return None
    first_without, number = extra.index(False), sum(extra)
    return _broken(first_without, count=number) if first_without < number else None


def precumulated_most(rule: PrecumulatedMost, those: CandidateList, around: Around) -> Outcome | None:
    """Judge whether more have extra votes than the size of the council allows."""
    most = None if around.seats is None else rule.allowed(around.seats)
    having = [at for at, extra in enumerate(those.extra_votes) if extra]
    if most is None or len(having) <= most:
        return None
    return _broken(having[most], count=len(having), most=most, seats=around.seats or 0)


def place_numbers(_: PlaceNumbers, those: CandidateList, __: Around) -> Outcome | None:
    """Judge whether a place number is blank or stands twice."""
    return None if those.unclear is None else _broken(those.unclear)


def _broken(position: int | None, **numbers: int) -> Outcome:
    return Outcome("broken", position, {}, numbers)
