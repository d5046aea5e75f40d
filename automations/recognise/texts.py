"""Free text and names."""

from __future__ import annotations

from typing import Any

from automations.recognise.readings import BLANK, Bad, PlainReader, flaw, shown

_POSTCODE = 4
# What stands where a name would, when nobody has the office.
_VACANT = frozenset(
    {"vakant", "ingen", "ubesatt", "ubesett", "ledig", "ledeg", "ikke valgt", "ikkje vald", "ikkje valt",
     "ingen valgt", "ingen vald", "vacant", "nobody", "none"}
)  # fmt: skip
_VACANT_AS_TYPED = _VACANT | {word.capitalize() for word in _VACANT} | {word.upper() for word in _VACANT}


def text(tidy: str) -> str | Bad | None:
    """Read free text: spaces folded, letters composed and mended; words for nothing are None."""
    return flaw(tidy) or (None if tidy.lower() in BLANK else tidy)


def name(tidy: str) -> str | Bad | None:
    """Read a person's name as `Fornavn Etternavn`; it is turned where a comma says so."""
    if tidy.lower() in BLANK or tidy.lower().strip("()!. ") in _VACANT:
        return None
    wrong = flaw(tidy)
    if wrong:
        return Bad(wrong.code, turned(wrong.value)) if wrong.value else wrong
    return turned(tidy)


def turned(tidy: str) -> str:
    """Turn `Etternavn, Fornavn` round; any other name stays."""
    if tidy.count(",") != 1:
        return tidy
    last, _, first = tidy.partition(",")
    last, first = last.strip(), first.strip()
    return f"{first} {last}" if first and last else first or last


def postcode(tidy: str) -> str | Bad | None:
    """Read a postcode; a lost leading zero is put back, a foreign one stays as it is."""
    if tidy.isascii() and tidy.isdigit() and len(tidy) < _POSTCODE:
        return tidy.zfill(_POSTCODE)
    return text(tidy)


def postcode_cell(value: Any) -> str | Bad | None:
    """Read a cell that is not text as a postcode."""
    return postcode(shown(value))


class NameReader(PlainReader):
    """Reads names; a batch without a comma is as plain as any text."""

    __slots__ = ()

    def learn(self, new: set[Any]) -> None:
        """Read texts that were not met before."""
        turning = {one for one in new if "," in one}
        super().learn(new - turning)
        self.known.update(dict.fromkeys(new & _VACANT_AS_TYPED))
        for one in turning:
            self.known[one] = None
            result = self.read_text(one)
            if type(result) is Bad:
                self.bad[one] = result
                result = result.value
            self.known[one] = result
