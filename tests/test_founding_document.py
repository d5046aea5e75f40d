"""Every demand of the founding document, and what answers it: the page, the checks and the words agree."""

import re
from pathlib import Path

import pytest

from automations.checks.registry import registry
from automations.words import LANGUAGES, has

PAGE = Path(__file__).parent.parent / "docs" / "founding-document.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the documentation lies in the checkout only")
DEMANDS = 54
LAST_LINE = 106
ROW = re.compile(r"\| (\d+) \| ([\d–, ]+) \| ([^|]+) \| ([^|]+) \|")


def demands():
    """The rows of the page: number, lines, what is said, and what answers it by kind."""
    text = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    for number, lines, said, answer in ROW.findall(text):
        told = {}
        for part in answer.strip().split(" · "):
            kind, _, names = part.partition(": ")
            told[kind] = names
        yield int(number), spelled_out(lines), said.strip(), told


def spelled_out(lines):
    found = set()
    for part in lines.split(", "):
        first, _, last = part.strip().partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def named(kind):
    return {number: told[kind].split(", ") for number, _, _, told in demands() if kind in told}


def test_there_are_54_demands_each_with_its_lines_and_an_answer():
    rows = list(demands())
    assert [number for number, *_ in rows] == list(range(1, DEMANDS + 1))
    for number, lines, said, told in rows:
        assert lines <= set(range(1, LAST_LINE + 1)), number
        assert said.endswith("."), number
        assert told.keys() <= {"check", "figure", "wording", "not checkable"}, number
        assert all(told[kind] for kind in told if kind != "wording"), number
    firsts = [min(lines) for _, lines, _, _ in rows]
    assert firsts == sorted(firsts)


def test_every_check_of_the_page_is_there_and_every_check_is_on_the_page():
    assert {name for names in named("check").values() for name in names} == set(registry())


def test_a_check_serves_lines_of_every_demand_that_it_answers():
    lines = {number: found for number, found, _, _ in demands()}
    for number, names in named("check").items():
        for name in names:
            assert lines[number] & set(registry()[name].serves), f"{name} does not serve demand {number}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_page_has_its_title(language):
    for names in named("figure").values():
        for name in names:
            figure, _, kind = name.partition(":")
            assert has(language, f"summary.figure.{figure}"), name
            assert not kind or has(language, f"summary.kind.{kind}"), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(registry()))
def test_every_check_has_its_words(language, name):
    assert has(language, f"{name}.title")
    assert has(language, f"{name}.about")
