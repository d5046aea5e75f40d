"""All municipal lists of 2011 as the authorities published them (github.com/jarib/valglister).

AUTOMATIONS_TEST_LISTS names the file, `;`-separated, with the columns below.
"""

import csv
import os

import pytest

from automations.model import Table

FILE = os.environ.get("AUTOMATIONS_TEST_LISTS")
WITH_THE_LISTS = pytest.mark.skipif(
    not FILE, reason="AUTOMATIONS_TEST_LISTS does not name the lists of 2011 (github.com/jarib/valglister)"
)


def candidacies():
    """Read the file as a table of candidates."""
    with open(FILE, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - the name is a text
        rows = list(csv.DictReader(file, delimiter=";"))
    read = {
        "municipality_number": [row["KOMMNR"] for row in rows],
        "municipality": [row["KOMMUNE"] for row in rows],
        "party_code": [row["PARTIKODE"] for row in rows],
        "party": [row["PARTINAVN"] for row in rows],
        "place": [int(row["PLASSNR"]) for row in rows],
        "name": [row["NAVN"] for row in rows],
        "birth_year": [int(row["FØDT"]) for row in rows],
        "gender": [{"K": "woman", "M": "man"}[row["KJØNN"]] for row in rows],
        "extra_vote": [row["STEMMETILLEGG"] == "J" for row in rows],
    }
    assert len(rows) == 59_496
    letters = {"2011": {column: at for at, column in enumerate(read)}}
    return Table("candidates", ["2011"] * len(rows), range(2, len(rows) + 2), read, letters)
