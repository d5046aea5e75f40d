"""What people ask to be spared, and what protects them: a cell that cannot be read counts as the strictest.

Blank means what the table of opt-outs says of blank; whatever else is typed is never taken for a yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from automations.recognise.answers import find, split_note, yes_no, yes_no_cell
from automations.recognise.dates import DateReading
from automations.recognise.fold import fold
from automations.recognise.readings import BLANK, Bad, Reader, shown
from automations.tabs.choices import UNKNOWN_WORDS

if TYPE_CHECKING:
    from automations.recognise.tables import Part

_UNKNOWN = frozenset(map(fold, UNKNOWN_WORDS))
_BUT = re.compile(r"\b(?:ikke|ikkje|ei|men|aldri|ingen|uten|utan|kun|bare|berre|not|no|but|never|only)\b")
_NOT = re.compile(r"\b(?:ikke|ikkje|aldri|ingen|not|never|no)\b")
_CALL = re.compile(r"\bring|\btlf|telefon|\bphone|\bcall")
_LETTER = re.compile(r"\bmail|e-?post|\bsms|\bbrev|e-?mail|\bletter")
_ONLY = re.compile(r"^(?:kun|bare|berre|only)\b")
_CONTACT = re.compile(r"kontakt|contact")
_HIDDEN = re.compile(
    r"\b(?:kode\s*)?[67]\b|hemm?eli?g|hemmeleg|fortrolig|fortruleg|gradert|sperr|skjerm|skjult|secret|hidden"
)
_WITHDRAWN = re.compile(r"\btrukk|\btrekt\b|tilbaketr|withdr|\brevoked")
_LEFT = re.compile(
    r"(?:er |har )?"
    r"(?:utmeldt?\b|meldt? (?:seg )?ut\b|avdød|død|dau\b|slutt(?:et|a)\b|gått bort|resigned|dead)"
)
_LEFT_INSIDE = re.compile(r"\butmeldt?\b|\bmeldt? (?:seg )?ut\b|\bavdød|\bdød\b|\bresigned\b|\bdead\b")
_SUPPORTS = re.compile(r"støtte|stønad|passiv|support")
# Of two columns that say the same thing, the value that stands first here wins over those after it.
_STRICTEST: dict[str, tuple[Any, ...]] = {
    "may_contact": ("no", "no_call", "yes"),
    "protected_address": (True, False),
    "consent": (False, True),
    "guardian_consent": (False, True),
    "transfer_consent": (False, True),
    "activity_level": ("supporting",),
    "status": ("resigned", "delete", "supporting"),
    "resigned_on": (),
}
_KEPT_BY = frozenset({"members", "supporters", "youth_transition"})
_KINDS = {
    "protected_address": "protected",
    "consent": "consent",
    "guardian_consent": "consent",
    "transfer_consent": "consent",
    "resigned_on": "resigned",
}
# Headers whose cells are read in another way than their column's usual one.
_HEADERS: dict[str, dict[str, str]] = {
    "may_contact": {
        **dict.fromkeys(("ikkering", "ikkjering", "ringikke", "ringikkje", "donotcall"), "no_call"),
        **dict.fromkeys(("maaikkeringes", "maaikkjeringast", "reservertmottelefon"), "no_call"),
        **dict.fromkeys(("ikkekontakt", "reservert", "reservasjon", "donotcontact"), "no_contact"),
    },
    "activity_level": {"stottemedlem": "supporting_mark", "stonadsmedlem": "supporting_mark"},
    "status": {"slettes": "delete_mark", "slettast": "delete_mark"},
}


def read_as(kind: str, column: str, word: str) -> str | None:
    """The kind of cells under a header (folded) that protects people; None: as the column is declared."""
    if kind not in _KEPT_BY:
        return None
    return _HEADERS.get(column, {}).get(word) or _KINDS.get(column)


def combines(kind: str, column: str) -> bool:
    """Tell whether several columns of a tab may say this, so that all are read and the strictest wins."""
    return kind in _KEPT_BY and column in _STRICTEST


def strictest(column: str, values: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Let two columns of one meaning speak as one."""
    order = _STRICTEST[column]

    def stricter(one: Any, other: Any) -> Any:
        if one is None or other is None:
            return other if one is None else one
        if column == "resigned_on":  # a day says more than a mark
            return min((day for day in (one, other) if day is not True), default=True)
        return next((value for value in order if value in (one, other)), one)

    return [stricter(*pair) for pair in zip(values, others, strict=True)]


