"""The task tab's columns, whose they are, and the rules that a new one gets."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from automations.model import CellValue, Link, column_letters
from automations.sheets.local.cells import clean, escape, quoteattr
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
_CELL_OR_SIGN = re.compile(r"\$?[A-Z]+\$?\d+|[=;,\s]")


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


def row_tests(titles: Mapping[str, str], letters: Mapping[str, int], row: int, parted: str) -> dict[str, str]:
    """Spell what a row is coloured by, `overdue`, `closed` and `ours`, the first that fits: no `=` before it.

    `row` is the first that the rules are laid over; `parted` is what stands between arguments.
    """
    tests = {}
    if "state" in letters:
        state = f"${column_letters(letters['state'])}{row}"
        for name in ("overdue", "closed"):
            said = [one for one in titles.get(f"state.{name}", "").split("|") if one]
            if said:
                tests[name] = f"OR({parted.join(f'{state}={_string(one)}' for one in said)})"
    return tests | {"ours": f'${column_letters(letters["task_id"])}{row}<>""'}


def same_test(formula: str) -> str:
    """Give what is left of a test when its cell and its punctuation are not looked at."""
    return _CELL_OR_SIGN.sub("", formula)


def task_rules(titles: Mapping[str, str], styles: Styles, *, header: int, last: int) -> str:
    """Spell the colours by state and the lists of choices of a new task tab. Typing freely stays allowed."""
    letters = {name: at for at, name in enumerate(COLUMNS)}
    first, bottom = header + 1, max(last, header + SPARE_ROWS)
    tests = row_tests(titles, letters, first, ",")
    colours = [
        colour(name, test, styles, letters, (first, bottom), priority=priority)
        for priority, (name, test) in enumerate(tests.items(), start=1)
    ]
    lists = [column_rule(name, at, titles, first, bottom) for name, at in letters.items()]
    return "".join(colours) + all_lists(
        [*lists, *(header_note(n, at, titles, header) for n, at in letters.items())]
    )


def colour(
    name: str,
    test: str,
    styles: Styles,
    letters: Mapping[str, int],
    rows: tuple[int, int],
    *,
    priority: int = 1,
) -> str:
    """Spell one colour: the job's columns by whether a row has a task, whole rows by its state."""
    places = sorted(at for one, at in letters.items() if name != "ours" or one in OURS)
    runs = [(places[0], places[-1])] if name != "ours" else [(at, at) for at in places]
    areas = " ".join(f"{column_letters(a)}{rows[0]}:{column_letters(b)}{rows[1]}" for a, b in runs)
    return (
        f'<conditionalFormatting sqref="{areas}">'
        f'<cfRule type="expression" dxfId="{styles.highlight(name)}" priority="{priority}">'
        f"<formula>{escape(test)}</formula></cfRule></conditionalFormatting>"
    )


def header_note(name: str, at: int, titles: Mapping[str, str], header: int) -> str:
    """Spell the note on a column's header; empty without one."""
    note = titles.get(f"note.{name}", "")
    return _validation('type="none"', at, header, header, note=note) if note else ""


def column_rule(name: str, at: int, titles: Mapping[str, str], first: int, last: int) -> str:
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
