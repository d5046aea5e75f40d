"""Who belongs to the groups that rules count."""

from __future__ import annotations

from collections.abc import Sequence

from automations.balance.counting import Count, Share
from automations.balance.lists import LETTERS, UNKNOWN, CandidateList
from automations.people.names import folded


def belongs(
    rule: Share | Count, name: str, those: CandidateList, election_year: int
) -> Sequence[bool | None]:
    """Tell of each candidate, in the list's order, whether they belong to a group; None is unknown.

    `name` is one of `rule.whom`. Ages are those at the end of the year of the election.
    """
    if rule.attribute == "gender":
        return of_gender(name, those.genders)
    if rule.district is not None:
        wanted = folded(rule.district)
        return [folded(each) == wanted if each else None for each in those.districts or (None,) * len(those)]
    under, from_age = rule.under, rule.from_age or 0
    return [
        None
        if year is None
        else from_age <= election_year - year and (under is None or election_year - year < under)
        for year in those.birth_years or (None,) * len(those)
    ]


def of_gender(name: str, genders: str) -> Sequence[bool | None]:
    """Tell of each letter whether it is the gender's."""
    return [None if letter == UNKNOWN else letter == LETTERS[name] for letter in genders]


def whom_of(rule: Share | Count) -> str:
    """Name the words for whom a rule counts: a gender, both, district, under, from_age or between."""
    if rule.attribute == "gender":
        return rule.group or "both"
    if rule.district is not None:
        return "district"
    if rule.under is not None and rule.from_age is not None:
        return "between"
    return "from_age" if rule.under is None else "under"
