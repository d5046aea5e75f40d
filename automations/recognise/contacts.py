"""What a contact cell says: a date, a mark, a name, or that nobody answered."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from automations.model import Contact
from automations.recognise.answers import find
from automations.recognise.dates import PAST, DateReading, is_relative
from automations.recognise.fold import fold
from automations.recognise.readings import BLANK, Bad, flaw

_NO_ANSWER = re.compile(
    r"(?<![a-zæøå])(?:ikkj?e|fikk ikke|fekk ikkje|ingen|uten|utan|no|not)[ _]+(?:fått )?"
    r"(?:svar\w*|tak|kontakt\w*|answer\w*|reply)|"
    r"svar(?:te|er|a|ar)? (?:ikke|ikkje)|(?:tok|tar|tek) (?:ikke|ikkje)|"
    r"telefonsvarer|mobilsvar|opptatt|oppteken|ring(?:er)? tilbake|ringtilbake|"
    r"ugyldig ?svar|"
    r"feil nummer|feil nr|voicemail|call back|ubesvart"
)
_TIMES = re.compile(r"(?:x|×|\*)\s?(\d{1,2})\b|\b(\d{1,2})\s?(?:x|×|ganger|gonger|gang|times|forsøk)")
_WORDS_OF_NUMBER = {"to": 2, "tre": 3, "fire": 4, "two": 2, "three": 3}
_MORE_THAN = re.compile(r"(?:flere|fleire|mer|meir|more)[ _](?:enn|than)[ _](\w+?)(?:[ _]|$)")
_DATE_INSIDE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[./]\d{1,2}\b|"
    r"\d{1,2}\.?\s?(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)[a-zæøå]*\.?(?:\s\d{4})?"
)
_LONGEST_ANSWER = 10  # letters of a yes or a no
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOT_YET = frozenset(
    map(fold, ("ikke", "ikkje", "ikke ennå", "ikkje enno", "ikke kontaktet", "ikke ringt", "not yet"))
)
_PLANNED = re.compile(
    r"^(?:skal|må|bør|planlagt|venter|ventar|to be|will)\b|"
    r"\b(?:skal|må|bør|to be|will) (?:\w+ ){0,2}(?:ring|kontakt|snakk|call)|"
    r"^ring(?: (?:henne|ham|han|ho|hen|igjen|opp))?\W*$"
)
_HAS_BEEN = re.compile(
    r"\b(?:ringte|ringt|ringde|snakk[ea]t?|svarte?|svara|møtte|kontakt(?:et|a)|called|talked)\b"
)
_TRIED = re.compile(r"^(?:har |eg har |jeg har )?(?:prøv[dt]e?|forsøkte?|tried)\b|\b(?:prøvd|forsøkt) å ring")
_REACHED = re.compile(r"snakk|svarte|svara|fikk tak|fekk tak|nådde|talked|reached")


class ContactReading:
    """Reads contacts as of a day. With `dated`, one that is not blank and has no date is a problem."""

    def __init__(self, on: date, *, dated: bool = False) -> None:
        self._dates = DateReading(on, PAST)
        self._dated = dated

    def quick(self, text: str) -> Contact | None:
        """Read a whole date as it stands; None for anything else."""
        day = self._dates.quick(text)
        return Contact(done=True, on=day) if day else None

    def text(self, text: str) -> Contact | Bad | None:  # noqa: PLR0911 - one answer for each form
        """Read a clean text."""
        lowered = text.lower()
        if lowered in BLANK or lowered in {"ukjent", "vet ikke"}:
            return None
        if _NO_ANSWER.search(lowered):
            return self._unanswered(lowered)
        if _TRIED.search(lowered) and not _REACHED.search(lowered):
            return self._unanswered(lowered)
        if fold(lowered) in _NOT_YET or (_PLANNED.search(lowered) and not _HAS_BEEN.search(lowered)):
            return Contact(done=False)
        answer = find("yes_no", text) if len(text) < _LONGEST_ANSWER else None
        if answer == "no":
            return Contact(done=False)
        if answer == "yes":
            return self._undated()
        found = self._dates.text(text)
        if isinstance(found, date):
            return Contact(done=True, on=found)
        if isinstance(found, Bad) and found.code == "period":
            return self._undated()
        if isinstance(found, Bad) and (found.code != "date" or not self._said_by_words(lowered)):
            return found
        return self._with_words(lowered)

    def other(self, value: Any) -> Contact | Bad | None:
        """Read a cell that is not text."""
        if isinstance(value, bool):
            return self._undated() if value else Contact(done=False)
        if value == 0:
            return Contact(done=False)
        if value == 1:
            return self._undated()
        found = self._dates.other(value)
        if isinstance(found, Bad) and found.code == "period":
            return self._undated()
        return Contact(done=True, on=found) if isinstance(found, date) else found

    @staticmethod
    def _said_by_words(text: str) -> bool:
        return bool(_LETTERS.search(text)) and not is_relative(text)

    def _undated(self) -> Contact | Bad:
        contact = Contact(done=True)
        return Bad("contact_without_date", contact) if self._dated else contact

    def _with_words(self, text: str) -> Contact | Bad:
        """A name, or words with a date among them: `ja (ringt 3/5)`, `Kari 3. mai`."""
        wrong = flaw(text)
        if wrong:
            return Bad(wrong.code, Contact(done=True))
        done = not text.startswith(("nei", "no,", "ikke ", "ikkje "))
        inside = _DATE_INSIDE.search(text)
        if inside:
            found = self._dates.text(inside[0])
            if isinstance(found, date):
                return Contact(done=done, on=found)
            if isinstance(found, Bad) and found.code != "period":
                return found
        return self._undated() if done else Contact(done=False)

    def _unanswered(self, text: str) -> Contact:
        inside = _DATE_INSIDE.search(text)
        on = self._dates.text(inside[0]) if inside else None
        attempts = _said(text)
        if more := _MORE_THAN.search(text):
            attempts = (int(more[1]) if more[1].isdecimal() else _WORDS_OF_NUMBER.get(more[1], 1)) + 1
        elif times := _TIMES.search(text):
            attempts = int(times[1] or times[2])
        elif found := re.search(r"\b(to|tre|fire|two|three) (?:ganger|gonger|times)", text):
            attempts = _WORDS_OF_NUMBER[found[1]]
        return Contact(done=False, on=on if isinstance(on, date) else None, attempts=attempts)


def _said(text: str) -> int:
    """How many attempts are listed: `ikke svar 3/4, ikke svar 10/4` is two, as is `ikke svar 3/4 og 10/4`."""
    days = len(set(_DATE_INSIDE.findall(text)))
    if not days:
        return max(1, len(re.findall(r"ikkj?e svar|svar\w* ikkj?e", text)))
    times = len(_NO_ANSWER.findall(text))
    rest = _DATE_INSIDE.sub("", _NO_ANSWER.sub("", text))
    only_days = not re.sub(r"\b(?:og|and)\b|\W", "", rest)
    return max(1, days if only_days else min(days, times))
