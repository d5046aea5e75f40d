"""Workbooks of more than one municipality without contact with LO or AUF at their own level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from automations.checks.registry import check, lines
from automations.model import Finding, Skipped, Source, Subject, Table
from automations.people.municipalities import Municipalities, naming
from automations.people.partners import ROLES, Partner, partners_of
from automations.people.responsible import Responsible, missing_tabs

NAME = "partner_level_missing"
Level = Literal["regional", "national"]
LEVELS: tuple[Level, ...] = ("regional", "national")
Kind = Literal["lo", "auf"]
_COUNTY = 2  # digits of a municipality's number


def reason_key(finding: Finding) -> str:
    """Name the words by kind and level."""
    return f"{finding.facts['kind']}.{finding.facts['level']}"


def not_judged(
    _partners: Table, _local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say that the tab that tells whom to ask at each level is missing."""
    yield from missing_tabs(NAME, officers=officers)


@check(
    needs=("partners",),
    uses=("local_parties", "officers"),
    columns={"partners": ("level",)},
    serves={
        "lo.regional": lines(86, 90),
        "lo.national": lines(86, 90),
        "auf.regional": lines(95, 97),
        "auf.national": lines(95, 97),
    },
    words=reason_key,
    not_judged=not_judged,
)
def partner_level_missing(
    partners: Table,
    local_parties: Table | None,
    officers: Table | None,
    *,
    on: date,
    levels: tuple[Level, ...] = LEVELS,
    kinds: tuple[Kind, ...] = ("lo", "auf"),
) -> Iterator[Finding]:
    """A workbook that works at a higher level, and has no organisation of LO or AUF at that level.

    The regional level is judged where the workbook is about several municipalities or has officers at
    that level; the national one where they lie in several counties (the first two digits of their
    numbers) or there are officers at it. Of a workbook of one municipality nothing is asked.
    """
    found = partners_of(partners, local_parties)
    there = {(partner.kind, partner.level) for partner in found}
    works = _levels(partners, local_parties, officers)
    for level in LEVELS:
        if level not in levels or level not in works:
            continue
        responsible = Responsible(None, officers, on, level=level)
        for kind in kinds:
            if (kind, level) not in there:
                yield Finding(
                    check=NAME,
                    subject=Subject((f"partner_level:{kind}:{level}",)),
                    source=_place(partners, found, kind),
                    severity="medium" if kind == "lo" else "low",
                    facts={"kind": kind, "level": level},
                    suggested=responsible.in_turn(None, ROLES[kind]),
                )


def _levels(partners: Table, local_parties: Table | None, officers: Table | None) -> set[str]:
    """At which levels above the local one the workbook works."""
    municipalities = list(Municipalities(naming(local_parties, partners)))
    counties = {place.number[:_COUNTY] for place in municipalities if place.number}
    works = {level for level in (officers.column("level") if officers is not None else ()) if level}
    if len(municipalities) > 1:
        works.add("regional")
    if len(counties) > 1:
        works.add("national")
    return works


def _place(partners: Table, found: tuple[Partner, ...], kind: str) -> Source:
    """Where to write it: beside those of the same kind; in a tab without rows, at its top."""
    rows = [partner.row for partner in found if partner.kind == kind] or [p.row for p in found]
    return partners.source(rows[-1]) if rows else Source(next(iter(partners.letters)), 1)
