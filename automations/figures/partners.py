"""How each municipality stands with LO, AUF, interest organisations and voluntary organisations.

The one judgement behind both the coverage matrix in the summary and the tasks about missing contacts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from automations.figures.section import Asked, FigureKey, Section, Value
from automations.model import Table
from automations.once import once
from automations.people.membership import months_before
from automations.people.municipalities import Municipalities, Municipality, naming
from automations.people.organisations import KINDS
from automations.people.partners import partners_of

Verdict: TypeAlias = Literal["ok", "none", "too_few", "no_person", "nobody_ours", "stale", "expired"]

LEVELS = ("local", "regional", "national")
COVERAGE_KINDS = ("lo", "auf", "interest", "voluntary")

# What can be wrong with an organisation, the worst first: the first that fits is said.
FAULTS: tuple[Verdict, ...] = ("no_person", "nobody_ours", "stale", "expired")
COLUMNS = {
    "no_person": "contact_person",
    "nobody_ours": "our_contact",
    "stale": "last_contact",
    "expired": "contact_until",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """How many organisations of a kind are wanted, and how old the last contact may be."""

    least: int
    days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one municipality stands with one kind of partner.

    `rows` are the organisations' rows that the verdict is about, the nearest to being in order first;
    `found` counts the organisations of the kind. `due` is the last day on which it was in order.
    """

    municipality: Municipality
    kind: str
    verdict: Verdict
    rows: tuple[int, ...] = ()
    found: int = 0
    least: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True)
class _Organisation:
    row: int
    name: str
    fault: Verdict
    due: date | None = None

    @property
    def rank(self) -> tuple[int, str, int]:
        """Those in order first, then those where least is missing."""
        order = -1 if self.fault == "ok" else len(FAULTS) - FAULTS.index(self.fault) - 1
        return order, self.name, self.row


@once
def standings(
    partners: Table,
    local_parties: Table | None,
    *,
    on: date,
    least_lo: int = 1,
    least_auf: int = 1,
    least_interest: int = 2,
    least_voluntary: int = 3,
    lo_days: int = 90,
    auf_days: int = 90,
    interest_days: int = 180,
    voluntary_days: int = 180,
    lo_unions: tuple[str, ...] = (),
    other_unions: tuple[str, ...] = (),
) -> Iterator[Standing]:
    """Judge every municipality and kind, in the order of the local parties.

    Without local parties it is the municipalities that the partner tab names. An organisation counts
    for the municipality its row names, at whatever level it works; one that names none counts for the
    workbook's only municipality, unless it is regional or national, and else for nobody. An
    organisation on two rows counts once, by the better of them. A column that a tab does not keep is
    not judged.
    """
    demands = {
        "lo": Demand(least_lo, lo_days),
        "auf": Demand(least_auf, auf_days),
        "interest": Demand(least_interest, interest_days),
        "voluntary": Demand(least_voluntary, voluntary_days),
    }
    municipalities = Municipalities(naming(local_parties, partners))
    gathered: dict[tuple[str, str], dict[str, _Organisation]] = defaultdict(dict)
    unions = {"lo_unions": tuple(lo_unions), "other_unions": tuple(other_unions)}
    for partner in partners_of(partners, local_parties, **unions):
        kind, place = partner.kind, partner.place
        if kind is None or place is None:
            continue
        _, own = partner.own
        judged = _organisation(partners, partner.row, own, demands[kind].days, on)
        organisations = gathered[place.key, kind]
        organisations[own] = min(judged, organisations.get(own, judged), key=lambda o: o.rank)
    for municipality in municipalities:
        for kind in KINDS:
            found = gathered[municipality.key, kind].values()
            yield _standing(municipality, kind, demands[kind], sorted(found, key=lambda o: o.rank))


def section(asked: Asked) -> Section | None:
    """Say in how many municipalities the contact with each kind of partner is in order."""
    if "partners" not in asked.tables:
        return None
    cells = matrix(asked)
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    for kind in COVERAGE_KINDS:
        verdicts = [verdict for (_, its), verdict in cells.items() if its == kind]
        if verdicts:
            values[f"covered:{kind}", ""] = sum(verdict == "ok" for verdict in verdicts)
            goals[f"covered:{kind}", ""] = len(verdicts)
    values |= _organisations(asked)
    return Section("partners", [name for name, _ in values], values, goals)


def _organisations(asked: Asked) -> dict[FigureKey, Value]:
    """Count the organisations at each level, and those we were in contact with in the last half year."""
    partners = asked.tables["partners"]
    known = partners_of(partners, asked.tables.get("local_parties"))
    values: dict[FigureKey, Value] = {}
    if partners.has("level"):
        for level in LEVELS:
            there = {each.own for each in known if (each.level or "local") == level}
            values[f"partners_by_level:{level}", ""] = len(there)
    if partners.has("last_contact"):
        last, since = partners.column("last_contact"), months_before(asked.on, 6)
        talked = {each.own for each in known if last[each.row] and since <= last[each.row] <= asked.on}
        values["talks_half_year", ""] = len(talked)
    return values


def matrix(asked: Asked) -> Mapping[tuple[str, str], str]:
    """Give the coverage matrix; empty where the workbook keeps no partners."""
    if "partners" not in asked.tables:
        return {}
    settings = asked.checks["partner_contact_missing"]
    return coverage(asked.tables["partners"], asked.tables.get("local_parties"), on=asked.on, **settings)


def coverage(
    partners: Table, local_parties: Table | None, *, on: date, **settings: object
) -> Mapping[tuple[str, str], Verdict]:
    """Give the verdict by municipality and kind, with the settings of `partner_contact_missing`.

    The municipality is its number; where none is known, its name as typed.
    """
    judged = standings(partners, local_parties, on=on, **settings)  # type: ignore[arg-type]  # checked there
    return {(standing.municipality.key, standing.kind): standing.verdict for standing in judged}


def _standing(
    municipality: Municipality, kind: str, demand: Demand, organisations: list[_Organisation]
) -> Standing:
    found, least = len(organisations), demand.least
    faulty = [organisation for organisation in organisations if organisation.fault != "ok"]
    if found - len(faulty) >= least:
        return Standing(municipality, kind, "ok", found=found, least=least)
    if not found:
        return Standing(municipality, kind, "none", least=least)
    if found < least:
        rows = tuple(organisation.row for organisation in organisations)
        return Standing(municipality, kind, "too_few", rows, found, least)
    rows = tuple(organisation.row for organisation in faulty)
    return Standing(municipality, kind, faulty[0].fault, rows, found, least, faulty[0].due)


def _organisation(partners: Table, i: int, name: str, days: int, on: date) -> _Organisation:
    kept = partners.letters[partners.tabs[i]]
    if "contact_person" in kept and not partners.column("contact_person")[i]:
        return _Organisation(i, name, "no_person")
    if "our_contact" in kept and not partners.column("our_contact")[i]:
        return _Organisation(i, name, "nobody_ours")
    if "last_contact" in kept:
        last = partners.column("last_contact")[i]
        if last is None:
            return _Organisation(i, name, "stale")
        if on > last + timedelta(days):
            return _Organisation(i, name, "stale", last + timedelta(days))
    until = partners.column("contact_until")[i]
    if until is not None and until < on:
        return _Organisation(i, name, "expired", until)
    return _Organisation(i, name, "ok")
