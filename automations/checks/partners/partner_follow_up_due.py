"""What was agreed with a partner has come, and no contact after it is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from automations.checks.registry import check, lines
from automations.model import Finding, Skipped, Subject, Table
from automations.people.partners import PRIORITISED, Partner, called, partners_of, to_ask
from automations.people.responsible import Responsible, missing_tabs

NAME = "partner_follow_up_due"
_COLUMNS = {"follow_up": "follow_up_on", "meeting": "next_contact"}


def not_judged(
    partners: Table, local_parties: Table | None = None, officers: Table | None = None
) -> Iterator[Skipped]:
    """Say that nobody keeps a day to come back to a partner, and which tabs would have told whom to ask."""
    if not any(map(partners.has, _COLUMNS.values())):
        names = list(_COLUMNS.values())
        yield Skipped(NAME, "no_column", {"kinds": ["partners"], "column_names": names})
    yield from missing_tabs(NAME, local_parties=local_parties, officers=officers)


@check(
    needs=("partners",),
    uses=("local_parties", "officers"),
    columns={"partners": ("last_contact",)},
    serves=(85, *lines(104, 106)),
    words=lambda finding: str(finding.facts["reason"]),
    not_judged=not_judged,
)
def partner_follow_up_due(
    partners: Table, local_parties: Table | None, officers: Table | None, *, on: date
) -> Iterator[Finding]:
    """An organisation that was to be followed up, or met, on a day that is past, without contact since.

    A contact on the day itself, or later, is the one that was agreed; on another row of the same
    organisation too. Both days past are one task with two reasons.
    """
    responsible = Responsible(local_parties, officers, on)
    last_contact = partners.column("last_contact")
    days = {reason: partners.column(column) for reason, column in _COLUMNS.items()}
    known: dict[tuple[str, str], list[Partner]] = defaultdict(list)
    for partner in partners_of(partners, local_parties):
        known[partner.own].append(partner)
    for rows in known.values():
        contact = max((day for row in rows if (day := last_contact[row.row])), default=date.min)
        for partner in rows:
            if "last_contact" not in partners.letters[partners.tabs[partner.row]]:
                continue
            for reason in _COLUMNS:
                day = days[reason][partner.row]
                if day is not None and contact < day < on:
                    yield _finding(partners, partner, reason, day, responsible)


def _finding(partners: Table, partner: Partner, reason: str, day: date, responsible: Responsible) -> Finding:
    (where, name), column = partner.own, _COLUMNS[reason]
    ours = partners.column("our_contact")[partner.row]
    return Finding(
        check=NAME,
        subject=Subject((f"follow_up:{where}:{name}",)),
        source=partners.source(partner.row, column),
        severity="medium" if partner.kind in PRIORITISED else "low",
        facts={
            "municipality_number": partner.number,
            "kind": partner.kind,
            "reason": reason,
            "agreed": day.isoformat(),
        },
        column=column,
        due=day,
        private={"organisation": called(partner.organisation, partner.place.name if partner.place else None)},
        suggested=to_ask(responsible, partner.kind, partner.number, ours),
    )
