"""An organisation's own check, made of its entry in the configuration: like any other but for its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from automations.checks.own.cases import WITHOUT_WISHES
from automations.checks.own.condition import Condition
from automations.checks.own.entry import OwnCheck, Texts
from automations.checks.own.names import tab_kind
from automations.checks.own.rule import PARTS, Rule
from automations.checks.registry import Check
from automations.model import Finding, Skipped, Table
from automations.people.responsible import missing_tabs
from automations.words import fill


@dataclass(frozen=True, kw_only=True)
class Own(Check):
    """A check whose words and rule stand in the configuration, not in the founding document."""

    written: OwnCheck
    told: Mapping[str, Texts]  # by language, with the job's names in the braces
    about_tab: str
    shown: Mapping[
        str, str
    ]  # columns with a closed set of answers that texts name → the group of the answers
    condition: Condition | None
    organisation: str

    def text(self, language: str, key: str, /, **facts: object) -> str:
        """Fill the organisation's own words; where there are none in a language, those in bokmål."""
        part = {"task": "text"}.get(key, key)
        if part in PARTS:
            written = getattr(self.told[language], part) or getattr(self.told["nb"], part)
            if written:
                return str(
                    written.format_map({name: self._answer(language, name, facts[name]) for name in facts})
                )
        tab = fill(language, f"tabs.{self.about_tab}.title")
        if key == "title":
            return self.written.name.replace("_", " ").capitalize()
        if key == "about":
            return fill(language, "own.about", tab=tab)
        return self._why(language, tab, facts)

    def _why(self, language: str, tab: str, facts: Mapping[str, object]) -> str:
        if self.written.at_least is not None:
            return fill(
                language, "own.why.at_least", tab=tab, least=self.written.at_least, place=facts["_place"]
            )
        assert self.condition is not None  # noqa: S101 - an entry has one or the other
        column, sort = self.condition.column.name, self.condition.told
        limit = self.condition.limit
        told = {"tab": tab, "column": fill(language, f"tabs.{self.about_tab}.columns.{column}")}
        told |= {
            "value": str(self._answer(language, column, facts["_value"])),
            "limit": str(facts.get("_limit", limit)),
        }
        return fill(language, f"own.why.{sort}", **told)

    def _answer(self, language: str, name: str, value: object) -> object:
        group = self.shown.get(name)
        return fill(language, f"tabs.choices.{group}.{value}") if group and value != "–" else value

    def says(self, language: str, key: str) -> bool:  # noqa: ARG002 - as every check answers
        """It has the same words for all its reasons."""
        return "." not in key

    def origin(self, language: str, behind: Iterable[int] = ()) -> str:  # noqa: ARG002 - likewise
        """Say whose check it is."""
        if self.organisation:
            return fill(language, "tasks.origin.own_named", organisation=self.organisation)
        return fill(language, "tasks.origin.own")

    @property
    def section(self) -> str:
        """Where it stands in the configuration file."""
        return "[[own_check]]"


def own_check(written: OwnCheck, organisation: str) -> Own:
    """Make the check. NotKnown where a name in the entry is none, NotPossible where it cannot be so."""
    kind = tab_kind(written.tab, "tab")
    each = kind
    if written.at_least is not None:
        each = tab_kind(written.for_each or "local_parties", "for_each")
    rule = Rule(written, kind, each)
    needs = tuple(dict.fromkeys((kind, each)))
    uses: tuple[str, ...] = ("members", "supporters") if kind in WITHOUT_WISHES | {"youth_transition"} else ()
    uses += ("local_parties", "officers") if rule.offices else ()
    asked_for: dict[str, tuple[str, ...]] = {
        kind: tuple(dict.fromkeys(c.column.name for c in rule.conditions))
    }
    uses = tuple(each for each in uses if each not in needs)

    def judge(*tables: Table | None, on: date) -> Iterator[Finding]:
        return rule.found(dict(zip((*needs, *uses), tables, strict=True)), on)

    def not_judged(*tables: Table | None) -> Iterator[Skipped]:
        given = dict(zip((*needs, *uses), tables, strict=True))
        if rule.offices:
            yield from missing_tabs(
                written.key, **{k: given[k] for k in ("local_parties", "officers") if k in given}
            )

    return Own(
        name=written.key,
        function=judge,
        needs=needs,
        any_of=(),
        uses=uses,
        columns=asked_for,
        serves=(),
        serves_each={},
        words=lambda _: "",
        not_judged=not_judged,
        written=written,
        told=rule.told,
        about_tab=kind,
        shown=rule.shown,
        condition=rule.conditions[0] if written.column else None,
        organisation=organisation,
    )
