"""What is shown of a setting can be put into the configuration file."""

import tomllib
from datetime import date

import pytest

from automations.report.values import as_toml


@pytest.mark.parametrize(
    "value", [3, 0.5, True, "arbeiderpartiet", [], ["a", "b"], date(2027, 3, 31), {"woman": 1}, {}]
)
def test_a_setting_is_shown_as_the_file_has_it(value):
    assert tomllib.loads(f"key = {as_toml(value)}")["key"] == value


def test_what_the_file_cannot_say_is_a_dash():
    assert as_toml(None) == "–"
