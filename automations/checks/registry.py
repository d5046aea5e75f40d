"""What a check is: a pure function over tables whose keyword-only arguments are its configuration."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from automations.model import Finding, Skipped
from automations.words import fill, has

CheckFunction = Callable[..., Iterator[Finding]]

# In the order of the founding document; read top to bottom.
MODULES = (
    "automations.checks.participation.member_not_invited",
    "automations.checks.activities.local_party_without_activity",
    "automations.checks.local_parties.annual_meeting_missing",
    "automations.checks.local_parties.office_vacant",
    "automations.checks.duplicates.same_person_twice",
    "automations.checks.training.officer_without_training",
    "automations.checks.local_parties.local_party_role_vacant",
    "automations.checks.participation.willing_member_waiting",
    "automations.checks.local_parties.guidelines_not_reviewed",
    "automations.checks.activities.activity_range_narrow",
    "automations.checks.local_parties.minutes_missing",
    "automations.checks.diversity.membership_not_diverse",
    "automations.checks.welcome.new_member_not_followed_up",
    "automations.checks.participation.activity_level_unknown",
    "automations.checks.retention.active_member_not_contacted",
    "automations.checks.local_parties.new_member_routine_missing",
    "automations.checks.retention.dues_unpaid",
    "automations.checks.growth.membership_shrinking",
    "automations.checks.local_parties.public_contact_missing",
    "automations.checks.sympathisers.sympathiser_not_asked",
    "automations.checks.participation.member_unreachable",
    "automations.checks.sympathisers.sympathiser_consent_missing",
    "automations.checks.sympathisers.sympathiser_not_contacted",
    "automations.checks.training.volunteer_without_training",
    "automations.checks.campaign.campaign_role_vacant",
    "automations.checks.local_parties.local_party_missing",
    "automations.checks.local_parties.local_party_not_followed_up",
    "automations.checks.training.training_not_covered",
    "automations.checks.lists.candidate_list_unbalanced",
    "automations.checks.women.body_unbalanced",
    "automations.checks.women.women_at_top_below_goal",
    "automations.checks.women.reelection_not_asked",
    "automations.checks.women.womens_network_inactive",
    "automations.checks.activities.activity_without_host",
    "automations.checks.activities.meeting_papers_missing",
    "automations.checks.volunteers.volunteer_not_thanked",
    "automations.checks.partners.partner_agreement_expired",
    "automations.checks.partners.partner_contact_missing",
    "automations.checks.partners.partner_follow_up_due",
    "automations.checks.partners.partner_level_missing",
    "automations.checks.youth.youth_not_welcomed",
    "automations.checks.activities.auf_not_invited",
)

# Arguments that the pipeline gives every check that asks for them; all others are settings.
GIVEN = frozenset({"on", "presets", "organisation", "calendar"})


@dataclass(frozen=True)
class Check:
    """A check with what it reads and the lines of the founding document that it serves.

    `needs` must all be there, of `any_of` at least one, `uses` may be missing. `serves` are all its lines;
    `serves_each` says which of them stand behind each reason, where the reasons differ. `columns` are those
    that a kind of tab must keep for anything to be judged.
    """

    name: str
    function: CheckFunction
    needs: tuple[str, ...]
    any_of: tuple[str, ...]
    uses: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    serves: tuple[int, ...]
    serves_each: Mapping[str, tuple[int, ...]]
    words: Callable[[Finding], str]
    not_judged: Callable[..., Iterable[Skipped]]
    work: Mapping[str, str] | str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """Every kind of tab that it takes, in the order in which it takes them."""
        return (*self.needs, *self.any_of, *self.uses)

    def lines_behind(self, finding: Finding) -> tuple[int, ...]:
        """The lines of the founding document that a finding rests on."""
        return self.serves_each.get(self.words(finding), self.serves)

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """All keyword-only arguments by name, annotations evaluated."""
        signature = inspect.signature(self.function, eval_str=True)
        return {
            name: parameter
            for name, parameter in signature.parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }

    @property
    def settings(self) -> dict[str, inspect.Parameter]:
        """The arguments that configuration may set."""
        return {name: p for name, p in self.parameters.items() if name not in GIVEN}

    def text(self, language: str, key: str, /, **facts: object) -> str:
        """Fill one of the check's own sentences; KeyError for no such."""
        return fill(language, f"{self.name}.{key}", **facts)

    def says(self, language: str, key: str) -> bool:
        """Tell whether the check has such a sentence."""
        return has(language, f"{self.name}.{key}")

    def origin(self, language: str, behind: Iterable[int] = ()) -> str:
        """Name what stands behind it: lines of the founding document, all of its own or those given."""
        those = as_ranges(behind or self.serves)
        return fill(language, f"tasks.origin.{'line' if those.isdecimal() else 'lines'}", lines=those)

    @property
    def section(self) -> str:
        """Where its settings stand in the configuration file."""
        return f"[checks.{self.name}]"

    def work_of(self, finding: Finding) -> str:
        """Name the kind of work that a finding's task is; empty where it is no volunteer's."""
        return self.work if isinstance(self.work, str) else self.work.get(finding.stage, "")

    def __call__(self, *tables: Any, **arguments: Any) -> Iterator[Finding]:
        """Make the check; tables in the order of `reads`."""
        return self.function(*tables, **arguments)


def lines(first: int, last: int | None = None) -> tuple[int, ...]:
    """Name printed lines of the founding document, both ends included."""
    return tuple(range(first, (last or first) + 1))


def check(
    *,
    needs: tuple[str, ...] = (),
    any_of: tuple[str, ...] = (),
    uses: tuple[str, ...] = (),
    columns: Mapping[str, tuple[str, ...]] | None = None,
    serves: tuple[int, ...] | Mapping[str, tuple[int, ...]],
    words: Callable[[Finding], str] = lambda finding: finding.stage,
    not_judged: Callable[..., Iterable[Skipped]] = lambda *_tables: (),
    work: Mapping[str, str] | str = "",
) -> Callable[[CheckFunction], Check]:
    """Declare a check. A tab it needs and cannot have skips it; one it uses arrives as None.

    Of `any_of` one must be there, the others arrive as None. `columns` names, by kind of tab, those without
    which nothing can be judged: where no tab of the kind keeps one, the check is skipped. `serves` gives
    the printed lines of the founding document, for all of it or by reason. `words` names the part of the
    check's words that says why a finding stands; by default its stage. `not_judged` takes the same tables
    and says which parts cannot be judged for want of a column or tab. `work` is the kind of work that the
    tasks are (people/volunteers.py), for all or by stage: volunteers who can do it are suggested too.
    """

    def declare(function: CheckFunction) -> Check:
        each = serves if isinstance(serves, Mapping) else {}
        every = serves if isinstance(serves, tuple) else _all(serves.values())
        return Check(
            function.__name__,
            function,
            needs,
            any_of,
            uses,
            columns or {},
            every,
            each,
            words,
            not_judged,
            work,
        )

    return declare


def _all(several: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({line for each in several for line in each}))


def as_ranges(numbers: Iterable[int]) -> str:
    """Write line numbers as a reader does: 36–40, 43."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def registry() -> dict[str, Check]:
    """All checks by name. Each module declares the one check that bears its name."""
    found = {}
    for module in MODULES:
        name = module.rpartition(".")[2]
        found[name] = getattr(import_module(module), name)
    return found
