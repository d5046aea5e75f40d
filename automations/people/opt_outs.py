"""What a person has asked of us, and what the law asks for them: one table, and it wins.

| What stands in the row (the first that fits decides)             | What is left                        |
|------------------------------------------------------------------|-------------------------------------|
| resigned, to be deleted, or the day of resigning has come        | only "delete"                       |
| a day of resigning that lies ahead                               | nothing                             |
| secret address                                                   | nothing                             |
| may not be contacted; a member who answered no to consent        | nothing                             |
| a sympathiser who may not be contacted and gives no consent      | only "delete"                       |
| may still be under 15, guardians have not consented              | only "guardian_consent"             |
| may still be under 15, guardians have consented                  | nothing                             |
| a sympathiser without a valid consent                            | only "renew_consent"                |
| supporting member                                                | welcome, one greeting a year        |
| no calls; may still be under 18                                  | all but calls                       |
| otherwise, and where cells are blank                             | all                                 |

Deleting what may no longer be kept (dues long unpaid) is no contact with anybody: it is asked for whoever it
is, but for those of whom only one other thing is left.
A secret address and a no to contact go before the guardians' consent: who wants no contact, or must be
hidden, gets none by way of the family either. A year of birth does not tell whether the birthday has
been: until it surely has, the younger age counts. An unknown age is an adult's.
Sources: design law 8; printed line 37 of the founding document (respect for the wished level of
activity); barnelova § 32 (15 years); personal data act and GDPR article 9 (consent).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Only: TypeAlias = Literal["delete", "guardian_consent", "renew_consent"]

JOINS_ALONE = 15
ADULT = 18
_GONE = frozenset({"resigned", "delete"})


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be asked of volunteers for a person. `only` names the one thing that is left to do."""

    welcome: bool = False
    call: bool = False
    write: bool = False
    offer: bool = False
    yearly_greeting: bool = False
    only: Only | None = None

    @property
    def follow_up(self) -> bool:
        """Somebody may take contact to get to know the person, by phone or in writing."""
        return self.call or self.write


EVERYTHING = Allowed(welcome=True, call=True, write=True, offer=True, yearly_greeting=True)
NO_CALLS = Allowed(welcome=True, call=False, write=True, offer=True, yearly_greeting=True)
SUPPORTING = Allowed(welcome=True, yearly_greeting=True)
NOTHING = Allowed()
DELETE = Allowed(only="delete")
GUARDIAN_CONSENT = Allowed(only="guardian_consent")
RENEW_CONSENT = Allowed(only="renew_consent")


def youngest_age(on: date, birth_year: int | None, birth_date: date | None = None) -> int | None:
    """The age a person may still have that day: with a year alone, the birthday may be ahead."""
    if birth_date is not None:
        return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
    if birth_year is None:
        return None
    return on.year - birth_year - ((on.month, on.day) != (12, 31))


def allowed(  # noqa: C901, PLR0911 - one table, read from the top; the first row that fits answers
    *,
    on: date,
    kind: Literal["members", "supporters"] = "members",
    status: str | None = None,
    activity_level: str | None = None,
    may_contact: str | None = None,
    protected_address: bool | None = None,
    consent: bool | None = None,
    guardian_consent: bool | None = None,
    birth_year: int | None = None,
    birth_date: date | None = None,
    resigned_on: date | None = None,
) -> Allowed:
    """Decide what is left of what we would have liked to do. Blank is None."""
    if status in _GONE:
        return DELETE
    if resigned_on is not None:
        return DELETE if resigned_on <= on else NOTHING
    member = kind == "members"
    if protected_address:
        return NOTHING
    if may_contact == "no":
        return NOTHING if member or consent else DELETE
    if member and consent is False:
        return NOTHING
    age = None
    if birth_year is not None or birth_date is not None:
        age = youngest_age(on, birth_year, birth_date)
        if age is not None and age < JOINS_ALONE:
            return NOTHING if guardian_consent else GUARDIAN_CONSENT
    if not member and not consent:
        return RENEW_CONSENT
    if "supporting" in (status, activity_level):
        return SUPPORTING
    if may_contact == "no_call" or (age is not None and age < ADULT):
        return NO_CALLS
    return EVERYTHING
