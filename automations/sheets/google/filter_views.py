"""The task tab as somebody wants to see it: overdue, taken by nobody, and one view for each who has tasks.

A view is ours while its id follows from its title. One that somebody made, copied or renamed is theirs, and
is never touched. What a view filters stays as it is once made, but for the columns: people move them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from automations.sheets.google.own_tabs import new_id
from automations.sheets.google.snapshot import View

_Request = dict[str, Any]


def filter_views(
    spreadsheet: str,
    sheet_id: int,
    standing: Sequence[View],
    titles: Mapping[str, str],
    *,
    letters: Mapping[str, int],
    header_row: int,
) -> list[_Request]:
    """Bring the views in step with who has tasks; nothing where they are."""
    wanted = _wanted(titles, letters)
    if wanted is None:
        return []
    area = {
        "sheetId": sheet_id,
        "startRowIndex": header_row - 1,
        "startColumnIndex": 0,
        "endColumnIndex": 1 + max(letters.values()),
    }
    ours = {view.title: view for view in standing if view.id == _id(spreadsheet, view.title)}
    ids = {view.id for view in standing}
    theirs = {view.title.casefold() for view in standing if view.title not in ours}
    requests: list[_Request] = [
        {"deleteFilterView": {"filterId": view.id}} for title, view in ours.items() if title not in wanted
    ]
    for title, specs in wanted.items():
        view = {"filterViewId": _id(spreadsheet, title), "title": title, "range": area, "filterSpecs": specs}
        if title not in ours:
            if title.casefold() not in theirs and view["filterViewId"] not in ids:
                requests.append({"addFilterView": {"filter": view}})
        elif ours[title].columns != frozenset(spec["columnIndex"] for spec in specs):
            requests.append({"updateFilterView": {"filter": view, "fields": "range,filterSpecs"}})
    return requests


def _wanted(titles: Mapping[str, str], letters: Mapping[str, int]) -> dict[str, list[dict[str, Any]]] | None:
    if "view.overdue" not in titles or not {"state", "responsible"} <= letters.keys():
        return None
    state, who = letters["state"], letters["responsible"]
    not_closed = {"columnIndex": state, "filterCriteria": {"hiddenValues": titles["view.hidden"].split("|")}}
    wanted = {
        titles["view.overdue"]: [_where(state, "TEXT_EQ", titles["state.overdue"])],
        titles["view.unassigned"]: [not_closed, _where(who, "BLANK")],
    }
    for name in titles["view.people"].split("|"):
        if name:
            wanted.setdefault(name, [not_closed, _where(who, "TEXT_EQ", name)])
    return wanted


def _where(column: int, kind: str, value: str = "") -> dict[str, Any]:
    condition: dict[str, Any] = {"type": kind}
    if value:
        condition["values"] = [{"userEnteredValue": value}]
    return {"columnIndex": column, "filterCriteria": {"condition": condition}}


def _id(spreadsheet: str, title: str) -> int:
    return new_id(spreadsheet, "view", title)
