"""An .xlsx or .xlsm file on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from automations.errors import Refused
from automations.model import Receipt
from automations.sheets.local.read import reading, version_of
from automations.sheets.local.refusals import load, refuse_open
from automations.sheets.local.repair import fittings, repaired
from automations.sheets.local.replace import replace_file
from automations.sheets.local.write import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from automations.model import Fittings, OwnTab, Plan, Reading, Repairs


class LocalWorkbook:
    """A workbook in a file, written back in place with everything else in it as it was."""

    remote = False

    def __init__(self, path: Path, *, name: str | None = None) -> None:
        self._path = path
        self.name = name or path.name or str(path)  # `.` has no name

    def read(self) -> Reading:
        """Read every tab. Refused when the file is no workbook that can be read."""
        return reading(load(self._path), self.name, str(self._path))

    def refuse(self, plan: Plan) -> None:
        """Make the new file and let it go: only so is it known that it can be made."""
        if not plan.empty:
            self._made(plan)

    def write(self, plan: Plan) -> Receipt:
        """Write the plan whole, or raise Refused with the file as it was.

        Refused as skipped while somebody has it open, and as refused when it changed since it was read.
        """
        if plan.empty:
            return Receipt()
        refuse_open(self._path)
        old, new, counts = self._made(plan)
        return Receipt(reads=1, writes=1, backup=self._replaced(old, new), written=counts)

    def fittings(self, own: Mapping[str, OwnTab], titles: Mapping[str, str]) -> Fittings:
        """Look at what the job's tabs have besides their values. Refused where one of them is damaged."""
        return fittings(load(self._path), own, titles, str(self._path))

    def repair(self, repairs: Repairs) -> Receipt:
        """Set back what is lost, or raise Refused, as `write` does, with the file as it was."""
        if not repairs:
            return Receipt()
        refuse_open(self._path)
        old = self._as_read(repairs.version)
        backup = self._replaced(old, repaired(old, repairs, self.name, str(self._path)))
        return Receipt(reads=1, writes=1, backup=backup)

    def _made(self, plan: Plan) -> tuple[bytes, bytes, dict[str, int]]:
        """Give the file as it is, as it shall be, and what was counted in it."""
        old = self._as_read(plan.version)
        return old, *written(old, plan, self.name, str(self._path))

    def _as_read(self, version: str) -> bytes:
        old = load(self._path)
        if version_of(old) != version:
            raise Refused("errors_local.changed_since_read", place=str(self._path), status="refused")
        return old

    def _replaced(self, old: bytes, new: bytes) -> str:
        """Put the new bytes in place of the old, and look at them; gives the backup."""
        refuse_open(self._path)
        backup = replace_file(self._path, new, old=old)
        if load(self._path) != new:
            raise Refused("errors_local.changed_since_read", place=str(self._path), status="failed")
        return str(backup)
