"""Who may write where: the job's tabs and columns are its own and the coordinators'."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from automations.model import Plan
from automations.sheets.google import task_rows
from automations.sheets.google.snapshot import SheetRead, Snapshot

_Request = dict[str, Any]
_SIGN = "(automations)"  # ends the description of every protection of ours


def protections(
    plan: Plan, snapshot: Snapshot, ids: Mapping[str, int], editors: Collection[str]
) -> list[_Request]:
    """Protect what is not protected yet, and let in coordinators who have come since."""
    requests: list[_Request] = []
    standing = {sheet.kind: sheet for sheet in snapshot.sheets if sheet.kind}
    for kind, sheet in standing.items():
        ours = _ours(sheet)
        requests += [
            _let_in(one.id, {*one.editors, *editors}) for one in ours if not set(editors) <= set(one.editors)
        ]
        if not ours:
            letters = plan.tasks.letters if plan.tasks else task_rows.LETTERS_OF_NEW
            requests += protected(kind, sheet.id, letters, plan.titles, editors)
    for content in plan.sheets:
        if content.kind in standing:
            continue
        sheet_id = ids[next((t for t in ids if t.casefold() == content.title.casefold()), content.title)]
        requests += protected(content.kind, sheet_id, task_rows.LETTERS_OF_NEW, plan.titles, editors)
    return requests


def is_protected(sheet: SheetRead) -> bool:
    """Tell whether a tab bears a protection of ours."""
    return bool(_ours(sheet))


def _ours(sheet: SheetRead) -> list[Any]:
    return [one for one in sheet.protections if one.description.endswith(_SIGN)]


def protected(
    kind: str, sheet_id: int, letters: Mapping[str, int], titles: Mapping[str, str], editors: Collection[str]
) -> list[_Request]:
    """Protect a tab of ours; of the task tab the job's columns, which `letters` has."""
    areas: list[dict[str, int]] = [{"sheetId": sheet_id}]
    if kind == "tasks":
        areas = [
            {"sheetId": sheet_id, "startColumnIndex": first, "endColumnIndex": end}
            for first, end in task_rows.our_columns(letters)
        ]
    said = f"{titles.get('protected', '')} {_SIGN}".strip()
    return [
        {
            "addProtectedRange": {
                "protectedRange": {
                    "range": area,
                    "description": said,
                    "warningOnly": False,
                    "editors": {"users": sorted(editors)},
                }
            }
        }
        for area in areas
    ]


def _let_in(protection: int, editors: Collection[str]) -> _Request:
    changed = {"protectedRangeId": protection, "editors": {"users": sorted(editors)}}
    return {"updateProtectedRange": {"protectedRange": changed, "fields": "editors"}}
