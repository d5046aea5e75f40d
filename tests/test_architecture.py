"""The house rules: which folder may know which, and what every check must bring along."""

import ast
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

import automations
from automations.checks.registry import MODULES, registry
from automations.words import LANGUAGES, theme

PACKAGE = Path(automations.__file__).parent
CHECKOUT = Path(__file__).parent.parent
MODULE_FILES = sorted(PACKAGE.rglob("*.py"))
PURE = (
    "model",
    "tabs",
    "words",
    "people",
    "recognise",
    "checks",
    "balance",
    "figures",
    "plan",
    "settings",
    "pipeline",
    "timetable",
)
OUTSIDE = {
    "gspread",
    "google",
    "click",
    "requests",
    "sqlite3",
    "lxml",
    "python_calamine",
    "openpyxl",
    "smtplib",
}
SHELL = {"sheets", "state", "report", "commands", "cli", "fleet", "start", "demo"}
# Later stages, which an earlier one must not know.
LATER = {
    "model": {"*"},
    "once": {"recognise", "people", "checks", "balance", "figures", "plan", "settings", "pipeline"} | SHELL,
    "tabs": {"recognise", "people", "checks", "balance", "figures", "plan", "settings", "pipeline"} | SHELL,
    "words": {"recognise", "people", "checks", "balance", "figures", "plan", "settings", "pipeline"} | SHELL,
    "recognise": {"people", "checks", "balance", "figures", "plan", "settings", "pipeline"} | SHELL,
    "people": {"checks", "balance", "figures", "plan", "settings", "pipeline"} | SHELL,
    "balance": {"recognise", "checks", "figures", "plan", "settings", "pipeline"} | SHELL,
    "figures": {"recognise", "checks", "plan", "settings", "pipeline"} | SHELL,
    "checks": {"recognise", "plan", "settings", "pipeline"} | SHELL,
    "plan": {"pipeline"} | SHELL,
    "settings": {"recognise", "plan", "pipeline"} | SHELL,
    "pipeline": SHELL,
    "sheets": {
        "people",
        "checks",
        "balance",
        "figures",
        "plan",
        "settings",
        "pipeline",
        "report",
        "commands",
        "fleet",
    },
    "timetable": {"*"},
    "state": {"recognise", "people", "checks", "balance", "figures", "settings", "pipeline", "sheets"}
    | {"report", "commands", "cli", "fleet", "start", "demo"},
    "fleet": {"state", "report", "commands", "cli"},
    "report": {"commands", "cli"},
}


@cache
def imports(path):
    """A module's imports as (dotted name, at the top of the module?)."""
    tree = ast.parse(path.read_text("utf-8"))
    top = set(map(id, tree.body))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.append((node.module or "", id(node) in top))
    return found


def room(path):
    """The folder or module right below the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    own = room(path)
    known = {name.split(".")[1] for name, _ in imports(path) if name.startswith("automations.")}
    later = LATER.get(own, set())
    assert not (known - {own} if later == {"*"} else known & later), f"{own} knows a later stage"


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_what_is_pure_knows_no_service_file_or_database(path):
    if room(path) in PURE:
        assert not {name.split(".")[0] for name, _ in imports(path)} & OUTSIDE


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_pandas_and_gspread_are_imported_only_where_they_are_used(path):
    if path.parent.name == "google":  # a folder that is only imported for a spreadsheet of Google's
        return
    assert not {name.split(".")[0] for name, at_top in imports(path) if at_top} & {
        "pandas",
        "gspread",
        "numpy",
    }


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_short_and_named_after_what_lives_in_it(path):
    assert len(path.read_text("utf-8").splitlines()) <= 310
    assert path.stem not in {"utils", "helpers", "base", "manager", "common", "misc"}


def test_the_wall_clock_is_asked_in_one_place_only():
    def asks(node):
        clock = isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        return clock and isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime"}

    asking = {
        str(path.relative_to(PACKAGE))
        for path in MODULE_FILES
        if any(map(asks, ast.walk(ast.parse(path.read_text("utf-8")))))
    }
    assert asking == {"commands/options.py"}


@pytest.mark.parametrize("name", list(registry()))
def test_a_check_has_its_module_its_words_its_test_and_its_line_of_the_document(name):
    module = next(module for module in MODULES if module.endswith(f".{name}"))
    chapter = module.split(".")[-2]
    assert registry()[name].name == name
    assert registry()[name].serves
    assert set(registry()[name].serves) <= set(range(1, 107))
    assert (Path(__file__).parent / "checks" / chapter / f"test_{name}.py").is_file()
    for language in LANGUAGES:
        assert {"title", "about"} <= theme(language, name).keys()


@pytest.mark.skipif(not (CHECKOUT / "docs").is_dir(), reason="the documentation lies in the checkout only")
@pytest.mark.parametrize("name", list(registry()))
def test_a_check_and_all_its_settings_are_documented(name):
    chapter = next(module for module in MODULES if module.endswith(f".{name}")).split(".")[-2]
    text = (CHECKOUT / "docs" / "checks" / f"{chapter}.md").read_text("utf-8")
    entry = text.split(f"## {name}\n")[1].split("\n## ")[0]
    assert [setting for setting in registry()[name].settings if f"`{setting}`" not in entry] == []


def flat(words, prefix=""):
    """Walk a theme as (key, text)."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


THEMES = sorted(p.name.removesuffix(".toml") for p in (PACKAGE / "words" / "nb").iterdir())


@pytest.mark.parametrize("name", THEMES)
def test_the_three_languages_have_the_same_words_with_the_same_placeholders(name):
    import string

    def shape(language):
        told = {}
        for key, text in flat(theme(language, name)):
            fields = (
                {f for _, f, _, _ in string.Formatter().parse(text) if f} if isinstance(text, str) else None
            )
            told[key] = fields
        return told

    assert shape("nb") == shape("nn") == shape("en")


def test_every_language_has_the_same_themes():
    for language in LANGUAGES:
        assert (
            sorted(p.name.removesuffix(".toml") for p in (PACKAGE / "words" / language).iterdir()) == THEMES
        )


def test_presets_are_package_data():
    presets = files("automations.presets").joinpath("list_rules.toml").read_text("utf-8")
    assert "arbeiderpartiet" in tomllib.loads(presets)["presets"]
