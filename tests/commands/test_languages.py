"""Everything a person meets in nb and nn, walked for words of another language.

The texts as they stand, every line that the commands print, and every cell of the job's own tabs.
"""

import re
import subprocess
import sys
from functools import cache

import pytest
from words.test_words import THEMES, Anything, texts

from automations.cli import COMMANDS
from automations.sheets import open_workbook
from automations.words import theme

# Words that are English and nothing else: none of them is a word of bokmål's or nynorsk's.
ENGLISH = """
the this that these and with which when who what where are was been have has had will would should could
can't don't isn't please missing invalid value usage options option show error try exit message file
command argument required unknown not found such nothing write read sheet row column member name date
days ago between before after because your their our you they from only each every other
"""
# Bokmål's, where nynorsk has another word.
NOT_NYNORSK = """
ikke jeg hva hvem hvor hvorfor hvordan hvilke hvilken hvilket noen noe mye flere uke uker kommer bare
være vært gjøre gjør øke økt hjem dere deres tilbakemelding skrevet funnet skriver leser finnes hun ennå
sier
"""
FOREIGN = {"nb": frozenset(ENGLISH.split()), "nn": frozenset((ENGLISH + NOT_NYNORSK).split())}
NAMES = re.compile(
    r"«[^»]*»|\b\w+_\w+\b|[\w.+-]+@[\w.-]+|https?://\S+|\b[A-ZÆØÅ]{3,}\b|--[\w-]+|\[[^\]]*\]|\{[^}]*\}"
    r"|[\w/]+\.\w+"
)


def words_in(text):
    """The words of a text, without names, paths, flags and quotations."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", NAMES.sub(" ", text))}


def foreign(text, language):
    """The words of a text that are not the language's."""
    return words_in(text) & FOREIGN[language]


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", THEMES)
def test_no_text_has_a_word_of_another_language(language, name):
    found = {}
    for key, text in texts(theme(language, name), name):
        if key.startswith("errors.wanted."):  # these name keys of the configuration
            continue
        if strange := foreign(text.format_map(Anything()).replace("<", "{").replace(">", "}"), language):
            found[key] = strange
    assert not found


HELP = """
import sys
from automations.cli import COMMANDS, group
for name in (None, *COMMANDS):
    try:
        group.main([*filter(None, [name]), "--help"], prog_name="automations", standalone_mode=False)
    except SystemExit:
        pass
"""


@cache
def helps(language):
    command = [sys.executable, "-c", HELP, "--language", language]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_help_of_every_command_is_in_the_language_asked_for(language):
    told = helps(language)
    assert all(f"automations {name} " in told for name in COMMANDS)
    assert not foreign(told, language)


def test_help_differs_between_the_languages():
    assert len({helps(language) for language in ("nb", "nn", "en")}) == 3


WRONG = [
    ("nonsense",),
    ("pln",),
    ("plan", "--tody", "2026-05-20"),
    ("plan", "--unheard-of"),
    ("plan", "--today", "2026-13-45", "x.xlsx"),
    ("plan", "--fail-on", "sometimes", "x.xlsx"),
    ("balance", "--lock", "first", "x.xlsx"),
    ("explain",),
    ("run", "--plan"),
    ("plan", "--json=1"),
    ("plan", "nowhere.xlsx"),
    ("run",),
    ("plan", "--only", "unheard_of", "x.xlsx"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_is_wrong_is_one_line_in_the_language_asked_for_and_ends_with_a_code(automations, arguments):
    said = {}
    for language in ("nb", "nn", "en"):
        ended = automations(*arguments[:1], "--language", language, *arguments[1:])
        assert ended.code in (2, 3), ended
        (said[language],) = ended.err.splitlines()
        assert language == "en" or not foreign(said[language], language)
    assert said["en"] not in (said["nb"], said["nn"])


def test_a_question_that_gets_no_answer_does_nothing_and_says_so(automations):
    automations("demo", "--today", "2026-11-23")
    ended = automations("find", "-", "Storvik.xlsx", "--language", "nn")  # nobody is there to type
    assert ended.code == 130
    assert ended.err.splitlines()[-1].endswith("Ingenting er gjort.")


def test_the_configuration_says_what_the_terminal_speaks(automations):
    file = automations.folder / "oppsett.toml"
    file.write_text('[job]\nlanguage = "nn"\n', "utf-8")
    assert "Vis kva" in automations("--help", AUTOMATIONS_CONFIG=str(file)).out
    assert "Vis kva" in automations("plan", "--config", file, "--help").out
    assert "Show" in automations("plan", "--config", file, "--help", "--language=en").out
    file.write_text("[job\n", "utf-8")
    assert "Vis hva" in automations("plan", "--config", file, "--help").out


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_cell_of_the_jobs_tabs_and_no_line_of_a_run_has_a_word_of_another_language(automations, language):
    on = ("--today", "2026-11-23", "--language", language)
    lines = automations("demo", *on).out
    lines += automations("plan", "Storvik.xlsx", *on).out
    lines += automations("checks", *on).out
    lines += automations("balance", "Storvik.xlsx", *on).out
    ended = automations("run", "Storvik.xlsx", "--today", "2026-11-24", "--language", language)
    assert ended.code == 0
    lines += ended.out
    assert not foreign(lines, language)
    strange = {}
    for grid in open_workbook(automations.folder / "Storvik.xlsx").read().grids:
        if grid.kind in ("tasks", "summary", "data_quality", "history", "list_proposal", "guide"):
            for cells in grid.cells:
                for cell in cells:
                    if isinstance(cell, str) and (found := foreign(cell, language)):
                        strange[cell] = found
    assert not strange
