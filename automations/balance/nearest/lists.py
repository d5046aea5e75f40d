"""The nearest list for each list of a workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from automations.balance.around import Places
from automations.balance.judge import judge
from automations.balance.lists import CandidateList, Organisation, lists_of
from automations.balance.nearest.bounds import ABOUT_ORDER, of_whole_list, pose
from automations.balance.nearest.proposal import Proposal, propose
from automations.balance.outcome import Around
from automations.balance.rules import Rule
from automations.model import Table
from automations.once import once


@dataclass(frozen=True, slots=True)
class Proposed:
    """A list and what is proposed for it.

    `numbers[i]` is the place that the candidate at position `i` has in the committee's list,
    `those.places[i]` the number of the place there; they differ where somebody has withdrawn.
    """

    those: CandidateList
    proposal: Proposal
    numbers: tuple[int, ...]
    rules: Mapping[str, Rule]

    @property
    def best(self) -> Proposal | None:
        """The order to propose: under all rules, else under those that an order can meet."""
        return self.proposal if self.proposal.feasible else self.proposal.rest

    @property
    def moving(self) -> bool:
        """Tell whether an order is proposed that is not today's."""
        return self.best is not None and bool(self.best.moves)


@once
def proposals(
    candidates: Table,
    local_parties: Table | None,
    rules: tuple[Rule, ...],
    organisation: Organisation,
    election_year: int,
) -> Iterator[Proposed]:
    """Find the nearest list for every list of one's own that breaks a rule which an order could meet.

    Who stands on the whole list is no matter of order: where only that is broken, nobody need move.
    """
    places = Places(local_parties, election_year)
    about = [rule for rule in rules if isinstance(rule, ABOUT_ORDER) and not of_whole_list(rule)]
    for those in lists_of(candidates, organisation):
        around = places.around(those)
        if any(_broken(rule, those, around) for rule in about):
            yield proposed(those, rules, around)


def _broken(rule: Rule, those: CandidateList, around: Around) -> bool:
    outcome = judge(rule, those, around)
    return outcome is not None and outcome.verdict == "broken"


def proposed(
    those: CandidateList,
    rules: Sequence[Rule],
    around: Around,
    *,
    locked: Collection[int] = (),
    without: Collection[int] = (),
) -> Proposed:
    """Find the nearest list for one list; `locked` keep their place, `without` withdraw (positions)."""
    staying = [at for at in range(len(those)) if at not in without]
    left = _of_those(those, staying) if without else those
    posed = pose(rules, left, around, [nth for nth, at in enumerate(staying) if at in locked])
    numbers = tuple(those.places[at] for at in staying)
    return Proposed(left, propose(posed), numbers, {rule.id: rule for rule in rules})


def _of_those(those: CandidateList, staying: Sequence[int]) -> CandidateList:
    """Close the list up: people and what is known of them go, places stay."""
    size = len(staying)
    return replace(
        those,
        rows=tuple(those.rows[at] for at in staying),
        places=those.places[:size],
        genders="".join(those.genders[at] for at in staying),
        birth_years=None if those.birth_years is None else tuple(those.birth_years[at] for at in staying),
        districts=None if those.districts is None else tuple(those.districts[at] for at in staying),
        fixed=tuple(those.fixed[at] for at in staying) if those.fixed else (),
        extra_votes=those.extra_votes[:size],
        safe=those.safe[:size],
    )
