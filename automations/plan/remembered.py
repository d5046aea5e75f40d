"""What is remembered in a workbook, and when nothing may be built upon it."""

from __future__ import annotations

from automations.errors import Refused
from automations.model import OwnTab, Recognised
from automations.plan.memory import Memory, read_memory


def memory_of(recognised: Recognised, fresh_salt: str) -> Memory:
    """Read the hidden tab, or begin one. Refused where what is there cannot be the whole of ours."""
    unread = [tab.tab for tab in recognised.tabs if tab.note == "unread"]
    if unread and not {"tasks", "memory"} <= recognised.own.keys():
        # One of the unreadable tabs may be ours: writing another beside it would double every task.
        raise Refused("errors.own_tab_unread", place=recognised.name, status="refused", tab=unread[0])
    for tab in recognised.tabs:
        if tab.recognised_as == "tasks" and "task_id" in tab.missing:
            # Without our memory it is not our tab that lost its header, but one of people's own.
            code = "errors.no_task_id" if "memory" in recognised.own else "errors_local.tab_taken"
            raise Refused(code, place=recognised.name, status="refused", tab=tab.tab)
    own = recognised.own.get("memory")
    if own is not None:
        try:
            return read_memory(own)
        except (ValueError, KeyError):
            raise Refused("errors.memory_broken", place=recognised.name, status="refused") from None
    tasks = recognised.own.get("tasks")
    if tasks is not None and _has_keys(tasks):
        raise Refused("errors.memory_missing", place=recognised.name, status="refused")
    return Memory(fresh_salt)


def _has_keys(tasks: OwnTab) -> bool:
    place = tasks.letters["task_id"]
    return any(
        number > tasks.header_row and place < len(cells) and cells[place] is not None
        for number, cells in zip(tasks.grid.numbers, tasks.grid.cells, strict=True)
    )
