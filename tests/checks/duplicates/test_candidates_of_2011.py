"""Who stands on more than one of the 2,884 lists of 2011 (with made-up names, and namesakes as they fall)."""

from collections import Counter
from datetime import date

import pytest
from lists_of_2011 import WITH_THE_LISTS, candidacies

from automations.checks.duplicates.same_person_twice import same_person_twice
from automations.election_calendar import ElectionCalendar
from automations.settings import Organisation

pytestmark = WITH_THE_LISTS


@pytest.fixture(scope="module")
def candidates():
    return candidacies()


@pytest.fixture(scope="module")
def found(candidates):
    def on_lists_of(*codes):
        return list(
            same_person_twice(
                *(None, None, None, None, candidates, None, None),
                on=date(2010, 11, 23),
                organisation=Organisation(party_codes=codes),
                calendar=ElectionCalendar.of_year(2011),
            )
        )

    return on_lists_of


def rows(finding):
    return tuple(sorted(source.row - 2 for source in (finding.source, *finding.also)))


def test_each_name_and_birth_year_on_two_lists_is_told_once_and_hardly_anything_else(candidates, found):
    typed = list(candidates.records("name", "birth_year"))
    several = {who for who, count in Counter(typed).items() if count > 1}
    assert len(several) == 43
    told = [rows(finding) for finding in found()]
    assert len(told) == len(set(told)) == 45
    assert {who for pair in told for who in map(typed.__getitem__, pair)} >= several
    rest = [pair for pair in told if typed[pair[0]] not in several]
    assert len(rest) == 2  # spelt in two ways, with one birth year
    assert {finding.severity for finding in found()} == {"low"}


def test_a_party_is_told_of_its_own_candidates_alone(candidates, found):
    codes = candidates.column("party_code")
    told = [rows(finding) for finding in found("A")]
    assert len(told) == 14
    assert all("A" in {codes[row] for row in pair} for pair in told)
