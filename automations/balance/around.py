"""What the local parties' tab says of the council and of safe places, by municipality."""

from __future__ import annotations

from automations.balance.lists import CandidateList
from automations.balance.outcome import Around
from automations.model import Table
from automations.people.municipalities import number_today


class Places:
    """Knows the seats and the safe places of each municipality that has said so."""

    def __init__(self, local_parties: Table | None, election_year: int) -> None:
        self._unknown = Around(election_year)
        self._known: dict[str, Around] = {}
        if local_parties is not None:
            columns = ("municipality_number", "council_seats", "safe_places")
            for number, seats, safe in local_parties.records(*columns):
                if number and (seats is not None or safe is not None):
                    self._known.setdefault(number, Around(election_year, seats, safe))

    def around(self, those: CandidateList) -> Around:
        """Tell what is known for a list; seats and safe places are those of the municipality's council."""
        if not self._known or those.election != "municipal" or those.municipality_number is None:
            return self._unknown
        return self._known.get(number_today(those.municipality_number), self._unknown)
