"""One workbook, the whole programme on one page: recognise, check, plan. Reading and writing are others'."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automations.checks.registry import Check
from automations.errors import Refused
from automations.model import Finding, Grid, Plan, Problem, Reading, Recognised, Skipped
from automations.people.organisations import without_kind
from automations.plan.assemble import Assembled, Made, assemble
from automations.plan.departures import without_leaving
from automations.plan.forgotten import without_forgotten
from automations.plan.keys import KEY
from automations.recognise import recognise
from automations.recognise.fold import fold
from automations.settings import Settings
from automations.words import LANGUAGES, theme


@dataclass(frozen=True, slots=True)
class Examined:
    """A workbook after everything but the writing."""

    recognised: Recognised
    made: Made
    assembled: Assembled
    language: str

    @property
    def plan(self) -> Plan:
        """What a run would write."""
        return self.assembled.plan

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read."""
        return self.assembled.problems

    @property
    def doubtful(self) -> frozenset[str]:
        """The tasks that the plan closes, or makes once more: what half an answer would lead to as well."""
        return self.assembled.doubtful

    def keyed(self) -> Iterator[tuple[str, Finding]]:
        """Walk the findings with the key of their task."""
        for group in self.assembled.groups:
            for finding in group.findings:
                yield group.key, finding


def examine(
    reading: Reading,
    settings: Settings,
    *,
    on: date,
    fresh_salt: str,
    only: Collection[str] = (),
    language: str | None = None,
    accepted: Collection[str] = (),
    again: Collection[str] = (),
    undeliverable: Callable[[str], bool] = lambda _: False,
) -> Examined:
    """Take a reading to its plan. Refused where nothing may be written (automations/plan/assemble.py)."""
    recognised = recognise(reading, on=on)
    _refuse_lost_task_tab(reading, recognised)
    recognised, forgotten = without_forgotten(recognised)
    made = make(recognised, settings, on=on, only=only)
    speaks = language or own_language(recognised) or settings.job.language
    recognised = replace(recognised, problems=(*recognised.problems, *_kindless(recognised, settings)))
    assembled = assemble(
        recognised,
        made,
        settings,
        on=on,
        language=speaks,
        fresh_salt=fresh_salt,
        accepted=accepted,
        again=again,
        undeliverable=undeliverable,
        forgotten=forgotten,
    )
    return Examined(recognised, made, assembled, speaks)


def _refuse_lost_task_tab(reading: Reading, recognised: Recognised) -> None:
    """Refuse where a tab holds tasks' keys but is no longer known as the task tab: all would be doubled."""
    if "memory" in recognised.own and "tasks" not in recognised.own:
        ours = {tab.grid.tab for tab in recognised.own.values()}
        remembered = {text for text in _texts(recognised.own["memory"].grid) if KEY.fullmatch(text)}
        for grid in reading.grids:
            if grid.tab not in ours and not remembered.isdisjoint(_texts(grid)):
                raise Refused("errors.no_task_id", place=reading.name, status="refused", tab=grid.tab)


def _texts(grid: Grid) -> Iterator[str]:
    return (cell for row in grid.cells for cell in row if isinstance(cell, str))


def _kindless(recognised: Recognised, settings: Settings) -> Iterator[Problem]:
    """Name the organisations whose kind neither their type nor their name tells."""
    if "partners" in recognised.tables:
        unions = {
            key: settings.checks["partner_contact_missing"][key] for key in ("lo_unions", "other_unions")
        }
        for source in without_kind(recognised.tables["partners"], **unions):
            yield Problem(source, "partner_kind")


def make(recognised: Recognised, settings: Settings, *, on: date, only: Collection[str] = ()) -> Made:
    """Make every check that has its tabs; the others are skipped with the reason."""
    checks: dict[str, Check] = {}
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    for name, check in settings.known.items():
        if name in settings.switched_off or (only and name not in only):
            continue
        if reason := _hindrance(check, recognised):
            skipped.append(reason)
            continue
        checks[name] = check
        tables = [recognised.tables.get(kind) for kind in check.reads]
        given = {
            "on": on,
            "presets": settings.list_rules,
            "organisation": settings.organisation,
            "calendar": settings.calendar,
        }
        arguments = {k: v for k, v in given.items() if k in check.parameters}
        arguments |= {key: settings.checks[name][key] for key in check.settings}
        findings += check(*tables, **arguments)
        skipped += check.not_judged(*tables)
    return Made(checks, without_leaving(findings), tuple(skipped), settings.known)


def _hindrance(check: Check, recognised: Recognised) -> Skipped | None:
    """Say why a check cannot be made, if it cannot."""
    unread = [tab for tab in recognised.tabs if tab.note == "unread"]
    for kind in check.needs:
        if kind in recognised.tables:
            continue
        lacking = [tab for tab in recognised.tabs if tab.recognised_as == kind and tab.missing]
        if lacking:
            names = lacking[0].missing
            return Skipped(check.name, "missing_column", {"kinds": [kind], "column_names": list(names)})
        if unread:
            return Skipped(check.name, "unread", {"tabs": ", ".join(tab.tab for tab in unread)})
        return Skipped(check.name, "no_tab", {"kinds": [kind]})
    if check.any_of and not any(kind in recognised.tables for kind in check.any_of):
        if unread:
            return Skipped(check.name, "unread", {"tabs": ", ".join(tab.tab for tab in unread)})
        return Skipped(check.name, "no_tab", {"kinds": list(check.any_of)})
    return _lacking_column(check, recognised)


def _lacking_column(check: Check, recognised: Recognised) -> Skipped | None:
    for kind, columns in check.columns.items():
        table = recognised.tables.get(kind)
        lacking = [column for column in columns if table is not None and not table.has(column)]
        if lacking:
            return Skipped(check.name, "no_column", {"kinds": [kind], "column_names": lacking})
    return None


def own_language(recognised: Recognised) -> str | None:
    """The language that the workbook's own Innstillinger asks for."""
    table = recognised.tables.get("settings")
    if table is None:
        return None
    names = {fold(word) for each in LANGUAGES for word in theme(each, "settings")["language"]["names"]}
    for name, value in table.records("name", "value"):
        if name and value and fold(str(name)) in names:
            for each in LANGUAGES:
                if fold(str(value)) in {fold(word) for word in theme(each, "settings")["language"]["values"]}:
                    return each
    return None
