"""Reckon a thing about a table once, however many ask: a check and the figures often ask the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from automations.model import Table

_P = ParamSpec("_P")
_T = TypeVar("_T")


def once(
    function: Callable[Concatenate[Table, _P], Iterable[_T]],
) -> Callable[Concatenate[Table, _P], tuple[_T, ...]]:
    """Remember what a function of a table gives, for as long as the table is there."""
    memo: WeakKeyDictionary[Table, dict[Hashable, tuple[_T, ...]]] = WeakKeyDictionary()

    @wraps(function)
    def remembered(table: Table, *args: _P.args, **kwargs: _P.kwargs) -> tuple[_T, ...]:
        known = memo.setdefault(table, {})
        # Other tables are told apart by identity: they live as long as the workbook they came with.
        key: Any = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = tuple(function(table, *args, **kwargs))
        return known[key]

    return remembered  # type: ignore[return-value]  # wraps() hides what is wrapped
