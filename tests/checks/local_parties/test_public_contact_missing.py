import pytest

from automations.checks.registry import registry
from automations.model import Source

CHECK = "public_contact_missing"
PLACE = "municipality_number | municipality | leader"


@pytest.mark.parametrize(
    ("website", "email", "found"),
    [
        ("", "", True),
        ("https://example.org/halden", "", False),
        ("", "halden@example.org", False),
        ("https://example.org/halden", "halden@example.org", False),
    ],
)
def test_one_way_to_reach_the_party_is_enough(made, told, website, email, found):
    picture = f"{PLACE} | website | public_email\n3101 | Halden | Lise Lund | {website} | {email}"
    findings = made(CHECK, picture)
    assert bool(findings) is found
    for finding in findings:
        assert (finding.source, finding.suggested) == (Source("local_parties", 2, 3), ("Lise Lund",))
        told(finding, "task")
        told(finding, "why")


def test_the_column_that_is_kept_is_judged_alone(made):
    (found,) = made(CHECK, f"{PLACE} | public_email\n3101 | Halden | Lise Lund |")
    assert (found.source, found.column) == (Source("local_parties", 2, 3), "public_email")


def test_neither_column_is_nothing_to_judge_and_is_said(made, table):
    assert made(CHECK, f"{PLACE}\n3101 | Halden | Lise Lund") == []
    said = list(registry()[CHECK].not_judged(table("local_parties", PLACE), table("officers", "office")))
    assert [(s.reason, s.facts["column_names"]) for s in said] == [("no_column", ["website", "public_email"])]
    kept = table("local_parties", f"{PLACE} | website")
    assert list(registry()[CHECK].not_judged(kept, table("officers", "office"))) == []