class StrictReader(Reader):
    """Reads cells of which those that cannot be read have the strictest value."""

    __slots__ = ("_strict",)

    def __init__(
        self,
        strict: Any,
        text: Callable[[str], Any],
        other: Callable[[Any], Any] | None = None,
        quick: Callable[[str], Any] | None = None,
    ) -> None:
        self._strict = strict
        read = other or self._as_text
        super().__init__(text, lambda value: self._strictly(read(value)), quick)

    def read_text(self, text: str) -> Any:
        """Read one text as it stands in the cell."""
        return self._strictly(super().read_text(text))

    def _strictly(self, result: Any) -> Any:
        if type(result) is Bad and result.value is None:
            return Bad(result.code, self._strict)
        return result


def of_kind(kind: str, on: date) -> Reader | None:
    """Make the reader of a kind of protecting column; None for any other kind."""
    made: dict[str, Callable[[], Reader]] = {
        "may_contact": lambda: StrictReader("no", may_contact, _boxes(may_contact)),
        "no_call": lambda: StrictReader("no_call", _turned("no_call"), _boxes(_turned("no_call"))),
        "no_contact": lambda: StrictReader("no", _turned("no"), _boxes(_turned("no"))),
        "protected": lambda: StrictReader(True, protected, _boxes(protected)),  # noqa: FBT003 - the value
        "consent": lambda: StrictReader(False, consent, yes_no_cell),  # noqa: FBT003 - the value
        "delete_mark": lambda: StrictReader("delete", _mark("delete"), _boxes(_mark("delete"))),
        "supporting_mark": lambda: StrictReader(
            "supporting", _mark("supporting"), _boxes(_mark("supporting"))
        ),
        "member_status": lambda: Reader(member_status, _boxes(member_status)),
        "activity_level": lambda: Reader(activity_level, _boxes(activity_level)),
        "resigned": lambda: _resigned_reader(on),
    }
    return made[kind]() if kind in made else None


