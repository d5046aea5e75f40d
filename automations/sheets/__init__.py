"""Where workbooks live: each backend reads a workbook whole and writes one plan, or refuses to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from automations.model import Fittings, OwnTab, Plan, Reading, Receipt, Repairs

TEXT_SUFFIXES = (".csv", ".tsv", ".ods")


class Workbook(Protocol):
    """A workbook somewhere: read whole, written by one plan."""

    remote: bool  # read over a network: an answer may be partial or old, and waiting is most of the work

    @property
    def name(self) -> str:
        """What people call it, as reports show it."""

    def read(self) -> Reading:
        """Read every tab. Refused when there is nothing here that can be read."""

    def refuse(self, plan: Plan) -> None:
        """Raise Refused where the workbook is such that `write` would refuse the plan. Writes nothing.

        Not for what passes by itself, as that somebody has it open, nor for what can only be read:
        to be planned is what such a list is for.
        """

    def write(self, plan: Plan) -> Receipt:
        """Write the plan whole, or raise Refused with nothing written. An empty plan writes nothing."""


@runtime_checkable
class Repairable(Workbook, Protocol):
    """A workbook whose tabs have more than values: lists to pick from, notes, colours, protection."""

    def fittings(self, own: Mapping[str, OwnTab], titles: Mapping[str, str]) -> Fittings:
        """Look at what the job's tabs have besides their values. `titles` are the words of plan.look."""

    def repair(self, repairs: Repairs) -> Receipt:
        """Set back what is lost in one write, or raise Refused with nothing written."""


def open_workbook(address: str | Path, *, name: str | None = None) -> Workbook:
    """Find the backend for a path, by its suffix. Nothing is read yet, so nothing is refused yet."""
    path = Path(address)
    if path.suffix.lower() in TEXT_SUFFIXES:
        from automations.sheets.local.text_files import TextFile  # noqa: PLC0415 - a list needs no Excel

        return TextFile(path, name=name)
    from automations.sheets.local.workbook import LocalWorkbook  # noqa: PLC0415 - lxml, only where it is used

    return LocalWorkbook(path, name=name)
