"""A spreadsheet of Google's as a workbook: one read, one batch, and a look at what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from automations.errors import Refused
from automations.model import Fittings, OwnTab, Plan, Reading, Receipt, Repairs, Source
from automations.sheets.google.account import Account
from automations.sheets.google.batch import Stamp, batch, mended, refuse_taken
from automations.sheets.google.connection import TokenTaken
from automations.sheets.google.lookup import KEY
from automations.sheets.google.reading import Understood, key_at, understood
from automations.sheets.google.ready import prepared
from automations.sheets.google.repair import LOOKS, fittings, repaired
from automations.sheets.google.snapshot import FIELDS, TRACES, snapshot_of, tokens_of
from automations.sheets.local.create import NewTab

_READS_A_RUN = 3
_Request = dict[str, Any]


class GoogleWorkbook:
    """One spreadsheet, by its id. `nonce` makes a word for a batch that no other batch has."""

    remote = True

    def __init__(
        self,
        spreadsheet: str,
        account: Account,
        *,
        name: str | None = None,
        editors: Collection[str] = (),
        nonce: Callable[[], str],
    ) -> None:
        self.id = spreadsheet
        self.name = name or spreadsheet
        self._named = name is not None
        self._account = account
        self._editors = {*editors, *([account.email] if account.email else [])}
        self._nonce = nonce
        self._read: Understood | None = None
        self._spent = 0  # reads so far in this run

    def read(self) -> Reading:
        """Read every tab at one moment. Refused where Google does not answer, or not with a spreadsheet."""
        self._read = self._look()
        return self._read.reading

    @property
    def was_read(self) -> bool:
        """Tell whether a reading has succeeded."""
        return self._read is not None

    def link(self, source: Source | None) -> str:
        """Make the address of a cell, or of the spreadsheet where the cell's tab is not known."""
        address = f"https://docs.google.com/spreadsheets/d/{self.id}/edit"
        sheets = self._read.snapshot.sheets if self._read and source else ()
        for sheet in sheets:
            if source and sheet.title == source.tab:
                return f"{address}#gid={sheet.id}&range={source.a1}"
        return address

    def prepare(self, tabs: Sequence[NewTab]) -> None:
        """Add people's tabs to a spreadsheet that holds nothing yet. Refused where it holds something."""
        read = self._look()
        if any(sheet.grid.numbers for sheet in read.snapshot.sheets) or read.snapshot.unread:
            raise Refused("errors_google.not_empty", place=self.name, status="refused")
        self._send(read, lambda stamp: prepared(tabs, read, stamp))

    def refuse(self, plan: Plan) -> None:
        """Refuse what the batch would be refused for, as far as it can be known without sending it."""
        if not plan.empty:
            refuse_taken(plan, self._understood(plan.version), place=self.name)

    def write(self, plan: Plan) -> Receipt:
        """Write the plan in one batch and look at what came of it.

        Refused where somebody else has written a batch since the reading that the plan was made from.
        """
        if plan.empty:
            return Receipt()
        read = self._understood(plan.version)
        connection = self._account.connection()
        reads, writes = connection.reads, connection.writes
        self._send(
            read,
            lambda stamp: batch(plan, read, stamp, place=self.name, editors=self._editors),
        )
        after = self._look()
        new = {change.key for change in plan.changes if change.row is None}
        astray = after.strays & new
        if astray:
            # Those that stand nowhere are left to the next run: this answer may be an old one.
            self._send(after, lambda stamp: mended(sorted(astray), astray, after, stamp))
            if self._spent < _READS_A_RUN:
                after = self._look()
        counts = _counted(plan, after)
        return Receipt(connection.reads - reads, connection.writes - writes, None, counts)

    def fittings(self, own: Mapping[str, OwnTab], titles: Mapping[str, str]) -> Fittings:
        """Look, with one more read, at what the job's tabs have besides their values."""
        assert self._read is not None  # noqa: S101 - `own` is what was read
        answer = self._account.connection().get(self.id, fields=LOOKS, grid=True, place=self.name)
        return fittings(answer, self._read.snapshot, own, titles)

    def repair(self, repairs: Repairs) -> Receipt:
        """Set back what is lost in one batch. Refused as `write` is."""
        if not repairs:
            return Receipt()
        read = self._understood(repairs.version)
        connection = self._account.connection()
        reads, writes = connection.reads, connection.writes
        self._send(read, lambda stamp: repaired(repairs, read, stamp, self._editors))
        return Receipt(connection.reads - reads, connection.writes - writes)

    def _look(self) -> Understood:
        connection = self._account.connection()
        before = connection.reads
        answer = connection.get(self.id, fields=FIELDS, grid=True, place=self.name)
        self._spent += connection.reads - before
        snapshot = snapshot_of(answer, self.name)
        if not self._named and snapshot.title:
            self.name = snapshot.title  # what people call it says more than its id
        return understood(snapshot, self.name, reads=connection.reads - before)

    def _understood(self, version: str) -> Understood:
        if self._read is None or self._read.reading.version != version:
            raise Refused("errors_google.changed_since_read", place=self.name, status="refused")
        return self._read

    def _send(self, read: Understood, spelled: Callable[[Stamp], Sequence[_Request]]) -> None:
        """Send a batch so that it takes effect once, whatever becomes of the answers."""
        connection = self._account.connection()
        nonce = self._nonce()
        seen = read.snapshot.sequence

        def landed() -> bool:
            answer = connection.get(self.id, fields=TRACES, place=self.name)
            self._spent += 1
            return any(token.nonce == nonce for token in tokens_of(answer))

        for attempt in (0, 1):
            stamp = Stamp(self.id, seen + 1, nonce, attempt)
            try:
                connection.update(self.id, spelled(stamp), landed=landed, place=self.name)
            except TokenTaken:
                answer = connection.get(self.id, fields=TRACES, place=self.name)
                tokens = tokens_of(answer)
                if any(token.nonce == nonce for token in tokens):
                    return
                if any(token.sequence > seen for token in tokens):
                    break
            else:
                return
        raise Refused("errors_google.changed_since_read", place=self.name, status="refused")


def _counted(plan: Plan, after: Understood) -> dict[str, int]:
    """Count what is seen to stand there: new tasks by their keys, changed ones by what they show."""
    sheet, tasks = after.snapshot.of_kind("tasks"), after.tasks
    seen = set()
    if sheet is not None and tasks is not None:
        rows = zip(sheet.grid.numbers, sheet.grid.cells, strict=True)
        seen = {key_at(tasks, number, cells) for number, cells in rows}
    counts = {content.kind: len(content.lines) for content in plan.sheets}
    for change in plan.changes:
        if change.action == "withdraw":
            counts["withdraw"] = counts.get("withdraw", 0) + (change.key not in seen)
        elif change.key in seen and (change.values.get(KEY) is None or change.key in after.shown):
            counts[change.action] = counts.get(change.action, 0) + 1
    return counts