def _boxes(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Read a cell that is not text, such as a ticked box, as what it shows."""
    return lambda value: read(str(value).lower() if isinstance(value, bool) else shown(value))


def _nothing(text: str) -> bool:
    return text.lower() in BLANK or fold(text) in _UNKNOWN


def _first_word(group: str, text: str) -> str | None:
    first = text.split(maxsplit=1)[0].rstrip(".,!")
    return None if _NOT.fullmatch(first.lower()) else find(group, first)


def may_contact(text: str) -> str | Bad | None:  # noqa: PLR0911 - one answer for each form
    """Read whether a person may be contacted. A yes with a reservation is no plain yes."""
    found = find("may_contact", text)
    if _nothing(text) or found == "no" or (found and not text.endswith("?")):
        return found
    lowered = text.lower()
    head = split_note("may_contact", text) or _first_word("may_contact", text)
    if head == "yes" and not _BUT.search(lowered) and not lowered.endswith("?"):
        return "yes"
    if head and head != "yes":
        return head
    if _NOT.search(lowered):
        if _CONTACT.search(lowered):
            return "no"
        if _CALL.search(lowered):
            return "no_call"
    if _ONLY.search(lowered) and _LETTER.search(lowered) and not _CALL.search(lowered):
        return "no_call"
    return Bad("wish", "no_call" if _CALL.search(lowered) or _LETTER.search(lowered) else "no")


def _turned(meaning: str) -> Callable[[str], str | Bad | None]:
    """Make a function for a column that asks the other way round: yes under `Ikke ring` means no calls."""

    def read(text: str) -> str | Bad | None:
        answer = yes_no(text)
        lowered = text.lower()
        if answer is False and not _BUT.search(lowered.removeprefix("no")):
            return "yes"
        if answer is None:
            return None
        if answer is True and not (meaning == "no" and _CALL.search(lowered)):
            return meaning
        if answer is False:
            return Bad("wish")
        if _CALL.search(lowered):
            return "no_call"
        said = may_contact(text)
        return said if said in {"no", "no_call"} else Bad("wish")

    return read


def protected(text: str) -> bool | Bad | None:
    """Read whether an address is secret; `kode 6` says so."""
    answer = yes_no(text)
    lowered = text.lower()
    if answer is False and re.search(r"\b(?:men|but)\b", lowered):
        return Bad("wish")
    if isinstance(answer, Bad):
        return True if _HIDDEN.search(lowered) and not _NOT.search(lowered) else Bad("wish")
    return answer


def consent(text: str) -> bool | Bad | None:
    """Read whether consent is given; withdrawn is a no, and so is all that is no plain yes."""
    lowered = text.lower()
    if _WITHDRAWN.search(lowered):
        return Bad("wish") if _NOT.search(lowered) else False
    answer = yes_no(text)
    if isinstance(answer, Bad) or (answer and _BUT.search(lowered)):
        return Bad("wish")
    return answer


def _mark(meaning: str) -> Callable[[str], str | Bad | None]:
    """Make a function for a column whose header is the answer, and whose cells hold a mark."""

    def read(text: str) -> str | Bad | None:
        answer = yes_no(text)
        if isinstance(answer, Bad):
            return Bad("wish")
        return meaning if answer else None

    return read


def member_status(text: str) -> str | Bad | None:
    """Read a member's status; who has left is told by the words, whatever stands after them."""
    found = find("member_status", text) or split_note("member_status", text)
    if found or _nothing(text):
        return found
    lowered = text.lower()
    if _NOT.search(lowered):
        return Bad("choice")
    if _LEFT.match(lowered):
        return "resigned"
    return Bad("choice", "resigned" if _LEFT_INSIDE.search(lowered) else None)


def activity_level(text: str) -> str | Bad | None:
    """Read how active a member wishes to be; who only wants to support is let be."""
    found = find("activity_level", text) or split_note("activity_level", text)
    if found or _nothing(text):
        return found
    return Bad("choice", "supporting" if _SUPPORTS.search(text.lower()) else None)


def _resigned_reader(on: date) -> Reader:
    """Read the day of resigning; a mark, or anything else that is no day, says True: has resigned."""
    dates = DateReading(on)

    def text(typed: str) -> date | bool | Bad | None:
        answer = yes_no(typed)
        found = dates.text(typed)
        if isinstance(found, date):
            return found
        if answer is False or answer is None or found is None:
            return None
        mark = answer is True and (typed == "1" or not any(sign.isdigit() for sign in typed))
        return True if mark else found

    def other(value: Any) -> date | bool | Bad | None:
        if isinstance(value, int | float) and value in {0, 1}:
            return True if value else None
        return dates.other(value)

    return StrictReader(True, text, other, dates.quick)  # noqa: FBT003 - the value


def settle(part: Part) -> None:
    """Let a mark of resigning be the status, and let nobody ring who may be a child."""
    if part.kind not in _KEPT_BY:
        return
    count = len(part.numbers)
    left = part.columns.get("resigned_on", ())
    if True in left:
        status = part.columns.get("status") or [None] * count
        part.columns["status"] = [
            "resigned" if day is True else said for day, said in zip(left, status, strict=True)
        ]
        part.columns["resigned_on"] = [None if day is True else day for day in left]
    rows = {p.source.row for p in part.problems if p.facts.get("column") in ("birth_year", "birth_date")}
    if rows:
        years, days, wishes = (
            part.columns.get(name) or [None] * count for name in ("birth_year", "birth_date", "may_contact")
        )
        part.columns["may_contact"] = [
            "no_call" if number in rows and not year and not day and wish != "no" else wish
            for number, year, day, wish in zip(part.numbers, years, days, wishes, strict=True)
        ]
