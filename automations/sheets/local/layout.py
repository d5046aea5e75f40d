"""The task tab's columns, whose they are, and the rules that a new one gets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from automations.model import CellValue, Link, column_letters
from automations.sheets.local.cells import clean
from automations.sheets.local.styles import Styles
from automations.tabs import TABS

COLUMNS = tuple(column.name for column in TABS["tasks"].columns)
OURS = frozenset(column.name for column in TABS["tasks"].columns if column.ours)
LINE_HEIGHT = 15
_LETTERS_A_DIGIT = 1.1  # widths count digits, and letters are narrower
_TALLEST = 400  # a sheet allows 409
SPARE_ROWS = 1000  # rows below the header that already have their lists of choices
_LONGEST_LIST = 255
_LONGEST_WARNING = 225
_FIRST_DATE = 36_526  # 1 January 2000


def declared_widths(kind: str) -> tuple[int, ...]:
    """Give the widths a kind of tab declares for its columns, none for a kind that declares none."""
    return tuple(column.width for column in TABS[kind].columns) if kind in TABS else ()


def height_of(cells: Iterable[tuple[CellValue, int]]) -> int:
    """Estimate the height in points of a row of wrapped values, each with its column's width; 0 for one line.

    Without a height LibreOffice shows one line; with one that is not fixed both it and Excel fit the
    row anew as soon as somebody types in it.
    """
    most = 1
    for value, width in cells:
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str):
            fits = max(width, 1) * _LETTERS_A_DIGIT
            lines = sum(max(1, math.ceil(len(part) / fits)) for part in text.split("\n"))
            most = max(most, lines)
    return min(most * LINE_HEIGHT, _TALLEST) if most > 1 else 0


def people_columns(kind: str) -> frozenset[int]:
    """Give the columns (from 0) of a new tab that people fill in."""
    if kind != "tasks":
        return frozenset()
    return frozenset(i for i, name in enumerate(COLUMNS) if name not in OURS)


def task_rules(titles: Mapping[str, str], styles: Styles, *, header: int, last: int) -> str:
    """Spell the colours by state and the lists of choices of a new task tab. Typing freely stays allowed."""
    first, bottom = header + 1, max(last, header + SPARE_ROWS)
    state = f"${column_letters(COLUMNS.index('state'))}{first}"
    area = f"A{first}:{column_letters(len(COLUMNS) - 1)}{bottom}"
    rules = []
    for priority, name in enumerate(("overdue", "closed"), start=1):
        said = [one for one in titles.get(f"state.{name}", "").split("|") if one]
        if said:
            test = ",".join(f"{state}={_string(one)}" for one in said)
            rules.append(
                f'<cfRule type="expression" dxfId="{styles.highlight(name)}" priority="{priority}">'
                f"<formula>{escape(f'OR({test})')}</formula></cfRule>"
            )
    filled = f'${column_letters(COLUMNS.index("task_id"))}{first}<>""'
    pale = (
        f'<cfRule type="expression" dxfId="{styles.highlight("ours")}" priority="{len(rules) + 1}">'
        f"<formula>{escape(filled)}</formula></cfRule>"
    )
    lists = [_column_rules(name, at, titles, first, bottom) for at, name in enumerate(COLUMNS)]
    lists += [
        _validation('type="none"', at, header, header, note=titles.get(f"note.{name}", ""))
        for at, name in enumerate(COLUMNS)
        if f"note.{name}" in titles
    ]
    areas = " ".join(
        f"{column_letters(at)}{first}:{column_letters(at)}{bottom}"
        for at, name in enumerate(COLUMNS)
        if name in OURS
    )
    colours = (
        f'<conditionalFormatting sqref="{area}">{"".join(rules)}</conditionalFormatting>' if rules else ""
    )
    colours += f'<conditionalFormatting sqref="{areas}">{pale}</conditionalFormatting>'
    return colours + all_lists(lists)


def _column_rules(name: str, at: int, titles: Mapping[str, str], first: int, last: int) -> str:
    """Spell what holds for the cells of one column. Ours warn whoever types there, and sort as all others."""
    note = titles.get(f"note.{name}", "")
    if name in OURS:
        warning = titles.get("protected", "")
        rule = _validation('type="custom"', at, first, last, formula="FALSE", warning=warning)
        return rule if warning else ""
    if name == "deferred_until":
        day = 'type="date" operator="greaterThanOrEqual"'
        return _validation(day, at, first, last, formula=str(_FIRST_DATE), note=note)
    return list_of_choices(at, _choices(titles, name), first, last, note=note)


def who_to_pick(titles: Mapping[str, str]) -> tuple[str, str]:
    """Spell the prompt and the list of those to pick from as Ansvarlig, as the column's rule has them."""
    prompt = clean(titles.get("note.responsible", ""))[:_LONGEST_LIST]
    return prompt, _string(",".join(_choices(titles, "responsible")))


def _choices(titles: Mapping[str, str], name: str) -> list[str]:
    choices = [one for one in titles.get(f"choice.{name}", "").split("|") if one and "," not in one]
    while len(",".join(choices)) > _LONGEST_LIST:  # some names are of more use than none
        choices.pop()
    return choices


def list_of_choices(column: int, choices: Sequence[str], first: int, last: int, *, note: str = "") -> str:
    """Spell a list to pick from, with a note shown in its cells; empty where there is neither.

    A list that is too long for a cell's rule, or whose choices hold its comma, is left out.
    """
    choices = [choice for choice in choices if choice]
    formula = _string(",".join(choices))
    fits = choices and not any("," in one for one in choices) and len(formula) - 2 <= _LONGEST_LIST
    if not fits and not note:
        return ""
    kind = 'type="list"' if fits else 'type="none"'
    return _validation(kind, column, first, last, formula=formula if fits else "", note=note)


def all_lists(lists: Sequence[str]) -> str:
    """Spell all rules for cells of a tab; empty without any."""
    there = [one for one in lists if one]
    return f'<dataValidations count="{len(there)}">{"".join(there)}</dataValidations>' if there else ""


def _validation(
    kind: str, column: int, first: int, last: int, *, formula: str = "", note: str = "", warning: str = ""
) -> str:
    letters = column_letters(column)
    prompt = f" prompt={quoteattr(clean(note)[:_LONGEST_LIST])}" if note else ""
    if warning:
        prompt += f' errorStyle="warning" error={quoteattr(clean(warning)[:_LONGEST_WARNING])}'
    inner = f"<formula1>{escape(clean(formula))}</formula1>" if formula else ""
    return (
        f'<dataValidation {kind} allowBlank="1" showInputMessage="1" '
        f'showErrorMessage="{int(bool(warning))}"{prompt} '
        f'sqref="{letters}{first}:{letters}{last}">{inner}</dataValidation>'
    )


def _string(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
